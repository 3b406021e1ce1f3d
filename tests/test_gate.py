import subprocess
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.detect.roll import Child, Roll
from plugins.gate import judged_posts, stand_to_the_last, stop_the_build
from plugins.model.errors import GateMissing, Refused
from plugins.model.order import Order
from plugins.posts import read_content, readings
from tests import make
from tests.commands.workspace import make_photo, make_workspace, photos, text, tree

NOW = make.at("2026-11-23 10:00")
ROLL = Roll(children=(Child(firsts=("Jonty",), lasts=("Quillfeather",)),))
FORBIDDEN = text("sunday-1a2b", date="2026-11-22 10:00")
DRAFT = text("draft-1a2b", status="draft")
FUTURE = text("future-1a2b", date="2096-11-22 10:00")
ASKS = text("thanks-1a2b", summary="Thank you to @museum for having us.")
SHELVES = (
    "articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations",
    "pages", "hidden_pages", "draft_pages", "draft_translations",
)  # fmt: skip


def settings(tmp_path: Path, *posts: str, **changes: Any) -> dict[str, Any]:
    """What Pelican's settings hold once everything was read."""
    news = tmp_path / "content" / "news"
    news.mkdir(parents=True)
    for number, post in enumerate(posts):
        (news / f"{number}.md").write_text(post, encoding="utf-8")
    values = {
        "SCHOOL": make.school(),
        "PATH": str(tmp_path / "content"),
        "SCHOOLGATE_CACHE": make.cache(tmp_path / "cache"),
        "SCHOOLGATE_ROLL": None,
        **changes,
    }
    read_content(SimpleNamespace(settings=values))
    return values


def articles(values: dict[str, Any]) -> list[Any]:
    """What Pelican makes of what was read."""
    posts = [reading.post for reading in readings(values) if reading.post]
    return [SimpleNamespace(post=one, title=one.title, summary=one.summary, content=one.html) for one in posts]


def pelican(values: dict[str, Any], **shelves: Sequence[Any]) -> list[Any]:
    """Pelican's generators: one for articles, one for templates, which has no shelves."""
    return [SimpleNamespace(settings=values, **shelves), SimpleNamespace(settings=values)]


def judge(values: dict[str, Any]) -> None:
    stop_the_build(pelican(values, articles=articles(values)))


def order(values: dict[str, Any]) -> Order:
    """An order that approves everything that was read."""
    hashes = frozenset(reading.post.content_hash for reading in readings(values) if reading.post)
    return Order(now=NOW, ledger="", approved=hashes)


def test_what_keeps_the_policy_is_let_through_and_its_evidence_kept(tmp_path: Path) -> None:
    values = settings(tmp_path, text("fair-1a2b"), text("walk-3c4d"))
    judge(values)
    stand_to_the_last(SimpleNamespace(settings=values))
    assert [one.case.path for one in judged_posts(values)] == ["content/news/0.md", "content/news/1.md"]


def test_without_a_judgement_there_is_no_evidence(tmp_path: Path) -> None:
    values = settings(tmp_path, text("fair-1a2b"))
    with pytest.raises(GateMissing, match="did not judge this build"):
        judged_posts(values)
    with pytest.raises(GateMissing, match="did not judge this build"):
        stand_to_the_last(SimpleNamespace(settings=values))


@pytest.mark.parametrize("post", [DRAFT, FUTURE, ASKS])
def test_what_needs_a_yes_or_another_day_needs_an_order(tmp_path: Path, post: str) -> None:
    values = settings(tmp_path, text("fair-1a2b"), post)
    with pytest.raises(Refused, match=r"content/news/1\.md: a draft, a post of the future or one that needs a yes"):
        judge(values)
    values["SCHOOLGATE_ORDER"] = order(values)
    judge(values)
    assert len(judged_posts(values)) == 2


@pytest.mark.parametrize("post", [FORBIDDEN, "no front matter at all"])
def test_what_is_forbidden_or_unreadable_stops_the_build_even_when_it_was_ordered(tmp_path: Path, post: str) -> None:
    values = settings(tmp_path, text("fair-1a2b"), post)
    for ordered in (None, order(values)):
        values["SCHOOLGATE_ORDER"] = ordered
        with pytest.raises(Refused, match=r"content/news/1\.md:.*BLOCK") as refusal:
            judge(values)
        assert "0.md" not in refusal.value.what
        with pytest.raises(GateMissing):
            judged_posts(values)


