"""What do X's answers say? Their JSON as shared values, or ValueError where it is not what was asked for."""

import html
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests

from plugins.model.account import Form, Shown

_NUMBER = re.compile(r"[0-9]{1,19}")
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
    return _number(_data(body).get("id"))


def said(answer: requests.Response) -> str:
    """The id of a tweet that was said: only "201 Created" says so."""
    if answer.status_code != HTTPStatus.CREATED:
        raise ValueError("not the status of a tweet that was said")
    return number(answer)


def handle(answer: requests.Response) -> str:
    """The account's name without @."""
    return _text(_data(document(answer)).get("username"))


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
    return [_shown(tweet) for tweet in tweets], _text(meta.get("next_token", ""))


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
    fields = _object(tweet)
    text = html.unescape(_text(fields.get("text")))
    urls = []
    for link in _list(_object(fields.get("entities", {})).get("urls", [])):
        entity = _object(link)
        short = _text(entity.get("url"))
        full = _text(entity.get("expanded_url", short))
        if "media_key" in entity:
            text = text.replace(short, "").rstrip()
        else:
            text = text.replace(short, full)
            urls.append(full)
    created = datetime.fromisoformat(_text(fields.get("created_at")))
    if created.tzinfo is None:
        raise ValueError("a time without a zone")
    return Shown(id=_number(fields.get("id")), text=text, urls=tuple(urls), created_at=created, form=_form(fields))


_FORMS = {"retweeted": Form.REPOST, "replied_to": Form.REPLY, "quoted": Form.QUOTE}


def _form(fields: dict[str, Any]) -> Form:
    """A reply stays one when the tweet that it answers is gone; an answer that quotes is an answer."""
    kinds = {_text(_object(one).get("type")) for one in _list(fields.get("referenced_tweets", []))}
    if "in_reply_to_user_id" in fields:
        kinds.add("replied_to")
    return next((form for kind, form in _FORMS.items() if kind in kinds), Form.POST)


def _data(body: dict[str, Any]) -> dict[str, Any]:
    return _object(body.get("data"))


def _number(value: object) -> str:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError("no number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - every misfit is one error
    return value


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no list")  # noqa: TRY004
    return value
