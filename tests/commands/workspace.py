"""A school's clone, small and real, and its commands as real processes: nothing of this checkout is touched.

The rehearsal account's clock stands at MONDAY until a test moves it, so no test depends on the day it is run.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from plugins.detect.memory import FOLDER
from plugins.model.settings import parse
from plugins.rehearsal.server import serve
from tests import make

ROOT = Path(__file__).parents[2]
MONDAY = "2026-11-23 10:00"
LEDGER = "refs/schoolgate/rehearsal"
_PASSED_ON = ("PATH", "COVERAGE_PROCESS_CONFIG")
_PAGE = """\
---
id: about
title: About our school
date: 2026-09-01 09:00
summary: A small school by the river.
---

We are a school of 212 children.
"""


def text(post: str, *, body: str = "Everybody counted along.", **settings: str) -> str:
    """A post file that keeps the policy; `settings` replace lines of its front matter, or add some.

    The value of a setting is YAML: text("fair-1a2b", title="Winter fair", status="draft").
    """
    table = {
        "id": post,
        "title": f"News about {post[:-5].replace('-', ' ')}",
        "date": "2026-11-20 10:00",
        "category": "news",
        "summary": f"There is something new about {post[:-5].replace('-', ' ')}.",
        "audience": "[Year 4]",
        **settings,
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in table.items()) + f"---\n\n{body}\n"


SNOW = text(
    "snow-7a8b",
    category="urgent",
    title="School is closed",
    summary="School is closed today because of heavy snow.",
    body="The school is closed because of heavy snow. We expect to open again on Wednesday.",
    urgent="{reason: snow, expires: 2026-11-24 09:00}",
)
"""Urgent news that is urgent."""


def photos(file: str = "leaves.jpg", *, alt: str = "Red paper leaves on a wall") -> str:
    """The value of a post's `photos` setting, on one line."""
    return f"[{{file: {file}, alt: {alt}, credit: School, people: none}}]"


def make_photo(root: Path, file: str = "leaves.jpg", *, colour: str = "firebrick") -> Path:
    """A plain picture in content/photos, without metadata."""
    target = root / "content" / "photos" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), colour).save(target)
    return target


def write(root: Path, *posts: str) -> None:
    """Put posts into content/news, each under its id; one that is there already is replaced."""
    for post in posts:
        name = next(line.removeprefix("id: ") for line in post.splitlines() if line.startswith("id: "))
        file = root / "content" / "news" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(post, encoding="utf-8")


def make_workspace(
    folder: Path,
    *posts: str,
    toml: Mapping[str, str] | None = None,
    now: str = MONDAY,
    own_plugins: bool = False,
    own_memory: bool = False,
) -> Path:
    """A clone with these posts, one page and one photo (leaves.jpg), committed; its root.

    `toml` replaces text of school.toml; `now` is London time, at which the rehearsal account's clock stands still.
    The plugins are this checkout's own, so that they count as covered, unless a test is going to change them. What
    detectors measured is remembered for all tests of a session, for loading the models takes seconds each time;
    a test about what a clone keeps has a memory of its own.
    """
    root = folder / "school"
    root.mkdir()
    for name in ("pelicanconf.py", "publish.py", ".gitignore"):
        shutil.copy2(ROOT / name, root / name)
    shutil.copytree(ROOT / "theme", root / "theme")
    if own_plugins:
        shutil.copytree(ROOT / "plugins", root / "plugins")
    else:
        (root / "plugins").symlink_to(ROOT / "plugins")
    _settings(root, _NEVER | dict(toml or {}))
    write(root, *posts)
    make_photo(root)
    page = root / "content" / "pages" / "about.md"
    page.parent.mkdir()
    page.write_text(_PAGE, encoding="utf-8")
    if not own_memory:
        _remember_together(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    set_clock(root, now)
    return root


_KEY = b"of all clones of a test session;"
_NEVER = {"search = true": "search = false"}  # an index takes a second, and few tests are about it


def _remember_together(root: Path) -> None:
    session = next((folder for folder in root.parents if folder.parent.name.startswith("pytest-of-")), None)
    if session:
        shared = session / FOLDER
        shared.mkdir(exist_ok=True)
        memory = root / ".schoolgate" / "cache" / FOLDER
        memory.parent.mkdir(parents=True)
        memory.symlink_to(shared)
        key = root / ".schoolgate" / "key"
        key.write_bytes(_KEY)
        key.chmod(0o600)


def _settings(root: Path, changes: Mapping[str, str]) -> None:
    settings = make.SCHOOL_TOML.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in settings, f"school.toml has no {old!r}"
        settings = settings.replace(old, new)
    (root / "school.toml").write_text(settings, encoding="utf-8")


def set_clock(root: Path, now: str) -> None:
    """Stop the rehearsal account's clock at this London time; it cannot go back."""
    state = root / ".schoolgate"
    state.mkdir(exist_ok=True)
    school = parse((root / "school.toml").read_text(encoding="utf-8"))
    with serve(state / "rehearsal.sqlite3", school, start=make.at(now), frozen=True):
        pass


def add_plugin(root: Path, code: str) -> None:
    """Give Pelican one more plugin, the last in its list: somebody's module called extra.py."""
    (root / "extra.py").write_text(code, encoding="utf-8")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("\nimport extra\nPLUGINS.append(extra)\n")


def commit(root: Path, message: str = "News") -> str:
    """Commit everything that is there; the commit."""
    git(root, "add", "--all")
    git(root, "-c", "user.name=Office", "-c", "user.email=office@school.example", "commit", "--quiet", "-m", message)
    return git(root, "rev-parse", "HEAD")


def git(root: Path, *arguments: str) -> str:
    """What git answers, without this machine's own settings."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", *arguments]
    said = subprocess.run(
        command, cwd=root, env={**_environment(), **alone}, capture_output=True, text=True, check=True
    )
    return said.stdout.strip()


def run(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the clone's own publish.py to its end; `env` is all that it sees of an environment beside PATH."""
    command = [sys.executable, "publish.py", *arguments]
    environment = {**_environment(), "HOME": str(root.parent), **(env or {})}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)


def told(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON document that a command tells."""
    said = run(root, *arguments, "--json", env=env)
    assert said.stdout, said.stderr
    document: dict[str, Any] = json.loads(said.stdout)
    assert document["exit_code"] == said.returncode
    return document


def ledger(root: Path) -> str:
    """The commit of the rehearsal's ledger; empty where there is none."""
    return git(root, "for-each-ref", "--format=%(objectname)", LEDGER)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; links are followed, an absent folder is empty."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
