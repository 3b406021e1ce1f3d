from datetime import timedelta

import pytest

from plugins.rehearsal.server import Server
from tests.rehearsal.client import Client

CLOCK, FAULTS, SETTINGS = "/rehearsal/clock", "/rehearsal/faults", "/rehearsal/settings"


def test_the_clock_is_read_and_moved_without_a_signature(x: Client, account: Server) -> None:
    before = account.now()

    told = x.ask("GET", CLOCK, auth=None).json()["now"]
    moved = x.ask("POST", CLOCK, auth=None, json={"advance": 90}).json()["now"]

    assert told == before.isoformat()
    assert moved == (before + timedelta(seconds=90)).isoformat() == account.now().isoformat()


def test_the_clock_runs_and_stops(x: Client, account: Server) -> None:
    x.post(CLOCK, {"frozen": False})
    assert account.now() < account.now()

    x.post(CLOCK, {"frozen": True})
    assert account.now() == account.now()


@pytest.mark.parametrize(
    "document",
    [{}, {"advance": True}, {"advance": "1"}, {"advance": -1}, {"advance": 1e9}, {"frozen": 1}, {"back": 1}, [], "x"],
)
def test_the_clock_is_moved_in_no_other_way(x: Client, account: Server, document: object) -> None:
    before = account.now()

    assert x.post(CLOCK, document).status_code == 400
    assert account.now() == before


def test_the_clock_ends_with_the_century(x: Client, account: Server) -> None:
    for _ in range(71):
        account.advance(366 * 86_400)

    answers = [x.post(CLOCK, {"advance": 366 * 86_400}).status_code for _ in range(2)]

    assert answers == [200, 400]


def test_faults_are_scripted_and_listed(x: Client) -> None:
    spec = {"on": "POST /2/tweets", "do": "status", "status": 500, "headers": [["Retry-After", "1"]]}

    assert x.post(FAULTS, [spec]).json() == {"scripted": 1}
    (waiting,) = x.ask("GET", FAULTS).json()["faults"]
    assert (waiting["endpoint"], waiting["skip"], waiting["times"]) == ("POST /2/tweets", 0, 1)
    assert x.say("Refused").headers["Retry-After"] == "1"
    assert x.ask("GET", FAULTS).json() == {"faults": []}


@pytest.mark.parametrize("document", [{}, [{"do": "hang"}], [{"on": "POST /2/tweets", "do": "x"}], [{}] * 101])
def test_what_is_no_list_of_faults_is_400_and_none_is_kept(x: Client, document: object) -> None:
    assert x.post(FAULTS, document).status_code == 400
    assert x.ask("GET", FAULTS).json() == {"faults": []}


def test_credit_and_delay_are_settings(x: Client) -> None:
    x.post(SETTINGS, {"credit": 0, "visible_after_s": 60})
    assert x.say("No money").status_code == 402

    x.post(SETTINGS, {"credit": None})
    x.said("Slow")
    assert x.timeline() == []


@pytest.mark.parametrize("document", [{"credit": -1}, {"credit": True}, {"visible_after_s": "1"}, {"colour": 1}])
def test_there_are_no_other_settings(x: Client, document: object) -> None:
    assert x.post(SETTINGS, document).status_code == 400


def test_a_web_page_cannot_turn_the_rehearsal(x: Client) -> None:
    for path, document in ((CLOCK, {"advance": 1}), (FAULTS, []), (SETTINGS, {})):
        assert x.ask("POST", path, json=document, headers={"Origin": "https://evil.example"}).status_code == 403
        assert x.ask("POST", path, data="{}", headers={"Content-Type": "text/plain"}).status_code == 415
