"""What time is it? One port, so that site, judge, signing and sending share a single answer."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The account's time: the system's for the real account, the rehearsal server's for a rehearsal."""

    def now(self) -> datetime:
        """The present moment, aware."""

    def wait(self, seconds: float) -> None:
        """Let that much time pass; a rehearsal's clock moves on at once."""
