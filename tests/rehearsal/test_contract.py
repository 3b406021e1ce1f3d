"""Does the rehearsal keep X's own description of its API? What it accepts and answers is held against it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.server import Server
from tests.rehearsal.client import OWN, Client, picture

DESCRIPTION = Path(__file__).parents[2].parent / "shared" / "data" / "x-openapi.json"
CONFIG = Config(
    spec_validator_cls=None,  # the description fails its own validation
    extra_media_type_deserializers={"application/problem+json": lambda body, **_: json.loads(body)},
)
pytestmark = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="X's API description is not beside the repository")


@cache
def description() -> OpenAPI:
    """Without the kinds of signature, which the library cannot check; test_oauth.py does."""
    document = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    return OpenAPI.from_dict(document, config=CONFIG)


def kind_of(sent: requests.PreparedRequest) -> str:
    """The signing library writes bytes where requests promises words."""
    kind: Any = sent.headers.get("Content-Type", "")
    return kind.decode() if isinstance(kind, bytes) else str(kind)


def keeps_contract(answer: requests.Response) -> None:
    """Both sides of one exchange, as if it had been X."""
    sent = answer.request
    headers = {name: str(value) for name, value in sent.headers.items() if name != "Authorization"}
    headers["Content-Type"] = kind_of(sent)
    request = RequestsOpenAPIRequest(
        requests.Request(sent.method, "https://api.x.com" + sent.path_url, headers=headers, data=sent.body)
    )
    description().validate_request(request)
    description().validate_response(request, RequestsOpenAPIResponse(answer))


@pytest.mark.parametrize(
    "request_of",
    [
        lambda x: x.get("/2/users", ids="1800000000000000007,9", **{"user.fields": "profile_image_url,entities"}),
        lambda x: x.get("/2/users/me", **{"user.fields": "created_at,public_metrics,description"}),
        lambda x: x.say("Tea & cake https://school.example/tea now", reply_settings="mentionedUsers"),
        lambda x: x.say("With a picture", media={"media_ids": [x.photo("A green square")]}, made_with_ai=False),
        lambda x: x.hand_in(picture("PNG")),
        lambda x: x.post("/2/media/metadata", {"id": x.photo(), "metadata": {"alt_text": {"text": "A square"}}}),
        lambda x: x.get(f"/2/tweets/{x.said('One')}", **{"post.fields": "created_at,entities,public_metrics"}),
        lambda x: x.get("/2/tweets/1"),
        lambda x: x.get("/2/tweets", ids=f"{x.said('Several')},17"),
        lambda x: x.ask("DELETE", f"/2/tweets/{x.said('Taken back')}"),
        lambda x: x.get(f"/2/users/{OWN}/followers", max_results=3),
        lambda x: x.get(f"/2/users/{OWN}/following"),
        lambda x: x.get(f"/2/users/{OWN}/blocking"),
    ],
)
def test_what_is_accepted_and_answered_is_as_x_describes_it(x: Client, request_of: Callable[[Client], Any]) -> None:
    answer = request_of(x)

    assert answer.ok, answer.text
    keeps_contract(answer)


def test_the_pages_of_a_timeline_are_as_x_describes_them(x: Client) -> None:
    for number in range(7):
        x.said(f"Number {number} https://school.example/{number}", media={"media_ids": [x.photo("A square")]})
    asked = {
        "max_results": 5,
        "start_time": "2026-11-23T00:00:00Z",
        "end_time": "2026-11-24T00:00:00Z",
        "since_id": "1",
        "until_id": "9223372036854775807",
        "exclude": "replies,retweets",
        "post.fields": "created_at,entities,attachments",
        "expansions": "attachments.media_keys",
        "media.fields": "alt_text,url",
    }

    first = x.get(f"/2/users/{OWN}/tweets", **asked)
    second = x.get(f"/2/users/{OWN}/tweets", **asked, pagination_token=first.json()["meta"]["next_token"])

    assert (len(first.json()["data"]), len(second.json()["data"])) == (5, 2)
    keeps_contract(first)
    keeps_contract(second)


def test_a_form_with_bytes_is_as_x_describes_it(x: Client) -> None:
    answer = x.ask("POST", "/2/media/upload", files={"media": picture()}, data={"media_category": "tweet_image"})

    assert answer.ok, answer.text
    assert answer.json()["data"]["image"] == {"image_type": "image/jpeg"}
    keeps_contract(answer)


def test_a_missing_tweet_is_a_problem_as_x_describes_it(x: Client) -> None:
    answer = x.ask("DELETE", "/2/tweets/17")

    assert answer.status_code == 404
    keeps_contract(answer)


def test_a_refused_parameter_is_a_problem_as_x_describes_it(x: Client) -> None:
    answer = x.say("")

    assert answer.status_code == 400
    keeps_contract(answer)


@pytest.mark.parametrize("do", [Do.ERRORS_ONLY, Do.PARTIAL_MEDIA])
def test_a_half_failure_is_as_x_describes_it(x: Client, account: Server, do: Do) -> None:
    account.script(Fault(on="POST /2/media/upload", do=do))

    answer = x.hand_in()

    assert "errors" in answer.json()
    keeps_contract(answer)
