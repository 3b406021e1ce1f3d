import json
from contextlib import suppress
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.account import Form
from plugins.x import answers
from tests import make

TWEET = {"id": "17", "text": "Fish &amp; chips https://t.co/a", "created_at": "2026-11-23T10:00:00.000Z"}
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "meta", "id", "text", "entities", "urls", "url", "created_at"]), some
        )
    ),
    max_leaves=12,
)


def answer(body: object) -> requests.Response:
    made = requests.Response()
    made._content = json.dumps(body).encode()  # noqa: SLF001 - as an adapter makes it
    return made


def page(*tweets: object, **meta: Any) -> requests.Response:
    counted: dict[str, object] = {"result_count": len(tweets), **meta}
    return answer({"data": list(tweets), "meta": counted})


def test_a_tweet_is_read_as_its_author_wrote_it() -> None:
    links = [
        {"url": "https://t.co/a", "expanded_url": "https://school.uk/?a=1&copy=2"},
        {"url": "https://t.co/b"},
        {"url": "https://t.co/c", "expanded_url": "https://x.com/s/status/17/photo/1", "media_key": "3_1"},
    ]
    text = "Fish &amp; chips &lt;3 https://t.co/a https://t.co/b https://t.co/c"
    ((shown,), token) = answers.page(page({**TWEET, "text": text, "entities": {"urls": links}}))
    assert shown.text == "Fish & chips <3 https://school.uk/?a=1&copy=2 https://t.co/b"
    assert shown.urls == ("https://school.uk/?a=1&copy=2", "https://t.co/b")
    assert (shown.id, shown.created_at, token) == ("17", make.at("2026-11-23 10:00"), "")


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        ({}, Form.POST),
        ({"referenced_tweets": [{"type": "retweeted", "id": "1"}]}, Form.REPOST),
        ({"referenced_tweets": [{"type": "quoted", "id": "1"}]}, Form.QUOTE),
        ({"referenced_tweets": [{"type": "quoted", "id": "1"}, {"type": "replied_to", "id": "2"}]}, Form.REPLY),
        ({"in_reply_to_user_id": "5"}, Form.REPLY),
        ({"referenced_tweets": [{"type": "something new", "id": "1"}]}, Form.POST),
    ],
)
def test_answers_quotes_and_reposts_are_told_from_posts(fields: dict[str, object], form: Form) -> None:
    assert answers.page(page({**TWEET, **fields}))[0][0].form is form


def test_an_empty_page_says_that_it_is_empty() -> None:
    assert answers.page(answer({"meta": {"result_count": 0}})) == ([], "")
    assert answers.page(page(TWEET, next_token="more"))[1] == "more"


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"data": []},
        {"meta": {}},
        {"meta": {"result_count": 1}},
        {"data": [TWEET], "meta": {"result_count": 2}},
        {"data": TWEET, "meta": {"result_count": 3}},
        {"errors": [{"title": "Not Found Error"}], "meta": {"result_count": 0}},
        {"data": [{**TWEET, "id": 17}], "meta": {"result_count": 1}},
        {"data": [{**TWEET, "id": "17/../18"}], "meta": {"result_count": 1}},
        {"data": [{**TWEET, "text": None}], "meta": {"result_count": 1}},
        {"data": [{**TWEET, "created_at": "2026-11-23T10:00:00"}], "meta": {"result_count": 1}},
        {"data": [{**TWEET, "entities": []}], "meta": {"result_count": 1}},
        {"data": [{**TWEET, "entities": {"urls": {}}}], "meta": {"result_count": 1}},
        {"data": ["tweet"], "meta": {"result_count": 1}},
        {"data": [], "meta": {"result_count": 0, "next_token": 5}},
    ],
)
def test_what_is_no_page_is_never_taken_for_an_empty_one(body: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the class is the contract
        answers.page(answer(body))


@given(ANY_JSON)
def test_any_json_is_read_or_refused(body: object) -> None:
    for read in (answers.page, answers.number, answers.handle, answers.is_deleted):
        with suppress(ValueError):
            read(answer(body))
    assert answers.is_gone(answer(body)) is False


def test_only_x_itself_can_say_that_a_tweet_is_gone() -> None:
    deep, html = requests.Response(), requests.Response()
    deep._content, html._content = b"[" * 200_000, b"<html>404</html>"  # noqa: SLF001
    assert answers.is_gone(answer({"type": "https://api.x.com/2/problems/resource-not-found"}))
    assert not any(answers.is_gone(odd) for odd in (deep, html, None, answer({"title": "Not Found"})))
