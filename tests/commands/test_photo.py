from pathlib import Path

import pytest
from PIL import Image

from plugins.detect.metadata import metadata
from plugins.model.finding import Place
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, tree


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A photo as a telephone makes it: lying on its side, with the place where it was taken."""
    file = tmp_path / "Holly Display_1.JPG"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    Image.new("RGB", (64, 48), "seagreen").save(file, exif=exif)
    return file


def test_a_photo_comes_in_upright_and_without_its_place(school: Path, camera: Path) -> None:
    original = camera.read_bytes()
    told = document(school, "photo", str(camera))
    assert told["path"] == "content/photos/holly-display-1.jpg"
    clean = school / told["path"]
    assert list(metadata(clean, Place(path=told["path"]))) == []
    with Image.open(clean) as picture:
        assert picture.size == (48, 64)
    assert camera.read_bytes() == original


def test_it_says_how_to_name_the_photo_in_a_post(school: Path, camera: Path) -> None:
    said = invoke(school, "photo", str(camera), "--name", "holly")
    assert said.exit_code == 0
    assert "    photos:\n      - file: holly.jpg\n        alt: what is to be seen\n" in said.stdout


@pytest.mark.parametrize("name", ["leaves", "Holly", "../out", "holly.jpg", "hölly", "-", "a/b", ""])
def test_a_name_that_is_taken_or_no_address_is_refused(school: Path, camera: Path, name: str) -> None:
    before = tree(school)
    camera = camera.rename(camera.with_name("Ünïcode.jpg"))
    said = invoke(school, "photo", str(camera), "--name", name)
    assert (said.exit_code, tree(school)) == (1, before)
    assert "--name" in said.stderr


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"])
def test_what_is_no_picture_leaves_nothing_behind(school: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "strange.jpg"
    file.write_bytes(content)
    before = tree(school)
    said = invoke(school, "photo", str(file))
    assert (said.exit_code, tree(school)) == (1, before)
    assert said.stderr.startswith("error: ")
    assert "    fix: " in said.stderr
