"""How is a finished build said? Approvals are recorded first, then every post is sent whose page is live."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.account.credentials import demand_register
from plugins.account.told import demand_letter, first_tweet
from plugins.clone.assess import Assessment
from plugins.clone.ports import Ports
from plugins.clone.start import ANNOUNCE, begin
from plugins.clone.workspace import Workspace
from plugins.console.output import Output, waits
from plugins.mirror import live
from plugins.mirror.publisher import Publisher, Report, Summary, Word
from plugins.mirror.revision import original
from plugins.mirror.send import send
from plugins.model.entry import Approval, Change
from plugins.model.errors import LostRace
from plugins.model.manifest import Item, Manifest
from plugins.model.post import PostId
from plugins.model.words import count
from plugins.press.staging import Staged
from plugins.repo.git import Git

_TRIES = 5


def record(out: Output, assessment: Assessment, ports: Ports, staged: Staged) -> None:
    """Write what was approved just now onto the ledger, posts and list; a rehearsal's first run begins the ledger.

    The approved bytes are stored as well, so that this version can be built again.
    """
    approvals = with_bytes(assessment, ports.git, staged.tree)
    if not assessment.snapshot.tip:
        out.step(f"first run: only the newest {ANNOUNCE} posts are to be tweeted, all older ones count as said")
        begin(staged.manifest.items, assessment, approvals, ports.ledger, announce=ANNOUNCE)
        return
    for _ in range(_TRIES):
        snapshot = ports.ledger.read()
        new = tuple(one for one in approvals if not _stands(one, snapshot.approvals))
        roster = assessment.word.new if snapshot.roster == assessment.snapshot.roster else None
        with suppress(LostRace):
            if new or roster:
                summary = f"Approve {count(len(new), 'file')}"
                ports.ledger.advance(snapshot, Change(summary=summary, approvals=new, roster=roster))
            return
    raise LostRace("the approvals could not be recorded: others keep writing to the ledger", fix="run it again")


def _stands(approval: Approval, approvals: Mapping[PostId, Approval]) -> bool:
    standing = approvals.get(approval.post)
    return standing is not None and (standing.content_hash, standing.approver, standing.evidence) == (
        approval.content_hash,
        approval.approver,
        approval.evidence,
    )


def with_bytes(assessment: Assessment, git: Git, tree: Path) -> tuple[Approval, ...]:
    """The approvals given just now, each with the git blobs of what it covers."""
    posts = [one for one in assessment.plan.build if one.post and one.post.id in assessment.accepted]
    return tuple(
        replace(
            assessment.accepted[one.post.id],
            source=git.hash_object((tree / one.post.source).read_bytes()),
            photos=tuple(
                (photo.file, git.hash_object((tree / "photos" / photo.file).read_bytes())) for photo in one.post.photos
            ),
        )
        for one in posts
        if one.post
    )


def say_all(
    out: Output,
    workspace: Workspace,
    ports: Ports,
    manifest: Manifest,
    *,
    approved: Callable[[Item], None],
) -> Summary:
    """Send what is due and live, and tell it; `approved` raises NotApproved where a yes was taken back."""
    school = workspace.school
    _demand_order(workspace, ports)

    def tell(report: Report) -> None:
        out.step(f"{report.post}: {_progress(report)}")

    with reachable(workspace) as base:
        publisher = Publisher(
            ledger=ports.ledger,
            account=ports.connect(),
            clock=ports.clock,
            school=school,
            site=workspace.built,
            live=partial(live.require_live, base=base),
            approved=approved,
            boottime=lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
            tell=tell,
        )
        summary = send(manifest.items, publisher)
    _tell(out, workspace, manifest, summary, ports.clock.now())
    return summary


@contextmanager
def reachable(workspace: Workspace) -> Iterator[str]:
    """Where the site answers: served here for as long as it takes, or ("") at its public address."""
    if workspace.school.deploy.live == "url":
        yield ""
        return
    with live.serve(workspace.public / "current", prefix=workspace.prefix) as base:
        yield base


def _demand_order(workspace: Workspace, ports: Ports) -> None:
    """R2 and R7: the account's secrets are in the register, and parents were told before it spoke."""
    school = workspace.school
    demand_register(school)
    demand_letter(school, first_tweet(ports.ledger.read(), ports.channel, school), school.day(ports.clock.now()))


_FOUND = frozenset({"adopted", "timeline"})


def _progress(report: Report) -> str:
    if report.word is Word.SAID:
        return "found on the account" if report.how in _FOUND else "tweeted"
    return report.why if report.word is Word.UNKNOWN else f"{report.word}: {report.why}"


def _tell(out: Output, workspace: Workspace, manifest: Manifest, summary: Summary, now: datetime) -> None:
    account = workspace.school.account
    texts = {item.post: item.tweet.text for item in manifest.items}
    where = "rehearsal account" if workspace.school.rehearsal else "account"
    for report in summary.said:
        verb = "Found on" if report.how in _FOUND else "Tweeted on"
        out.say(f"{verb} the {where} @{account.handle}, {report.post} (tweet {report.tweet_id}):")
        for line in texts.get(original(report.post), "").splitlines():
            out.say(f"    | {line}".rstrip())
    for report in summary.waiting:
        out.say(f"    {report.post} {waits(report.why, report.at, now, workspace.school)}")
    for report in summary.held:
        out.say(f"    {report.post} is held: {report.why}. Look at the account, then: publish.py resolve {report.post}")
    for report in summary.unknown:
        out.say(f"    {report.post}: {report.why}; the next run looks at the account again")
    out.fact(
        said=[_plain(one) for one in summary.said],
        waiting=[_plain(one) for one in summary.waiting],
        held=[_plain(one) for one in summary.held],
        unknown=[_plain(one) for one in summary.unknown],
    )
    if not (summary.said or summary.waiting or summary.held or summary.unknown):
        out.say(f"Nothing is new: the {where} has said everything that the site says.")


def _plain(report: Report) -> dict[str, object]:
    return {
        "post": report.post,
        "word": str(report.word),
        "why": report.why,
        "at": report.at.isoformat() if report.at else None,
        "tweet_id": report.tweet_id,
        "how": report.how,
    }
