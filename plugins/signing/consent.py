"""What does somebody see before they sign? The post as readers get it, photos, tweet, and every open question."""

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from plugins.account.follows import Listed
from plugins.clone.workspace import Workspace
from plugins.console.output import Output
from plugins.mirror.tombstone import replace_file
from plugins.model.case import Judged
from plugins.model.people import address
from plugins.model.post import Post
from plugins.model.school import School
from plugins.model.trust import Principal, Trust
from plugins.model.words import day_and_clock
from plugins.reading.closure import Wordings

_HEAD = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src file:; style-src 'unsafe-inline'">
<title>Before you sign</title>
<style>
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif }
img { max-width: 100%; max-height: 80vh }
section { border: 2px solid #555; border-radius: 1rem; padding: 0 1rem; margin: 1rem 0 }
pre { white-space: pre-wrap; font: inherit }
.ask { border-color: #b35900 }
</style>
<p>This page is for the person who signs, on this machine alone.</p>
"""


def show_post(out: Output, workspace: Workspace, one: Judged, post: Post) -> Path:
    """Tell the post, and write the page that shows it with its photos."""
    page = workspace.state / "consent" / "index.html"
    replace_file(page, _HEAD + "".join(_sections(workspace, one, post, page.parent)))
    out.say(f"{one.case.path}: {post.title}")
    out.say(f"    {len(post.text.split())} words, {len(post.photos)} photos, {_times(post, workspace.school)}")
    tweet = one.case.tweet
    for line in tweet.text.splitlines() if tweet else ():
        out.say(f"    | {line}".rstrip())
    for photo in post.photos:
        out.say(f"    photo content/photos/{photo.file}: {photo.alt}")
    if one.asks:
        out.say("By approving you also accept:")
    for finding in one.asks:
        out.say(f"    {finding}")
    out.fact(page=str(page), asks=sorted({finding.rule for finding in one.asks}))
    out.say(f"Look at the whole of it, photos included, before you sign: {page}")
    return page


def show_list(out: Output, trust: Trust) -> None:
    """Tell who would be on the list from now on."""
    out.say(f"How approval is proven: {trust.backend} {trust.repository}".rstrip())
    for word, people in (("approver", trust.approvers), ("author", trust.authors)):
        for one in people:
            out.say(f"    {word} {one.role}: {one.key} {one.id and f'GitHub {one.id}'} {_span(one)}".rstrip())
    out.say("Ask each person, by another way than this repository, whether the key is theirs.")


def show_follows(out: Output, listed: Sequence[Listed]) -> None:
    """Tell whom the account would follow from now on, and why."""
    for one in listed:
        out.say(f"@{one.handle} ({one.kind}): {one.reason}")
        for place in filter(None, (one.evidence, address(one.id))):
            out.say(f"    {place}")
    out.say("Open each link: is it the account that is meant, and is it educational? No personal account else (R11).")


def show_wordings(out: Output, fixed: Wordings) -> None:
    """Tell the fixed words of closures; whoever approves them answers for every closure that is told in them."""
    for kind, words in fixed.words.items():
        out.say(f"{kind}: {words['title']}")
        out.say(f"    | {words['summary']}")
        out.say(f"    {words['text']}")
    for name, reason in fixed.reasons.items():
        out.say(f"    because of ({name}): {reason}")
    out.say("From then on any other approver may tell of a closure in these words alone, at any hour.")


def _span(one: Principal) -> str:
    words = (("from", one.since), ("until before", one.until), ("revoked since", one.revoked_since))
    return ", ".join(f"{word} {moment.date().isoformat()}" for word, moment in words if moment)


def _times(post: Post, school: School) -> str:
    zone = school.hours.timezone
    words = (
        ("dated", post.published),
        ("not before", post.not_before),
        ("not after", post.urgent.expires if post.urgent else None),
    )
    return ", ".join(f"{word} {day_and_clock(moment.astimezone(zone))}" for word, moment in words if moment)


def _sections(workspace: Workspace, one: Judged, post: Post, folder: Path) -> Iterator[str]:
    yield f"<h1>{escape(post.title)}</h1>\n<p><em>{escape(post.summary)}</em></p>\n"
    yield f"<p>{escape(_times(post, workspace.school))}</p>\n{post.html}\n"
    for photo in post.photos:
        source = escape(os.path.relpath(workspace.content / "photos" / photo.file, folder))
        words = escape(f"{photo.alt} | {photo.caption} | {photo.credit} | people: {photo.people}")
        yield f'<section><img src="{source}" alt="{escape(photo.alt)}"><p>{words}</p></section>\n'
    if one.case.tweet:
        yield f"<section><h2>The tweet</h2><pre>{escape(one.case.tweet.text)}</pre></section>\n"
    for finding in one.asks:
        yield f'<section class="ask"><h2>You accept: {escape(finding.rule)}</h2><p>{escape(str(finding))}</p>'
        yield f"<p>{escape(finding.remedy)}</p></section>\n"
    for exemption in post.exemptions:
        words = escape(f"{exemption.rule} for {exemption.target}: {exemption.reason}")
        yield f'<section class="ask"><h2>The author asks for an exemption</h2><p>{words}</p></section>\n'
