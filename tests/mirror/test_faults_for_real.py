"""The fault loop with real git, real HTTP and real files: the whole volume is `make bench-faults`."""

import json
import subprocess
import sys
from itertools import count, islice
from pathlib import Path

import pytest

from plugins.mirror import withdraw
from plugins.rehearsal.faults import Do, Fault
from tests.mirror.deeds import DEEDS
from tests.mirror.effects import How, Watch
from tests.mirror.real import ITEMS, House, Publish, RealWorld
from tests.mirror.rivals import post_then_record, record_then_post
from tests.mirror.schedules import Clean, Schedule, clean_run, each_reply, play, seeded

ROOT = Path(__file__).parents[2]
POST = "POST /2/tweets"


def world(home: House, schedule: Schedule | None = None, publish: Publish | None = None) -> RealWorld:
    """One post alone is due, the one with a picture."""
    chosen = schedule or Schedule()
    made = home.world(on_unknown=chosen.on_unknown, lag=chosen.lag)
    made.items = ITEMS[:1]
    made.publish = publish or made.publish
    return made


@pytest.fixture(scope="module")
def clean(home: House) -> Clean:
    return clean_run(world(home))


def test_a_run_in_which_nothing_breaks_says_both_posts_once(home: House) -> None:
    both, watch = home.world(), Watch()
    both.run(watch)
    assert both.count() == (0, 0)
    programs = {name.split()[1] for name in watch.seen if name.startswith("subprocess.Popen")}
    assert {"for-each-ref", "hash-object", "commit-tree", "update-ref", "cat-file"} <= programs
    assert sum(name.startswith("socket.connect") for name in watch.seen) == 9  # two of them ask whether a page is live
    assert any(name.startswith("open") for name in watch.seen)
    assert not watch.struck


def test_the_machine_may_die_at_any_operation(home: House) -> None:
    for at in count(1):
        schedule = Schedule(at=at)
        end = play(schedule, world(home, schedule))
        assert (end.duplicates, end.lost) == (0, 0), at
        if not end.struck:
            assert at > 40
            return
        assert end.died_at == at


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "send"])
def test_the_machine_may_die_while_something_is_taken_back_or_a_heartbeat_is_written(home: House, deed: str) -> None:
    """Every fourth operation; `make bench-faults` has them all."""
    for at in count(1 + len(deed) % 4, 4):
        schedule = Schedule(deed=deed, at=at)
        end = play(schedule, world(home, schedule))
        assert (end.duplicates, end.lost) == (0, 0), at
        if not end.struck:
            assert at > 30
            return


@pytest.mark.parametrize(("deed", "number"), [(deed, 50 if deed == "send" else 10) for deed in DEEDS])
def test_a_hundred_schedules_drawn_by_their_seeds(home: House, deed: str, number: int) -> None:
    for schedule in islice(seeded(clean_run(world(home), deed)), number):
        end = play(schedule, world(home, schedule))
        assert (end.duplicates, end.lost) == (0, 0), schedule


def test_every_request_meets_every_answer_of_the_rehearsal(clean: Clean) -> None:
    met = {(fault.on, fault.do) for schedule in each_reply(clean) for fault in schedule.replies}
    spoilt = set(Do) - {Do.REPEAT_PAGE}  # of lists of people, which publishing does not ask for
    assert met == {(endpoint, do) for endpoint, _ in clean.requests for do in spoilt}
    assert {endpoint for endpoint, _ in clean.requests} >= {POST, "POST /2/media/upload", "GET /2/users/{id}/tweets"}


def test_git_may_do_its_work_and_die_before_it_says_so(home: House) -> None:
    watch = Watch()
    world(home).run(watch)
    moves = [number for number, name in enumerate(watch.seen, start=1) if name == "subprocess.Popen update-ref"]
    assert len(moves) == 2
    for at in moves:
        schedule = Schedule(at=at, how=How.UNHEARD)
        end = play(schedule, world(home, schedule))
        assert end.fired
        assert (end.duplicates, end.lost) == (0, 0)


def test_disk_and_network_may_go_for_good_at_any_moment(home: House) -> None:
    for at in count(1, 4):
        one, watch = world(home), Watch(at=at, how=How.FAIL, lasting=True)
        one.run(watch)
        one.settle()
        assert one.count() == (0, 0), at
        if not watch.struck:
            assert at > 40
            return


# A loop that other designs would pass as well proves nothing.


def test_who_posts_and_then_records_says_a_post_twice(home: House) -> None:
    schedule = Schedule(replies=(Fault(on=POST, do=Do.ACCEPT_THEN_CUT),))
    assert play(schedule, world(home, schedule, post_then_record)).duplicates == 1


def test_who_records_and_then_posts_loses_a_post(home: House) -> None:
    schedule = Schedule(replies=(Fault(on=POST, do=Do.REFUSE_CUT),))
    assert play(schedule, world(home, schedule, record_then_post)).lost == 1


def test_who_takes_a_repeated_order_for_a_new_one_loses_the_correction(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = (Fault(on="DELETE /2/tweets/{id}", do=Do.STATUS, status=503, times=2),)
    schedule = Schedule(deed="resend", replies=faults)
    assert play(schedule, world(home, schedule)).lost == 0
    monkeypatch.setattr(withdraw, "_SAYING", frozenset())
    assert play(schedule, world(home, schedule)).lost == 1


@pytest.mark.parametrize("publish", [post_then_record, record_then_post])
def test_a_definite_no_harms_neither_of_them(home: House, publish: Publish) -> None:
    schedule = Schedule(replies=(Fault(on=POST, do=Do.STATUS, status=429),))
    end = play(schedule, world(home, schedule, publish))
    assert (end.duplicates, end.lost) == (0, 0)


def test_three_publishers_that_are_killed_twenty_times_say_each_post_once() -> None:
    command = [sys.executable, "-m", "tests.mirror.kills", "20", "7"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stderr
    figures = json.loads(said.stdout)
    assert figures["kills"] >= 20
    assert figures["posts"] > 0
    assert (figures["duplicates"], figures["lost"]) == (0, 0)
