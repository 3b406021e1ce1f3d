"""A house in memory where there is such a folder, for the tests in which everything is real."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mirror.real import House, house

_SHM = Path("/dev/shm")  # noqa: S108 - a folder of our own is made below it


@pytest.fixture(scope="module")
def home() -> Iterator[House]:
    with (
        tempfile.TemporaryDirectory(dir=_SHM if _SHM.is_dir() else None) as folder,
        house(Path(folder, "house")) as home,
    ):
        yield home
