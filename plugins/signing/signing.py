"""How does a person sign? Everything is shown first; then their own key signs exactly that, reasons included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from plugins.account import credentials, followers, follows
from plugins.account.duty import pressing
from plugins.account.reviewed import Reviewed
from plugins.approval import ssh, statement
from plugins.approval.signature import Signatures, place
from plugins.approval.statement import Accepted, Part
from plugins.approval.subject import CLOSURES, FOLLOWS, ROSTER, Subject, of_follows, of_list, of_post, of_wording
from plugins.clone.assess import NO_LEDGER
from plugins.clone.ports import Ports, open_ports
from plugins.clone.roster import closures, wording
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.output import Output
from plugins.detect.known import Known
from plugins.judging.examine import examine
from plugins.mirror.tombstone import replace_file
from plugins.model.case import Judged
from plugins.model.entry import Snapshot
from plugins.model.errors import LedgerMissing, LedgerUnreachable, Refused
from plugins.model.post import Post, Status
from plugins.model.trust import Principal
from plugins.reading.closure import FILE
from plugins.reading.reader import read_all
from plugins.signing.consent import show_follows, show_list, show_post, show_wordings

KEY = "~/.ssh/id_ed25519"
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to sign: `post` by its id or file, a list or the words of closures by the subject's id.

    `reasons` are an approver's answers, by rule.
    """

    part: Part
    post: str
    key: Path
    reasons: Mapping[str, str]


def wish(part: Part, posts: tuple[str | None, ...], key: str, accepts: tuple[str, ...] = ()) -> Wish:
    """The options of `submit` and `approve` as one value; exactly one of `posts` says what is meant."""
    meant = [post for post in posts if post]
    if len(meant) != 1:
        raise click.UsageError("Name one POST, or say by an option which list or words you mean.")
    pairs = [one.partition("=") for one in accepts]
    if not all(rule.strip() and 0 < len(reason.strip()) <= _LONGEST for rule, _, reason in pairs):
        raise click.UsageError(f"Say --accept RULE=REASON, with a reason of at most {_LONGEST} characters.")
    reasons = {rule.strip(): reason.strip() for rule, _, reason in pairs}
    return Wish(part=part, post=meant[0], key=Path(key).expanduser(), reasons=reasons)


def sign_off(out: Output, wish: Wish) -> int:
    """Show it, ask, sign it and write statement and signature into approvals/; the exit code."""
    workspace = open_workspace(Path.cwd())
    with open_ports(workspace) as ports:
        now = ports.clock.now()
        known = workspace.knowing(_ledger(out, ports))
    person = _person(wish, workspace, now)
    subject = _shown(out, wish, workspace, known, now)
    remind(out, workspace, now)
    accepted = _accepted(wish, workspace, subject)
    said = statement.encode(statement.statement(subject, wish.part, person.role, workspace.school.site.url, accepted))
    target = place(workspace.root, subject, person.role)
    _demand_other_hand(target, wish.part)
    if not _sure(f"You are {person.role}. Did you look at all of it, and do you {wish.part} it?"):
        raise Refused("nothing was signed", fix="change what is not right, then run the same command again")
    signature = ssh.sign(said, wish.key)
    replace_file(target, said.decode())
    replace_file(target.with_suffix(".sig"), signature.decode("ascii"))
    path = target.relative_to(workspace.root)
    out.fact(statement=str(path))
    out.say(f"Signed as {person.role}: {path} and its .sig. Commit both and push them.")
    if wish.post != CLOSURES:  # one yes to the words is all that there is
        _tell(out, workspace, subject, now)
    return exits.DONE


def _tell(out: Output, workspace: Workspace, subject: Subject, now: datetime) -> None:
    """Whether that is enough, or what is missing."""
    trust, site = workspace.school.approval, workspace.school.site.url
    answer = Signatures(root=workspace.root, site=site, trust=trust)(subject, now)
    out.fact(approver=answer.approver, missing=answer.why)
    out.say(f"Approved by {answer.approver}." if answer.approver else f"Still missing: {answer.why}")


def _ledger(out: Output, ports: Ports) -> Snapshot:
    """What tells which pictures were withdrawn; who signs before there is one, or without a network, can do so."""
    try:
        return ports.ledger.read()
    except LedgerMissing:
        return NO_LEDGER
    except LedgerUnreachable as error:
        out.step(f"{error.what}; so nobody looked whether a picture of it was withdrawn. Publishing will look.")
        return NO_LEDGER


