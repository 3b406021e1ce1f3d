"""Does every link lead openly to a safe place? Encrypted, in full, and without counting parents.

The school does not say this; a link in the school's name must lead where parents think it does, without counting
them.

Why: a shortened or disguised address can lead anywhere, today or next year; `http` can be read and changed on the
way; the tags that shops and newsletters add follow each parent about.

Links stand in the body. `https` addresses, the school's own pages, and the school's own email and telephone number
pass. The title, the summary and the tweet have no address: the tool adds the page's own.

Passes, an open address::

    ---
    Read the [swimming timetable](https://www.fernbridge-leisure.example/swimming).

Passes, the school's own page and office::

    ---
    See [our calendar](/calendar/) or [write to the office](mailto:office@thistledown-primary.example).

Refused, shortened::

    ---
    Read the [swimming timetable](https://bit.ly/3abcdef).

Refused, follows parents about::

    ---
    Read the [timetable](https://www.fernbridge-leisure.example/swimming?utm_source=twitter).

Refused, somebody's own email::

    ---
    [Write to the coach](mailto:coach@fernbridge-leisure.example).

Refused, an address in the summary::

    summary: Swimming times are on www.fernbridge-leisure.co.uk from today.

What to do: open the link, copy the address from the browser's bar without what follows the question mark, and put
it into the body.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from plugins.model.case import Case
from plugins.model.finding import Finding, Place, Severity
from plugins.model.post import Post
from plugins.model.school import School
from plugins.policy.rule import Rule

_LONGEST = 300
# Not youtu.be and forms.gle: each belongs to one service and leads nowhere else.
_SHORTENER = re.compile(
    r"(.*\.)?(bit\.ly|bitly\.com|t\.co|tinyurl\.com|goo\.gl|ow\.ly|buff\.ly|is\.gd|v\.gd|cutt\.ly|rb\.gy|rebrand\.ly"
    r"|shorturl\.at|tiny\.cc|lnkd\.in|dlvr\.it|trib\.al|fb\.me|amzn\.to|qrco\.de|s\.id|t\.ly|linktr\.ee)"
)
_TRACKER = re.compile(
    r"utm_.*|fbclid|[gd]clid|[gw]braid|msclkid|twclid|yclid|igshi?d?|mc_[ce]id|_hsenc|_hsmi|vero_id|ref_src",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"(?<![@\w.-])(?:https?://|www\.)?((?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|uk|info|io|eu|edu|gov|tv|app|school|academy|london|wales|scot|ly|gl|gd))(?![\w-])"
    r"|(?<!\w)https?://([^\s/]+)",
    re.IGNORECASE,
)


def judge(case: Case, school: School) -> Iterator[Finding]:
    """The targets of the body's links, and addresses typed where none belongs."""
    if case.post is None:
        return
    for link in case.post.links:
        why, remedy = _why(link.target.strip(), school)
        if why:
            yield RULE.block(Place(path=case.path, line=link.line), f"This link {why}.", remedy, target="body")
    yield from _typed(case, case.post, school)


def _typed(case: Case, post: Post, school: School) -> Iterator[Finding]:
    own = urlsplit(school.site.url).hostname
    for field, text in (("title", post.title), ("summary", post.summary), ("tweet", post.tweet)):
        hosts = {(found[1] or found[2]).lower() for found in _TYPED.finditer(text)}
        if hosts - {own}:
            yield RULE.block(
                case.place(field),
                f"The {field} has an address in it.",
                "Put the link into the body; the tool adds the address of the page to the tweet.",
                target=field,
            )


def _why(target: str, school: School) -> tuple[str, str]:
    """Why a link must not be published and what to do, or two empty strings."""
    if target.startswith("#") or (target.startswith("/") and not target.startswith(("//", "/\\"))):
        return "", ""
    try:
        parts = urlsplit(target)
        _ = parts.port  # a port that is no number raises here
    except ValueError:
        return "cannot be read", "copy the address again from the browser's bar"
    if parts.scheme in {"mailto", "tel"}:
        return _person(parts, school)
    if parts.scheme != "https":
        return "does not start with https:", "write https:// and try it; a page of the school's own starts with /"
    return _host(parts) or _query(parts, len(target))


def _person(parts: SplitResult, school: School) -> tuple[str, str]:
    ours = {"mailto": school.email.casefold(), "tel": _digits(school.phone)}
    theirs = {"mailto": unquote(parts.path).casefold(), "tel": _digits(parts.path)}
    if theirs[parts.scheme] != ours[parts.scheme] or {key for key, _ in parse_qsl(parts.query)} - {"subject"}:
        return "leads to an email address or telephone number that is not the school's", "give the school's own"
    return "", ""


def _digits(number: str) -> str:
    return re.sub(r"\D", "", re.sub(r"^\+44\s*(\(0\))?", "0", number.strip()))


def _host(parts: SplitResult) -> tuple[str, str] | None:
    host = (parts.hostname or "").removesuffix(".")
    labels = host.split(".")
    if parts.username is not None or parts.password is not None:
        return "has a name or a password in its address", "leave out everything up to the @"
    if _is_number(host):
        return "leads to a numbered computer", "use the address with a name"
    if not re.fullmatch(r"[a-z0-9.-]+", host) or any(label.startswith("xn--") for label in labels):
        return "has letters in its address that can look like others", "use an address in plain letters a to z"
    if len(labels) == 1:
        return "leads nowhere that parents can reach", "write the whole address"
    if _SHORTENER.fullmatch(host):
        return "is a shortened one", "open it, and copy the address that it leads to"
    return None


def _is_number(host: str) -> bool:
    """An IP address in any of the ways that browsers understand; no public domain ends in a number."""
    try:
        ip_address(host)
    except ValueError:
        return re.fullmatch(r"(.*\.)?(\d+|0x[0-9a-f]*)", host) is not None
    return True


def _query(parts: SplitResult, length: int) -> tuple[str, str]:
    if length > _LONGEST:
        return f"is longer than {_LONGEST} characters", "leave out what follows the question mark, and try it"
    values = parse_qsl(f"{parts.query}&{parts.fragment}", keep_blank_values=True)
    if any(_TRACKER.fullmatch(name) for name, _ in values):
        return "follows readers about", "leave out the parts of the address that start with utm_ or end with clid"
    return "", ""


RULE = Rule(
    id="links",
    clause="+",
    title="Links that lead openly to a safe place",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
