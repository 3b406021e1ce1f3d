"""Whose turn is it to speak? The intention goes onto the ledger before the call, and the result after it."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace

from plugins.mirror.outbox import Action, entry_as, next_step
from plugins.mirror.publisher import Moment, Publisher
from plugins.model.entry import FINAL, Change, Entry, Snapshot, State
from plugins.model.errors import LedgerUnreachable, LostRace
from plugins.model.ledger import Ledger
from plugins.model.manifest import Item

TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to say one post: no byte leaves after `deadline` (CLOCK_BOOTTIME, seconds).

    `snapshot` is the ledger as it was read back with the claim on it.
    """

    entry: Entry
    deadline: float
    snapshot: Snapshot


def claim(item: Item, publisher: Publisher, seen: Moment, left: int) -> Claim | None:
    """Claim a post whose turn it still is on the very snapshot that the claim advances; None where it is not ours.

    LedgerUnreachable where nobody can say whether it is: then nothing is sent, and the next run looks.
    """
    nonce = secrets.token_hex(16)
    for _ in range(TRIES):
        scene = publisher.scene(publisher.ledger.read(), left)
        if next_step(item, scene).action is not Action.CLAIM:
            return None
        boot = publisher.boottime()
        entry = entry_as(State.SENDING, item, scene)
        entry = replace(entry, epoch=entry.epoch + 1, nonce=nonce, claimed_at=seen.later(boot))
        change = Change(summary=f"Claim {item.post} on {scene.channel}", entries=(entry,))
        silence = None
        try:
            publisher.ledger.advance(scene.snapshot, change)
        except LostRace:
            continue
        except LedgerUnreachable as error:  # the change may have arrived all the same: reading tells
            silence = error
        back = publisher.ledger.read()
        standing = back.entries.get((entry.post, entry.channel))
        if standing is None or standing.nonce != nonce:
            if silence:
                raise silence
            return None
        return Claim(entry=entry, deadline=boot + publisher.school.mirror.deadline_s, snapshot=back)
    return None


def record(ledger: Ledger, mine: Entry, result: Entry) -> Entry:
    """Write down what became of our own claim; the entry that stands then, which may have moved on without us.

    That it was said is written whatever stands there, for it is the one thing that must not be forgotten.
    LedgerUnreachable or LostRace leave the claim open; a look settles it later.
    """
    for _ in range(TRIES):
        snapshot = ledger.read()
        standing = snapshot.entries.get((mine.post, mine.channel))
        entry = merged(standing, mine, result)
        if entry == standing:
            return entry
        change = Change(summary=f"{entry.state} {entry.post} on {entry.channel}", entries=(entry,))
        with suppress(LostRace):
            ledger.advance(snapshot, change)
            return entry
    raise LostRace(
        f"what became of {mine.post} could not be recorded: others keep writing to the ledger",
        fix="run the same command again; it looks at the account first and sends nothing twice",
    )


def merged(standing: Entry | None, mine: Entry, result: Entry) -> Entry:
    """What the ledger shall say when `result` became of our claim `mine`, and `standing` is there by now."""
    if standing is None or (standing.state is State.SENDING and standing.nonce == mine.nonce):
        return result
    if standing.state is State.WITHDRAWING:
        return _withdrawn(standing, mine, result)
    return standing if result.state is not State.SENT or standing.state in FINAL else result


def _withdrawn(standing: Entry, mine: Entry, result: Entry) -> Entry:
    """Our claim was being withdrawn while we spoke: what was said is to be deleted, and a no ends the doubt."""
    if result.state is State.SENT:
        return replace(standing, tweet_id=result.tweet_id)
    over = result.state is not State.SENDING and standing.nonce == mine.nonce
    return replace(standing, nonce="") if over else standing
