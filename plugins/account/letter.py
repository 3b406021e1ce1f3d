"""What are parents told before the account speaks? One letter, made from the school's settings and its policy (R7)."""

from datetime import date, datetime, time

from plugins.model.school import Hours, School
from plugins.model.words import DAYS, clock, day
from plugins.paper.document import Block, Bullets, Document, Heading, Paragraph


def letter(school: School, today: date) -> Document:
    """The letter in plain English, for a reader of twelve; a person signs it."""
    return Document(
        title="Our school is on Twitter",
        sender=f"{school.name}, {school.address}. Telephone {school.phone}. {school.email}",
        day=today,
        lang="en-GB",
        blocks=(
            Paragraph(text=day(today)),
            Paragraph(text="Dear parents and carers,"),
            *_about(school),
            *_CHILDREN,
            *_your_part(school),
            Paragraph(text="Yours sincerely,"),
            Paragraph(text=f"The {school.credentials.administrator}, who runs the account"),
        ),
    )


def _about(school: School) -> tuple[Block, ...]:
    return (
        Paragraph(
            text=f"We have an account on Twitter, which is now called X. Its name is @{school.account.handle}. It"
            " tells you about school news and events, and it shows what children make and learn. You do not need"
            f" to join Twitter. Everything that we say there is on our website as well: {school.site.url}"
        ),
        Heading(text="We do not reply"),
        Paragraph(
            text="The account tells you our news. It does not answer replies or messages, and it is not a place to"
            f" discuss or argue about school. If you have a question or a worry, please ring us on {school.phone},"
            f" write to {school.email}, or come and see us. We are always glad to hear from you."
        ),
        Heading(text="When we post"),
        Paragraph(text=_when(school.hours)),
    )


_CHILDREN: tuple[Block, ...] = (
    Heading(text="How we keep children safe"),
    Bullets(
        items=(
            "We do not use any child's name.",
            "We do not show any child's face. A photo may show work, hands, or the back of a head.",
            "We do not write about just one child. We write about a class, a team or a year group.",
            "When a class is on a trip, we do not say where the children are going to be, or when.",
        )
    ),
    Heading(text="Looking at it with your child"),
    Paragraph(
        text="People must be 13 or older to join Twitter, so the account is meant for you. You may like to look at our"
        " posts and pictures with your child. Please stay beside them while you do. In school we teach all children how"
        " to stay safe online."
    ),
)


def _your_part(school: School) -> tuple[Block, ...]:
    return (
        Heading(text="If you do not want a photo to be there"),
        Paragraph(
            text=f"Please ring the office on {school.phone}, or write to {school.email}. You do not have to say why. We"
            " take the photo down first, from the website and from Twitter, and talk about it afterwards."
        ),
        Heading(text="If school has to close"),
        Paragraph(
            text="Please look at our website first. It always has the news before Twitter does, and it works for"
            " everybody."
        ),
    )


def _when(hours: Hours) -> str:
    """The hours and their exceptions in words."""
    opens, closes = (_clock(moment) for moment in (hours.opens, hours.closes))
    return (
        f"We post from {opens} to {closes}, {_days(hours.days)}. At other times we post only about school events, such"
        " as a match or a trip with a night away, and when there is urgent news, such as school being closed."
    )


def _days(days: tuple[int, ...]) -> str:
    """Monday to Friday, or each day by its name where there is a gap."""
    ordered = sorted(days)
    names = [DAYS[one] for one in ordered]
    if len(names) > 2 and ordered[-1] - ordered[0] == len(names) - 1:  # noqa: PLR2004 - "Monday to Tuesday" is none
        return f"{names[0]} to {names[-1]}"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _clock(moment: time) -> str:
    return clock(datetime.combine(date.min, moment))
