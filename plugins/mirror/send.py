"""How is each post said once? Look, claim, say, record; whatever breaks in between, the next run looks first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plugins.mirror.outbox import Action, Scene, choose, entry_as, next_step, queue
from plugins.mirror.publisher import Publisher, Report, Summary, Word
from plugins.mirror.revision import original
from plugins.mirror.say import Unprepared, say
from plugins.mirror.settle import after_look, claimed, since
from plugins.mirror.withdraw import again_at, pursue
from plugins.model.account import Me
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import AccountUnreachable, AccountWrong, LostRace, NotApproved, NotLive
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.school import School

_ROUNDS_EACH, _ROUNDS_MORE = 6, 20


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one run remembers.

    The posts it is done with, those another publisher took, those whose tweet it could not delete, its looks and words.
    """

    publisher: Publisher
    left: int
    done: dict[PostId, str] = field(default_factory=dict)
    lost: set[PostId] = field(default_factory=set)
    stuck: dict[PostId, str] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    said: list[Report] = field(default_factory=list)

    def open_claims(self, scene: Scene) -> list[Entry]:
        """Claims of which nobody knows what became; one that another publisher won during this run is its own."""
        theirs = self.lost - self.done.keys()
        return [entry for entry in scene.entries(State.SENDING) if original(entry.post) not in theirs]

    def tell(self, report: Report) -> None:
        if report.word is Word.SAID:
            self.said.append(report)
        self.publisher.tell(report)


def send(items: Sequence[Item], publisher: Publisher) -> Summary:
    """Say every post whose turn it is, each at most once, and settle what earlier runs left open, withdrawals first.

    Raises AccountWrong, ClockWrong, LedgerMissing and LedgerBroken (3), and LedgerUnreachable, AccountUnreachable and
    LostRace (75): after each of them the same command may be run again.
    """
    check_account(publisher)
    run = _Run(publisher=publisher, left=publisher.school.limits.per_run)
    _withdraw(run, publisher.scene(publisher.ledger.read(), run.left))
    for _ in range(_ROUNDS_EACH * len(items) + _ROUNDS_MORE):
        scene = publisher.scene(publisher.ledger.read(), run.left)
        try:
            if not _settle(run, scene) and not _go_on(run, items, scene):
                break
        except LostRace:  # another publisher wrote: read again and decide again
            continue
    return _summary(run, items, publisher.scene(publisher.ledger.read(), run.left))


def check_account(publisher: Publisher) -> None:
    """AccountWrong unless these are the credentials of the pinned account; ClockWrong unless it shares our time."""
    me = publisher.account.me()
    demand_pinned(me, publisher.school)
    publisher.compare(me.at)


def demand_pinned(me: Me, school: School) -> None:
    """AccountWrong unless these are the credentials of the account that school.toml names."""
    pinned = school.account
    if me.id != pinned.id or me.handle.casefold() != pinned.handle.casefold():
        raise AccountWrong(
            f"the credentials are those of @{me.handle} ({me.id}), not of @{pinned.handle} ({pinned.id})",
            fix="use the school's own credentials, or correct [account] in school.toml",
        )


def _withdraw(run: _Run, scene: Scene) -> None:
    """Bring withdrawals further that somebody began; one that X will not let end keeps no other post back."""
    publisher = run.publisher
    for entry in scene.entries(State.WITHDRAWING):
        try:
            pursue(entry, publisher.ledger, publisher.account, publisher.school.mirror, back_to=None)
        except (AccountWrong, AccountUnreachable) as error:
            run.stuck[entry.post] = error.what


