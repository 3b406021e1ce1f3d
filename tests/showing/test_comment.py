from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.model.case import Case, Judged
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import Exemption, PostId, Status, Urgent
from plugins.model.trust import Trust
from plugins.showing.comment import comment
from tests import make

PATH = "content/news/reading-miles.md"
MONDAY = make.at("2026-11-23 10:00")
SCHOOL = make.school()


def finding(severity: Severity = Severity.ASK, line: int = 3) -> Finding:
    return Finding(
        rule="child-name",
        clause="R8",
        severity=severity,
        place=Place(path=PATH, line=line),
        message="This may be a child's name.",
        remedy="Write the class.",
    )


def judged(*findings: Finding, **changes: Any) -> tuple[str, Judged]:
    post = make.post(**changes)
    tweet = replace(make.item().tweet, text=f"{post.summary}\n\n{make.item().permalink}")
    return PATH, Judged(case=Case(path=PATH, post=post, tweet=tweet), digest="", findings=findings)


def lines(*changed: tuple[str, Judged], now: str = "2026-11-23 10:00") -> list[str]:
    return [line for line in comment(changed, make.at(now), SCHOOL).splitlines() if line]


def test_nothing_to_accept_is_not_mentioned() -> None:
    assert not any("approving" in line for line in lines(judged()))


def test_each_post_is_shown_as_it_would_be_said_with_length_price_and_photos() -> None:
    told = lines(judged(photos=(make.photo(),)))
    assert told == [
        f"### `{PATH}`",
        "**Would be tweeted as soon as it is approved** · 80 of 280 characters · $0.205, 1 photo",
        "```text",
        "Together we have read enough pages to reach Edinburgh.",
        make.item().permalink,
        "```",
        "- photo `pebbles.jpg`: `Pebbles painted with red poppies in a ring on grass`",
    ]


def test_it_begins_with_what_a_yes_accepts_and_the_authors_reason() -> None:
    exemption = Exemption(rule="child-name", target="title", reason="An author", expires=date(2027, 1, 1))
    other = replace(exemption, rule="photo-face", reason="A statue")
    told = lines(judged(finding(), exemptions=(exemption, other)))
    assert told[:2] == [
        "**By approving you also accept:**",
        f"- `{PATH}:3` child-name (R8): This may be a child's name. The author's reason: `An author`",
    ]
    assert "- **needs a yes** line 3, child-name (R8): This may be a child's name." in told
    assert "  *Write the class.*" in told


def test_where_reviews_are_the_proof_it_says_how_to_answer() -> None:
    school = make.school(approval=Trust(backend="github", repository="thistledown/news"))
    told = comment([judged(finding())], make.at("2026-11-23 10:00"), school)
    assert "Answer each rule with a line in your review: `accept RULE: your reason`." in told


def test_an_ask_without_a_reason_is_told_all_the_same() -> None:
    assert lines(judged(finding()))[1].endswith("This may be a child's name.")


def test_a_forbidden_post_is_not_repeated_and_asks_for_nothing() -> None:
    told = lines(judged(finding(), finding(Severity.BLOCK, line=2), finding(Severity.NOTE), title="Brimsy won"))
    assert not any("Brimsy" in line or "Edinburgh" in line or "approving" in line for line in told)
    assert [line.split("**")[1] for line in told if line.startswith("- **")] == [
        "must be changed",
        "needs a yes",
        "good to know",
    ]


def test_an_unreadable_file_has_its_findings_alone() -> None:
    one = Judged(case=Case(path=PATH, post=None, tweet=None), digest="", findings=(finding(Severity.BLOCK),))
    assert lines((PATH, one))[1].startswith("**It cannot be published")


def test_a_page_is_not_tweeted() -> None:
    page = Judged(case=Case(path=PATH, post=make.post(title="About"), tweet=None), digest="", findings=())
    assert lines((PATH, page))[1] == "A page of the site, `About`; nothing is tweeted."
    path, unread = PATH, Judged(case=Case(path=PATH, post=None, tweet=None), digest="", findings=())
    assert lines((path, unread)) == [f"### `{PATH}`"]


@pytest.mark.parametrize(
    ("now", "changes", "told"),
    [
        ("2026-11-23 19:00", {}, "Would be tweeted later: waits until Tuesday 08:00"),
        ("2026-11-21 10:00", {"published": make.at("2026-11-20 10:00")}, "waits until Monday 08:00"),
        ("2026-11-20 10:00", {}, "Would be tweeted later: waits until Monday 23 November 2026, 10am"),
        ("2026-11-23 10:00", {"status": Status.DRAFT}, "A draft: nothing happens yet"),
        ("2026-11-25 10:00", {"summary": "We sang today."}, "Would not be tweeted: its last moment"),
        (
            "2026-11-23 22:00",
            {"urgent": Urgent(reason="snow", expires=make.at("2026-11-24 09:00"))},
            "as soon as it is approved",
        ),
    ],
)
def test_the_reviewer_reads_when_it_goes(now: str, changes: dict[str, Any], told: str) -> None:
    assert told in lines(judged(**changes), now=now)[1]


def test_words_of_a_teacher_stay_words() -> None:
    text = "````\n@everyone [x](https://evil.example) <img src=x>"
    told = comment([judged(title="t", summary=text, photos=(make.photo(alt="`a` ![](b)"),))], MONDAY, SCHOOL)
    fence = "`````"
    assert f"{fence}text\n{text}" in told
    assert "`` `a` ![](b) ``" in told


def test_a_long_list_is_cut_and_says_so() -> None:
    changed = [judged(id=PostId(f"p-{n}")) for n in range(22)]
    told = comment(changed, MONDAY, SCHOOL)
    assert told.count("### ") == 20
    assert told.endswith("… and 2 more files: `make check` tells about all of them.\n")


def test_no_change_is_said_too() -> None:
    assert comment([], MONDAY, SCHOOL) == "No post or page is changed here.\n"


@pytest.mark.parametrize(("changed", "told"), [("2026-11-02", []), ("2026-05-01", ["- R2 password"])])
def test_r2_whoever_approves_is_asked_about_a_password_that_is_due(changed: str, told: list[str]) -> None:
    register = replace(SCHOOL.credentials, kept=make.kept("password", "domain", changed=changed))
    words = comment((judged(),), MONDAY, replace(SCHOOL, credentials=register))
    assert [line.partition(": ")[0] for line in words.splitlines() if line.startswith("- R2")] == told
