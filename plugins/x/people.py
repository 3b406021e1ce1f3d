"""What do X's answers say about people? Their public profiles as shared values, or ValueError."""

import html
from typing import Any

import requests

from plugins.model.people import Page, Person
from plugins.x.answers import document
from plugins.x.shapes import list_of, number_of, object_of, text_of

FIELDS = ("description", "entities", "profile_image_url", "protected", "public_metrics")
_DEFAULT_PICTURE = "default_profile_images"
_GONE = "/resource-not-found"


def own(answer: requests.Response) -> Person:
    """The account itself."""
    return _person(object_of(document(answer).get("data")))


def page(answer: requests.Response) -> Page:
    """One page of a list; an empty one has to say that it is empty."""
    body = document(answer)
    meta, people = object_of(body.get("meta")), list_of(body.get("data", []))
    if meta.get("result_count") != len(people):
        raise ValueError("not a page of people")
    return Page(people=tuple(_person(one) for one in people), next=text_of(meta.get("next_token", "")))


def found(answer: requests.Response) -> tuple[Person, ...]:
    """Those accounts of a look-up that there are; what X says of the others must be that they are gone."""
    body = object_of(answer.json())
    errors = [text_of(object_of(error).get("type", "")) for error in list_of(body.get("errors", []))]
    if not all(kind.endswith(_GONE) for kind in errors) or not ("data" in body or errors):
        raise ValueError("not the people that were asked for")
    return tuple(_person(one) for one in list_of(body.get("data", [])))


def _person(value: Any) -> Person:  # noqa: ANN401 - whatever JSON holds
    fields = object_of(value)
    counts = object_of(fields.get("public_metrics", {}))
    return Person(
        id=number_of(fields.get("id")),
        handle=text_of(fields.get("username")),
        name=html.unescape(text_of(fields.get("name"))),
        bio=html.unescape(text_of(fields.get("description", ""))),
        links=tuple(_links(object_of(fields.get("entities", {})))),
        has_picture=_DEFAULT_PICTURE not in text_of(fields.get("profile_image_url", "")),
        protected=fields.get("protected", False) is True,
        followers=_count(counts.get("followers_count", 0)),
        following=_count(counts.get("following_count", 0)),
    )


def _links(entities: dict[str, Any]) -> list[str]:
    """Where the profile's links lead: its own one, and those in its words."""
    parts = [object_of(entities.get(part, {})) for part in ("url", "description")]
    urls = [object_of(url) for part in parts for url in list_of(part.get("urls", []))]
    return [text_of(url.get("expanded_url", url.get("url"))) for url in urls]


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("no count")
    return value