def _settle(run: _Run, scene: Scene) -> bool:
    """Look once for every open claim that this run has not looked for yet; whether there was any."""
    open_claims = run.open_claims(scene)
    if all(entry.nonce in run.looked for entry in open_claims):
        return False
    look, _ = run.publisher.look(since([claimed(entry) for entry in open_claims]), scene)
    mirror = run.publisher.school.mirror
    settled = [after for entry in open_claims if (after := after_look(entry, look, mirror)) is not None]
    if settled:
        change = Change(summary=f"Look at {scene.channel}", entries=tuple(settled))
        run.publisher.ledger.advance(scene.snapshot, change)
    run.looked.update(entry.nonce for entry in open_claims)
    for entry in settled:
        if entry.state is not State.SENDING:
            run.tell(_report(entry))
    return True


def _go_on(run: _Run, items: Sequence[Item], scene: Scene) -> bool:
    """Do the one thing that is due; False when this run is done."""
    choice = choose([item for item in items if item.post not in run.done], scene)
    if choice is None or _in_doubt(run, scene):
        return False
    item, step = choice
    if step.action is Action.CLAIM:
        _say(run, item, scene)
    elif step.action is Action.HOLD:
        held = entry_as(State.HELD, item, scene, step.why)
        change = Change(summary=f"HELD {item.post} on {scene.channel}", entries=(held,))
        run.publisher.ledger.advance(scene.snapshot, change)
        run.tell(_report(held))
    else:
        run.publisher.clock.wait(((step.at or scene.now) - scene.now).total_seconds())
    return True


def _in_doubt(run: _Run, scene: Scene) -> bool:
    """Whether a call of this very run is still unknown after the look: then X is unwell, and other posts wait."""
    return any(original(entry.post) in run.done for entry in scene.entries(State.SENDING))


def _say(run: _Run, item: Item, scene: Scene) -> None:
    try:
        entry = say(item, run.publisher, scene)
    except (NotLive, NotApproved) as error:
        run.done[item.post] = error.what
        return
    except Unprepared as error:
        run.done[item.post] = str(error)
        return
    if entry is None:
        run.lost.add(item.post)
        return
    if entry.how not in {"adopted", "timeline"}:
        run.done[item.post] = "" if entry.not_before else entry.reason
        run.left -= 0 if item.urgent else 1
    run.tell(_report(entry))


_WORDS = {State.SENT: Word.SAID, State.RETRY: Word.WAITS, State.SENDING: Word.UNKNOWN}


def _report(entry: Entry) -> Report:
    why = entry.reason or ("whether it was said is unknown" if entry.state is State.SENDING else "it was said")
    return Report(
        post=entry.post,
        word=_WORDS.get(entry.state, Word.HELD),
        why=why,
        at=entry.not_before,
        tweet_id=entry.tweet_id,
        how=entry.how,
    )


def _summary(run: _Run, items: Sequence[Item], scene: Scene) -> Summary:
    return Summary(
        said=tuple(run.said),
        waiting=(*_unfinished(run, scene), *_waiting(run, items, scene)),
        held=tuple(_report(entry) for entry in scene.entries(State.HELD)),
        unknown=tuple(_report(entry) for entry in run.open_claims(scene)),
    )


def _unfinished(run: _Run, scene: Scene) -> Iterator[Report]:
    """Withdrawals that a later run must go on with, or that a person must help with."""
    for entry in scene.entries(State.WITHDRAWING):
        at = None if entry.post in run.stuck else again_at(entry, run.publisher.school.mirror)
        why = run.stuck.get(entry.post, "whether it was said is unknown")
        yield Report(post=entry.post, word=Word.WAITS, why=f"its withdrawal is not finished: {why}", at=at)


def _waiting(run: _Run, items: Sequence[Item], scene: Scene) -> Iterator[Report]:
    """What this run leaves for a later one, or for a person; what was tried and can be tried again counts too."""
    for item in queue(items):
        step = next_step(item, scene)
        if step.action in {Action.WAIT, Action.CLAIM, Action.HOLD}:
            at = step.at if step.action is Action.WAIT else scene.now
            why = run.done.get(item.post) or step.why
            yield Report(post=item.post, word=Word.WAITS, why=why, at=at)
