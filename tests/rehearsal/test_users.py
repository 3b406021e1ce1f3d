from dataclasses import replace
from typing import Any

import pytest

from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.people import Invented
from plugins.rehearsal.server import Server
from plugins.rehearsal.store import setting
from tests.rehearsal.client import OWN, Client


def test_the_account_says_who_it_is_and_that_it_rehearses(x: Client) -> None:
    answer = x.get("/2/users/me", **{"user.fields": "description"}).json()["data"]

    assert (answer["id"], answer["username"]) == (OWN, "ThistledownPri")
    assert answer["name"] == "Thistledown Primary School (rehearsal)"
    assert answer["description"] == "Automated. Nothing here is on Twitter."


@pytest.mark.parametrize(("relation", "count"), [("followers", 7), ("following", 3), ("blocking", 1)])
def test_the_people_around_are_invented_and_come_in_pages(x: Client, relation: str, count: int) -> None:
    path = f"/2/users/{OWN}/{relation}"
    seen, params = [], {"max_results": "2"}
    while True:
        page = x.get(path, **params).json()
        seen += page["data"]
        if "next_token" not in page["meta"]:
            break
        params["pagination_token"] = page["meta"]["next_token"]

    assert len({person["id"] for person in seen}) == count
    assert all(person["name"].endswith("(rehearsal)") for person in seen)
    assert "data" not in x.get(path, pagination_token=_after_everybody()).json()


def _after_everybody() -> str:
    from plugins.rehearsal.timeline import token  # noqa: PLC0415 - read beside its one use

    return token("1")


WHO = Invented(relation="followers", id=1_900_000_000_000_000_001, username="new_reader", name="New reader")


def everybody(x: Client, relation: str = "followers") -> list[dict[str, Any]]:
    fields = {"user.fields": "description,entities,profile_image_url,protected,public_metrics"}
    found: list[dict[str, Any]] = x.get(f"/2/users/{OWN}/{relation}", **fields).json()["data"]
    return found


def test_the_newest_is_the_first(account: Server, x: Client) -> None:
    account.put(WHO)
    assert everybody(x)[0]["username"] == "new_reader"
    account.remove("followers", WHO.id)
    assert everybody(x)[0]["username"] == "reader_0417_reh"


def test_people_have_faults_as_on_x(account: Server, x: Client) -> None:
    detail = {"protected": True, "picture": False, "url": "https://a.example/", "following": 5000}
    account.put(replace(WHO, detail=detail))
    account.rename(WHO.id, "another_name")
    first = everybody(x)[0]
    assert (first["username"], first["protected"], first["public_metrics"]["following_count"]) == (
        "another_name",
        True,
        5000,
    )
    assert "default_profile_images" in first["profile_image_url"]
    assert first["entities"]["url"]["urls"][0]["expanded_url"] == "https://a.example/"


def test_whom_x_suspended_is_on_no_list_and_not_found(account: Server, x: Client) -> None:
    account.put(WHO)
    account.suspend(WHO.id)
    assert everybody(x)[0]["username"] == "reader_0417_reh"
    answer = x.get("/2/users", ids=f"{WHO.id},1800000000000000007").json()
    assert [one["username"] for one in answer["data"]] == ["fernbridge_lib_reh"]
    assert [(one["resource_id"], one["parameter"]) for one in answer["errors"]] == [(str(WHO.id), "ids")]
    assert "data" not in x.get("/2/users", ids=str(WHO.id)).json()


@pytest.mark.parametrize("ids", ["", "x", ",".join(["1"] * 101)])
def test_a_look_up_wants_ids(x: Client, ids: str) -> None:
    assert x.get("/2/users", ids=ids).status_code == 400


def test_strangers_cost_more_than_ones_own_lists(account: Server, x: Client) -> None:
    account.give_credit(1.0)
    x.get("/2/users", ids="1800000000000000007,1800000000000000008")
    with account.store.transaction() as db:
        assert setting(db, "credit") == 1000 - 20


def test_an_account_may_be_protected(account: Server, x: Client) -> None:
    account.protect()
    assert x.get("/2/users/me", **{"user.fields": "protected"}).json()["data"]["protected"] is True


def test_a_scripted_page_leads_to_itself(account: Server, x: Client) -> None:
    path = f"/2/users/{OWN}/followers"
    account.script(Fault(on="GET /2/users/{id}/followers", do=Do.REPEAT_PAGE, times=2))
    first = x.get(path).json()
    again = x.get(path, pagination_token=first["meta"]["next_token"]).json()
    assert again == first
    assert "next_token" not in x.get(path).json()["meta"]
