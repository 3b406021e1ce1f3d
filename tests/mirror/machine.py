"""Does any story of a school's weeks say a post twice, or at the wrong time? Hypothesis writes the stories.

The ledger is the one in memory, which keeps git's own conformance suite. After every step what was said is held against
what may be said; at the end of each story everything works again, and whatever was not taken back has been said.

    python -m tests.mirror.machine [RUNS]
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import integers, lists, sampled_from

from plugins.mirror.publisher import Summary
from plugins.mirror.resolve import Decision, lift, pause, resolve
from plugins.mirror.withdraw import Order, begin, pursue
from plugins.model.account import Timeline
from plugins.model.entry import FINAL, Snapshot, State
from plugins.model.errors import SchoolgateError
from plugins.model.manifest import Item
from plugins.model.post import ContentHash
from plugins.tweet.window import opening
from tests.mirror.fakes import (
    CHANNEL,
    Answer,
    Crash,
    FakeAccount,
    Gate,
    GatedLedger,
    World,
    accepted_then_lost,
    doubt,
    free,
    news,
    refuse,
    school,
    stop_at,
    unreachable,
    when,
)
from tests.mirror.memory import MemoryLedger

LIMITS = {"per_run": 2, "per_day": 3, "spacing_s": 60}
NAMES = ("choir", "football", "harvest", "lanterns")
ANSWERS: dict[str, Answer] = {
    "said, unheard": accepted_then_lost,
    "unknown": doubt(),
    "duplicate": doubt(duplicate=True),
    **{str(status): refuse(status) for status in (0, 400, 401, 402, 403, 404, 429)},
}
GAPS_S = (1, 30, 61, 420, 780, 3600, 6 * 3600, 24 * 3600, 70 * 3600)


Look = Callable[[FakeAccount, datetime | None], Timeline]


@dataclass
class WatchfulAccount(FakeAccount):
    """An account that holds every call against what may be said at that moment."""

    world: World = field(kw_only=True)
    look: Look = field(kw_only=True)

    def timeline(self, since: datetime | None) -> Timeline:
        return self.look(self, since)

    def post(self, text: str, media_ids: Sequence[str], *, deadline: float) -> str:
        item = next(one for one in self.world.items if one.tweet.text == text)
        may_be_said(item, self.world, self.clock.at)
        return FakeAccount.post(self, text, media_ids, deadline=deadline)


def may_be_said(item: Item, world: World, at: datetime) -> None:
    """The intention is on the ledger, nobody paused, these bytes are approved, and the school's hours are kept."""
    snapshot = world.ledger.read()
    assert snapshot.entries[(item.post, CHANNEL)].state is State.SENDING
    assert snapshot.pause is None
    assert snapshot.approvals[item.post].content_hash == item.content_hash
    assert opening(item, at, world.school.hours).open


