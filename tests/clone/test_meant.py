from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from plugins.clone.meant import Meant, last_build, meant
from plugins.clone.workspace import Workspace
from plugins.mirror.tombstone import replace_file
from plugins.model.entry import Snapshot, State
from plugins.model.errors import Refused
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import dump
from tests import make
from tests.mirror.fakes import CHANNEL, MONDAY, approval, entry, news

CHOIR = replace(news("choir-1a2b"), source="content/news/2026-choir.md")
TWEET = "2124805152568246272"
SAID = entry("choir-1a2b", State.SENT, tweet_id=TWEET)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(root=tmp_path, school=make.school(), roll=None)


def ledger(**changes: object) -> Snapshot:
    return replace(Snapshot(tip="1"), **changes)  # type: ignore[arg-type]


KNOWN = ledger(entries=MappingProxyType({(SAID.post, CHANNEL): SAID}))


@pytest.mark.parametrize(
    "words",
    [
        "choir-1a2b",
        " choir-1a2b\n",
        "https://www.thistledown-primary.example/news/choir-1a2b/",
        "https://www.thistledown-primary.example/news/choir-1a2b",
        "https://www.thistledown-primary.example/news/choir-1a2b/?from=twitter#content",
        "/news/choir-1a2b/index.html",
        f"https://x.com/ThistledownPri/status/{TWEET}",
        f"https://x.com/ThistledownPri/status/{TWEET}?s=20",
        TWEET,
    ],
)
def test_whatever_is_at_hand_names_the_post(workspace: Workspace, words: str) -> None:
    assert meant(words, workspace, KNOWN, CHANNEL) == Meant(post=SAID.post, sources=(), seen=True)


def test_a_post_is_known_by_the_id_line_of_a_file_that_nothing_else_can_read(workspace: Workspace) -> None:
    replace_file(workspace.content / "news/2026/broken.md", "\ufffdid: x\n\nid: fair-2b3c  # made\r\nno: [end\n")
    replace_file(workspace.content / "news/none.md", "no id at all")
    expected = Meant(post=news("fair-2b3c").post, sources=("content/news/2026/broken.md",), seen=False)
    for words in ("fair-2b3c", "broken.md", "./content/news/2026/broken.md"):
        assert meant(words, workspace, ledger(), CHANNEL) == expected


def test_a_post_is_known_by_its_page_alone(workspace: Workspace) -> None:
    replace_file(workspace.public / "current/news/choir-1a2b/index.html", "")
    assert meant("choir-1a2b", workspace, ledger(), CHANNEL).seen


def test_a_post_is_known_by_the_last_build_and_by_its_approval(workspace: Workspace) -> None:
    manifest = Manifest(now=MONDAY, ledger="", items=(CHOIR,), judged=(), files=())
    approved = ledger(approvals=MappingProxyType({CHOIR.post: approval(CHOIR)}))
    expected = Meant(post=CHOIR.post, sources=(CHOIR.source,), seen=True)
    assert meant("2026-choir.md", workspace, approved, CHANNEL) == expected
    replace_file(workspace.manifest, dump(manifest))
    assert last_build(workspace) == manifest
    assert meant("2026-choir.md", workspace, ledger(), CHANNEL) == expected


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("choir-1a2c", "; is it one of these? choir-1a2b"),
        ("/news/chair-1a2b/", ""),
        ("another.md", ""),
        ("", ""),
    ],
)
def test_what_nobody_knows_is_refused_with_the_nearest(workspace: Workspace, words: str, near: str) -> None:
    with pytest.raises(Refused) as caught:
        meant(words, workspace, KNOWN, CHANNEL)
    assert caught.value.what.startswith("no post is called that" + near)


@pytest.mark.parametrize("words", ["https://x.com/ThistledownPri/status/99999", "99999"])
def test_a_tweet_that_was_made_by_hand_is_deleted_on_the_account_itself(workspace: Workspace, words: str) -> None:
    with pytest.raises(Refused, match="that tweet is none of a post") as caught:
        meant(words, workspace, KNOWN, CHANNEL)
    assert "publish.py align lists them" in caught.value.fix


def test_a_file_name_that_two_posts_have_names_neither(workspace: Workspace) -> None:
    for year, post in (("2025", "fair-1a2b"), ("2026", "fair-2b3c")):
        replace_file(workspace.content / f"news/{year}/fair.md", f"id: {post}\n")
    with pytest.raises(Refused, match="no post"):
        meant("fair.md", workspace, ledger(), CHANNEL)
    assert meant("2026/fair.md", workspace, ledger(), CHANNEL).post == "fair-2b3c"


def test_an_entry_of_another_account_is_not_this_ones(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        meant("choir-1a2b", workspace, KNOWN, "x")


def test_a_build_that_cannot_be_read_is_none(workspace: Workspace) -> None:
    assert last_build(workspace) is None
    replace_file(workspace.manifest, "{}")
    assert last_build(workspace) is None
