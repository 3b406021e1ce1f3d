import re
from pathlib import Path

from tests import pictures
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, photos, text, tree

PAGE = ".schoolgate/show/index.html"


def with_a_face(folder: Path) -> Path:
    root = make_workspace(folder, text("fair-1a2b", photos=photos("a-b.jpg")), text("walk-3c4d", photos=photos()))
    pictures.face(middle=(160, 120), height=160).save(root / "content/photos/a-b.jpg")
    return root


def test_a_photo_with_a_finding_is_shown_with_a_box_where_the_face_is(tmp_path: Path) -> None:
    root = with_a_face(tmp_path)
    told = document(root, "check", "--show")
    page = (root / PAGE).read_text(encoding="utf-8")
    assert told["exit_code"] == 1
    assert told["page"] == str(root / PAGE)
    assert re.findall(r'<img src="([^"]+)"', page) == ["../../content/photos/a-b.jpg"]
    (box,) = re.findall(r'<rect x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)"/>', page)
    x, y, width, height = map(float, box)
    assert x < 160 / 640 < x + width
    assert y < 120 / 480 < y + height
    assert "BLOCK photo-face" in page
    assert "content/news/fair-1a2b.md:" in page


def test_the_page_lies_outside_the_site_and_asks_nobody_for_anything(tmp_path: Path) -> None:
    root = with_a_face(tmp_path)
    said = invoke(root, "check", "--show").output
    assert "for this machine alone" in said
    page = (root / PAGE).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search("https?://|<script", page)


def test_a_photo_that_cannot_be_opened_is_shown_without_boxes(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b", photos=photos("a-b.jpg")))
    (root / "content/photos/a-b.jpg").write_bytes(b"no picture")
    invoke(root, "check", "--show")
    page = (root / PAGE).read_text(encoding="utf-8")
    assert "<rect" not in page
    assert "BLOCK" in page


def test_without_a_finding_the_page_says_so_and_without_the_option_there_is_none(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("walk-3c4d", photos=photos()))
    before = tree(root / "content")
    assert invoke(root, "check").exit_code == 0
    assert not (root / PAGE).exists()
    assert invoke(root, "check", "--show").exit_code == 0
    assert "No photo has a finding." in (root / PAGE).read_text(encoding="utf-8")
    assert tree(root / "content") == before
