"""May the school have said what somebody tweeted by hand? Each such tweet is read and judged as if it were a post."""

import hashlib
import json
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.clone.workspace import Workspace
from plugins.judging.examine import examine
from plugins.mirror.tombstone import replace_file
from plugins.model.account import Shown
from plugins.model.case import Judged
from plugins.model.errors import Refused
from plugins.model.finding import Finding, Severity
from plugins.model.post import PostId
from plugins.model.school import School
from plugins.model.words import day
from plugins.reading.new import new_post
from plugins.reading.reader import read_all
from plugins.tweet.compose import words_of

_LONGEST_TITLE = 70
_LONGEST_SUMMARY = 300
_ROOM = frozenset({"tweet-length"})
"""Rules of what is still to be written; a tweet by hand has no permalink to make room for."""

_DRAFT = """\
---
id: {id}
title: {title}
date: {date:%Y-%m-%d %H:%M}
category: news
summary: {summary}
tweet: {tweet}
audience: []
status: draft # it was tweeted by hand; complete it, then write ready
---

The school said this on Twitter on {day}.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post that says what a tweet says: `path` below content/, its id, and the file's text."""

    path: str
    post: PostId
    text: str


def draft(tweet: Shown, school: School) -> Draft:
    """The draft of a tweet; always the same for the same tweet."""
    words = words_of(tweet.text).strip()
    line = " ".join(words.split()) or "On Twitter"
    title = line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rpartition(' ')[0] or 'On Twitter'} …"
    token = b32encode(hashlib.sha256(tweet.id.encode()).digest()).decode()[:4]
    date = tweet.created_at.astimezone(school.site.timezone)
    try:
        path, begun = new_post(title, opens=date, school=school, token=token)
    except Refused:
        title = "On Twitter"
        path, begun = new_post(title, opens=date, school=school, token=token)
    name = next(one for one in begun.splitlines() if one.startswith("id: ")).split()[1]
    text = _DRAFT.format(
        id=name,
        title=json.dumps(title, ensure_ascii=False),
        date=date,
        summary=json.dumps(line[:_LONGEST_SUMMARY], ensure_ascii=False),
        tweet=json.dumps(words or "On Twitter", ensure_ascii=False),
        day=day(date),
    )
    return Draft(path=path.replace(".md", f"-{token.lower()}.md"), post=PostId(name), text=text)


def judge_tweets(tweets: Sequence[Shown], workspace: Workspace) -> Mapping[str, Judged]:
    """Each tweet's id with its judgement by the rules that judge a post; nothing is left on the disk."""
    with TemporaryDirectory(prefix="schoolgate-") as folder:
        content = Path(folder)
        by_path = {}
        for tweet in tweets:
            made = draft(tweet, workspace.school)
            by_path[f"content/{made.path}"] = tweet
            replace_file(content / made.path, made.text)
        judged = {}
        for reading in read_all(content, workspace.school):
            tweet = by_path[reading.path]
            (judged[tweet.id],) = examine([reading], content, workspace.known, now=tweet.created_at)
        return judged


def violations(judged: Judged) -> tuple[Finding, ...]:
    """What forbids that the school had said it; the same is told once, however often the tweet shows it."""
    broken = (one for one in judged.findings if one.severity is Severity.BLOCK and one.rule not in _ROOM)
    return tuple({(one.clause, one.rule, one.message): one for one in broken}.values())
