"""The index of the search, made by pagefind itself, and the second judgement over it."""

import contextlib
import gzip
import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from plugins.detect.search import PROGRAMS, wrong
from plugins.model.post import PostId
from plugins.model.tweet import Media
from plugins.search import meta, words, write_search
from tests import make
from tests.theme.site import THEME

SITE = "https://www.thistledown-primary.example"
PHOTO = Media(file=PurePosixPath("photos/a.jpg"), alt="Poppies", type="image/jpeg", bytes=4)
ITEMS = (
    make.item(html="<p>Pages &amp; miles, <em>near</em>ly all.</p><p>Read on.</p>", media=(PHOTO,)),
    make.item(post=PostId("fair-1a2b"), title="Winter fair", permalink=f"{SITE}/news/fair-1a2b/"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("search")
    write_search(ITEMS, make.school(), root)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def results(index: dict[str, bytes]) -> list[bytes]:
    return [data for path, data in index.items() if "/fragment/" in path]


def test_what_is_found_is_the_words_of_the_judged_post() -> None:
    assert words(ITEMS[0]) == f"Reading miles {ITEMS[0].summary} Pages & miles, near ly all. Read on."
    assert meta(ITEMS[0], make.school())["image"] == "/photos/a.jpg"
    assert meta(ITEMS[1], make.school()).keys() == {"title", "date", "summary"}


def test_the_index_has_one_result_for_each_post_and_every_file_of_it_is_passed(index: dict[str, bytes]) -> None:
    assert len(results(index)) == len(ITEMS)
    assert {"pagefind/pagefind.js", "pagefind/pagefind-worker.js"} <= index.keys()
    assert {path: wrong(path, data, ITEMS) for path, data in index.items()} == dict.fromkeys(index, "")


def test_nothing_is_written_but_below_the_site(tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        write_search(ITEMS, make.school(), tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_script_of_the_theme_is_the_one_that_somebody_read() -> None:
    """A change to it is read by a second person, who then writes its hash into PROGRAMS."""
    assert wrong("theme/search.js", (THEME / "static/search.js").read_bytes(), ()) == ""


@pytest.mark.parametrize("path", PROGRAMS)
def test_any_other_script_is_told(path: str) -> None:
    assert wrong(path, b"alert(1)", ()) == "a script that nobody has read"


def test_other_files_are_told() -> None:
    assert wrong("pagefind/words.txt", b"\x1f\x8b", ()) == "a file that no search of ours has"
    assert wrong("pagefind/wasm.en.pagefind", b"words", ()) == "a file that no search of ours has"
    assert wrong("pagefind/pagefind-entry.json", b'{"words": 1}', ()) == "no entry of a search"


OTHER = "a result of the search that tells other words than its post"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda found: found | {"content": found["content"] + " more"}, OTHER),
        (lambda found: found | {"meta": found["meta"] | {"title": "Other"}}, OTHER),
        (lambda found: found | {"meta": found["meta"] | {"words": "Poppies"}}, OTHER),
        (lambda found: found | {"meta": found["meta"] | {"image": "//evil.example/photos/a.jpg"}}, OTHER),
        (lambda found: found | {"filters": {"words": ["a"]}}, OTHER),
        (lambda found: found | {"url": "/news/none/"}, "a result of the search that is no post's"),
        (lambda found: {"url": found["url"]}, "a result of the search that is no post's"),
    ],
)
def test_a_result_that_says_anything_else_is_told(
    index: dict[str, bytes], change: Callable[[dict[str, object]], dict[str, object]], told: str
) -> None:
    (text,) = (text for text in map(gzip.decompress, results(index)) if b"miles" in text and b"Poppies" in text)
    found = change(json.loads(text.removeprefix(b"pagefind_dcd")))
    data = gzip.compress(b"pagefind_dcd" + json.dumps(found).encode())
    assert wrong("pagefind/fragment/en_1.pf_fragment", data, ITEMS) == told


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8b", gzip.compress(b"{}", mtime=0), gzip.compress(b"pagefind_dcd{", mtime=0)]
)
def test_a_broken_result_is_told(data: bytes) -> None:
    assert wrong("pagefind/fragment/en_1.pf_fragment", data, ITEMS) == "a result of the search that is no post's"


def test_a_site_below_a_path_shows_pictures_from_there() -> None:
    found = {"url": "/news/reading-miles-7f3k/", "content": words(ITEMS[0]), "meta": {"image": "/school/photos/a.jpg"}}
    data = gzip.compress(b"pagefind_dcd" + json.dumps(found).encode())
    assert wrong("pagefind/fragment/en_1.pf_fragment", data, ITEMS) == ""
