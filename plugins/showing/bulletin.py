"""What stands in the weekly digest? The news of some days and the dates that come, of posts that are on the site."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from plugins.model.manifest import Item
from plugins.model.phrases import Phrases
from plugins.model.post import Event
from plugins.model.school import School
from plugins.paper.document import Block, Document, Heading, Notice, Paragraph

AHEAD = timedelta(days=28)
MOST = 30
"""Of news and of dates: a digest is read at one sitting."""


def bulletin(items: Iterable[Item], school: School, say: Phrases, *, now: datetime, days: int) -> Document:
    """The digest of `items`, newest first, that were published in the last `days`, and of events of four weeks."""
    shown = [item for item in items if item.published <= now]
    news = [item for item in shown if item.published > now - timedelta(days=days)]
    coming = sorted(
        ((item.event.start, item.event, item) for item in shown if item.event and _soon(item.event, now)),
        key=lambda one: (one[0], one[2].post),
    )
    blocks: list[Block] = [_news(item, school, say) for item in news[:MOST]]
    if not blocks:
        blocks = [Paragraph(text=say("No news yet."))]
    if coming:
        blocks += [
            Heading(text=say("Coming up")),
            *(_date(event, item, school, say) for _, event, item in coming[:MOST]),
        ]
    reach = say("The account tells our news and does not reply. To reach us, ring {phone} or write to {email}.")
    blocks.append(Paragraph(text=reach.format(phone=school.phone, email=school.email)))
    title, today = say("News of the week"), school.day(now)
    return Document(title=title, sender=school.name, day=today, lang=school.site.lang, blocks=tuple(blocks))


def _soon(event: Event, now: datetime) -> bool:
    return event.end >= now and event.start < now + AHEAD


def _news(item: Item, school: School, say: Phrases) -> Notice:
    note = f"{say.day(item.published.astimezone(school.site.timezone))} · {', '.join(item.audience)}"
    return Notice(title=item.title, note=note, text=item.summary, address=item.permalink)


def _date(event: Event, item: Item, school: School, say: Phrases) -> Notice:
    start, end = (moment.astimezone(school.site.timezone) for moment in (event.start, event.end))
    until = say.clock(end) if start.date() == end.date() else say.day_and_clock(end)
    when = f"{say.day_and_clock(start)} {say('to')} {until}"
    return Notice(title=item.title, note=f"{when} · {event.place}", text=item.summary, address=item.permalink)
