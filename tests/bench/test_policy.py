import json
from pathlib import Path

import pytest

from plugins.model.finding import FACE_DESCRIBED
from tests.bench.policy import Verdict, as_json, main, report, verdicts

ROW = {
    "id": "x1", "title": "Paper boats", "summary": "Year 4 folded forty paper boats. All of them float!",
    "body": "Hooray.",
    "category": "news", "date": "2026-11-23T10:00:00", "event": False, "urgent": False, "image": None, "labels": [],
}  # fmt: skip
FACE = {"file": "Boat_Race.PNG", "alt": "A girl smiling at the camera", "caption": None}


def test_a_clean_post_is_clean_and_a_false_one_is_found_by_the_chain_of_check() -> None:
    wrong = {**ROW, "id": "x2", "date": "2026-11-22T10:00:00", "image": FACE, "labels": ["hours", FACE_DESCRIBED]}
    found = verdicts([ROW, wrong])
    assert (found["x1"].found, found["x1"].faults) == (frozenset(), ())
    assert found["x2"].block >= {"hours", FACE_DESCRIBED}
    assert json.loads(as_json(found))["cases"]["x1"] == {"block": [], "ask": []}


def test_claims_become_tables_and_an_empty_summary_is_no_fault() -> None:
    claimed = {**ROW, "event": True, "urgent": True, "summary": ""}
    assert verdicts([claimed])["x1"].faults == ()


def test_what_cannot_be_read_is_told() -> None:
    unreadable = {**ROW, "body": "word\n" * 1001}
    assert "x1 cannot be read" in report([unreadable], verdicts([unreadable]))


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"id": 7, "image": "pebbles.jpg", "labels": None},
        {"id": "b", "date": "the 31st", "category": "gossip", "summary": "two\nlines \u200b of it", "body": None},
        {"id": "c", "title": "boats " * 40, "summary": "boat " * 90, "image": {"file": "No Ending"}},
        {"id": "d", "body": "<b>" + "[" * 40, "tweet": "Paper boats.", "date": "2026-11-23T10:00:00Z"},
    ],
)
def test_a_row_of_another_hand_is_judged_whatever_it_lacks_or_holds(odd: dict[str, object]) -> None:
    (one,) = verdicts([odd]).values()
    assert (one.found, one.faults) == (frozenset(), ())


def test_what_is_cut_from_a_field_that_is_too_long_is_judged_all_the_same() -> None:
    (one,) = verdicts([{"id": "e", "summary": "boat " * 70 + ". Well done to Amara!"}]).values()
    assert "child-name" in one.block


def test_the_report_tells_misses_and_wrong_ones_by_id() -> None:
    labelled = [
        {**ROW, "id": name, "labels": labels}
        for name, labels in (("a", ["hours"]), ("b", ["hours"]), ("c", []), ("d", []))
    ]
    found = {
        "a": Verdict(block=frozenset({"hours"}), ask=frozenset()),
        "b": Verdict(block=frozenset(), ask=frozenset()),
        "c": Verdict(block=frozenset({"hours"}), ask=frozenset()),
        "d": Verdict(block=frozenset(), ask=frozenset({"hours"})),
    }
    told = report(labelled, found)
    assert "hours                  2    0.50       0.33  0.40\n    missed: b\n    wrong: c, d" in told
    assert "clean posts: 2; wrongly blocked 1 (0.50)\n    c: hours" in told
    assert "clean posts asked about: 1 (0.50)\n    d: hours" in told


def test_no_posts_have_no_figures() -> None:
    assert "whereabouts            0       -          -     -" in report([], {})


def test_the_bench_writes_what_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.joinpath("posts.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    assert main([str(tmp_path / "posts.jsonl"), str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == {
        "cases": {"x1": {"block": [], "ask": []}}
    }
    assert main([str(tmp_path / "posts.jsonl")]) == 0
    assert "clean posts: 1; wrongly blocked 0" in capsys.readouterr().out
    assert main([]) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [("{'id': 1}", "posts.jsonl:2:2: this line is no JSON"), ("[]", "posts.jsonl:2: this line is no post")],
)
def test_a_line_that_is_no_post_is_named(
    line: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(f"{json.dumps(ROW)}\n{line}\n", encoding="utf-8")
    assert main([str(file)]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
