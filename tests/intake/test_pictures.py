"""Photos come from GitHub's own store alone, within limits, and are cleaned before anything else sees them."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from plugins.intake import pictures
from plugins.intake.pictures import STORE, take_in
from plugins.model.errors import Refused, TryAgain
from tests.intake.github import GitHub, serve


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serve(GitHub()) as made:
        yield made


def photo(form: str = "JPEG", *, place: bool = False) -> bytes:
    """A small photo, perhaps with the words that a camera hides."""
    out, exif = io.BytesIO(), Image.Exif()
    if place:
        exif[0x010E] = "Fernbridge, Mill Lane"
    Image.new("RGB", (64, 48), "firebrick").save(out, form, exif=exif)
    return out.getvalue()


def taken(github: GitHub, folder: Path, *addresses: str) -> tuple[str, ...]:
    return take_in([f"{github.url}/photos/{one}" for one in addresses], folder, "form-12", github.url)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_in_clean_and_named_by_its_bytes(github: GitHub, tmp_path: Path, form: str) -> None:
    github.pictures = [photo(form, place=True), photo(form)]
    names = taken(github, tmp_path, "0", "1")
    assert len({*names}) == 1  # the same pixels are the same file
    assert re.fullmatch(r"form-12-[0-9a-f]{12}\.jpg", names[0])
    assert b"Fernbridge" in github.pictures[0]
    assert b"Fernbridge" not in (tmp_path / names[0]).read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/photo.jpg",
        "http://private-user-images.githubusercontent.com/1/photo.jpg",
        "https://private-user-images.githubusercontent.com.example.org/photo.jpg",
        "https://x@private-user-images.githubusercontent.com:444/photo.jpg",
        "file:///etc/passwd",
        "/relative.jpg",
    ],
)
def test_what_is_kept_elsewhere_is_not_fetched(tmp_path: Path, address: str) -> None:
    with pytest.raises(Refused, match="photo 1: it is not attached to this form"):
        take_in([address], tmp_path, "form-12", STORE)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"<svg/>", b"", b"\xff\xd8\xff broken"])
def test_what_is_no_photo_is_refused_and_leaves_nothing(github: GitHub, tmp_path: Path, content: bytes) -> None:
    github.pictures = [content]
    with pytest.raises(Refused):
        taken(github, tmp_path, "0")
    assert list(tmp_path.iterdir()) == []


def test_a_photo_beyond_the_limit_is_not_read_to_its_end(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "INTAKE_BYTES", 100)
    github.pictures = [photo()]
    with pytest.raises(Refused, match="photo 1: it is too large"):
        taken(github, tmp_path, "0")


def test_a_store_that_does_not_answer_is_asked_again_later(github: GitHub, tmp_path: Path) -> None:
    github.pictures, github.store = [photo()], 302
    with pytest.raises(TryAgain, match="answers 302 to photo 1"):
        taken(github, tmp_path, "0")
    with pytest.raises(TryAgain, match="does not answer"):
        take_in(["http://127.0.0.1:9/photos/0"], tmp_path, "form-12", "http://127.0.0.1:9")
