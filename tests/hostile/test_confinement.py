"""What bounds a process or holds the finished site is needed, too: with it the attack ends here, without it not.

The guards over what is written are in guards.py; the browser's own is in test_browser.py.
"""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.clone.workspace import Workspace
from plugins.detect.decode import Unpacker
from plugins.gate import stop_the_build
from plugins.model.errors import BuildFailed, Refused
from plugins.press import pressing
from tests import make
from tests.commands.workspace import ROOT, make_workspace, text, tree
from tests.hostile.pictures import encoded
from tests.press.test_staging import staged
from tests.test_gate import FORBIDDEN, articles, order, pelican, settings
from tests.theme import site

SECRET = "SCHOOLGATE_X_ACCESS_SECRET"
NO_RESERVE = 0x4000
"""Linux's MAP_NORESERVE, which Python names from 3.13 on: addresses alone are asked for."""
GREEDY = {
    "Cannot allocate memory": f"import mmap; mmap.mmap(-1, 5 * 2**30, mmap.MAP_PRIVATE | {NO_RESERVE})",
    "File too large": "open('large', 'wb').truncate(300 * 2**20)",
}
HOLE = """\
import os, resource, runpy, sys
from PIL import Image

sys.path.insert(0, ".")
if {unbounded}:
    resource.setrlimit = lambda *_: None
Image.Image.tobytes = lambda *_: {taken}
runpy.run_module("plugins.detect.unpack", run_name="__main__")
"""
"""A decoder that was taken over: in place of a picture's pixels it gives what it can get."""


def press_environment(folder: Path) -> str:
    """What the press's process sees of the environment; the press itself is a stranger here."""
    inside = folder / "plugins" / "press" / "inside.py"
    inside.parent.mkdir(parents=True)
    for package in (inside.parent, inside.parents[1]):
        (package / "__init__.py").touch()
    inside.write_text("import os, sys\nsys.stdout.write(repr(dict(os.environ)))\n", encoding="utf-8")
    with pressing.begin(Workspace(root=folder, school=make.school(), roll=None)) as process:
        return process.communicate(timeout=60)[0].decode()


def test_the_press_sees_a_secret_only_where_all_of_the_environment_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET, "Kanarienvogel")
    assert "Kanarienvogel" not in press_environment(tmp_path / "scrubbed")
    monkeypatch.setattr(pressing, "_PASSED_ON", (*pressing._PASSED_ON, SECRET))  # noqa: SLF001 - the guard
    assert "Kanarienvogel" in press_environment(tmp_path / "open")


@pytest.mark.parametrize(("told", "code"), GREEDY.items())
def test_a_page_takes_more_than_it_may_only_where_the_press_has_no_limits(tmp_path: Path, told: str, code: str) -> None:
    def ended(before: str) -> str:
        command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {before}; {code}"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stderr

    assert told in ended("from plugins.press.inside import limit; limit()")
    assert ended("pass") == ""


def taken(folder: Path, what: str, *, unbounded: bool = False) -> bytes:
    """What a hole in a decoder brings out, in place of three pixels' worth of bytes."""
    program = folder / "hole.py"
    program.write_text(HOLE.format(unbounded=unbounded, taken=what), encoding="utf-8")
    unpacker = Unpacker((str(program),))
    try:
        return unpacker.unpack(encoded("PNG", Image.new("RGB", (1, 1))), ".png", 10).tobytes()
    finally:
        unpacker.close()


def test_a_hole_in_a_decoder_reads_a_file_only_where_its_process_has_no_limits(tmp_path: Path) -> None:
    (tmp_path / "roll.csv").write_text("Zoe", encoding="utf-8")
    reading = f"open({str(tmp_path / 'roll.csv')!r}, 'rb').read()"
    with pytest.raises(Refused, match="breaks the program that opens it"):
        taken(tmp_path, reading)
    assert taken(tmp_path, reading, unbounded=True) == b"Zoe"


def test_a_hole_in_a_decoder_reads_the_environment_only_where_it_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SECRET, "Zoe")
    asking = f"os.environ.get({SECRET!r}, '   ').encode()"
    assert taken(tmp_path, asking) == b"   "
    begin = subprocess.Popen

    def careless(*words: Any, **more: Any) -> Any:
        return begin(*words, **{**more, "env": None})

    monkeypatch.setattr(subprocess, "Popen", careless)
    assert taken(tmp_path, asking) == b"Zoe"


def test_a_forbidden_post_reaches_pelican_only_where_the_gate_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = settings(tmp_path, FORBIDDEN)
    values["SCHOOLGATE_ORDER"] = order(values)
    generators = pelican(values, articles=articles(values))
    with pytest.raises(Refused, match="hours"):
        stop_the_build(generators)
    monkeypatch.setattr("plugins.gate._refusals", lambda *_: ())
    stop_the_build(generators)


def test_a_template_that_loads_from_elsewhere_is_built_only_where_nobody_looks_at_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"))
    template = root / "theme" / "templates" / "base.html"
    tracker = '<img src="https://tracker.example/a.png" alt="">'
    template.write_text(template.read_text(encoding="utf-8").replace("</body>", f"{tracker}</body>"), encoding="utf-8")
    with pytest.raises(BuildFailed, match="not what was judged"):
        staged(root)
    monkeypatch.setattr("plugins.press.staging.inspect", lambda *_: ())
    assert tracker.encode() in tree(staged(root).site)["news/fair-1a2b/index.html"]


def test_a_title_becomes_a_script_only_where_templates_do_not_escape() -> None:
    (hostile,) = (one for one in site.articles() if one.post.title == site.HOSTILE)
    environment = site._environment(tuple(site.ENGLISH.known.items()))  # noqa: SLF001 - what `render` renders with
    conf = runpy.run_path(str(ROOT / "pelicanconf.py"))

    def page(*, escape: bool) -> str:
        found = environment.overlay(autoescape=escape).get_template("article.html")
        return found.render(site.context(article=hostile))

    assert "<script>alert(1)</script>" not in page(escape=conf["JINJA_ENVIRONMENT"]["autoescape"])
    assert "<script>alert(1)</script>" in page(escape=False)
