"""Were parents told before the account spoke? The letter's day beside today and the account's first tweet (R7)."""

from collections.abc import Iterator
from datetime import date

from plugins.account.duty import Duty, Light
from plugins.model.entry import Snapshot
from plugins.model.errors import CouldNotRun
from plugins.model.school import School
from plugins.model.words import day

_SEND = "make it with publish.py account letter, send it, then write its day as [letter] sent in school.toml"


def first_tweet(snapshot: Snapshot, channel: str, school: School) -> date | None:
    """The day on which the account first spoke, as far as the ledger knows."""
    said = [one.claimed_at for one in snapshot.entries.values() if one.channel == channel and one.claimed_at]
    return school.day(min(said)) if said else None


def obstacle(school: School, first_tweet: date | None, today: date) -> tuple[str, str] | None:
    """Why the account may not speak yet, and what to do; None where parents were told.

    The letter's day must be past, and before the first tweet; an account that lived before it says so: late = true.
    """
    sent, late = school.letter.sent, school.letter.late
    if sent is None:
        return "the letter to parents has no date, so the account may not speak yet", _SEND
    if sent > today:
        return f"the letter to parents is dated {day(sent)}, which is still to come", "send it, then publish"
    if first_tweet and first_tweet < sent and not late:
        return (
            f"the letter to parents is dated {day(sent)}, after the first tweet ({day(first_tweet)})",
            "correct [letter] sent in school.toml, or say that the account lived before it: late = true",
        )
    return None


def demand_letter(school: School, first_tweet: date | None, today: date) -> None:
    """R7: CouldNotRun while the real account may not speak."""
    found = None if school.rehearsal else obstacle(school, first_tweet, today)
    if found:
        raise CouldNotRun(found[0], fix=found[1])


def duties(school: School, first_tweet: date | None, today: date) -> Iterator[Duty]:
    """R7: the letter's line of the overview."""
    found = obstacle(school, first_tweet, today)
    if found:
        stops = "" if school.rehearsal else "; NOTHING IS SENT"
        lit = Light.AMBER if school.rehearsal else Light.RED
        yield Duty(clause="R7", name="letter to parents", light=lit, says=found[0] + stops, fix=found[1])
    else:
        late = "; it was late: the account lived before it" if school.letter.late else ""
        says = f"sent {day(school.letter.sent or today)}{late}"
        yield Duty(clause="R7", name="letter to parents", light=Light.GREEN, says=says, due=school.letter.sent)
