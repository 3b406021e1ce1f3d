from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.mirror.outbox import Action, Scene, Step, choose, entry_as, life, next_step, queue
from plugins.mirror.revision import WITHDRAWN
from plugins.model.entry import BASELINE, Banned, Entry, Pause, Snapshot, State
from plugins.model.manifest import Item
from plugins.model.post import ContentHash, Event, Urgent
from plugins.model.tweet import Media
from plugins.tweet.compose import text_hash
from tests import make
from tests.mirror.fakes import CHANNEL, MONDAY, approval, entry, news, school

CHOIR = news("choir")
URGENT = news("closure", urgent=Urgent(reason="snow", expires=make.at("2026-11-23 23:00")))


def scene(*entries: Entry, items: tuple[Item, ...] = (CHOIR, URGENT), **changes: Any) -> Scene:
    pause = changes.pop("pause", None)
    snapshot = Snapshot(
        tip="1",
        entries=MappingProxyType({(e.post, e.channel): e for e in entries}),
        approvals=MappingProxyType({item.post: approval(item) for item in items}),
        pause=pause,
    )
    return Scene(**{"snapshot": snapshot, "now": MONDAY, "school": school(), "channel": CHANNEL, "left": 3, **changes})


def at(text: str) -> datetime:
    return make.at(text).astimezone(UTC)


def test_a_post_that_nothing_stands_against_is_claimed() -> None:
    assert next_step(CHOIR, scene()).action is Action.CLAIM


@pytest.mark.parametrize("state", [State.SENT, State.SKIPPED, State.HELD, State.WITHDRAWING])
def test_what_is_over_or_waits_for_a_person_is_left_alone(state: State) -> None:
    step = next_step(CHOIR, scene(entry("choir", state)))
    assert step.action is Action.NOTHING
    assert step.why


def test_a_reason_written_down_is_told_again() -> None:
    assert next_step(CHOIR, scene(entry("choir", State.SKIPPED, reason="from before"))).why == "from before"
    held = next_step(CHOIR, scene(entry("choir", State.HELD, reason="refused")))
    assert held.why == "refused; publish.py resolve choir says how it goes on"


@pytest.mark.parametrize(("shown", "action"), [("photos/0b-480.jpg", Action.CLAIM), ("photos/0a-480.jpg", Action.WAIT)])
def test_a_post_that_shows_a_withdrawn_picture_waits(shown: str, action: Action) -> None:
    media = Media(file=PurePosixPath(shown), alt="Leaves", type="image/jpeg", bytes=1000)
    gone = Banned(digest="a" * 64, files=("photos/0a-480.jpg",), at=MONDAY, approver="head", reason="")
    plain = scene()
    known = replace(plain.snapshot, banned=MappingProxyType({gone.digest: gone}))
    step = next_step(replace(CHOIR, media=(media,)), replace(plain, snapshot=known))
    assert step.action is action
    assert ("withdrawn" in step.why) == (action is Action.WAIT)


def test_an_open_claim_of_somebody_else_is_looked_for() -> None:
    assert next_step(CHOIR, scene(entry("choir", State.SENDING, nonce="theirs"), mine="ours")).action is Action.LOOK


def test_an_open_claim_without_a_nonce_is_nobodys() -> None:
    assert next_step(CHOIR, scene(entry("choir", State.SENDING), mine="")).action is Action.LOOK


def test_only_our_own_fresh_claim_is_sent() -> None:
    assert next_step(CHOIR, scene(entry("choir", State.SENDING, nonce="ours"), mine="ours")).action is Action.SEND


def test_our_own_claim_is_released_when_its_moment_has_passed() -> None:
    ours = entry("choir", State.SENDING, nonce="ours")
    late = next_step(CHOIR, scene(ours, mine="ours", now=at("2026-11-23 18:00:01")))
    paused = next_step(CHOIR, scene(ours, mine="ours", pause=Pause(reason="a complaint", at=MONDAY)))
    assert (late.action, late.at) == (Action.RELEASE, at("2026-11-24 08:00"))
    assert (paused.action, paused.why) == (Action.RELEASE, "all sending is paused: a complaint")


def test_a_post_without_a_yes_waits_for_a_person() -> None:
    assert next_step(CHOIR, scene(items=())) == Step(action=Action.WAIT, why="waits for an approver's yes")


def test_a_yes_to_other_bytes_is_no_yes() -> None:
    changed = replace(CHOIR, content_hash=ContentHash("d" * 64))
    step = next_step(changed, scene())
    assert step == Step(action=Action.WAIT, why="was changed after its approval; waits for an approver's yes")


def test_what_stood_before_the_ledger_is_said_by_nobody_without_a_yes() -> None:
    before = scene()
    approvals = {post: replace(yes, evidence=BASELINE) for post, yes in before.snapshot.approvals.items()}
    step = next_step(CHOIR, replace(before, snapshot=replace(before.snapshot, approvals=approvals)))
    assert (step.action, step.at) == (Action.WAIT, None)
    assert "was here before the ledger" in step.why


