import hashlib
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import feedparser
import pytest

from plugins.manifest import demand_the_gate
from plugins.model.errors import GateMissing
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import load
from tests.commands.workspace import make_photo, make_workspace, photos, run, text, tree

TOKYO = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "C"}
NEW_YORK = {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "C.UTF-8"}
FIVE = "[" + ", ".join(photos(f"leaf-{n}.jpg", alt=f"A paper leaf in shade {n} of red")[1:-1] for n in range(5)) + "]"
POSTS = (
    text("fair-1a2b", date="2026-11-19 10:00"),
    text("walk-3c4d", date="2026-11-20 10:00", photos=FIVE, tags="[art, nature]", category="trip"),
    text("zebra-5e6f", date="2026-11-20 10:00", audience="[Year 4, Reception, Nursery]"),
)


def build(folder: Path, env: dict[str, str]) -> Path:
    """A clone of its own, built once; the folder with site and manifest."""
    folder.mkdir()
    root = make_workspace(folder, toml={"entries = 20": "entries = 2"})
    for number in range(5):
        make_photo(root, f"leaf-{number}.jpg", colour=f"rgb({number * 40}, 80, 40)")
    for post in POSTS:
        (root / "content" / f"{hashlib.sha256(post.encode()).hexdigest()[:6]}.md").write_text(post, encoding="utf-8")
    said = run(root, "build", env=env)
    assert said.returncode == 0, said.stdout + said.stderr
    return root / ".schoolgate" / "build"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("manifest") / "one", TOKYO)


@pytest.fixture(scope="module")
def manifest(built: Path) -> Manifest:
    return load((built / "manifest.json").read_text(encoding="utf-8"))


def test_two_clones_with_other_clocks_and_seeds_build_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "two", NEW_YORK)
    assert tree(built / "site") == tree(again / "site")
    assert (built / "manifest.json").read_bytes() == (again / "manifest.json").read_bytes()


def test_the_newest_come_first_and_equal_times_have_an_order(manifest: Manifest) -> None:
    assert [item.post for item in manifest.items] == ["zebra-5e6f", "walk-3c4d", "fair-1a2b"]


@pytest.mark.parametrize(("feed", "posts"), [("rss", 2), ("atom", 2), ("news", 2), ("trip", 1)])
def test_each_feed_has_the_newest_entries_of_the_list(built: Path, manifest: Manifest, feed: str, posts: int) -> None:
    items = [item for item in manifest.items if feed in ("rss", "atom", item.category)][:2]
    assert len(items) == posts
    read = feedparser.parse((built / "site" / "feeds" / f"{feed}.xml").read_bytes())
    assert [(entry.title, entry.link) for entry in read.entries] == [(item.title, item.permalink) for item in items]


def test_what_was_judged_is_listed_with_the_digest_of_its_bytes(built: Path, manifest: Manifest) -> None:
    judged = {path: hashlib.sha256((built / path).read_bytes()).hexdigest() for path, _ in manifest.judged}
    assert dict(manifest.judged) == judged
    assert len(judged) == len(POSTS) + 1


def test_every_file_of_the_site_is_listed_and_the_list_is_no_file_of_the_site(built: Path, manifest: Manifest) -> None:
    assert [path.as_posix() for path in manifest.files] == sorted(tree(built / "site"))
    assert "manifest.json" not in tree(built / "site")


def test_a_tweet_takes_four_photos_and_each_is_the_file_that_the_site_has(built: Path, manifest: Manifest) -> None:
    walk = next(item for item in manifest.items if item.post == "walk-3c4d")
    assert len(walk.media) == 4
    for media in walk.media:
        assert (built / "site" / media.file).stat().st_size == media.bytes
    page = (built / "site" / "news" / "walk-3c4d" / "index.html").read_text(encoding="utf-8")
    assert all(f'alt="A paper leaf in shade {n} of red"' in page for n in range(5))


def test_the_sitemap_names_every_page_once_in_order_and_not_the_one_that_says_what_is_missing(built: Path) -> None:
    sitemap = ET.fromstring((built / "site" / "sitemap.xml").read_bytes())  # noqa: S314 - we have just written it
    found = [str(location.text) for location in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    at = "https://www.thistledown-primary.example/"
    pages = [path.removesuffix("index.html") for path in tree(built / "site") if path.endswith("index.html")]
    assert found == sorted(f"{at}{path}" for path in pages)
    assert at in found
    assert f"{at}news/fair-1a2b/" in found


def test_a_build_that_nobody_judged_stops_before_its_first_byte() -> None:
    with pytest.raises(GateMissing, match="did not judge this build"):
        demand_the_gate(SimpleNamespace(settings={}))
