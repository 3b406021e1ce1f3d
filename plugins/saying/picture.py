"""How is one picture taken back from everywhere? Posts that show it leave the site until they do without it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console import exits
from plugins.console.exits import gravest
from plugins.console.output import Output
from plugins.detect.made import origins
from plugins.mirror.ban import approved_with, ban, said_with
from plugins.mirror.revision import CORRECTED, original
from plugins.mirror.withdraw import Order, begin
from plugins.model.entry import Approval, Banned, Entry, Snapshot, State
from plugins.model.errors import Refused, SchoolgateError
from plugins.press.graves import graves
from plugins.press.takedown import Going, take_off, where
from plugins.saying.deletion import delete_tweet

_POSTS_OWN = 'name="content-hash"'
_DOUBT = frozenset({State.SENDING, State.HELD})


def withdraw_picture(out: Output, workspace: Workspace, ports: Ports, file: str, decided: tuple[str, str]) -> int:
    """Take a picture off every page, tweet and feed, and refuse it ever after; the exit code.

    `decided` says who, and why. It may be stopped anywhere and run again.
    """
    digest, files, content = _identify(file, workspace, ports.ledger.read())
    approver, reason = decided
    wanted = Banned(digest=digest, files=files, at=ports.clock.now(), approver=approver, reason=reason)
    snapshot = ban(ports.ledger, wanted)
    picture = snapshot.banned[digest]
    out.fact(picture=digest)
    out.say("Taking back a picture:")
    out.say("    done: written down; from now on nothing that shows it is published or tweeted")
    approved = approved_with(snapshot, ports.git.hash_object(content)) if content else ()
    paths = tuple(sorted({*_showing(workspace, picture), *(_path(snapshot.approvals[post]) for post in approved)}))
    code = _site(out, workspace, snapshot, Going(paths=paths, buried=(), pictures=frozenset(picture.files)), picture)
    tweets = [
        _tweet(out, workspace, ports, entry, picture) for entry in said_with(snapshot, ports.channel, picture, approved)
    ]
    _tell_end(out, [Path(path).name for path in paths], file, code := gravest(code, *tweets))
    return code


def _identify(file: str, workspace: Workspace, snapshot: Snapshot) -> tuple[str, tuple[str, ...], bytes]:
    """The digest of the photo that is meant, what the site made of it, and its bytes, as far as they are at hand.

    `file` may be the photo itself or what the site made of it. Refused where there is no such file.
    """
    try:
        content = (workspace.root / file).read_bytes()
    except OSError as error:
        raise Refused(
            f"the picture cannot be read: {error.strerror}",
            fix="give its file in content/photos, or save it from the website and give that file",
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    known = {digest: one.files for digest, one in snapshot.banned.items()} | _remembered(workspace)
    for origin, files in known.items():
        if origin == digest or any(Path(one).name.startswith(digest[:16]) for one in files):
            return origin, files, content if origin == digest else b""
    return digest, _made(workspace, file), content


def _remembered(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """What was made of each photo, as this machine remembers it: the files below the site."""
    return {digest: tuple(f"photos/{name}" for name in names) for digest, names in origins(workspace.cache)}


def _made(workspace: Workspace, file: str) -> tuple[str, ...]:
    """What the site makes of a photo; nothing, where it cannot be opened."""
    from plugins.photos import derive  # noqa: PLC0415 - an imaging library, for this one case

    try:
        derived = derive(workspace.root / file, workspace.cache)
    except Refused:
        return ()
    return tuple(f"photos/{name}" for one in derived for name in (one.name, one.avif))


def _path(approval: Approval) -> str:
    return f"{approval.post}/" if approval.path.startswith("content/pages/") else f"news/{approval.post}/"


def _showing(workspace: Workspace, picture: Banned) -> Iterator[str]:
    """Below the site, the posts and pages that show it, as they were built or deployed."""
    for site in (workspace.built, workspace.public / "current"):
        for page in site.rglob("index.html"):
            text = page.read_text(encoding="utf-8", errors="replace")
            if _POSTS_OWN in text and any(file in text for file in picture.files):
                yield f"{page.parent.relative_to(site).as_posix()}/"


def _site(out: Output, workspace: Workspace, snapshot: Snapshot, going: Going, picture: Banned) -> int:
    try:
        going = replace(going, buried=graves(snapshot, workspace.school), digest=picture.digest)
        removed = take_off(workspace, going)
    except SchoolgateError as error:
        out.say("    NOT YET: the picture is still on the site")
        out.error(error)
        return error.exit_code
    out.say(f"    {where(workspace, 'it is off the site, and with it each post that showed it')}")
    out.fact(photos=list(removed.photos), posts=list(going.paths))
    return exits.DONE


def _tweet(out: Output, workspace: Workspace, ports: Ports, entry: Entry, picture: Banned) -> int:
    """Take the tweet back that shows it; the post can be said again when it does without."""
    post = original(entry.post)
    if entry.state in _DOUBT:
        out.say(f"    NOT YET: nobody knows whether {post} was tweeted; look at the account, then run this again")
        return exits.TRY_LATER
    if entry.state is State.SENT:
        order = Order(
            post=post,
            channel=entry.channel,
            approver=picture.approver,
            reason=picture.reason or "a picture was withdrawn",
            at=ports.clock.now(),
            permalink="",
            how=CORRECTED,
            tweet_id=entry.tweet_id,
        )
        entry = begin(ports.ledger, order)
    if entry.state is not State.WITHDRAWING:
        return exits.DONE
    out.say(f"    the tweet of {post}:")
    return delete_tweet(out, workspace, ports, entry)


def _tell_end(out: Output, posts: list[str], file: str, code: int) -> None:
    out.say()
    out.say(f"Posts and pages that showed it: {len(posts)}")
    for post in posts:
        out.say(f"    - {post}: take the picture out of its photos and have it approved; then it is on the site again,")
        out.say("      and where its tweet was deleted, it is tweeted once more")
    out.say("Delete the file in content/photos as well. What is left: git's history, other clones, search engines, and")
    out.say("copies that people took. A copy that was cropped or saved anew is another file: withdraw it, too.")
    out.say("It is done." if code == exits.DONE else f"It is NOT finished. Run the same again: --photo {file}")
