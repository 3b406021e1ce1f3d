"""A page is taken apart again unless its bytes, its post and the school are those that were found right."""

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.detect.document import Document, judge
from plugins.detect.seal import Seal
from plugins.judging import documents as module
from plugins.judging.documents import Documents
from plugins.model.post import Post
from plugins.model.school import School
from tests import make

ABOUT = make.post()
PAGE = f"""\
<!DOCTYPE html>
<html lang="en-GB"><head><title>{ABOUT.title}</title><meta name="description" content="{ABOUT.summary}">
<meta name="content-hash" content="{ABOUT.content_hash}"></head>
<body><h1>{ABOUT.title}</h1><div class="post-body">{ABOUT.html}</div><a href="/feeds/">Feeds</a></body></html>
""".encode()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every page that had to be taken apart."""
    looked: list[bytes] = []

    def look(data: bytes, post: Post | None, school: School) -> Document:
        looked.append(data)
        return judge(data, post, school)

    monkeypatch.setattr(module, "judge", look)
    return looked


def build(folder: Path, data: bytes, post: Post | None, school: School | None = None, key: str = "key") -> Document:
    """One build with this one page."""
    school = school or make.school()
    documents = Documents(Seal(file=folder / "documents", key_file=folder / key), school)
    found = documents.judge(data, post, school)
    documents.save()
    return found


def test_a_page_that_was_right_is_not_taken_apart_again(tmp_path: Path, looks: list[bytes]) -> None:
    first, again = build(tmp_path, PAGE, ABOUT), build(tmp_path, PAGE, ABOUT)
    assert first == again
    assert first.wrong == ()
    assert [address.url for address in first.addresses] == ["/feeds/"]
    assert looks == [PAGE]


@pytest.mark.parametrize("change", ["bytes", "post", "no post", "school", "key"])
def test_anything_else_is_judged(tmp_path: Path, looks: list[bytes], change: str) -> None:
    build(tmp_path, PAGE, ABOUT)
    data = PAGE.replace(b"1.6", b"1.7") if change == "bytes" else PAGE
    post = replace(ABOUT, text="Other words.") if change == "post" else None if change == "no post" else ABOUT
    school = make.school(name="Another School") if change == "school" else None
    found = build(tmp_path, data, post, school, key="another" if change == "key" else "key")
    assert looks == [PAGE, data]
    assert bool(found.wrong) is (change in {"bytes", "post", "no post"})


def test_what_is_wrong_is_never_remembered(tmp_path: Path, looks: list[bytes]) -> None:
    wrong = PAGE.replace(b"</body>", b"<script>alert(1)</script></body>")
    assert build(tmp_path, wrong, ABOUT).wrong
    assert build(tmp_path, wrong, ABOUT).wrong
    assert len(looks) == 2


def test_a_page_that_no_build_asks_for_any_more_is_forgotten(tmp_path: Path, looks: list[bytes]) -> None:
    other = PAGE.replace(b"Feeds", b"Our feeds")
    for data in (PAGE, other, PAGE):
        build(tmp_path, data, ABOUT)
    assert looks == [PAGE, other, PAGE]
