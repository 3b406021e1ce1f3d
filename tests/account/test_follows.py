"""follows.toml beside the account's own list, over real HTTP; and every mistake of the list."""

from pathlib import Path
from typing import Any

import pytest

from plugins.account.duty import Light
from plugins.account.follows import FILE, Listed, Verdict, compare, duty, listed, parse, waiting
from plugins.model.errors import AccountUnreachable, SettingsWrong
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.people import Invented
from plugins.rehearsal.server import Server
from plugins.x.account import XAccount
from tests.commands.workspace import ROOT

OURS = (ROOT / "follows.toml").read_text(encoding="utf-8")
AUTHOR = {
    "handle": "an_author",
    "id": "1900000000000000001",
    "kind": "person",
    "reason": "wrote the book that Year 4 read",
    "evidence": "https://publisher.example/authors/an-author",
}


def listing(**changes: Any) -> str:
    fields = {name: value for name, value in {**AUTHOR, **changes}.items() if value is not None}
    return "[[follow]]\n" + "".join(f'{name} = "{value}"\n' for name, value in fields.items())


def verdicts(text: str, circle: XAccount) -> dict[str, Verdict]:
    return {row.handle: row.verdict for row in compare(parse(text), circle)}


def test_r11_the_projects_own_list_is_what_the_rehearsal_follows(circle: XAccount) -> None:
    rows = compare(parse(OURS), circle)
    assert {row.verdict for row in rows} == {Verdict.FOLLOWED}
    assert (duty(rows).light, duty(rows).clause) == (Light.GREEN, "R11")


def test_r11_a_personal_account_needs_evidence_of_its_educational_link() -> None:
    (author,) = parse(listing())
    assert author == Listed(**AUTHOR)
    with pytest.raises(SettingsWrong, match="shows its educational link"):
        parse(listing(evidence=None))


def test_r11_what_to_follow_and_unfollow_is_a_list_of_links_seen_at_the_next_reading(
    server: Server, circle: XAccount
) -> None:
    wanted = parse(OURS.replace("1800000000000000009", "1900000000000000001"))
    server.put(Invented(relation="others", id=1900000000000000001, username="countyMuseumFB_reh", name="Museum"))
    rows = compare(wanted, circle)
    assert [(row.verdict, row.link) for row in rows[:2]] == [
        (Verdict.FOLLOW, "https://x.com/i/user/1900000000000000001"),
        (Verdict.UNFOLLOW, "https://x.com/i/user/1800000000000000009"),
    ]
    assert duty(rows).light is Light.AMBER
    server.remove("following", 1800000000000000009)
    server.put(Invented(relation="following", id=1900000000000000001, username="countyMuseumFB_reh", name="Museum"))
    assert {row.verdict for row in compare(wanted, circle)} == {Verdict.FOLLOWED}


def test_r11_an_account_that_is_renamed_or_gone_is_noticed(server: Server, circle: XAccount) -> None:
    server.rename(1800000000000000008, "new_stars")
    server.suspend(1800000000000000009)
    found = verdicts(OURS, circle)
    assert found["stars_for_all_reh"] is Verdict.RENAMED
    assert found["countyMuseumFB_reh"] is Verdict.GONE


def test_r11_a_list_that_leads_in_a_circle_is_no_list(server: Server, circle: XAccount) -> None:
    server.script(Fault(on="GET /2/users/{id}/following", do=Do.REPEAT_PAGE, times=3))
    with pytest.raises(AccountUnreachable, match="leads in a circle"):
        compare((), circle)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("follow = [", "cannot be read"),
        (listing(kind="friend"), "kind: must be one of"),
        (listing(evidence="http://a.example/x"), "evidence: "),
        (listing(kind="organisation", evidence="somewhere"), "evidence: "),
        (listing(reason=None), "reason: is missing"),
        (listing(id="an_author"), "id: is the account's number"),
        (listing(password="x"), "password: is not a setting"),
        (listing() + listing(), "lists an account twice"),
        ("other = 1\n", "other: is not a setting"),
    ],
)
def test_every_mistake_is_told(text: str, why: str) -> None:
    with pytest.raises(SettingsWrong, match=why):
        parse(text)


def test_an_empty_list_follows_nobody() -> None:
    assert parse("") == ()


def test_r11_nobody_is_followed_where_there_is_no_list(tmp_path: Path) -> None:
    assert listed(tmp_path) == ()
    (tmp_path / FILE).write_text(OURS, encoding="utf-8")
    assert [one.handle for one in listed(tmp_path)] == ["fernbridge_lib_reh", "stars_for_all_reh", "countyMuseumFB_reh"]


def test_r11_a_list_without_a_yes_is_due() -> None:
    assert (waiting("no approver has signed").clause, waiting("no approver has signed").light) == ("R11", Light.AMBER)