def test_a_claim_tells_whose_yes_it_goes_by() -> None:
    given = scene()
    yes = given.snapshot.approvals[CHOIR.post]
    claimed = entry_as(State.SENDING, CHOIR, given)
    assert (claimed.approver, claimed.evidence) == (yes.approver, yes.evidence)


@pytest.mark.parametrize("item", [CHOIR, URGENT])
def test_a_pause_stops_everything_urgent_news_too(item: Item) -> None:
    step = next_step(item, scene(pause=Pause(reason="a complaint", at=MONDAY)))
    assert (step.action, step.at) == (Action.WAIT, None)


@pytest.mark.parametrize("moment", ["2026-11-23 08:00:00", "2026-11-23 18:00:00"])
def test_both_ends_of_the_day_are_inside(moment: str) -> None:
    assert next_step(CHOIR, scene(now=at(moment))).action is Action.CLAIM


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23 07:59:59", "2026-11-23 08:00"),
        ("2026-11-23 18:00:01", "2026-11-24 08:00"),
        ("2026-11-22 12:00:00", "2026-11-23 08:00"),
        ("2027-03-27 12:00:00", "2027-03-29 08:00"),
    ],
)
def test_outside_the_hours_a_post_waits_until_they_open(moment: str, opens: str) -> None:
    step = next_step(CHOIR, scene(now=at(moment)))
    assert (step.action, step.at) == (Action.WAIT, at(opens))


def test_urgent_news_goes_at_night_and_an_event_on_its_evening() -> None:
    evening = at("2026-11-23 20:00")
    match = Event(reason="fixture", start=at("2026-11-23 18:30"), end=at("2026-11-23 21:00"), place="Fernbridge")
    assert next_step(URGENT, scene(now=evening)).action is Action.CLAIM
    assert next_step(replace(CHOIR, event=match), scene(now=evening)).action is Action.CLAIM


def test_news_that_came_too_late_is_held() -> None:
    assert next_step(URGENT, scene(now=at("2026-11-24 09:00"))).action is Action.HOLD


@pytest.mark.parametrize("state", [State.SENT, State.SENDING, State.WITHDRAWING])
def test_the_same_address_or_the_same_words_are_not_said_under_another_id(state: State) -> None:
    address = entry("old", state, permalink=CHOIR.permalink)
    words = entry("old", state, text_hash=text_hash(CHOIR.tweet.text))
    assert next_step(CHOIR, scene(address)).why == "old was said with the same address"
    assert next_step(CHOIR, scene(words)).why == "old was said in the same words"
    assert next_step(CHOIR, scene(words)).action is Action.HOLD


def test_what_was_withdrawn_is_not_said_under_another_id() -> None:
    words = entry("old", State.SKIPPED, text_hash=text_hash(CHOIR.tweet.text), how=WITHDRAWN)
    step = next_step(CHOIR, scene(words))
    assert (step.action, step.why) == (Action.HOLD, "old was withdrawn; it was said in the same words")
    assert next_step(CHOIR, scene(replace(words, how="baseline"))).action is Action.CLAIM
    assert next_step(CHOIR, scene(replace(words, text_hash=text_hash("Others")))).action is Action.CLAIM


def test_what_was_never_said_or_said_elsewhere_is_no_duplicate() -> None:
    skipped = entry("old", State.SKIPPED, permalink=CHOIR.permalink)
    elsewhere = replace(entry("old", State.SENT, permalink=CHOIR.permalink), channel="x")
    assert next_step(CHOIR, scene(skipped, elsewhere)).action is Action.CLAIM


def test_a_rate_limit_holds_back_the_whole_account_but_not_urgent_news() -> None:
    until = MONDAY + timedelta(minutes=15)
    limited = entry("other", State.RETRY, not_before=until)
    assert next_step(CHOIR, scene(limited)).at == until
    assert next_step(CHOIR, scene(limited, now=until)).action is Action.CLAIM
    assert next_step(URGENT, scene(limited)).action is Action.CLAIM
    assert next_step(URGENT, scene(entry("closure", State.RETRY, not_before=until))).at == until


def test_a_run_says_no_more_than_it_may_except_urgent_news() -> None:
    assert next_step(CHOIR, scene(left=0)).action is Action.WAIT
    assert next_step(URGENT, scene(left=0)).action is Action.CLAIM


def test_a_day_says_no_more_than_it_may_except_urgent_news() -> None:
    today = [entry(f"post-{n}", State.SENT, claimed_at=at("2026-11-23 08:30")) for n in range(10)]
    full = next_step(CHOIR, scene(*today))
    assert (full.action, full.at) == (Action.WAIT, at("2026-11-24 08:00"))
    assert next_step(URGENT, scene(*today)).action is Action.CLAIM
    assert next_step(CHOIR, scene(*today, now=at("2026-11-24 08:00"))).action is Action.CLAIM
    assert next_step(CHOIR, scene(*today[1:])).action is Action.CLAIM


