import inspect
import signal
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from plugins.clone.workspace import Workspace, open_workspace
from plugins.model import errors
from plugins.model.errors import BuildFailed, GateMissing, Outcome, Refused, SchoolgateError, SettingsWrong
from plugins.model.order import Order, Ticket
from plugins.press.inside import main
from plugins.press.pressing import begin, press
from plugins.reading.reader import read_all
from tests import make
from tests.commands.workspace import ROOT, add_plugin, ledger, make_workspace, photos, run, text, tree

NOW = make.at("2026-11-23 10:00")
ALL = next(line for line in (ROOT / "pelicanconf.py").read_text("utf-8").splitlines() if line.startswith("PLUGINS = "))
SECRETS = {
    "SCHOOLGATE_X_CONSUMER_KEY": "canary-one-5c1f",
    "SCHOOLGATE_X_ACCESS_SECRET": "canary-two-8a2d",
    "SCHOOLGATE_X_ACCESS_TOKEN_FILE": "/canary-three-77b0",
    "GITHUB_TOKEN": "canary-four-19e4",
    "SSH_AUTH_SOCK": "/canary-five-d3c2",
}
HEAD = """\
import copy, os, resource, sys
from pathlib import Path
from pelican import signals
from pelican.contents import Article
"""


def school(folder: Path) -> Workspace:
    """A school with two posts, one of them with a photo."""
    return open_workspace(make_workspace(folder, text("fair-1a2b"), text("walk-3c4d", photos=photos())))


def build(workspace: Workspace, *, refused: str = "", limit_s: float = 60) -> None:
    """Press the content as it stands; all of it is approved but the post with the id `refused`."""
    workspace.staging.mkdir(parents=True)
    found = [reading.post for reading in read_all(workspace.content, workspace.school) if reading.post]
    approved = frozenset(post.content_hash for post in found if post.id != refused)
    press(workspace, Order(now=NOW, ledger="", approved=approved), workspace.content, limit_s=limit_s)


def written(workspace: Workspace) -> Mapping[str, bytes]:
    return tree(workspace.staging / "site")