class Story(RuleBasedStateMachine):
    """One school's weeks; an ablation changes what a look at the `timeline` sees."""

    timeline: ClassVar[Look] = FakeAccount.timeline

    def __init__(self) -> None:
        super().__init__()
        self.ledger = MemoryLedger()
        self.world = World([], school=school(on_unknown="retry", limits=LIMITS), ledger=self.ledger)
        self.earlier: list[Snapshot] = []
        self.forgot_at = self.world.clock.at
        self.runs: list[int] = []

    @rule(name=sampled_from(NAMES))
    def a_post_is_ready(self, name: str) -> None:
        if name not in {item.post for item in self.world.items}:
            self.world.items.append(news(name, published=self.world.clock.at))
            self.world.approve()

    @precondition(lambda self: self.world.items)
    @rule(number=integers(0, 3), approved=sampled_from([True, False]))
    def a_post_is_edited(self, number: int, *, approved: bool) -> None:
        place = number % len(self.world.items)
        item = self.world.items[place]
        fresh = f"{int(item.content_hash, 16) + 1:064x}"
        self.world.items[place] = replace(item, content_hash=ContentHash(fresh))
        if approved:
            self.world.approve()

    @rule(seconds=sampled_from(GAPS_S))
    def time_passes(self, seconds: int) -> None:
        self.world.clock.at += timedelta(seconds=seconds)

    @rule(lag=sampled_from([0, 60, 600]))
    def tweets_show_late(self, lag: int) -> None:
        self.world.wall.lag = max(lag, self.world.wall.lag)  # what was hidden does not come back sooner than it may

    @rule(answers=lists(sampled_from(sorted(ANSWERS)), max_size=2), dies_at=integers(0, 40))
    def a_run(self, answers: list[str], dies_at: int) -> None:
        self._run(stop_at(dies_at) if dies_at else free, [ANSWERS[name] for name in answers])

    @rule(effect=sampled_from(["before read", "before advance", "after advance"]), times=integers(1, 4))
    def a_run_while_the_ledger_is_away(self, effect: str, times: int) -> None:
        self._run(when(effect, unreachable, times=times), [])

    @rule()
    def somebody_pauses(self) -> None:
        pause(self.world.ledger, "the account is being handed over", self.world.clock.now())

    @rule()
    def the_pause_is_lifted(self) -> None:
        lift(self.world.ledger)

    @rule(drops=sampled_from([True, False, False]))
    def a_person_settles_what_is_held(self, *, drops: bool) -> None:
        for entry in self.world.ledger.read().entries.values():
            if entry.state is State.HELD:
                seen = next((one.id for one in self.world.wall.tweets if entry.permalink in one.urls), "")
                state = State.SENT if seen else State.SKIPPED if drops else State.RETRY
                decision = Decision(state=state, approver="head", at=self.world.clock.now(), tweet_id=seen)
                resolve(self.world.ledger, entry.post, CHANNEL, decision)

    @precondition(lambda self: self.world.items)
    @rule(number=integers(0, 3), dies_at=integers(0, 8))
    def a_post_is_taken_back(self, number: int, dies_at: int) -> None:
        item = self.world.items[number % len(self.world.items)]
        order = Order(
            post=item.post,
            channel=CHANNEL,
            approver="head",
            reason="",
            at=self.world.clock.at,
            permalink=item.permalink,
        )
        gate = stop_at(dies_at) if dies_at else free
        ledger = GatedLedger(self.world.ledger, gate)
        with suppress(SchoolgateError, Crash):
            mirror, account = self.world.school.mirror, self.world.account(gate)
            pursue(begin(ledger, order), ledger, account, mirror, back_to=item.published)
        self.earlier.clear()  # a backup from before would forget that it was taken back

    @rule()
    def the_ledger_is_backed_up(self) -> None:
        self.earlier.append(self.world.ledger.read())

    @precondition(lambda self: self.earlier)
    @rule()
    def the_backup_is_restored(self) -> None:
        """A day later: what was said since can be seen."""
        self.time_passes(24 * 3600)
        self.ledger.restore(self.earlier[-1])
        self.forgot_at = self.world.clock.at

    def _run(self, gate: Gate, answers: list[Answer]) -> Summary | None:
        before = len(self.world.wall.ever)
        account = WatchfulAccount(
            wall=self.world.wall,
            clock=self.world.clock,
            gate=gate,
            answers=answers,
            world=self.world,
            look=type(self).timeline,
        )
        try:
            return self.world.send(gate, account=account)
        except (SchoolgateError, Crash):
            return None
        finally:
            self.runs.append(len(self.world.wall.ever) - before)

    @invariant()
    def no_post_was_said_twice(self) -> None:
        said = self.world.wall.ever
        assert len({one.text for one in said}) == len(said), "a post was said twice"

    @invariant()
    def no_run_and_no_day_said_too_much_nor_two_too_close(self) -> None:
        assert max(self.runs, default=0) <= LIMITS["per_run"]
        times = [one.created_at for one in self.world.wall.ever if one.created_at >= self.forgot_at]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert all(gap >= timedelta(seconds=LIMITS["spacing_s"]) for gap in gaps)
        days = [at.date() for at in times]
        assert all(days.count(day) <= LIMITS["per_day"] for day in days)

    def teardown(self) -> None:
        """Everything works again, time passes, a person answers what is asked: nothing is lost or repeated."""
        self.the_pause_is_lifted()
        self.world.approve()
        for _ in range(60):
            summary = self._run(free, [])
            if summary and summary.exit_code == 0:
                break
            self.a_person_settles_what_is_held(drops=False)
            waits = [one.at for one in summary.waiting if one.at] if summary else []
            self.world.clock.at = max([self.world.clock.at + timedelta(seconds=240), *waits])
        self.no_post_was_said_twice()
        entries = self.world.ledger.read().entries
        states = {item.post: entries[(item.post, CHANNEL)].state for item in self.world.items}
        assert set(states.values()) <= FINAL
        said = {one.text for one in self.world.wall.ever}
        assert {item.post for item in self.world.items if item.tweet.text not in said} <= {
            post for post, state in states.items() if state is State.SKIPPED
        }


def run(story: type[Story], examples: int, *phases: Phase) -> None:
    """So many stories, the same ones each time."""
    run_state_machine_as_test(
        story,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *phases],
        ),
    )


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    run(Story, number, Phase.shrink)
    sys.stdout.write(f"{number} stories: no post said twice, none lost, none at a wrong time\n")
