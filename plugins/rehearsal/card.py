"""How does one tweet look? Its words, links, photos with their alt texts, time and price."""

import sqlite3
from datetime import datetime
from xml.etree.ElementTree import Element

from plugins.rehearsal.call import Call
from plugins.rehearsal.links import find
from plugins.rehearsal.markup import Node, h
from plugins.rehearsal.moment import moment_of

_REPLIES = {
    "everyone": "Everyone can reply",
    "mentionedUsers": "Only accounts it mentions can reply",
    "following": "Only accounts the school follows can reply",
    "subscribers": "Only subscribers can reply",
    "verified": "Only verified accounts can reply",
}


def card(call: Call, row: sqlite3.Row) -> Element:
    """One row of the table `tweet` as an article."""
    created = moment_of(row["created_at"]).astimezone(call.school.site.timezone)
    notes = [_REPLIES[row["reply_settings"]], f"would have cost ${row['cost'] / 1000:.3f}"]
    if row["visible_at"] > call.now:
        notes.append("not on the public timeline yet")
    photos = _photos(call, row["id"])
    when = h("time", {"datetime": created.isoformat(timespec="seconds")}, in_words(created))
    return h(
        "article",
        None,
        h("p", {"class": "when"}, h("a", {"href": f"/status/{row['id']}"}, when)),
        h("p", {"class": "text"}, *_linked(row["text"])),
        *([h("div", {"class": "photos"}, *photos)] if photos else []),
        h("p", {"class": "notes"}, " · ".join(notes)),
    )


def in_words(moment: datetime) -> str:
    """Monday 23 November 2026, 10:05 am."""
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"  # noqa: PLR2004 - noon
    return f"{moment:%A} {moment.day} {moment:%B} {moment.year}, {hour}:{moment:%M}\N{NO-BREAK SPACE}{half}"


def _linked(text: str) -> list[Node]:
    """The words, with every link clickable and shown as the address it leads to."""
    nodes: list[Node] = []
    last = 0
    for link in find(text):
        nodes += [text[last : link.start], h("a", {"href": link.address, "rel": "noreferrer"}, link.address)]
        last = link.end
    return [*nodes, text[last:]]


def _photos(call: Call, tweet: int) -> list[Element]:
    rows = call.db.execute(
        "SELECT id, alt FROM media JOIN attachment ON media = id WHERE tweet = ? ORDER BY position", (tweet,)
    )
    return [_photo(row["id"], row["alt"]) for row in rows]


def _photo(number: int, alt: str) -> Element:
    words = h("figcaption", None, h("b", None, "Alt text: "), alt) if alt else _without()
    return h("figure", None, h("img", {"src": f"/rehearsal/media/{number}", "alt": alt, "loading": "lazy"}), words)


def _without() -> Element:
    return h("figcaption", {"class": "missing"}, h("b", None, "Alt text: "), "none was given")
