import json
from pathlib import Path

import pytest

from tests.bench import faults
from tests.bench.faults import Progress, main, run_schedules

SCHEDULE = {"deed": "send", "duplicates": 0, "lost": 0, "struck": True, "fired": True, "died_at": 7}
FIGURES = {"schedules": 0, "crash_points": 0, "duplicates": 0, "lost": 0, "kills": 0}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "state" / "kept.jsonl"


def test_a_bench_that_was_stopped_goes_on_where_it_was(kept: Path) -> None:
    run_schedules(Progress(kept), 2)
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 3
    again = Progress(kept)
    assert again.tally()["schedules"] == 2
    run_schedules(again, 3)
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["died_at"] for line in lines[1:3]] == [1, 0]
    assert again.tally() == {**FIGURES, "schedules": 3, "crash_points": 1}


def test_figures_of_other_code_are_dropped(kept: Path) -> None:
    Progress(kept).add(SCHEDULE)
    assert Progress(kept).tally() == {**FIGURES, "schedules": 1, "crash_points": 1}
    _, *rest = kept.read_text(encoding="utf-8").splitlines()
    kept.write_text("\n".join(["another version", *rest]), encoding="utf-8")
    assert Progress(kept).tally() == FIGURES


def test_a_schedule_in_which_nothing_came_to_fail_is_not_counted(kept: Path) -> None:
    progress = Progress(kept)
    progress.add({**SCHEDULE, "fired": False, "died_at": 0})
    assert progress.tally() == FIGURES


def test_a_post_said_twice_or_lost_fails_the_bench(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = kept.with_name("out.json")
    monkeypatch.setattr(faults, "KEPT", kept)
    Progress(kept).add(SCHEDULE)
    assert main(1, out) == 0
    Progress(kept).add({**SCHEDULE, "duplicates": 1})
    Progress(kept).add({"kills": 3, "posts": 1, "duplicates": 0, "lost": 2})
    assert main(2, out) == 1
    figures = {"schedules": 2, "crash_points": 1, "duplicates": 1, "lost": 2, "kills": 3}
    assert json.loads(out.read_text(encoding="utf-8")) == figures
    assert "(2 schedules and 3 kills were done before)" in capsys.readouterr().out
