"""What would parents see? The rehearsal's timeline as a web page that nobody can take for Twitter."""

from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from xml.etree.ElementTree import Element

from plugins.rehearsal import limits
from plugins.rehearsal.call import LAST_ID, Call, is_id
from plugins.rehearsal.card import card, in_words
from plugins.rehearsal.markup import Node, document, h
from plugins.rehearsal.message import Problem, Reply, invalid
from plugins.rehearsal.moment import moment_of

BANNER = "Rehearsal account. Nothing here is on Twitter."
_STYLE = Path(__file__).with_name("page.css")
_MOST = 50
_HEADERS = (
    (
        "Content-Security-Policy",
        (
            "default-src 'none'; style-src 'self'; img-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)


def timeline(call: Call) -> Reply:
    """GET /: the newest tweets that stand, seen by X's readers yet or not; `?before=` leads to older ones."""
    before = call.request.query.get("before", str(LAST_ID))
    if not is_id(before):
        raise invalid("before", "before is an id")
    rows = call.db.execute(
        "SELECT * FROM tweet WHERE deleted_at IS NULL AND created_at <= ? AND id < ? ORDER BY id DESC LIMIT ?",
        (call.now, int(before), _MOST + 1),
    ).fetchall()
    cards = [h("li", None, card(call, row)) for row in rows[:_MOST]]
    content: list[Node] = [h("h2", None, "What has been said")]
    content.append(h("ol", {"class": "timeline"}, *cards) if cards else _empty())
    if len(rows) > _MOST:
        older = {"class": "older", "href": f"/?before={rows[_MOST - 1]['id']}"}
        content.append(h("p", None, h("a", older, "Older tweets")))
    return _page(call, "Timeline", *content)


def status(call: Call) -> Reply:
    """GET /status/{id}: one tweet."""
    row = call.db.execute(
        "SELECT * FROM tweet WHERE id = ? AND deleted_at IS NULL AND created_at <= ?", (int(call.id), call.now)
    ).fetchone()
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "Not Found", "There is no such tweet on the rehearsal account.")
    back = h("p", None, h("a", {"class": "older", "href": "/"}, "All tweets"))
    return _page(call, "One tweet", h("h2", None, "One tweet"), card(call, row), back)


def style(call: Call) -> Reply:
    """GET /rehearsal/page.css."""
    del call
    return Reply(status=HTTPStatus.OK, body=_STYLE.read_bytes(), type="text/css; charset=utf-8", headers=_HEADERS)


def picture(call: Call) -> Reply:
    """GET /rehearsal/media/{id}: one picture, as it was handed in."""
    row = call.db.execute("SELECT type, bytes FROM media WHERE id = ?", (int(call.id),)).fetchone()
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "Not Found", "There is no such picture on the rehearsal account.")
    return Reply(status=HTTPStatus.OK, body=row["bytes"], type=row["type"], headers=_HEADERS)


def _page(call: Call, title: str, *content: Node) -> Reply:
    head = h(
        "head",
        None,
        h("meta", {"charset": "utf-8"}),
        h("title", None, f"{title} · {call.school.name} (rehearsal)"),
        h("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        h("meta", {"name": "color-scheme", "content": "light dark"}),
        h("meta", {"name": "robots", "content": "noindex"}),
        h("link", {"rel": "stylesheet", "href": "/rehearsal/page.css"}),
    )
    banner = h("aside", {"class": "banner", "aria-label": "About this page"}, BANNER)
    body = h("body", None, banner, _header(call), h("main", None, *content), _footer())
    root = h("html", {"lang": "en-GB"}, head, body)
    return Reply(status=HTTPStatus.OK, body=document(root), type="text/html; charset=utf-8", headers=_HEADERS)


def _header(call: Call) -> Element:
    count = call.db.execute(
        "SELECT count(*) FROM tweet WHERE deleted_at IS NULL AND created_at <= ?", (call.now,)
    ).fetchone()[0]
    school = call.school
    present: datetime = moment_of(call.now).astimezone(school.site.timezone)
    initials = "".join(word[0] for word in school.name.split()[:2]).upper()
    return h(
        "header",
        None,
        h("span", {"class": "initials", "aria-hidden": "true"}, initials),
        h(
            "div",
            {"class": "who"},
            h("h1", None, f"{school.name} (rehearsal)"),
            h("p", {"class": "handle"}, f"@{school.account.handle}"),
        ),
        h(
            "dl",
            None,
            *_fact("Tweets", h("span", None, str(count))),
            *_fact("Would have cost", h("span", None, f"${limits.spent(call.db) / 1000:.3f}")),
            *_fact("Time on this account", h("time", {"datetime": present.isoformat()}, in_words(present))),
        ),
    )


def _fact(name: str, value: Node) -> tuple[Element, Element]:
    return h("dt", None, name), h("dd", None, value)


def _empty() -> Element:
    return h("p", {"class": "empty"}, "Nothing has been said yet. Publish a post, and its tweet appears here.")


def _footer() -> Element:
    words = (
        "Everything on this page is kept in one file on this computer. Prices are X's, in US dollars; nobody pays them."
    )
    return h("footer", None, h("p", None, words))
