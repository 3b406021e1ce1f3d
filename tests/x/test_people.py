"""What X says about people, over real HTTP: whole pages, odd pages, and accounts that are gone."""

from typing import Any

import pytest

from plugins.model.errors import AccountUnreachable, AccountWrong
from plugins.model.people import Page, Person, Relation
from tests.x import canary
from tests.x.wire import reply, wire

ONE: dict[str, Any] = {"id": "7", "username": "a_library", "name": "A &amp; B Library"}
FULL = {
    **ONE,
    "description": "Books &lt;3 https://t.co/b",
    "protected": True,
    "profile_image_url": "https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png",
    "public_metrics": {"followers_count": 3, "following_count": 4},
    "entities": {
        "url": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://a.example/"}]},
        "description": {"urls": [{"url": "https://t.co/b"}]},
    },
}
PERSON = Person(
    id="7",
    handle="a_library",
    name="A & B Library",
    bio="Books <3 https://t.co/b",
    links=("https://a.example/", "https://t.co/b"),
    has_picture=False,
    protected=True,
    followers=3,
    following=4,
)
GONE = {"type": "https://api.twitter.com/2/problems/resource-not-found", "title": "Forbidden", "value": "8"}


def page(*people: dict[str, Any], **meta: Any) -> bytes:
    data: dict[str, Any] = {"data": list(people)} if people else {}
    return reply(200, {**data, "meta": {"result_count": len(people), **meta}})


def test_what_the_account_shows_of_itself() -> None:
    with wire(reply(200, {"data": FULL})) as x:
        assert canary.account(x.url).own() == PERSON
    assert x.seen[0].target.startswith("/2/users/me?user.fields=")


@pytest.mark.parametrize("relation", Relation)
def test_a_page_of_each_list(relation: Relation) -> None:
    with wire(page(FULL, ONE, next_token="more")) as x:
        found = canary.account(x.url).page(relation, size=50, token="place")
    assert found.next == "more"
    assert found.people == (PERSON, Person(id="7", handle="a_library", name="A & B Library"))
    target = x.seen[0].target
    assert target.startswith(f"/2/users/1700000000000000001/{relation}?")
    assert "max_results=50" in target
    assert "pagination_token=place" in target


def test_an_empty_page_says_that_it_is_empty() -> None:
    with wire(page()) as x:
        assert canary.account(x.url).page(Relation.FOLLOWERS, size=50) == Page(people=())


@pytest.mark.parametrize(
    "answer",
    [
        reply(200, {"data": [ONE], "meta": {"result_count": 2}}),
        reply(200, {"data": [{**ONE, "id": "x"}], "meta": {"result_count": 1}}),
        reply(200, {"data": [{**ONE, "public_metrics": {"followers_count": -1}}], "meta": {"result_count": 1}}),
        reply(200, {"data": [{**ONE, "public_metrics": {"following_count": True}}], "meta": {"result_count": 1}}),
        reply(200, {"errors": [GONE]}),
        reply(503, {"title": "Over capacity"}),
    ],
)
def test_a_page_that_is_none_is_read_again_later(answer: bytes) -> None:
    with wire(answer) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).page(Relation.FOLLOWERS, size=50)


def test_an_account_without_credit_is_told() -> None:
    with wire(reply(402, {"title": "CreditsDepleted"})) as x, pytest.raises(AccountWrong, match="402"):
        canary.account(x.url).page(Relation.FOLLOWERS, size=50)


def test_a_look_up_leaves_out_who_is_gone() -> None:
    with wire(reply(200, {"data": [ONE], "errors": [GONE]}), reply(200, {"errors": [GONE]})) as x:
        account = canary.account(x.url)
        assert [one.id for one in account.lookup(["7", "8"])] == ["7"]
        assert account.lookup(["8"]) == ()
    assert "ids=7%2C8" in x.seen[0].target or "ids=7,8" in x.seen[0].target


@pytest.mark.parametrize("body", [{"errors": [{**GONE, "type": "about:blank"}]}, {}])
def test_a_look_up_that_failed_is_not_taken_for_people_who_are_gone(body: dict[str, Any]) -> None:
    with wire(reply(200, body)) as x, pytest.raises(AccountUnreachable):
        canary.account(x.url).lookup(["8"])
