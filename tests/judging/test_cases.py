"""The same bytes are the same case; whatever differs in anything is measured again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.detect.known import Known
from plugins.detect.roll import Child, Roll
from plugins.detect.seal import Seal
from plugins.judging import cases as module
from plugins.judging.cases import Cases
from plugins.judging.examine import verdict
from plugins.model.case import Case, Judged
from plugins.model.post import PostId
from plugins.reading.reader import read_all
from tests import make
from tests.commands.workspace import text

NOW = make.at("2026-11-23 10:00")
FAIR = text("fair-1a2b", photos="[{file: leaves.jpg, alt: Red paper leaves, people: none}]")
FORBIDDEN = text("sunday-1a2b", date="2026-11-22 10:00")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "news").mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "news" / "fair.md").write_text(FAIR, encoding="utf-8")
    (folder / "photos" / "leaves.jpg").write_bytes(b"no picture, and for these tests that is enough")
    return folder


@pytest.fixture
def known(tmp_path: Path) -> Known:
    return Known(school=make.school(), roll=None, memory=make.memory(tmp_path / "detections"))


def run(content: Path, known: Known, key: str = "key", gone: str = "") -> tuple[Cases, tuple[Judged, ...], int]:
    """One run over the folder, as every command does it, but that nothing is ever found; how many were measured."""
    cases = Cases(Seal(file=content.parent / "cases", key_file=content.parent / key), known, {PostId(gone)})
    judged, measured = [], 0
    for file in read_all(content, known.school, cases.post):
        case = cases.case(file)
        measured += case is None
        judged.append(
            verdict(file.digest, case or Case(path=file.path, post=file.post, tweet=None), known.school, now=NOW)
        )
        if case is None:
            cases.keep(judged[-1])
    cases.save()
    return cases, tuple(judged), measured


def test_what_was_measured_is_remembered_whole(content: Path, known: Known) -> None:
    _, first, measured = run(content, known)
    _, second, again = run(content, known)
    assert (measured, again) == (1, 0)
    assert second == first
    assert second[0].post is not None


def edit(content: Path) -> None:
    (content / "news" / "fair.md").write_text(FAIR.replace("Everybody", "Everyone"), encoding="utf-8")


def rename(content: Path) -> None:
    (content / "news" / "fair.md").rename(content / "news" / "fete.md")


def another_photo(content: Path) -> None:
    (content / "photos" / "leaves.jpg").write_bytes(b"another picture")


@pytest.mark.parametrize("change", [edit, rename, another_photo])
def test_what_is_not_the_same_is_measured_again(content: Path, known: Known, change: Callable[[Path], None]) -> None:
    _, first, _ = run(content, known)
    change(content)
    _, second, measured = run(content, known)
    assert measured == 1
    assert (second[0].case.path, second[0].digest, second[0].post) != (
        first[0].case.path,
        first[0].digest,
        first[0].post,
    )


def test_a_post_whose_photo_is_gone_is_read_again_and_has_a_fault(content: Path, known: Known) -> None:
    run(content, known)
    (content / "photos" / "leaves.jpg").unlink()
    _, (judged,), measured = run(content, known)
    assert (measured, judged.post) == (1, None)


def test_other_settings_another_roll_and_other_code_measure_again(
    content: Path, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(content, known)
    other = replace(known, school=replace(known.school, name="Another School"))
    assert run(content, other)[2] == 1
    roll = Roll(children=(Child(firsts=("Jonty",), lasts=("Quillfeather",)),))
    assert run(content, replace(known, roll=roll))[2] == 1
    same = Roll(children=(Child(firsts=("Jonty",), lasts=("Quillfeather",)),))
    assert run(content, replace(known, roll=same))[2] == 0
    assert run(content, replace(known, roll=same, banned=frozenset({"0" * 64})))[2] == 1
    assert run(content, replace(known, roll=same))[2] == 1
    monkeypatch.setattr(module, "makers", lambda: "other code")
    assert run(content, replace(known, roll=same))[2] == 1


def test_a_memory_that_another_clone_filled_is_not_believed(content: Path, known: Known) -> None:
    run(content, known, key="theirs")
    assert run(content, known, key="ours")[2] == 1


def test_what_is_forbidden_is_never_kept(content: Path, known: Known) -> None:
    (content / "news" / "fair.md").write_text(FORBIDDEN, encoding="utf-8")
    _, (judged,), _ = run(content, known)
    assert judged.blocked
    assert run(content, known)[2] == 1
    assert b"Everybody" not in b"".join(file.read_bytes() for file in content.parent.glob("cases"))


def test_what_was_withdrawn_is_neither_recalled_nor_kept(content: Path, known: Known) -> None:
    run(content, known)
    assert run(content, known, gone="fair-1a2b")[2] == 1
    assert b"Everybody" not in (content.parent / "cases").read_bytes()
    assert run(content, known, gone="fair-1a2b")[2] == 1


def test_what_was_deleted_is_not_kept(content: Path, known: Known) -> None:
    run(content, known)
    (content / "news" / "fair.md").write_text(text("walk-3c4d", body="We walked."), encoding="utf-8")
    run(content, known)
    kept = (content.parent / "cases").read_bytes()
    assert b"We walked." in kept
    assert b"Everybody" not in kept


def test_a_case_belongs_to_the_post_that_was_recalled_and_to_no_other(content: Path, known: Known) -> None:
    run(content, known)
    cases = Cases(Seal(file=content.parent / "cases", key_file=content.parent / "key"), known)
    (read,) = read_all(content, known.school, cases.post)
    assert cases.case(read) is not None
    assert cases.case(replace(read, post=None)) is None
    assert cases.case(replace(read, digest="0" * 64)) is None
