"""Is school.toml right? Text in, `School` out, or one error that lists every mistake."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.model.errors import SettingsWrong
from plugins.model.school import (
    Account,
    Allowed,
    ApprovalSettings,
    Approver,
    Deploy,
    Hours,
    Limits,
    Mirror,
    School,
    Site,
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MISSING = object()


class _Table:
    """One table of the file; takes its keys out one by one and remembers every mistake."""

    def __init__(self, name: str, values: object, mistakes: list[str]) -> None:
        self._name = name
        self._mistakes = mistakes
        self._values: dict[str, Any] = dict(values) if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            mistakes.append(f"[{name}] is missing" if values is _MISSING else f"[{name}] must be a table")

    def wrong(self, key: str, why: str) -> None:
        self._mistakes.append(f"[{self._name}] {key}: {why}")

    def take(self, key: str, kind: type, default: object = _MISSING) -> Any:  # noqa: ANN401 - the kind is the type
        value = self._values.pop(key, default)
        if value is _MISSING:
            self.wrong(key, "is missing")
            return _NOTHING[kind]
        if value is not default and type(value) is not kind:
            self.wrong(key, f"must be {_PLAIN[kind]}")
            return _NOTHING[kind]
        return value

    def text(self, key: str, *, empty: bool = False) -> str:
        value: str = self.take(key, str)
        if not (_fits(value) and (empty or value.strip())):
            self.wrong(key, f"must be words in one line, at most {_LONGEST} letters")
        return value

    def matching(self, key: str, pattern: str, why: str) -> str:
        value = self.text(key)
        if not re.fullmatch(pattern, value, re.ASCII):
            self.wrong(key, why)
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key, empty="" in allowed)
        if value not in allowed:
            self.wrong(key, f"must be one of {', '.join(repr(word) for word in allowed)}")
        return value

    def number(self, key: str, least: int, most: int) -> int:
        value: int = self.take(key, int)
        if not least <= value <= most:
            self.wrong(key, f"must be from {least} to {most}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        values: list[object] = self.take(key, list)
        if not values or not all(isinstance(value, str) and value.strip() and _fits(value) for value in values):
            self.wrong(key, "must be a list of words")
        return tuple(str(value) for value in values)

    def parsed(self, key: str, parse: Callable[[str], Any], example: str, otherwise: object) -> Any:  # noqa: ANN401
        value = self.text(key)
        try:
            return parse(value)
        except (ValueError, ZoneInfoNotFoundError):
            self.wrong(key, f"must look like {example!r}")
            return otherwise

    def tables(self, key: str) -> "list[_Table]":
        values: list[object] = self.take(key, list, [])
        return [_Table(f"{self._name}.{key}", value, self._mistakes) for value in values]

    def done(self) -> None:
        for key in self._values:
            self.wrong(key, "is not a setting; take it out or correct its spelling")


_NOTHING: dict[type, object] = {str: "", int: 0, list: [], date: None}
_LONGEST = 200


def _fits(value: str) -> bool:
    """Whether it is one line of a sensible length that hides nothing."""
    return value.isprintable() and len(value) <= _LONGEST


_PLAIN = {str: 'words in "quotes"', int: "a whole number", list: "a list in [brackets]", date: "a date, 2026-09-01"}


def parse(text: str) -> School:
    """Read the text of school.toml; SettingsWrong lists every mistake of the file at once."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong(f"school.toml cannot be read: {error}", fix="correct that line of school.toml") from error
    mistakes: list[str] = []
    tables = {name: _Table(name, document.pop(name, _MISSING), mistakes) for name in _SECTIONS}
    mistakes.extend(f"[{name}] is not a section; take it out or correct its spelling" for name in document)
    school = _school(tables)
    for table in tables.values():
        table.done()
    _together(school, mistakes)
    if mistakes:
        raise SettingsWrong(
            "school.toml has mistakes:\n" + "\n".join(f"  {mistake}" for mistake in mistakes),
            fix="correct each of these lines of school.toml",
        )
    return school


_SECTIONS = (
    "school", "site", "account", "hours", "limits", "mirror", "approval", "policy", "deploy", "feeds", "letter",
)  # fmt: skip


def _school(tables: Mapping[str, _Table]) -> School:
    return School(
        name=tables["school"].text("name"),
        short_name=tables["school"].text("short_name"),
        address=tables["school"].text("address"),
        phone=tables["school"].text("phone"),
        email=tables["school"].text("email"),
        classes=_classes(tables["school"]),
        site=_site(tables["site"]),
        account=_account(tables["account"]),
        hours=_hours(tables["hours"]),
        limits=_limits(tables["limits"]),
        approval=_approval(tables["approval"]),
        allowed=_allowed(tables["policy"]),
        deploy=_deploy(tables["deploy"]),
        mirror=_mirror(tables["mirror"]),
        feed_entries=tables["feeds"].number("entries", 1, 100),
        letter_sent=tables["letter"].take("sent", date, None),
    )


