"""How much may be asked, and what would it cost? X's limits and prices (documentation of August 2026)."""

import sqlite3
from dataclasses import dataclass
from http import HTTPStatus

from plugins.rehearsal.message import Problem
from plugins.rehearsal.store import setting, settle

WINDOW_S = 15 * 60

PER_WINDOW = {
    "GET /2/users/me": 75,
    "GET /2/users": 900,
    "POST /2/tweets": 100,
    "GET /2/tweets": 900,
    "GET /2/tweets/{id}": 900,
    "DELETE /2/tweets/{id}": 50,
    "GET /2/users/{id}/tweets": 900,
    "GET /2/users/{id}/followers": 300,
    "GET /2/users/{id}/following": 300,
    "GET /2/users/{id}/blocking": 300,
    "POST /2/media/upload": 500,
    "POST /2/media/metadata": 500,
}
"""Requests of one user in 15 minutes, for each endpoint."""

POST = 15
POST_WITH_LINK = 200
ALT_TEXT = 5
DELETE = 10
READ = 1
READ_OTHERS = 10
"""Prices in thousandths of a dollar; READ is for one's own tweets and lists, READ_OTHERS for anybody else, each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Where one endpoint's limit stands after this request; `reset` in seconds since 1970."""

    limit: int
    remaining: int
    reset: int
    exceeded: bool

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """As X tells it."""
        return (
            ("x-rate-limit-limit", str(self.limit)),
            ("x-rate-limit-remaining", str(self.remaining)),
            ("x-rate-limit-reset", str(self.reset)),
        )


def count(db: sqlite3.Connection, endpoint: str, now: float) -> Rate:
    """Count one request; a window begins with its first."""
    limit = PER_WINDOW[endpoint]
    row = db.execute("SELECT used, reset FROM rate WHERE endpoint = ?", (endpoint,)).fetchone()
    used, reset = (0, int(now) + WINDOW_S) if row is None or row["reset"] <= now else (row["used"], row["reset"])
    taken = min(used + 1, limit)
    db.execute("INSERT OR REPLACE INTO rate VALUES (?, ?, ?)", (endpoint, taken, reset))
    return Rate(limit=limit, remaining=limit - taken, reset=reset, exceeded=used >= limit)


def demand_room(rate: Rate) -> None:
    """Problem 429 when the window is full."""
    if rate.exceeded:
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "Too Many Requests", "Too Many Requests")


def demand_credit(db: sqlite3.Connection) -> None:
    """Problem 402 when a credit is set and used up."""
    credit = setting(db, "credit")
    if credit is not None and credit <= 0:
        raise Problem(HTTPStatus.PAYMENT_REQUIRED, "CreditsDepleted", "Your account has no credits left.")


def charge(db: sqlite3.Connection, price: int) -> None:
    """Add to what it would have cost, and take from the credit if one is set."""
    settle(db, "spent", spent(db) + price)
    credit = setting(db, "credit")
    if credit is not None:
        settle(db, "credit", credit - price)


def spent(db: sqlite3.Connection) -> int:
    """What everything would have cost so far, in thousandths of a dollar."""
    return int(setting(db, "spent") or 0)
