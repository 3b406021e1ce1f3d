"""What has the school decided for itself? The settings of school.toml as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from plugins.model.credentials import Register
from plugins.model.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`url` is the public address without a final slash; `timezone` rules every date of a post; `search`: has one."""

    url: str
    title: str
    tagline: str
    lang: str
    timezone: ZoneInfo
    search: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The pinned Twitter account; `kind` is rehearsal or x; `reply_settings` as X names them, empty for everyone.

    `review_days`: how long the review of its followers holds.
    """

    kind: str
    handle: str
    id: str
    reply_settings: str
    review_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When the account speaks: both ends inclusive; `days` are 0 (Monday) to 6; an event's own day ends later."""

    opens: time
    closes: time
    days: tuple[int, ...]
    event_closes: time
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be said: tweets per run and per day, and seconds between two of them."""

    per_run: int
    per_day: int
    spacing_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Words that are no child's name here, each with its reason."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsync:
    """A folder of another machine, as rsync writes it: `to` is user@host:/folder, or a folder of this machine."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch that a git host shows as a site, such as gh-pages of origin."""

    remote: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program of the school's own and its words; the folder of the site is added as the last."""

    words: tuple[str, ...]


Target = Rsync | Branch | Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Deploy:
    """Where the site goes: into a `directory` of this machine, and from there to a `target`, None for nowhere.

    `live` is loopback (serve it here and look) or url (look at the public address).
    """

    directory: str
    live: str
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """Where the ledger lives and how doubt ends.

    `remote` names a git remote (empty: this clone); `on_unknown` is hold or retry; no claim is sent after `deadline_s`
    seconds; an accepted tweet can be seen within `visible_s` seconds.
    """

    remote: str
    on_unknown: str
    deadline_s: int
    visible_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The day on which parents were told that the account does not reply; `late`: the account lived before it."""

    sent: date | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Who is told of trouble: an issue of the repository `github` (owner/name), a `mail` by the `server` host:port."""

    github: str
    mail: str
    server: str


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Everything that school.toml says; and `follows`, the handles of follows.toml in small letters.

    `feed_hub` is the address of a WebSub hub; empty: none.
    """

    name: str
    short_name: str
    address: str
    phone: str
    email: str
    classes: tuple[str, ...]
    site: Site
    account: Account
    hours: Hours
    limits: Limits
    approval: Trust
    allowed: tuple[Allowed, ...]
    deploy: Deploy
    mirror: Mirror
    notices: Notices
    feed_entries: int
    feed_hub: str
    credentials: Register
    letter: Letter
    follows: tuple[str, ...] = ()

    @property
    def no_names(self) -> tuple[Allowed, ...]:
        """Words that are no child's name here: those that the school allows, and what it is called itself."""
        return (*self.allowed, Allowed(words=self.short_name, reason="the school itself"))

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """Settings that stand on the site, each by its place in school.toml; what the school is called is its own."""
        said = {"school.address": self.address, "school.email": self.email, "school.phone": self.phone}
        said |= {
            "site.title": self.site.title,
            "site.tagline": self.site.tagline,
            "account.handle": self.account.handle,
        }
        return (*said.items(), *(("school.classes", one) for one in self.classes))

    def day(self, moment: datetime) -> date:
        """The day of a moment at the school."""
        return moment.astimezone(self.hours.timezone).date()

    @property
    def rehearsal(self) -> bool:
        """Whether everything is said on the rehearsal account only."""
        return self.account.kind == "rehearsal"