def test_bytes_that_were_not_approved_stop_the_build(tmp_path: Path) -> None:
    values = settings(tmp_path, text("fair-1a2b"), text("walk-3c4d"))
    approved = order(values).approved - {readings(values)[1].post.content_hash}  # type: ignore[union-attr]
    values["SCHOOLGATE_ORDER"] = Order(now=NOW, ledger="", approved=approved)
    with pytest.raises(Refused, match=r"content/news/1\.md: these bytes were not approved"):
        judge(values)


def test_a_name_on_the_roll_and_what_a_camera_wrote_are_looked_for(tmp_path: Path) -> None:
    make_photo(tmp_path)
    named = text("fair-1a2b", summary="Jonty Quillfeather is here.")
    values = settings(tmp_path, named, text("walk-3c4d", photos=photos()), SCHOOLGATE_ROLL=ROLL)
    (tmp_path / "content/photos/leaves.jpg").write_bytes(b"no picture")
    with pytest.raises(Refused, match=r"0\.md:.*child-name") as refusal:
        judge(values)
    assert "1.md" in refusal.value.what
    assert "Quillfeather" not in refusal.value.what


@pytest.mark.parametrize("field", ["summary", "tweet"])
def test_words_that_twitter_would_make_a_link_of_are_refused_where_they_stand(tmp_path: Path, field: str) -> None:
    values = settings(tmp_path, text("fair-1a2b", **{field: "We had fun at school.It was great."}))
    with pytest.raises(Refused, match=rf"0\.md:\d+:1: BLOCK format .* a link to another site of words in the {field}"):
        judge(values)


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_post_that_nobody_judged_is_found_on_every_shelf(tmp_path: Path, shelf: str) -> None:
    values = settings(tmp_path, text("fair-1a2b"))
    stray = SimpleNamespace(title="Stray", summary="", content="<p>Nobody read me.</p>")
    shelves = {"articles": articles(values)}
    shelves[shelf] = [*shelves.get(shelf, []), stray]
    with pytest.raises(GateMissing, match="some that nobody judged"):
        stop_the_build(pelican(values, **shelves))


def test_the_same_post_twice_is_one_too_many(tmp_path: Path) -> None:
    values = settings(tmp_path, text("fair-1a2b"))
    (fair,) = articles(values)
    with pytest.raises(GateMissing, match="some that nobody judged"):
        stop_the_build(pelican(values, articles=[fair], hidden_articles=[copy(fair)]))


def test_a_post_that_pelican_lost_is_named(tmp_path: Path) -> None:
    values = settings(tmp_path, text("fair-1a2b"), text("walk-3c4d"))
    with pytest.raises(GateMissing, match=r"exactly what was judged: content/news/1\.md"):
        stop_the_build(pelican(values, articles=articles(values)[:1]))


@pytest.mark.parametrize("field", ["title", "summary", "content"])
def test_a_word_changed_before_or_after_the_judgement_stops_the_build(tmp_path: Path, field: str) -> None:
    values = settings(tmp_path, text("fair-1a2b"))
    generators = pelican(values, articles=articles(values))
    stop_the_build(generators)
    setattr(generators[0].articles[0], field, "Something else")
    with pytest.raises(GateMissing, match=r"content/news/0\.md was changed"):
        stand_to_the_last(SimpleNamespace(settings=values))
    with pytest.raises(GateMissing, match=r"content/news/0\.md was changed"):
        stop_the_build(generators)


def build(root: Path) -> "subprocess.CompletedProcess[str]":
    """Pelican as anybody would call it, without an order."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("post", [FORBIDDEN, DRAFT, FUTURE, ASKS, "no front matter at all\nid: odd-1a2b"])
def test_pelican_alone_writes_nothing_when_one_post_may_not_go(tmp_path: Path, post: str) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), post)
    said = build(root)
    assert said.returncode != 0
    assert tree(root / "out") == {}
    assert "fair-1a2b" not in said.stdout + said.stderr


def test_pelican_alone_builds_what_needs_nobodys_yes_and_writes_no_manifest(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"), text("walk-3c4d", photos=photos()))
    said = build(root)
    assert said.returncode == 0, said.stderr
    built = tree(root / "out")
    assert {"news/fair-1a2b/index.html", "news/walk-3c4d/index.html", "about/index.html"} <= built.keys()
    assert not (root / "manifest.json").exists()


def test_pelican_alone_writes_nothing_without_the_gate(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, FORBIDDEN)
    file = root / "pelicanconf.py"
    file.write_text(file.read_text(encoding="utf-8").replace("gate, photos", "photos"), encoding="utf-8")
    said = build(root)
    assert said.returncode != 0
    assert tree(root / "out") == {}


def test_a_link_to_a_post_is_not_that_post(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-1a2b"))
    (root / "content/news/again.md").symlink_to("fair-1a2b.md")
    assert build(root).returncode != 0
    assert tree(root / "out") == {}
