import hashlib
from pathlib import Path

import pytest

from plugins.reading import photos
from tests.reading.school import put


@pytest.mark.parametrize("name", ["pebbles.jpg", "2026/leaf-spiral.jpeg", "a_b.png", "a.b.webp"])
def test_a_photo_has_the_digest_of_its_bytes(content: Path, name: str) -> None:
    put(content, f"photos/{name}", b"picture")
    assert photos.digest(name, content) == hashlib.sha256(b"picture").hexdigest()


@pytest.mark.parametrize(
    "name",
    ["", "../a.jpg", "a/../b.jpg", "/a.jpg", "a//b.jpg", "./a.jpg", "a/./b.jpg", "A.jpg",
     "a.JPG", "a.svg", "a.gif", "a", "c:\\a.jpg", "a b.jpg", "é.jpg", "a.jpg\n",
     "-a.jpg", "%2e%2e/a.jpg", "https://a.example/b.jpg"],
)  # fmt: skip
def test_a_name_that_is_not_plain_is_refused(content: Path, name: str) -> None:
    with pytest.raises(ValueError, match="must be the name of"):
        photos.digest(name, content)


def test_a_photo_that_is_a_link_out_of_the_folder_is_refused(content: Path) -> None:
    put(content, "photos/real.jpg")
    (content / "photos/a.jpg").symlink_to("/etc/passwd")
    with pytest.raises(ValueError, match="link to another place"):
        photos.digest("a.jpg", content)


def test_a_photo_of_more_than_ten_megabytes_is_refused(content: Path) -> None:
    put(content, "photos/a.jpg", b"0" * (10 * 1024 * 1024 + 1))
    with pytest.raises(ValueError, match="larger than 10,240 KiB"):
        photos.digest("a.jpg", content)
