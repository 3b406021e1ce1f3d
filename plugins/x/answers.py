"""What do X's answers say? Their JSON as shared values, or ValueError where it is not what was asked for."""

import html
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests

from plugins.model.account import Form, Shown
from plugins.x.shapes import list_of, number_of, object_of, text_of

_GONE = "/resource-not-found"


def document(answer: requests.Response) -> dict[str, Any]:
    """The JSON object of an answer; errors without data are no answer."""
    body = answer.json()
    if not isinstance(body, dict) or ("errors" in body and "data" not in body):
        raise ValueError("not the object that was asked for")
    return body


def number(answer: requests.Response) -> str:
    """The id that was asked for; an answer that speaks of errors besides does not say that all is well."""
    body = document(answer)
    if "errors" in body:
        raise ValueError("an id, and errors")
    return number_of(_data(body).get("id"))


def said(answer: requests.Response) -> str:
    """The id of a tweet that was said: only "201 Created" says so."""
    if answer.status_code != HTTPStatus.CREATED:
        raise ValueError("not the status of a tweet that was said")
    return number(answer)


def handle(answer: requests.Response) -> str:
    """The account's name without @."""
    return text_of(_data(document(answer)).get("username"))


def is_deleted(answer: requests.Response) -> bool:
    """Whether X says that the tweet is deleted."""
    return _data(document(answer)).get("deleted") is True


def is_gone(answer: requests.Response | None) -> bool:
    """Whether X itself, and not something in between, says that there is no such tweet."""
    try:
        body = answer.json() if answer is not None else None
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and str(body.get("type", "")).endswith(_GONE)


def page(answer: requests.Response) -> tuple[list[Shown], str]:
    """One page of the timeline, newest first, and the token of the next one, empty at the end.

    An empty page has to say that it is empty: a tweet that is not seen may be sent again.
    """
    body = document(answer)
    meta, tweets = body.get("meta"), body.get("data", [])
    if not isinstance(meta, dict) or not isinstance(tweets, list) or meta.get("result_count") != len(tweets):
        raise ValueError("not a page of the timeline")
    return [_shown(tweet) for tweet in tweets], text_of(meta.get("next_token", ""))


def moment(answer: requests.Response) -> datetime:
    """X's own time of an answer; ValueError where it has none."""
    at = said_at(answer)
    if at is None:
        raise ValueError("no time")
    return at


def said_at(answer: requests.Response) -> datetime | None:
    """X's own time of an answer, from its `Date` header."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _shown(tweet: Any) -> Shown:  # noqa: ANN401 - whatever JSON holds
    """A tweet with X's short links replaced by what they lead to, and without those to its own photos."""
    fields = object_of(tweet)
    text = html.unescape(text_of(fields.get("text")))
    urls = []
    for link in list_of(object_of(fields.get("entities", {})).get("urls", [])):
        entity = object_of(link)
        short = text_of(entity.get("url"))
        full = text_of(entity.get("expanded_url", short))
        if "media_key" in entity:
            text = text.replace(short, "").rstrip()
        else:
            text = text.replace(short, full)
            urls.append(full)
    created = datetime.fromisoformat(text_of(fields.get("created_at")))
    if created.tzinfo is None:
        raise ValueError("a time without a zone")
    return Shown(id=number_of(fields.get("id")), text=text, urls=tuple(urls), created_at=created, form=_form(fields))


_FORMS = {"retweeted": Form.REPOST, "replied_to": Form.REPLY, "quoted": Form.QUOTE}


def _form(fields: dict[str, Any]) -> Form:
    """A reply stays one when the tweet that it answers is gone; an answer that quotes is an answer."""
    kinds = {text_of(object_of(one).get("type")) for one in list_of(fields.get("referenced_tweets", []))}
    if "in_reply_to_user_id" in fields:
        kinds.add("replied_to")
    return next((form for kind, form in _FORMS.items() if kind in kinds), Form.POST)


def _data(body: dict[str, Any]) -> dict[str, Any]:
    return object_of(body.get("data"))