def _classes(table: _Table) -> tuple[str, ...]:
    classes = table.words("classes")
    if len({re.sub(r"[\W_]+", "-", name.casefold()) for name in classes}) < len(classes):
        table.wrong("classes", "says the same twice: two classes may not differ in capitals and signs only")
    return classes


_URL = r"(https://([a-z0-9-]+\.)+[a-z0-9-]+|http://127\.0\.0\.1)(:\d{1,5})?(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"


def _site(table: _Table) -> Site:
    return Site(
        url=table.matching(
            "url",
            _URL,
            "must start with https:// and end without a slash, and hold nothing but"
            " small letters, figures, dots, hyphens and single slashes",
        ),
        title=table.text("title"),
        tagline=table.text("tagline", empty=True),
        lang=table.matching("lang", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "must be a language such as en-GB or cy"),
        timezone=_zone(table),
    )


def _zone(table: _Table) -> ZoneInfo:
    zone: ZoneInfo = table.parsed("timezone", ZoneInfo, "Europe/London", ZoneInfo("Europe/London"))
    return zone


def _account(table: _Table) -> Account:
    return Account(
        kind=table.choice("account", ("rehearsal", "x")),
        handle=table.matching("handle", r"\w{1,15}", "is the account's name without @, at most 15 letters"),
        id=table.matching(
            "id", r"\d{1,19}", "is the account's number, in quotes; the handle can change, the number cannot"
        ),
        reply_settings=table.choice("reply_settings", ("mentionedUsers", "following", "subscribers", "verified", "")),
    )


def _hours(table: _Table) -> Hours:
    days = table.words("days")
    for day in days:
        if day not in _DAYS:
            table.wrong("days", f"{day!r} is not a day of the week")
    return Hours(
        opens=table.parsed("opens", _time, "08:00", time(8)),
        closes=table.parsed("closes", _time, "18:00", time(18)),
        days=tuple(_DAYS.index(day) for day in days if day in _DAYS),
        event_closes=table.parsed("event_closes", _time, "22:00", time(22)),
        timezone=_zone(table),
    )


def _time(text: str) -> time:
    if not re.fullmatch(r"\d\d:\d\d", text, re.ASCII):
        raise ValueError
    return time.fromisoformat(text)


def _limits(table: _Table) -> Limits:
    return Limits(
        per_run=table.number("per_run", 1, 100),
        per_day=table.number("per_day", 1, 100),
        spacing_s=table.number("spacing_s", 0, 3600),
    )


def _mirror(table: _Table) -> Mirror:
    return Mirror(
        remote=table.text("remote", empty=True),
        on_unknown=table.choice("on_unknown", ("hold", "retry")),
        deadline_s=table.number("deadline_s", 10, 600),
        visible_s=table.number("visible_s", 0, 86_400),
    )


def _deploy(table: _Table) -> Deploy:
    directory = PurePosixPath(table.text("directory"))
    hidden = any(part.startswith((".", "~")) for part in directory.parts)
    if hidden or directory in _NO_SITES or directory.parts[0] in _OURS:
        table.wrong("directory", 'must be a folder of its own, such as "public", or a whole path that starts with /')
    return Deploy(directory=str(directory), live=table.choice("live", ("loopback", "url")))


_NO_SITES = (PurePosixPath(), PurePosixPath("/"))
_OURS = ("content", "plugins", "theme", "tests", "docs", "requirements")
"""What people edit and what runs: a site put there would be read, or run, as theirs."""


def _approval(table: _Table) -> ApprovalSettings:
    return ApprovalSettings(
        backend=table.choice("backend", ("none", "signature", "github")),
        approvers=tuple(_approver(entry) for entry in table.tables("approvers")),
    )


def _approver(table: _Table) -> Approver:
    approver = Approver(name=table.text("name"), role=table.text("role"), id=table.text("id"))
    table.done()
    return approver


def _allowed(table: _Table) -> tuple[Allowed, ...]:
    allowed = []
    for entry in table.tables("allow"):
        allowed.append(Allowed(words=entry.text("words"), reason=entry.text("reason")))
        entry.done()
    return tuple(allowed)


def _together(school: School, mistakes: list[str]) -> None:
    """Settings that are right alone and wrong together."""
    if school.hours.opens >= school.hours.closes:
        mistakes.append("[hours] opens: must be earlier than closes")
    if school.hours.event_closes < school.hours.closes:
        mistakes.append("[hours] event_closes: must not be earlier than closes")
    if not school.rehearsal and school.approval.backend == "none":
        mistakes.append("[approval] backend: 'none' is for the rehearsal account only; say who approves")
    if not school.rehearsal and not school.mirror.remote:
        mistakes.append("[mirror] remote: the real account's ledger needs a git remote that all publishers share")