def test_a_day_is_a_day_at_the_school() -> None:
    summer = [entry(f"post-{n}", State.SENT, claimed_at=datetime(2026, 7, 6, 23, 30, tzinfo=UTC)) for n in range(10)]
    assert next_step(CHOIR, scene(*summer, now=at("2026-07-07 10:00"))).why.startswith("today's 10 are said")
    assert next_step(CHOIR, scene(*summer, now=at("2026-07-08 10:00"))).action is Action.CLAIM


def test_a_post_that_is_tried_again_does_not_fill_its_own_day() -> None:
    limits = school(limits={"per_day": 1})
    again = entry("choir", State.RETRY, claimed_at=at("2026-11-23 09:00"))
    assert next_step(CHOIR, scene(again, school=limits)).action is Action.CLAIM


def test_two_tweets_keep_their_distance_except_urgent_news() -> None:
    just = entry("other", State.SENT, claimed_at=MONDAY - timedelta(seconds=59))
    assert next_step(CHOIR, scene(just)).at == MONDAY + timedelta(seconds=1)
    assert next_step(URGENT, scene(just)).action is Action.CLAIM
    assert next_step(CHOIR, scene(just, now=MONDAY + timedelta(seconds=1))).action is Action.CLAIM


def test_urgent_news_goes_first_then_the_oldest() -> None:
    older = news("older", published=make.at("2026-11-20 10:00"))
    twin = news("another", published=CHOIR.published)
    assert [item.post for item in queue([CHOIR, older, URGENT, twin])] == ["closure", "older", "another", "choir"]


def test_a_run_passes_over_what_waits_and_takes_what_is_due() -> None:
    waits = news("waits", published=make.at("2026-11-20 10:00"))
    chosen = choose([waits, CHOIR], scene())
    assert chosen is not None
    assert chosen[0] == CHOIR


def test_a_run_waits_a_little_but_not_for_hours() -> None:
    soon, early = at("2026-11-23 07:58:00"), at("2026-11-23 07:57:59")
    chosen = choose([CHOIR], scene(now=soon))
    assert chosen is not None
    assert chosen[1].at == at("2026-11-23 08:00")
    assert choose([CHOIR], scene(now=early)) is None
    assert choose([CHOIR], scene(left=0)) is None


def test_a_call_may_start_until_its_window_ends_and_no_later() -> None:
    assert life(CHOIR, scene()) == 120.0
    assert life(CHOIR, scene(now=at("2026-11-23 17:59:30"))) == pytest.approx(30.999)
    assert life(CHOIR, scene(now=at("2026-11-23 18:00:00.250"))) == pytest.approx(0.749)
    assert life(CHOIR, scene(now=at("2026-11-23 18:00:01"))) == 0.0


STATES = st.sampled_from([None, *State])
SOMETIMES = st.none() | st.integers(-200_000, 200_000).map(lambda s: MONDAY + timedelta(seconds=s))


@st.composite
def entries(draw: st.DrawFn, name: str) -> tuple[Entry, ...]:
    state = draw(STATES)
    if state is None:
        return ()
    return (
        entry(
            name,
            state,
            claimed_at=draw(SOMETIMES),
            not_before=draw(SOMETIMES),
            nonce=draw(st.sampled_from(["", "ours", "theirs"])),
        ),
    )


MOMENTS = {
    "now": SOMETIMES.map(lambda moment: moment or MONDAY),
    "left": st.integers(0, 3),
    "mine": st.sampled_from(["", "ours"]),
    "pause": st.sampled_from([None, Pause(reason="a complaint", at=MONDAY)]),
}


@settings(deadline=None)
@given(own=entries("choir"), other=entries("other"), moment=st.fixed_dictionaries(MOMENTS))
def test_every_state_at_every_moment_has_a_step(
    own: tuple[Entry, ...], other: tuple[Entry, ...], moment: dict[str, Any]
) -> None:
    step = next_step(CHOIR, scene(*own, *other, **moment))
    state = own[0].state if own else None
    allowed = {
        None: {Action.CLAIM, Action.HOLD, Action.WAIT},
        State.RETRY: {Action.CLAIM, Action.HOLD, Action.WAIT},
        State.SENDING: {Action.SEND, Action.RELEASE, Action.LOOK},
    }.get(state, {Action.NOTHING})
    assert step.action in allowed
    assert step.why
    assert not (moment["pause"] and step.action in {Action.CLAIM, Action.SEND})
    assert step.action is not Action.SEND or (own[0].nonce == moment["mine"] == "ours")


def test_the_settings_are_those_of_the_school() -> None:
    strict = school(limits={"spacing_s": 3600})
    just = entry("other", State.SENT, claimed_at=MONDAY - timedelta(seconds=60))
    assert next_step(CHOIR, scene(just, school=strict)).at == MONDAY + timedelta(seconds=3540)
