"""When may this tweet go? The school's hours, the policy's two exceptions (R4, R5) and the news' own last moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from plugins.model.hours import is_open, next_open
from plugins.model.manifest import Item
from plugins.model.post import Event
from plugins.model.school import Hours
from plugins.tweet.compose import words_of
from plugins.tweet.freshness import last_moment

__all__ = ["Opening", "is_open", "next_open", "opening"]

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether a tweet may go now; `at` is the moment from which it may (None: never again), `why` says it in words."""

    open: bool
    at: datetime | None
    why: str


def opening(item: Item, now: datetime, hours: Hours) -> Opening:
    """The answer for one post at the aware moment `now`; times in words are the school's own.

    Urgent news goes at any hour until it expires. An event's tweet may go on each day of the event until
    `event_closes`, besides the usual hours: from the hour at which the window opens, or earlier where it was dated
    earlier that very day, so that what was queued the evening before wakes nobody at midnight. Everything waits for
    `not_before`, and nothing goes after the last moment at which its words about days are true: what could only go
    later is never sent.
    """
    start = max(moment.astimezone(UTC) for moment in (now, item.not_before or now))
    at, why = _first_moment(item, start, hours)
    last = _last_moment(item, hours.timezone)
    if last and at > last:
        ended = "has passed" if now > last else "is before the time when it may go"
        return Opening(open=False, at=None, why=f"its last moment, {_date(last, hours.timezone)}, {ended}")
    if at > now:
        why = f"waits until {_soon(at, now, hours.timezone)}"
    return Opening(open=at <= now, at=at.astimezone(hours.timezone), why=why)


def _first_moment(item: Item, start: datetime, hours: Hours) -> tuple[datetime, str]:
    """The first moment (UTC) from `start` on at which the policy lets the tweet go, and the reason for it."""
    if item.urgent:
        return start, "urgent news goes at any hour"
    usual = next_open(start, hours).astimezone(UTC)
    event = _event_moment(item.event, item.published, start, hours) if item.event else None
    if event and event < usual:
        return event, f"a day of its event, until {hours.event_closes:%H:%M}"
    return usual, "inside school hours"


def _event_moment(event: Event, published: datetime, start: datetime, hours: Hours) -> datetime | None:
    """The first moment (UTC) from `start` on that lies on a day of the event, neither too early nor too late."""
    zone = hours.timezone
    first, final = (moment.astimezone(zone).date() for moment in (event.start, event.end))
    local = start.astimezone(zone)
    late = local.date() >= first and local.time().replace(microsecond=0) > hours.event_closes
    day = max(first, local.date() + timedelta(days=late))
    dated = published.astimezone(zone)
    morning = min(hours.opens, dated.time()) if dated.date() == day else hours.opens
    moment = max(start, datetime.combine(day, morning, zone).astimezone(UTC))
    return moment if day <= final else None


def _last_moment(item: Item, zone: ZoneInfo) -> datetime | None:
    """The earlier (UTC) of the urgency's end and the end of the words' truth; the page's address is no word."""
    fresh = last_moment(f"{item.title}\n{words_of(item.tweet.text)}", item.published.astimezone(zone))
    ends = [end.astimezone(UTC) for end in (fresh, item.urgent and item.urgent.expires) if end]
    return min(ends, default=None)


def _date(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B %H:%M}"


def _soon(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%A %H:%M}" if moment - now < _WEEK else _date(moment, zone)
