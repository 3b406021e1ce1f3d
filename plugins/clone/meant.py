"""Which post is meant? Its id, the address of its page or of its tweet, or its file: whatever is at hand in a hurry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from plugins.clone.workspace import Workspace
from plugins.mirror.revision import original
from plugins.model.entry import Snapshot
from plugins.model.errors import BuildFailed, Refused
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import load
from plugins.model.post import PostId

_ID = re.compile(r"^id:[ \t]*([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*(?:#.*)?$", re.MULTILINE)
_PAGE = re.compile(r"(?:.*/)?news/([a-z0-9-]+)(?:/(?:index\.html)?)?(?:[?#].*)?")
_TWEET = re.compile(r"(?:.*/status/)?([0-9]{5,20})(?:[/?#].*)?")
_FRONT = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One post: `sources` are its files in content/ as far as they are known, `seen` whether the site ever had it."""

    post: PostId
    sources: tuple[str, ...]
    seen: bool


def meant(words: str, workspace: Workspace, snapshot: Snapshot, channel: str) -> Meant:
    """The post that `words` name; Refused, with the nearest ids, where nobody knows it.

    Nothing has to be readable as a post: the ledger, the last build, the site's folders and the line `id:` are asked.
    """
    manifest = last_build(workspace)
    files = dict(claimed(workspace.content))
    built = {item.post: item.source for item in manifest.items} if manifest else {}
    approved = {approval.post: approval.path for approval in snapshot.approvals.values()}
    live = {PostId(page.parent.name) for page in (workspace.public / "current" / "news").glob("*/index.html")}
    entries = [entry for entry in snapshot.entries.values() if entry.channel == channel]
    known = {*files.values(), *built, *approved, *live, *(original(entry.post) for entry in entries)}
    tweets = {entry.tweet_id: original(entry.post) for entry in entries if entry.tweet_id}
    named = {path: post for post, path in (*approved.items(), *built.items())} | files
    post = _named(words.strip(), known, tweets, named)
    sources = {path for path, one in files.items() if one == post} | {
        places[post] for places in (built, approved) if post in places
    }
    said = any(original(entry.post) == post and entry.permalink for entry in entries)
    seen = said or post in live or post in built or post in approved
    return Meant(post=post, sources=tuple(sorted(sources)), seen=seen)


def last_build(workspace: Workspace) -> Manifest | None:
    """The manifest of the last finished build, where there is one that can be read."""
    try:
        return load(workspace.manifest.read_text(encoding="utf-8"))
    except (OSError, BuildFailed):
        return None


def claimed(content: Path) -> Iterator[tuple[str, PostId]]:
    """The id that each file claims for itself, however little else of it can be read."""
    for file in sorted(content.glob("news/**/*.md")):
        with file.open("rb") as handle:
            found = _ID.search(handle.read(_FRONT).decode("utf-8", "replace").replace("\r", ""))
        if found:
            yield f"content/{file.relative_to(content).as_posix()}", PostId(found[1])


def _named(words: str, known: set[PostId], tweets: dict[str, PostId], named: dict[str, PostId]) -> PostId:
    page, tweet = _PAGE.fullmatch(words), _TWEET.fullmatch(words)
    if words in known:
        return PostId(words)
    if page and page[1] in known:
        return PostId(page[1])
    if tweet and tweet[1] in tweets:
        return tweets[tweet[1]]
    by_file = {
        post for path, post in named.items() if path.endswith(words.removeprefix("./")) and words.endswith(".md")
    }
    if len(by_file) == 1:
        return by_file.pop()
    if tweet:
        raise Refused(
            "that tweet is none of a post",
            fix="one that was made by hand is deleted on the account itself; publish.py align lists them",
        )
    near = get_close_matches(words, sorted(known), n=3, cutoff=0.5)
    raise Refused(
        "no post is called that" + (f"; is it one of these? {', '.join(near)}" if near else ""),
        fix="give the address of its page, its id (the line id: of its file) or the address of its tweet",
    )
