"""What do governors see of the account each month? Counts alone: no post, no name, nobody's decision (R1, R3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plugins.model.school import School
from plugins.model.words import MONTHS, day
from plugins.paper.document import Document, Heading, Paragraph, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What happened in one month (`first` is its first day); `cost` in US dollars, for tweets and followers read."""

    first: date
    posts: int
    tweets: int
    approvals: int
    questions: int
    refusals: Mapping[str, int]
    exemptions: int
    withdrawals: int
    kept: int
    blocked: int
    cost: Decimal


def report(month: Month, school: School, today: date, open_duties: tuple[str, ...]) -> Document:
    """The report: what was said, what was refused, who was looked at, what is left to do."""
    name = f"{MONTHS[month.first.month - 1]} {month.first.year}"
    duties = tuple((duty, "to see to") for duty in open_duties) or (("All duties", "in order"),)
    return Document(
        title=f"Our Twitter account in {name}",
        sender=f"{school.name}, report to governors, @{school.account.handle}",
        day=today,
        lang="en-GB",
        blocks=(
            Paragraph(text=f"Made on {day(today)}. It holds counts alone: no posts, no names, nobody's decisions."),
            Heading(text="What was done"),
            Rows(head=("What", "How many"), rows=_done(month)),
            Heading(text="What was refused before it was public, by clause of the policy"),
            Paragraph(text="Counted on the machine that made this report, each version of a post once."),
            Rows(head=("Clause", "Refusals"), rows=_refused(month)),
            Heading(text="What is left to do"),
            Rows(head=("Duty", "How it stands"), rows=duties),
        ),
    )


def _done(month: Month) -> tuple[tuple[str, str], ...]:
    return (
        ("Posts of this month that were approved", str(month.posts)),
        ("Tweets", str(month.tweets)),
        ("Approvals", str(month.approvals)),
        ("Questions of the rules that an approver answered", str(month.questions)),
        ("Exemptions in posts of this month", str(month.exemptions)),
        ("Posts taken back", str(month.withdrawals)),
        ("Followers looked at and kept", str(month.kept)),
        ("Followers to be blocked", str(month.blocked)),
        ("Cost at X's prices", f"${month.cost:.2f}"),
    )


def _refused(month: Month) -> tuple[tuple[str, str], ...]:
    ordered = sorted(month.refusals.items(), key=lambda pair: (len(pair[0]), pair[0]))
    return tuple((clause, str(number)) for clause, number in ordered) or (("none", "0"),)
