import os
from pathlib import Path

import pytest

from plugins.reading import files


def test_the_bytes_of_a_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert files.load(tmp_path / "a", 5) == b"12345"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1" * 1025)
    with pytest.raises(ValueError, match="larger than 1 KiB"):
        files.load(tmp_path / "a", 1024)


def test_a_link_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a").write_bytes(b"1")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file").symlink_to("real/a")
    for name in ("folder/a", "file"):
        with pytest.raises(ValueError, match="link to another place"):
            files.load(tmp_path / name, 1)


def test_a_pipe_and_a_folder_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(ValueError, match="is not a file"):
            files.load(tmp_path / name, 1)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not there"):
        files.load(tmp_path / "a", 1)


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ValueError, match="cannot be opened"):
        files.load(tmp_path / "loop", 1)
