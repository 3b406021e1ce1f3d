from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.account.reviewed import Reviewed
from plugins.clone.ports import rehearsed
from plugins.rehearsal.server import Server, serve
from plugins.x.account import XAccount
from tests import make


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path / "rehearsal.sqlite3", make.school(), start=make.at("2026-11-23 10:00"), frozen=True) as opened:
        yield opened


@pytest.fixture
def circle(server: Server) -> XAccount:
    return signed(server)


@pytest.fixture
def reviewed(tmp_path: Path) -> Reviewed:
    return Reviewed(tmp_path / "followers.sqlite3")


def signed(server: Server) -> XAccount:
    return XAccount(rehearsed(server), channel="x", reply_settings="", base_url=server.url)
