"""Is school.toml right? Text in, `School` out, or one error that lists every mistake."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from plugins.model.approval import approval
from plugins.model.credentials import register
from plugins.model.errors import SettingsWrong
from plugins.model.school import (
    Account,
    Allowed,
    Branch,
    Command,
    Deploy,
    Hours,
    Letter,
    Limits,
    Mirror,
    Notices,
    Rsync,
    School,
    Site,
    Target,
)
from plugins.model.table import MISSING, Table

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def parse(text: str) -> School:
    """Read the text of school.toml; SettingsWrong lists every mistake of the file at once."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong(f"school.toml cannot be read: {error}", fix="correct that line of school.toml") from error
    mistakes: list[str] = []
    tables = {name: Table(name, document.pop(name, MISSING), mistakes) for name in _SECTIONS}
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
    "school", "site", "account", "hours", "limits", "mirror", "approval", "policy", "deploy", "feeds", "notices",
    "credentials", "letter",
)  # fmt: skip


def _school(tables: Mapping[str, Table]) -> School:
    site = _site(tables["site"])
    return School(
        name=tables["school"].text("name"),
        short_name=tables["school"].text("short_name"),
        address=tables["school"].text("address"),
        phone=tables["school"].text("phone"),
        email=tables["school"].text("email"),
        classes=_classes(tables["school"]),
        site=site,
        account=_account(tables["account"]),
        hours=_hours(tables["hours"]),
        limits=_limits(tables["limits"]),
        approval=approval(tables["approval"], site.timezone),
        allowed=_allowed(tables["policy"]),
        deploy=_deploy(tables["deploy"]),
        mirror=_mirror(tables["mirror"]),
        notices=_notices(tables["notices"]),
        feed_entries=tables["feeds"].number("entries", 1, 100),
        feed_hub=tables["feeds"].optional("hub", _HUB, "is the address of a WebSub hub, with https://, or left out"),
        credentials=register(tables["credentials"]),
        letter=Letter(sent=tables["letter"].take("sent", date, None), late=tables["letter"].flag("late")),
    )


def _classes(table: Table) -> tuple[str, ...]:
    classes = table.words("classes")
    if len({re.sub(r"[\W_]+", "-", name.casefold()) for name in classes}) < len(classes):
        table.wrong("classes", "says the same twice: two classes may not differ in capitals and signs only")
    return classes


_URL = r"(https://([a-z0-9-]+\.)+[a-z0-9-]+|http://127\.0\.0\.1)(:\d{1,5})?(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"
_HUB = r"(https://([a-z0-9-]+\.)+[a-z0-9-]+|http://127\.0\.0\.1)(:\d{1,5})?(/[A-Za-z0-9._/-]*)?"


def _site(table: Table) -> Site:
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
        search=table.take("search", bool, default=True) is not False,
    )


def _zone(table: Table) -> ZoneInfo:
    zone: ZoneInfo = table.parsed("timezone", ZoneInfo, "Europe/London", ZoneInfo("Europe/London"))
    return zone


def _account(table: Table) -> Account:
    return Account(
        kind=table.choice("account", ("rehearsal", "x")),
        handle=table.matching("handle", r"\w{1,15}", "is the account's name without @, at most 15 letters"),
        id=table.matching(
            "id", r"\d{1,19}", "is the account's number, in quotes; the handle can change, the number cannot"
        ),
        reply_settings=table.choice("reply_settings", ("mentionedUsers", "following", "subscribers", "verified", "")),
        review_days=table.number("review_days", 7, 92),
    )


def _hours(table: Table) -> Hours:
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


def _limits(table: Table) -> Limits:
    return Limits(
        per_run=table.number("per_run", 1, 100),
        per_day=table.number("per_day", 1, 100),
        spacing_s=table.number("spacing_s", 0, 3600),
    )


def _mirror(table: Table) -> Mirror:
    return Mirror(
        remote=table.text("remote", empty=True),
        on_unknown=table.choice("on_unknown", ("hold", "retry")),
        deadline_s=table.number("deadline_s", 10, 600),
        visible_s=table.number("visible_s", 0, 86_400),
    )


def _notices(table: Table) -> Notices:
    github, mail, server = (table.text(key, empty=True) for key in ("github", "mail", "server"))
    if github and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9][A-Za-z0-9._-]*", github, re.ASCII):
        table.wrong("github", "must look like 'owner/repository'")
    if mail and not re.fullmatch(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+", mail, re.ASCII):
        table.wrong("mail", "must be one address, such as 'office@school.example'")
    if mail and not re.fullmatch(r"[A-Za-z0-9.-]+:\d{1,5}", server, re.ASCII):
        table.wrong("server", "must be the mail server and its port, such as 'smtp.example:587'")
    return Notices(github=github, mail=mail, server=server)


def _deploy(table: Table) -> Deploy:
    directory = PurePosixPath(table.text("directory"))
    hidden = any(part.startswith((".", "~")) for part in directory.parts)
    if hidden or directory in _NO_SITES or directory.parts[0] in _OURS:
        table.wrong("directory", 'must be a folder of its own, such as "public", or a whole path that starts with /')
    live = table.choice("live", ("loopback", "url"))
    targets = list(_targets(table))
    if len(targets) > 1:
        table.wrong("rsync", "rsync, branch and command are three ways for one site; keep one of them")
    if targets and live != "url":
        table.wrong("live", 'must be "url" where the site goes to another place; what is served here proves nothing')
    return Deploy(directory=str(directory), live=live, target=targets[0] if targets else None)


def _targets(table: Table) -> Iterator[Target]:
    """Where the site goes from its folder; the mistakes that are told are those of the words themselves."""
    to, branch, remote = (table.take(key, str, "") for key in ("rsync", "branch", "remote"))
    if to:
        if not re.fullmatch(_RSYNC, to, re.ASCII) or ".." in to.split("/"):
            table.wrong(
                "rsync", "must look like 'web@host.example:/srv/www/school', or be a whole path of this machine"
            )
        yield Rsync(to=to)
    if branch or remote:
        if not re.fullmatch(_NAME, branch, re.ASCII) or branch in _NO_BRANCHES:
            table.wrong("branch", "must be a branch of its own for the site alone, such as 'gh-pages'")
        if not re.fullmatch(_NAME, remote, re.ASCII):
            table.wrong("remote", "must be the git remote that holds the branch, such as 'origin'")
        yield Branch(remote=remote, name=branch)
    if command := table.words("command", default=()):
        yield Command(words=command)


_RSYNC = r"(([a-z0-9_][a-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:)?/[A-Za-z0-9_][A-Za-z0-9_./-]*"
_NAME = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_NO_BRANCHES = ("main", "master", "publish-ledger")

_NO_SITES = (PurePosixPath(), PurePosixPath("/"))
_OURS = ("content", "plugins", "theme", "tests", "docs", "requirements")
"""What people edit and what runs: a site put there would be read, or run, as theirs."""


def _allowed(table: Table) -> tuple[Allowed, ...]:
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
