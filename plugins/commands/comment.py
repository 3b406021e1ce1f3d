"""What does a reviewer read below a pull request? What a yes accepts, and each changed post as it would be said."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from plugins.commands.output import waits
from plugins.model.case import Judged
from plugins.model.finding import Finding, Severity
from plugins.model.manifest import Item
from plugins.model.post import Post, Status
from plugins.model.school import School
from plugins.model.tweet import Tweet
from plugins.model.words import count
from plugins.tweet.cost import cost
from plugins.tweet.window import opening

_LIMIT = 280
_MOST = 20
"""So many posts are shown at length: GitHub takes 65,536 letters."""
_SEVERITIES = {Severity.BLOCK: "must be changed", Severity.ASK: "needs a yes", Severity.NOTE: "good to know"}


def comment(changed: Sequence[tuple[str, Judged]], now: datetime, school: School) -> str:
    """Markdown; each changed file comes with the path that may be told. The words of a forbidden post are not shown.

    Nothing that a teacher wrote is Markdown here: it stands in code, where it mentions nobody and links nowhere.
    """
    parts = [_accepts(changed, by_review=school.approval.backend == "github")]
    parts += (_section(path, one, now, school) for path, one in changed[:_MOST])
    if len(changed) > _MOST:
        parts.append(f"… and {count(len(changed) - _MOST, 'more file')}: `make check` tells about all of them.")
    if not changed:
        parts.append("No post or page is changed here.")
    return "\n\n".join(filter(None, parts)) + "\n"


def _accepts(changed: Sequence[tuple[str, Judged]], *, by_review: bool) -> str:
    asks = [
        f"- {_code(f'{path}:{ask.place.line}')} {ask.rule} ({ask.clause}): {ask.message}{_reason(ask, one.post)}"
        for path, one in changed
        if not one.blocked
        for ask in one.asks
    ]
    answer = ["", "Answer each rule with a line in your review: `accept RULE: your reason`."] if by_review else []
    return "\n".join(["**By approving you also accept:**", "", *asks, *answer]) if asks else ""


def _reason(ask: Finding, post: Post | None) -> str:
    reasons = [exemption.reason for exemption in (post.exemptions if post else ()) if exemption.rule == ask.rule]
    return f" The author's reason: {_code(' · '.join(reasons))}" if reasons else ""


def _section(path: str, one: Judged, now: datetime, school: School) -> str:
    lines = [f"### {_code(path)}"]
    if one.blocked:
        lines.append("**It cannot be published as it stands.** Its words are not repeated here.")
    elif one.post:
        lines += _shown(one.post, one.case.tweet, now, school)
    lines += _findings(one)
    return "\n\n".join(lines)


def _shown(post: Post, tweet: Tweet | None, now: datetime, school: School) -> Iterator[str]:
    if tweet is None:
        yield f"A page of the site, {_code(post.title)}; nothing is tweeted."
        return
    item = _item(post, tweet)
    photos = f", {count(len(post.photos), 'photo')}" if post.photos else ""
    price = f"${cost(tweet, len(post.photos)):.3f}"
    yield f"**{_when(item, post, now, school)}** · {tweet.weight} of {_LIMIT} characters · {price}{photos}"
    yield _fenced(tweet.text)
    yield from (f"- photo {_code(photo.file)}: {_code(photo.alt)}" for photo in post.photos)


def _when(item: Item, post: Post, now: datetime, school: School) -> str:
    if post.status is Status.DRAFT:
        return "A draft: nothing happens yet"
    start = max(now, post.published)
    window = opening(item, start, school.hours)
    if window.open and start == now:
        return "Would be tweeted as soon as it is merged"
    if window.at is None:
        return f"Would not be tweeted: {window.why}"
    told = waits(window.why, window.at, now, school)
    return "Would be tweeted later: " + told.removeprefix("waits: ")


def _item(post: Post, tweet: Tweet) -> Item:
    """The post as the sender would hold it, for the question when it may go; its page is not built."""
    return Item(
        post=post.id,
        source=post.source,
        permalink=tweet.permalink,
        content_hash=post.content_hash,
        title=post.title,
        summary=post.summary,
        html=post.html,
        category=post.category,
        tags=post.tags,
        audience=post.audience,
        lang=post.lang,
        published=post.published,
        not_before=post.not_before,
        event=post.event,
        urgent=post.urgent,
        tweet=tweet,
        media=(),
    )


def _findings(one: Judged) -> Iterator[str]:
    found = sorted(one.findings, key=lambda finding: (-finding.severity, finding.place))
    rows = [
        f"- **{_SEVERITIES[finding.severity]}** line {finding.place.line}, {finding.rule} ({finding.clause}): "
        f"{finding.message}\n  *{finding.remedy}*"
        for finding in found
    ]
    if rows:
        yield "\n".join(rows)


def _code(words: str) -> str:
    """Words on one line as code, whatever backticks they hold."""
    line = " ".join(words.split())
    ticks = "`" * (_longest_run(line) + 1)
    padded = f" {line} " if line.startswith("`") or line.endswith("`") else line
    return f"{ticks}{padded}{ticks}"


def _fenced(text: str) -> str:
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}text\n{text}\n{ticks}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
