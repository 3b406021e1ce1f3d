"""Only what this clone sealed itself is believed; all else is as if nothing had been kept."""

import os
from errno import EIO
from pathlib import Path

import pytest

from plugins.detect import seal as module
from plugins.detect.seal import Seal


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    return Seal(file=tmp_path / "cache" / "things", key_file=tmp_path / "key")


def test_where_nothing_was_saved_there_is_nothing(seal: Seal) -> None:
    assert seal.load() is None


def test_what_was_saved_last_is_loaded(seal: Seal) -> None:
    seal.save(b"one")
    seal.save(b"two")
    assert seal.load() == b"two"
    assert seal.key_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_one_changed_byte_is_no_memory(seal: Seal, place: int) -> None:
    seal.save(b"everything is allowed")
    data = bytearray(seal.file.read_bytes())
    data[place] ^= 1
    seal.file.write_bytes(data)
    assert seal.load() is None


def test_what_was_cut_short_is_no_memory(seal: Seal) -> None:
    seal.save(b"words")
    seal.file.write_bytes(seal.file.read_bytes()[:20])
    assert seal.load() is None


def test_a_cache_of_another_clone_is_no_memory(seal: Seal, tmp_path: Path) -> None:
    other = Seal(file=seal.file, key_file=tmp_path / "other" / "key")
    other.save(b"words")
    assert (seal.load(), other.load()) == (None, b"words")


def test_what_was_kept_under_one_name_is_nothing_under_another(seal: Seal) -> None:
    seal.save(b"words")
    other = Seal(file=seal.file.with_name("others"), key_file=seal.key_file)
    seal.file.rename(other.file)
    assert other.load() is None


def test_a_value_is_kept_as_what_it_is(seal: Seal) -> None:
    assert seal.recall(tuple[int, ...]) is None
    seal.keep((1, 2))
    assert seal.recall(tuple[int, ...]) == (1, 2)
    assert seal.recall(tuple[str, ...]) is None


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_is_none(seal: Seal, mode: int) -> None:
    seal.save(b"words")
    seal.key_file.chmod(mode)
    assert seal.load() is None
    seal.save(b"words")
    assert seal.load() == b"words"


def test_a_key_that_is_too_short_or_a_link_is_none(seal: Seal, tmp_path: Path) -> None:
    seal.save(b"words")
    seal.key_file.rename(tmp_path / "elsewhere")
    seal.key_file.symlink_to(tmp_path / "elsewhere")
    assert seal.load() is None
    seal.save(b"words")
    seal.key_file.write_bytes(b"short")
    assert seal.load() is None


def test_a_key_that_the_disk_does_not_give_is_kept(seal: Seal, monkeypatch: pytest.MonkeyPatch) -> None:
    seal.keep((1,))
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", fail)
        assert seal.load() is None
        with pytest.raises(OSError, match="disk"):
            seal.demand(tuple[int, ...])
    assert seal.demand(tuple[int, ...]) == (1,)


def fail(*_: object) -> int:
    raise OSError(EIO, "the disk")


def test_more_than_anybody_would_keep_is_not_read(seal: Seal, monkeypatch: pytest.MonkeyPatch) -> None:
    seal.save(b"words")
    monkeypatch.setattr(module, "_MOST_BYTES", 10)
    assert seal.load() is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    seal = Seal(file=tmp_path / "cache" / "things", key_file=tmp_path / "cache" / "key")
    seal.save(b"words")
    assert seal.load() is None


def test_what_is_to_be_forgotten_is_gone(seal: Seal) -> None:
    seal.save(b"words")
    seal.forget()
    seal.forget()
    assert not os.path.lexists(seal.file)