def connect(signal: str, *lines: str) -> str:
    """A plugin that does something at one of Pelican's signals."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"{HEAD}\ndef act(it, *more, **named):\n{body}\n\ndef register():\n    signals.{signal}.connect(act)\n"


@pytest.mark.parametrize(
    ("settings", "gate"),
    [
        (ALL.replace("gate", '"plugins.gaet"'), ""),
        (ALL.replace("gate, ", ""), ""),
        (ALL, "\n\ndef register() -> None:\n    raise RuntimeError\n"),
    ],
    ids=["misspelt", "left out", "broken"],
)
def test_without_its_gate_nothing_is_published_recorded_or_said(tmp_path: Path, settings: str, gate: str) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), own_plugins=bool(gate))
    conf = root / "pelicanconf.py"
    assert ALL in conf.read_text(encoding="utf-8")
    conf.write_text(conf.read_text(encoding="utf-8").replace(ALL, settings), encoding="utf-8")
    if gate:
        with (root / "plugins" / "gate.py").open("a", encoding="utf-8") as file:
            file.write(gate)
    said = run(root, "publish")
    assert said.returncode == 3
    assert "the gate (plugins.gate)" in said.stderr
    assert tree(root / "public") == tree(root / ".schoolgate" / "staging" / "site") == {}
    assert ledger(root) == ""
    with closing(sqlite3.connect(root / ".schoolgate" / "rehearsal.sqlite3")) as account:
        assert account.execute("SELECT count(*) FROM tweet").fetchone() == (0,)


STRAY = ["stray = copy.copy(it.articles[0])", "stray.slug = 'stray'"]
REWRITTEN = "content/news/(fair|walk)-.....md was changed after it was judged"


@pytest.mark.parametrize(
    ("signal", "lines", "reason"),
    [
        ("article_generator_finalized", [*STRAY, "del stray.post", "it.articles.append(stray)"], "nobody judged"),
        ("article_generator_finalized", [*STRAY, "it.hidden_articles.append(stray)"], "nobody judged"),
        ("all_generators_finalized", ["it[0].drafts.append(Article('<p>Psst</p>'))"], "nobody judged"),
        ("article_generator_finalized", ["it.articles.pop()"], "content/news/(fair|walk)"),
        ("article_generator_context", ["named['metadata']['status'] = 'skip'"], "fair-1a2b.md, content/news/walk"),
        ("article_generator_context", ["named['metadata']['title'] = 'Psst'"], REWRITTEN),
        ("article_generator_context", ["named['metadata']['summary'] = 'Psst'"], REWRITTEN),
        ("content_object_init", ["it._content += '<p>Psst</p>'"], "was changed after it was judged"),
        ("all_generators_finalized", ["it[0].articles[0].title = 'Psst'"], REWRITTEN),
        ("all_generators_finalized", ["it[1].pages[0].title = 'Psst'"], "content/pages/about.md was changed"),
    ],
)  # fmt: skip
def test_another_plugin_can_neither_add_nor_drop_nor_rewrite(
    tmp_path: Path, signal: str, lines: list[str], reason: str
) -> None:
    workspace = school(tmp_path)
    add_plugin(workspace.root, connect(signal, *lines))
    with pytest.raises(GateMissing, match=reason):
        build(workspace)
    assert written(workspace) == {}


def test_bytes_that_the_order_does_not_name_are_refused(tmp_path: Path) -> None:
    workspace = school(tmp_path)
    with pytest.raises(Refused, match=r"content/news/walk-3c4d\.md: these bytes were not approved") as refusal:
        build(workspace, refused="walk-3c4d")
    assert "fair-1a2b" not in refusal.value.what
    assert written(workspace) == {}


def test_the_press_sees_no_secret_of_ours(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"))
    environ = root / "environ.txt"
    dump = f"Path({str(environ)!r}).write_bytes(Path('/proc/self/environ').read_bytes() + repr(os.environ).encode())"
    add_plugin(root, connect("initialized", dump))
    assert run(root, "build", env=SECRETS).returncode == 0
    seen = environ.read_text(encoding="utf-8")
    assert "PATH=" in seen
    assert "canary" not in seen
    assert not any(name in seen for name in SECRETS)


def test_the_press_looks_for_the_names_of_the_roll_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b", summary="Well done to Jonty Quillfeather."))
    without_roll = open_workspace(root)
    roll = tmp_path / "roll.csv"
    roll.write_text("Forename,Surname\nJonty,Quillfeather\n", encoding="utf-8")
    monkeypatch.setenv("SCHOOLGATE_ROLL_FILE", str(roll))
    with pytest.raises(Refused, match="child-name") as refusal:
        build(without_roll)
    assert "Quillfeather" not in refusal.value.what
    assert written(without_roll) == {}


def test_a_roll_that_was_lost_on_the_way_to_the_press_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = school(tmp_path)
    monkeypatch.setenv("SCHOOLGATE_ROLL_FILE", str(tmp_path / "lost.csv"))
    with pytest.raises(SettingsWrong, match="the list of pupils cannot be read"):
        build(workspace)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["while True: pass"], "took more than 1 seconds"),
        (["os.kill(os.getpid(), 9)"], r"exit -9\): no reason given"),
        (["sys.exit(0)"], r"exit 0\): no reason given"),
        (["bytearray(5 * 2**30)"], r"MemoryError at extra\.py:7"),
        (["with open('large', 'wb') as file: file.truncate(300 * 2**20)"], r"OSError at extra\.py:7"),
        (["raise ValueError('Jonty Quillfeather')"], r"Pelican stopped: ValueError at extra\.py:7\Z"),
    ],
)
def test_a_press_that_does_not_end_well_is_a_failed_build(tmp_path: Path, lines: list[str], reason: str) -> None:
    workspace = school(tmp_path)
    add_plugin(workspace.root, connect("get_writer", *lines))
    with pytest.raises(BuildFailed, match=reason) as failure:
        build(workspace, limit_s=1 if "while" in lines[0] else 60)
    assert "Quillfeather" not in failure.value.what + failure.value.fix
    assert written(workspace) == {}


def test_a_template_that_is_broken_is_named_with_its_line(tmp_path: Path) -> None:
    workspace = school(tmp_path)
    template = workspace.root / "theme" / "templates" / "page.html"
    template.write_text(
        "{% extends 'base.html' %}\n{% block title %}{{ page.titel }}{% endblock %}\n", encoding="utf-8"
    )
    with pytest.raises(BuildFailed, match=r"UndefinedError at page\.html:2,"):
        build(workspace)


def test_a_build_without_its_list_is_a_failed_build(tmp_path: Path) -> None:
    workspace = school(tmp_path)
    conf = workspace.root / "pelicanconf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace(", manifest]", "]"), encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"exit 0"):
        build(workspace)


def test_a_press_that_cannot_begin_says_why_in_one_line(tmp_path: Path) -> None:
    workspace = bare(tmp_path, "import no_such_module\n")
    with pytest.raises(BuildFailed, match=r"\(exit 1\): ModuleNotFoundError: No module named 'no_such_module'"):
        build(workspace)


def kinds() -> list[type[SchoolgateError]]:
    """Every error but those of a call to the account, which a build never makes."""
    known = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, SchoolgateError)]
    return [kind for kind in known if not issubclass(kind, Outcome)]


def bare(folder: Path, press: str) -> Workspace:
    """A workspace whose press is these lines and nothing else."""
    root = folder / "school"
    room = root / "plugins" / "press"
    room.mkdir(parents=True)
    (root / "content").mkdir()
    (room / "inside.py").write_text(press, encoding="utf-8")
    return Workspace(root=root, school=make.school(), roll=None)


def telling(told: str) -> str:
    """A press that tells this error and ends."""
    return f"import sys, pathlib\n(pathlib.Path(sys.argv[1]) / 'error.json').write_text({told!r})\n"


@pytest.mark.parametrize("kind", kinds())
def test_what_the_press_raises_is_raised_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[SchoolgateError]
) -> None:
    raising = f"from plugins.model import errors\nraise errors.{kind.__name__}('what £', fix='fix')\n"
    (tmp_path / "pelicanconf.py").write_text(raising, encoding="utf-8")
    order = Order(now=NOW, ledger="", approved=frozenset())
    monkeypatch.chdir(tmp_path)
    assert (
        main(
            tmp_path,
            Ticket(
                order=order, content=tmp_path, site=tmp_path, cache=tmp_path, last=tmp_path, key_file=tmp_path / "key"
            ),
        )
        == kind.exit_code
    )
    told = (tmp_path / "error.json").read_text(encoding="utf-8")
    with pytest.raises(SchoolgateError, match="what £") as raised:
        build(bare(tmp_path, telling(told)))
    assert type(raised.value) is kind
    assert raised.value.fix == "fix"


def test_an_error_that_only_the_press_knows_is_a_failed_build(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="what"):
        build(bare(tmp_path, telling('{"kind": "Strange", "what": "what", "fix": "fix"}')))


def test_a_press_that_gets_no_ticket_ends_with_whoever_began_it(tmp_path: Path) -> None:
    with begin(bare(tmp_path, "import sys\nsys.stdin.read()\n")) as process:
        assert process.poll() is None
    assert process.returncode == -signal.SIGKILL


def test_a_press_that_was_begun_before_is_the_one_that_builds(tmp_path: Path) -> None:
    workspace = bare(
        tmp_path, "import os, sys\nsys.stdin.buffer.read()\nsys.exit(os.environ['PYTHONHASHSEED'] != '0')\n"
    )
    order = Order(now=NOW, ledger="", approved=frozenset())
    with begin(workspace) as process, pytest.raises(BuildFailed, match=r"exit 0"):
        press(workspace, order, workspace.content, process)
    assert process.returncode == 0
