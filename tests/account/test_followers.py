"""The review of followers over real HTTP: newest first, only the new are paid for, odd lists are survived."""

from dataclasses import replace
from datetime import date

import pytest

from plugins.account.duty import Light
from plugins.account.followers import Reading, duties, read, verify
from plugins.account.reviewed import Block, Review, Reviewed
from plugins.model.errors import AccountUnreachable, Refused
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.people import Invented
from plugins.rehearsal.server import Server
from plugins.x.account import XAccount
from tests import make

NOW = make.at("2026-11-23 10:00")
FIRST = 1_900_000_000_000_000_000
PAGE = "GET /2/users/{id}/followers"


def crowd(number: int, *, start: int = 0) -> list[Invented]:
    """So many more followers."""
    return [
        Invented(relation="followers", id=FIRST + one, username=f"reader_{one}", name=f"Reader {one}")
        for one in range(start, start + number)
    ]


def keep_all(reviewed: Reviewed) -> None:
    reviewed.decide([person.id for person in reviewed.waiting()], "keep", "", NOW)


def test_r3_the_first_reading_meets_everybody_to_the_end(circle: XAccount, reviewed: Reviewed) -> None:
    assert read(circle, reviewed, NOW, everything=False) == Reading(new=7, read=7, calls=1, whole=True)
    assert reviewed.waiting()[0].handle == "reader_0417_reh"


def test_r3_afterwards_only_the_newest_pages_are_read(server: Server, circle: XAccount, reviewed: Reviewed) -> None:
    server.put(*crowd(150))
    read(circle, reviewed, NOW, everything=False)
    keep_all(reviewed)
    server.put(*crowd(25, start=150))
    assert read(circle, reviewed, NOW, everything=False) == Reading(new=25, read=50, calls=1, whole=False)
    server.put(*crowd(40, start=175))
    assert read(circle, reviewed, NOW, everything=False) == Reading(new=40, read=100, calls=2, whole=False)


def test_r3_a_first_reading_that_costs_much_needs_somebody_to_say_so(
    server: Server, circle: XAccount, reviewed: Reviewed
) -> None:
    server.put(*crowd(1_000))
    with pytest.raises(Refused, match=r"1,007 followers were never read to the end; that costs about \$1.01") as raised:
        read(circle, reviewed, NOW, everything=False)
    assert raised.value.fix.endswith("publish.py account followers --all")
    assert read(circle, reviewed, NOW, everything=True) == Reading(new=1_007, read=1_007, calls=2, whole=True)


def test_r3_a_renamed_follower_is_known_by_id(server: Server, circle: XAccount, reviewed: Reviewed) -> None:
    read(circle, reviewed, NOW, everything=False)
    keep_all(reviewed)
    server.rename(1_800_000_000_000_000_000, "another_name")
    assert read(circle, reviewed, NOW, everything=True).new == 0


def test_r3_who_left_or_was_suspended_is_forgotten(server: Server, circle: XAccount, reviewed: Reviewed) -> None:
    read(circle, reviewed, NOW, everything=False)
    server.suspend(1_800_000_000_000_000_006)
    server.remove("followers", 1_800_000_000_000_000_005)
    read(circle, reviewed, NOW, everything=True)
    assert len(reviewed.waiting()) == 5


def test_r3_a_protected_follower_is_met_like_any_other(server: Server, circle: XAccount, reviewed: Reviewed) -> None:
    server.put(replace(crowd(1)[0], detail={"protected": True}))
    read(circle, reviewed, NOW, everything=False)
    assert reviewed.waiting()[0].protected


@pytest.mark.parametrize("skip", [0, 1])
def test_r3_a_page_that_repeats_ends_the_reading_and_keeps_what_was_met(
    server: Server, circle: XAccount, reviewed: Reviewed, skip: int
) -> None:
    server.put(*crowd(1_500))
    server.script(Fault(on=PAGE, do=Do.REPEAT_PAGE, skip=skip, times=9))
    with pytest.raises(AccountUnreachable, match="leads in a circle"):
        read(circle, reviewed, NOW, everything=True)
    assert reviewed.review().waiting in {1_000, 1_507}
    assert reviewed.review().read is None


def test_r3_a_block_is_verified_by_the_accounts_own_list(server: Server, circle: XAccount, reviewed: Reviewed) -> None:
    read(circle, reviewed, NOW, everything=False)
    bad, gone, left = (person.id for person in reviewed.waiting()[:3])
    reviewed.decide([bad, gone, left], "block", "sells prizes", NOW)
    assert verify(circle, reviewed, NOW) == 1 + 3  # the account's one block, and three that are not on it
    assert len(reviewed.review().blocks) == 3
    server.put(Invented(relation="blocking", id=int(bad), username="bad", name="Bad"))
    server.suspend(int(gone))
    verify(circle, reviewed, NOW)
    assert [block.id for block in reviewed.review().blocks] == [left]


def test_r3_what_is_found_at_once_is_not_looked_for_further(
    server: Server, circle: XAccount, reviewed: Reviewed
) -> None:
    read(circle, reviewed, NOW, everything=False)
    number = reviewed.waiting()[0].id
    reviewed.decide([number], "block", "abuse", NOW)
    server.put(*(replace(one, relation="blocking") for one in crowd(60)))
    server.put(Invented(relation="blocking", id=int(number), username="bad", name="Bad"))
    assert verify(circle, reviewed, NOW) == 50


def test_without_blocks_to_make_nothing_is_paid_for(circle: XAccount, reviewed: Reviewed) -> None:
    assert verify(circle, reviewed, NOW) == 0


@pytest.mark.parametrize(
    ("today", "waiting", "light"),
    [
        (date(2026, 11, 24), 0, Light.GREEN),
        (date(2026, 11, 24), 3, Light.AMBER),
        (date(2026, 12, 23), 0, Light.GREEN),
        (date(2026, 12, 24), 0, Light.AMBER),
        (date(2027, 1, 25), 0, Light.RED),
    ],
)
def test_r3_the_review_grows_old(today: date, waiting: int, light: Light) -> None:
    (line,) = duties(Review(waiting=waiting, read=NOW, whole=True), make.school(), today)
    assert (line.light, line.due) == (light, date(2026, 12, 24))
    assert bool(line.fix) == (light is not Light.GREEN)


def test_r3_a_review_that_never_was_is_due() -> None:
    (line,) = duties(Review(), make.school(), date(2026, 11, 24))
    assert (line.light, line.says) == (Light.AMBER, "never looked at")


@pytest.mark.parametrize(("today", "light"), [(date(2026, 11, 30), Light.AMBER), (date(2026, 12, 1), Light.RED)])
def test_r3_a_block_that_nobody_saw_for_seven_days_shows_red(today: date, light: Light) -> None:
    block = Block(id="1", decided=NOW, note="abuse", ticked=True)
    _, line = duties(Review(read=NOW, whole=True, blocks=(block,)), make.school(), today)
    assert (line.name, line.light) == ("blocks", light)
