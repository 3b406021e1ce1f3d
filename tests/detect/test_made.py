"""A file is what was made while its bytes are; they are read where it is not the very same file."""

import shutil
from dataclasses import replace
from os import utime
from pathlib import Path

import pytest

from plugins.detect.made import Made, is_as_made, made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "a.jpg").write_bytes(b"pixels")
    return tmp_path / "a.jpg"


@pytest.fixture
def known(file: Path) -> Made:
    return made(file, b"pixels")


def test_the_very_same_file_and_a_copy_are_as_made(file: Path, known: Made) -> None:
    assert is_as_made(file, known)
    shutil.copy(file, file.with_name("copy.jpg"))
    utime(file.with_name("copy.jpg"), (1, 1))
    assert is_as_made(file.with_name("copy.jpg"), known)


@pytest.mark.parametrize("data", [b"", b"pixel", b"sliexp", b"pixels and more"])
def test_other_bytes_are_not(file: Path, known: Made, data: bytes) -> None:
    file.write_bytes(data)
    utime(file, (1, 1))
    assert not is_as_made(file, known)


def test_a_link_a_folder_and_nothing_are_not(file: Path, known: Made) -> None:
    file.rename(file.with_name("b.jpg"))
    assert not is_as_made(file, known)
    file.symlink_to("b.jpg")
    assert not is_as_made(file, known)
    file.unlink()
    file.mkdir()
    assert not is_as_made(file, replace(known, bytes=file.lstat().st_size))


def test_what_cannot_be_read_is_not(file: Path, known: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert not is_as_made(file, replace(known, written=1))
