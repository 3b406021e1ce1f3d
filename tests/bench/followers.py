"""What does a review of followers cost? 10,000 of them read to the end, then 25 new ones, over HTTP to the rehearsal.

python -m tests.bench.followers
"""

import tempfile
from pathlib import Path

from plugins.account.followers import Reading, read
from plugins.account.reviewed import Reviewed
from plugins.rehearsal.server import serve
from plugins.tweet.cost import READ
from tests import make
from tests.account.conftest import signed
from tests.account.test_followers import crowd, keep_all

ALL, NEW = 10_000, 25


def tell(what: str, found: Reading) -> None:
    print(f"{what:<28} {found.calls:>3} calls {found.read:>6,} read {found.new:>6,} new ${found.read * READ:>7.3f}")  # noqa: T201


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        now = make.at("2026-11-23 10:00")
        with serve(Path(folder) / "rehearsal.sqlite3", make.school(), start=now, frozen=True) as server:
            account, reviewed = signed(server), Reviewed(Path(folder) / "followers.sqlite3")
            server.put(*crowd(ALL))
            tell(f"all {ALL:,}, once", read(account, reviewed, now, everything=True))
            keep_all(reviewed)
            server.put(*crowd(NEW, start=ALL))
            tell(f"{NEW} new ones", read(account, reviewed, now, everything=False))
            keep_all(reviewed)
            tell("nobody new", read(account, reviewed, now, everything=False))


if __name__ == "__main__":
    main()
