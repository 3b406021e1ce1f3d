import signal
import subprocess
import time
from pathlib import Path

import pytest

from plugins.rehearsal.faults import Do, Fault
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import (
    LOOK,
    POST,
    account,
    due,
    entry,
    later,
    script,
    snapshot,
    start,
    status,
    tweets,
    twin,
)
from tests.commands.workspace import make_workspace, run, text, told
from tests.rehearsal.client import Client

FAIR = text("fair-2b3c")
PAGE = "https://www.thistledown-primary.example/news/fair-2b3c/"
LIMITS = {"per_run = 3": "per_run = 20", "per_day = 10": "per_day = 20", "spacing_s = 60": "spacing_s = 0"}
LONG = 600.0


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployed site with one post that is still to be said; nobody changes it."""
    return due(make_workspace(tmp_path_factory.mktemp("ready"), text("harvest-1a2b", date="2026-10-14 10:00"), FAIR))


@pytest.fixture
def school(ready: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return twin(ready, tmp_path)


def until_it_was_said(root: Path, process: "subprocess.Popen[str]") -> None:
    with account(root) as server:
        while not server.tweets():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)


def test_two_publishers_at_once_say_each_post_once(tmp_path: Path) -> None:
    posts = [text(f"news-{n:02}a2b", title=f"News {n}", summary=f"News number {n}.") for n in range(20)]
    root = due(make_workspace(tmp_path, *posts, toml=LIMITS), announce=20)
    both = [start(root, "send") for _ in range(2)]
    ends = [process.communicate(timeout=120) for process in both]
    assert {process.returncode for process in both} <= {0, 75}, ends
    said = tweets(root)
    assert (len(said), len(set(said))) == (20, 20)
    assert {str(known.state) for known in snapshot(root).entries.values()} == {"SENT"}


def test_killed_between_the_call_and_its_record_the_post_is_found_and_not_said_again(school: Path) -> None:
    script(school, Fault(on=POST, do=Do.HANG, made=True, seconds=LONG))
    process = start(school, "send")
    until_it_was_said(school, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (str(entry(school, "fair-2b3c").state), entry(school, "fair-2b3c").tweet_id) == ("SENDING", "")
    document = told(school, "send")
    assert (document["exit_code"], [one["how"] for one in document["said"]]) == (0, ["timeline"])
    assert (str(entry(school, "fair-2b3c").state), entry(school, "fair-2b3c").how) == ("SENT", "timeline")
    assert len(tweets(school)) == 1


def test_stopped_by_ctrl_c_a_run_says_that_it_may_be_run_again(school: Path) -> None:
    script(school, Fault(on=POST, do=Do.HANG, made=True, seconds=LONG))
    process = start(school, "send", "--json")
    until_it_was_said(school, process)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 75
    assert '"what": "stopped by Ctrl-C"' in out
    assert run(school, "send").returncode == 0
    assert len(tweets(school)) == 1


UNKNOWN, DONE, NEVER = "SENDING", "SENT", ""


@pytest.mark.parametrize(
    ("fault", "first", "second"),
    [
        pytest.param(Fault(on=POST, do=Do.ACCEPT_THEN_CUT), (0, DONE, 1), (0, DONE, 1), id="accepted, then cut"),
        pytest.param(Fault(on=POST, do=Do.GARBAGE, made=True), (0, DONE, 1), (0, DONE, 1), id="accepted, then garbage"),
        pytest.param(status(503), (4, UNKNOWN, 0), (4, UNKNOWN, 0), id="503 and nothing made"),
        pytest.param(status(402), (3, "RETRY", 0), (0, DONE, 1), id="402"),
        pytest.param(status(401), (3, "RETRY", 0), (0, DONE, 1), id="401"),
        pytest.param(status(403), (4, "HELD", 0), (4, "HELD", 0), id="403"),
        pytest.param(status(503, on=LOOK), (75, NEVER, 0), (0, DONE, 1), id="no look at the timeline"),
        pytest.param(status(401, on="GET /2/users/me"), (3, NEVER, 0), (0, DONE, 1), id="nobody knows whose account"),
    ],
)
def test_whatever_the_account_answers_each_run_ends_in_one_known_way(
    school: Path, fault: Fault, first: tuple[int, str, int], second: tuple[int, str, int]
) -> None:
    script(school, fault)
    for expected in (first, second):
        code = invoke(school, "send").exit_code
        state = next((str(one.state) for one in snapshot(school).entries.values() if one.post == "fair-2b3c"), "")
        assert (code, state, len(tweets(school))) == expected


def test_after_a_rate_limit_the_same_command_says_it(school: Path) -> None:
    script(school, Fault(on=POST, do=Do.STATUS, status=429, reset_in=900))
    said = invoke(school, "send")
    assert (said.exit_code, str(entry(school, "fair-2b3c").state), tweets(school)) == (75, "RETRY", [])
    assert "    fair-2b3c waits: X asks to wait until Monday 23 November 2026, 10.15am\n" in said.stdout
    later(school, 901)
    assert (invoke(school, "send").exit_code, len(tweets(school))) == (0, 1)


def test_what_was_never_seen_is_held_and_a_person_settles_it(school: Path) -> None:
    script(school, status(503))
    assert invoke(school, "send").exit_code == 4
    for seconds in (721, 61):
        later(school, seconds)
        assert invoke(school, "send").exit_code == 4
    assert str(entry(school, "fair-2b3c").state) == "HELD"
    held = invoke(school, "status")
    assert held.exit_code == 4
    assert "fair-2b3c: held for a person (nobody can say whether it was said;" in held.stdout
    assert invoke(school, "resolve", "fair-2b3c", "--not-sent", "--by", "head").exit_code == 0
    assert (invoke(school, "send").exit_code, len(tweets(school))) == (0, 1)


def test_the_account_has_the_words_already_but_does_not_show_them_yet(school: Path) -> None:
    with account(school) as server:
        server.show_after(3600)
        Client(server).said(f"There is something new about fair.\n\n{PAGE}")
    assert invoke(school, "send").exit_code == 4
    assert (str(entry(school, "fair-2b3c").state), len(tweets(school))) == ("SENDING", 1)
    later(school, 3601)
    told = document(school, "send")
    assert (told["exit_code"], told["said"][0]["how"], len(tweets(school))) == (0, "timeline", 1)
