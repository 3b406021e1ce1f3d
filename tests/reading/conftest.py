"""A content folder of its own for each test."""

from pathlib import Path

import pytest


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder
