import pytest

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

    return token("9000000000000000000")
