import json
from pathlib import Path
from typing import Any

import pytest

from plugins.model.finding import Severity
from plugins.model.post import Event, Kind, Urgent
from plugins.policy.rules.hours import RULE
from tests import make
from tests.policy.cases import case, found, severities, unread

DRAFTS = Path(__file__).parents[3].parent / "shared" / "data" / "policy-dev.jsonl"
EVENT = Event(reason="fixture", start=make.at("2026-11-28 10:00"), end=make.at("2026-11-28 12:00"), place="our school")
URGENT = Urgent(reason="the boiler has failed", expires=make.at("2026-11-29 18:00"))


@pytest.mark.parametrize(
    "changes",
    [
        {"published": make.at("2026-11-23 08:00")},
        {"published": make.at("2026-11-23 18:00")},
        {"published": make.at("2026-12-25 12:00")},
        {"published": make.at("2026-11-28 12:30"), "event": EVENT},
        {"published": make.at("2026-11-28 23:30"), "urgent": URGENT},
        {"published": make.at("2026-11-28 12:30"), "kind": Kind.PAGE},
    ],
)
def test_the_window_events_urgent_news_and_pages_pass(changes: dict[str, Any]) -> None:
    assert severities(RULE, case(**changes)) == []


def test_a_file_that_could_not_be_read_has_no_hours() -> None:
    assert severities(RULE, unread()) == []


@pytest.mark.parametrize("moment", ["2026-11-23 07:59", "2026-11-23 18:01", "2026-11-28 12:00", "2026-11-29 12:00"])
def test_outside_the_window_is_refused(moment: str) -> None:
    assert severities(RULE, case(published=make.at(moment))) == [Severity.BLOCK]


def test_the_remedy_names_the_next_open_time() -> None:
    (finding,) = found(RULE, case(published=make.at("2026-11-27 18:01")))
    assert finding.place.line == 5
    assert "Friday 27 November 2026, 6.01pm" in finding.message
    assert "Monday 30 November 2026, 8am: date: 2026-11-30T08:00" in finding.remedy
    assert "event:" in finding.remedy
    assert "urgent:" in finding.remedy


@pytest.mark.skipif(not DRAFTS.exists(), reason="the labelled drafts are not beside the repository")
def test_every_labelled_draft_is_judged_as_it_is_labelled() -> None:
    drafts = [json.loads(line) for line in DRAFTS.read_text(encoding="utf-8").splitlines()]
    wrong = [
        draft["id"]
        for draft in drafts
        if ("hours" in draft["labels"])
        != bool(
            severities(
                RULE,
                case(
                    published=make.at(draft["date"]),
                    event=EVENT if draft["event"] else None,
                    urgent=URGENT if draft["urgent"] else None,
                ),
            )
        )
    ]
    assert len(drafts) == 240
    assert wrong == []