def _sure(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:  # nobody is there to answer
        return False


def remind(out: Output, workspace: Workspace, now: datetime) -> None:
    """R2, R3: ask whoever approves about what is due by now; a review where it is remembered, on one machine."""
    school, today = workspace.school, workspace.school.day(now)
    found = [*credentials.duties(school, today)]
    if workspace.followers.is_file():
        found += followers.duties(Reviewed(workspace.followers).review(), school, today)
    for duty in pressing(found, today):
        out.step(f"{duty.clause} {duty.name}, {duty.light}: {duty.says}; {duty.fix}")


def _person(wish: Wish, workspace: Workspace, now: datetime) -> Principal:
    """Who holds the key; Refused unless this is somebody who may do this part now."""
    trust = workspace.school.approval
    if trust.backend != "signature":
        raise Refused(
            f"here approval is proven by {trust.backend!r}, so a signature would count for nothing",
            fix='[approval] backend = "signature" in school.toml makes signatures count',
        )
    key = ssh.public_half(wish.key)
    people = trust.everybody if wish.part is Part.SUBMIT else trust.approvers
    person = next((one for one in people if one.key == key), None)
    if person is None or not person.counts(now):
        raise Refused(
            f"the key {wish.key.name} belongs to nobody who may {wish.part} now",
            fix="name another key with --key, or look at approvers and authors in [approval] of school.toml",
        )
    return person


def _shown(out: Output, wish: Wish, workspace: Workspace, known: Known, now: datetime) -> Subject:
    """What is to be signed, after it was shown as it will be published."""
    if wish.post == CLOSURES:
        fixed = closures(workspace)
        if fixed is None:
            raise Refused(f"there is no file {FILE}", fix="write the words in which the school tells of closures")
        show_wordings(out, fixed)
        return of_wording(fixed.digest)
    if wish.post == ROSTER:
        trust = workspace.school.approval
        show_list(out, trust)
        return of_list(trust, (workspace.root / "school.toml").read_bytes())
    if wish.post == FOLLOWS:
        file = workspace.root / follows.FILE
        if not file.is_file():
            raise Refused(f"there is no file {follows.FILE}", fix="list in it whom the account follows, and why")
        show_follows(out, follows.listed(workspace.root))
        return of_follows(file.read_bytes())
    one, post = _judged(out, workspace, wish.post, known, now)
    subject = of_post(one, post, wording(closures(workspace), workspace.school, one, post))
    show_post(out, workspace, one, post)
    return subject


def _judged(out: Output, workspace: Workspace, words: str, known: Known, now: datetime) -> tuple[Judged, Post]:
    """The post that is meant, judged; Refused for a draft and for what the policy forbids."""
    found = [
        one
        for one in read_all(workspace.content, workspace.school)
        if (one.post and one.post.id == words) or one.path == words.removeprefix("./")
    ]
    if len(found) != 1:
        raise Refused(
            "no post is called that", fix="give its id (the line id: of its file), or the file: content/news/…"
        )
    (one,) = examine(found, workspace.content, known, now=now)
    if one.post is None or one.blocked:
        out.findings(one.findings)
        raise Refused("the policy forbids it as it stands", fix="mend what is listed; nobody can approve it before")
    if one.post.status is Status.DRAFT:
        raise Refused("it is a draft", fix="when it is finished, change its status to ready")
    return one, one.post


def _accepted(wish: Wish, workspace: Workspace, subject: Subject) -> tuple[Accepted, ...]:
    """The answer to each open question; an approver gives a reason for every rule that asks, and for no other."""
    asking = {ask.rule for ask in subject.asks}
    if wish.part is Part.SUBMIT or (subject.wording and not wish.reasons):
        return ()  # an author answers nothing; of fixed words another approver has answered everything beforehand
    if asking != set(wish.reasons):
        options = " ".join(f'--accept {rule}="your reason"' for rule in sorted(asking))
        answered = ", ".join(wish.reasons)
        raise Refused(
            f"questions are open: {', '.join(sorted(asking)) or 'none'}; you answer: {answered or 'none'}",
            fix=f"look at each, then add {options}" if asking else "leave --accept out",
        )
    if any(workspace.names_a_child(reason) for reason in wish.reasons.values()):
        raise Refused("a reason names a child on the roll", fix="say it without the name: the reason stays in git")
    return tuple(Accepted(ask=ask, reason=wish.reasons[ask.rule]) for ask in subject.asks)


def _demand_other_hand(target: Path, part: Part) -> None:
    """One person has one part in a version: what was submitted is approved by somebody else."""
    try:
        before = statement.decode(target.read_bytes()).part
    except (OSError, ValueError, RecursionError):
        return
    if before is not part:
        raise Refused(
            f"you did {before} this version yourself, so you cannot {part} it too", fix="ask somebody else on the list"
        )
