from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.rehearsal.server import Server, serve
from tests import make
from tests.rehearsal.client import Client


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path / "rehearsal.sqlite3", make.school(), start=make.at("2026-11-23 10:00"), frozen=True) as server:
        yield server


@pytest.fixture
def x(account: Server) -> Client:
    return Client(account)
