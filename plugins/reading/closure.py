"""In which words does the school say that it is closed? In fixed ones, so that they can be approved beforehand."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from plugins.model.errors import Refused, SettingsWrong
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.table import Table

KINDS = ("closed", "late", "early")
FILE = "closures.toml"
_ID = re.compile(rf"({'|'.join(KINDS)})-(\d{{4}}-\d\d-\d\d)-(?:(\d{{4}})-)?([a-z]+)(?:-[0-9a-f]{{6}})?")
_MOST_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What happened, on which day, to whom (classes; none: everybody), why (a word of the list) and, if so, when."""

    kind: str
    day: date
    reason: str
    classes: tuple[str, ...] = ()
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The fixed words: title, summary and text of each kind, and the reasons; `digest` is SHA-256 of their file."""

    words: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]
    digest: str

    def post(self, closure: Closure, issued: datetime, school: School) -> tuple[str, str]:
        """The post's id and the bytes of its file; the same closure always has the same id, so it is said once."""
        if closure.reason not in self.reasons or (closure.at is None) == (closure.kind != "closed"):
            known = ", ".join(self.reasons)
            raise Refused(
                "this closure cannot be put into the fixed words",
                fix=f"a reason is one of {known}; late and early need a time, closed has none",
            )
        fill = {
            "school": school.name,
            "day": f"{closure.day:%A} {closure.day.day} {closure.day:%B}",
            "who": _who(closure.classes),
            "reason": self.reasons[closure.reason],
            "time": f"{closure.at:%H:%M}" if closure.at else "",
        }
        said = {name: _filled(words, fill) for name, words in self.words[closure.kind].items()}
        zone = school.site.timezone
        expires = datetime.combine(closure.day, school.hours.closes, zone)
        return closure_id(closure), _TEXT.format(
            id=closure_id(closure),
            title=_quoted(said["title"]),
            date=_quoted(f"{issued.astimezone(zone):%Y-%m-%d %H:%M}"),
            summary=_quoted(said["summary"]),
            audience=json.dumps(list(closure.classes), ensure_ascii=False),
            reason=_quoted(f"Families must know before they set out: {fill['reason']}"),
            expires=_quoted(f"{expires:%Y-%m-%d %H:%M}"),
            exemptions="\n".join(_EXEMPTION.format(rule=rule, last=_last(closure.day)) for rule in _MEANT),
            text=said["text"],
        )


_TEXT = """\
---
id: {id}
title: {title}
date: {date}
category: urgent
summary: {summary}
audience: {audience}
urgent:
  reason: {reason}
  expires: {expires}
exemptions:
{exemptions}
---

{text}
"""
_EXEMPTION = """\
  - rule: {rule}
    target: title, summary, body, urgent
    reason: The words are fixed and were approved beforehand
    expires: {last}"""
_MEANT = ("whereabouts", "negative-tone", "exemption-misuse")
"""What a measure of meaning may take a closure for, on some day and for some class; a yes to the words answers it."""
_STANDS_YEARS = 10


def closure_id(closure: Closure) -> str:
    """The id that tells all of a closure but its classes, of which it holds a digest."""
    at = f"-{closure.at:%H%M}" if closure.at else ""
    some = hashlib.sha256("\n".join(closure.classes).encode()).hexdigest()[:6]
    return f"{closure.kind}-{closure.day.isoformat()}{at}-{closure.reason}" + (f"-{some}" if closure.classes else "")


def wordings(content: bytes) -> Wordings:
    """The file closures.toml; SettingsWrong lists its mistakes."""
    mistakes: list[str] = []
    try:
        document = tomllib.loads(content[:_MOST_BYTES].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsWrong(f"{FILE} cannot be read: {error}", fix=f"correct that line of {FILE}") from error
    words = {}
    for kind in KINDS:
        table = Table(kind, document.get(kind, {}), mistakes)
        words[kind] = {name: table.text(name) for name in ("title", "summary", "text")}
        table.done()
    listed = document.get("reasons", {})
    table = Table("reasons", listed, mistakes)
    reasons = {str(name): table.text(name) for name in listed if re.fullmatch(r"[a-z]{1,20}", str(name))}
    table.done()
    if mistakes or not reasons:
        raise SettingsWrong(
            "\n".join([f"{FILE} has mistakes:", *mistakes]), fix=f"correct each of these lines of {FILE}"
        )
    return Wordings(words=words, reasons=reasons, digest=hashlib.sha256(content).hexdigest())


def is_fixed(post: Post, digest: str, fixed: Wordings, school: School) -> bool:
    """Whether a post's file, of this SHA-256, is byte for byte the fixed wording of the closure that its id tells."""
    found = _ID.fullmatch(post.id)
    if not found:
        return False
    try:
        closure = Closure(
            kind=found[1],
            day=date.fromisoformat(found[2]),
            at=datetime.strptime(found[3], "%H%M").time() if found[3] else None,  # noqa: DTZ007 - a time of day
            reason=found[4],
            classes=post.audience,
        )
        known, text = fixed.post(closure, post.published, school)
    except (ValueError, Refused):
        return False
    return known == post.id and hashlib.sha256(text.encode()).hexdigest() == digest


def _last(day: date) -> date:
    """So long a closure may stand in the archive."""
    return date(day.year + _STANDS_YEARS, 12, 31)


def _who(classes: tuple[str, ...]) -> str:
    if not classes:
        return "everybody"
    return " and ".join(filter(None, (", ".join(classes[:-1]), classes[-1])))


def _filled(words: str, fill: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: fill.get(match[1], match[0]), words)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
