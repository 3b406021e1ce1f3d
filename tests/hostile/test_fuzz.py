from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.detect.sight import Sight
from plugins.model.case import Judged
from tests.commands.workspace import text
from tests.hostile.case import CHILD, judge
from tests.hostile.fuzz import Fate, try_many, try_out
from tests.hostile.strategies import Attempt


@pytest.fixture(autouse=True)
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what takes long and can only forbid more: faces, writing, and what sentences mean."""
    monkeypatch.setattr("plugins.judging.measure.meanings", lambda *_: ())
    monkeypatch.setattr(Sight, "faces", lambda *_: ())
    monkeypatch.setattr(Sight, "lines", lambda *_: ())


def wrong(tried: Sequence[tuple[Attempt, Fate]]) -> list[tuple[tuple[str, ...], str, bytes]]:
    return [(fate.escapes, fate.crash, attempt.data) for attempt, fate in tried if fate.escapes or fate.crash]


def test_five_hundred_attempts_neither_break_anything_nor_get_out(tmp_path: Path) -> None:
    tried = try_many(500, 8, tmp_path)
    assert len(tried) >= 500
    assert wrong(tried) == []
    assert sum(fate.went for _, fate in tried) > 50


@pytest.mark.parametrize(
    ("html", "escape"),
    [
        ("<p><script>alert(1)</script></p>", "<script>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "leads elsewhere"),
        ('<p onclick="x">a</p>', "an attribute onclick"),
        ('<p><img src="https://evil.example/x" alt=""></p>', "loads from src"),
        ("<p>a\u200bb</p>", "cannot be seen"),
        (f"<p>{' '.join(CHILD)}</p>", "a child's name"),
    ],
)
def test_what_gets_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str, escape: str) -> None:
    def careless(content: Path, memory: Path) -> tuple[Judged, ...]:
        (one,) = judge(content, memory)
        assert one.post
        return (replace(one, case=replace(one.case, post=replace(one.post, html=html))),)

    monkeypatch.setattr("tests.hostile.fuzz.judge", careless)
    fate = try_out(Attempt(data=text("fuzz-1a2b").encode()), tmp_path)
    assert any(escape in found for found in fate.escapes), fate


def test_what_breaks_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Path) -> tuple[Judged, ...]:
        raise RecursionError("too deep")

    monkeypatch.setattr("tests.hostile.fuzz.judge", broken)
    assert try_out(Attempt(data=b""), tmp_path).crash == "RecursionError: too deep"


def test_a_file_outside_the_output_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def writing(content: Path, memory: Path) -> tuple[Judged, ...]:
        (content.parent / "out-evil").touch()
        return judge(content, memory)

    monkeypatch.setattr("tests.hostile.fuzz.judge", writing)
    assert "wrote out-evil" in try_out(Attempt(data=text("fuzz-1a2b").encode()), tmp_path).escapes
