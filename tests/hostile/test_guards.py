"""Each guard is needed: without it the attack gets through, and each of its layers is enough alone."""

import re
from pathlib import Path

import pytest

from plugins.detect.sight import Sight
from plugins.model.case import Judged
from tests.commands.workspace import ROOT, make_photo, text
from tests.hostile.case import Case, judge, write
from tests.hostile.guards import GUARDS, Guard
from tests.hostile.table import CASES

KNOWN = {case.name: case for case in CASES}


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what takes long and can only forbid more: faces, writing, and what sentences mean."""
    monkeypatch.setattr(Sight, "faces", lambda *_: ())
    monkeypatch.setattr(Sight, "lines", lambda *_: ())
    monkeypatch.setattr("plugins.judging.measure.meanings", lambda *_: ())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write(tmp_path / "content/news/fair.md", text("fair-1a2b"))
    make_photo(tmp_path)
    return tmp_path / "content"


def judged(case: Case, content: Path) -> Judged:
    """The case's own file; a memory of its own, for what was measured by a guard that is out is no measurement."""
    case.plant(content)
    path = f"content/{case.file}"
    return next(one for one in judge(content, content.parent / "memory") if one.case.path == path)


@pytest.mark.parametrize(("name", "guard"), GUARDS.items(), ids=GUARDS)
def test_without_its_guard_the_attack_gets_through(
    content: Path, monkeypatch: pytest.MonkeyPatch, name: str, guard: Guard
) -> None:
    for layer, nothing in guard.layers.items():
        monkeypatch.setattr(layer, nothing)
    found = judged(KNOWN[name], content)
    assert guard.through(found), [str(finding) for finding in found.findings]


@pytest.mark.parametrize(
    ("name", "layer"),
    [(name, layer) for name, guard in GUARDS.items() for layer in guard.layers],
    ids=lambda word: word.removeprefix("plugins."),
)
def test_any_one_layer_of_it_keeps_the_attack_out(
    content: Path, monkeypatch: pytest.MonkeyPatch, name: str, layer: str
) -> None:
    for other, nothing in GUARDS[name].layers.items():
        if other != layer:
            monkeypatch.setattr(other, nothing)
    assert not GUARDS[name].through(judged(KNOWN[name], content))


def test_the_threat_model_lists_every_guard_that_is_taken_out_and_no_other() -> None:
    page = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    table = page.partition("## Each guard, taken out")[2].partition("\n## ")[0]
    listed = {name for row in re.findall(r"(?m)^\|.*", table) for name in re.findall("`([^`]+)`", row)}
    beside = "".join(
        Path(__file__).with_name(f"test_{name}.py").read_text("utf-8") for name in ("confinement", "browser")
    )
    ablations = {
        name for name in re.findall(r"(?m)^def (test_\w+)", beside) if "_only_where_" in name or "_without_" in name
    }
    assert listed == GUARDS.keys() | ablations
