"""What does a reviewer read below a pull request? What a yes accepts, and each changed post as it would be said."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from plugins.account.credentials import duties
from plugins.account.duty import pressing
from plugins.model.case import Judged
from plugins.model.finding import Finding, Severity
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.tweet import Tweet
from plugins.model.words import count
from plugins.showing.outlook import outlook
from plugins.tweet.cost import cost

_LIMIT = 280
_MOST = 20
"""So many posts are shown at length: GitHub takes 65,536 letters."""
_SEVERITIES = {Severity.BLOCK: "must be changed", Severity.ASK: "needs a yes", Severity.NOTE: "good to know"}


def comment(changed: Sequence[tuple[str, Judged]], now: datetime, school: School) -> str:
    """Markdown; each changed file comes with the path that may be told. The words of a forbidden post are not shown.

    Nothing that a teacher wrote is Markdown here: it stands in code, where it mentions nobody and links nowhere.
    """
    parts = [_accepts(changed, by_review=school.approval.backend == "github")]
    parts.append(_due(school, school.day(now)))
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


def _due(school: School, today: date) -> str:
    """What whoever runs the account has let grow old: an approver is asked, urgent news or not."""
    rows = [f"- {one.clause} {one.name}: {one.says}" for one in pressing(duties(school, today), today)]
    return "\n".join(["**Due for whoever runs the account:**", "", *rows]) if rows else ""


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
    photos = f", {count(len(post.photos), 'photo')}" if post.photos else ""
    price = f"${cost(tweet, len(post.photos)):.3f}"
    yield f"**{outlook(post, tweet, now, school)}** · {tweet.weight} of {_LIMIT} characters · {price}{photos}"
    yield _fenced(tweet.text)
    yield from (f"- photo {_code(photo.file)}: {_code(photo.alt)}" for photo in post.photos)


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
