"""How does the school's account speak? tweepy's client over our own session, as the shared port of an account."""

import base64
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import requests
import tweepy

from plugins.model.account import Me, Shown, Timeline
from plugins.model.errors import AccountUnreachable, BuildFailed, SchoolgateError
from plugins.model.people import Page, Person, Relation
from plugins.model.tweet import Media
from plugins.x import answers, people
from plugins.x.errors import no_photo, not_deleted, outcome, refused_photo, trouble
from plugins.x.redaction import quieten
from plugins.x.secrets import Credentials
from plugins.x.session import Call, Limits, XSession

_PAGE = 100
_PAGES = 32  # X itself shows no more than the last 3,200 tweets
_LARGEST_PHOTO = 5 * 10**6


class XAccount:
    """The account that the credentials belong to; `base_url` may be a rehearsal server on loopback.

    Its errors have no cause: the words of a foreign one are X's, and X may repeat what it was sent.

    `reply_settings`, where not empty, limits with each tweet who may answer it. See plugins/model/account.py for what
    each method raises; uploads raise Refused besides, for a photo that X will never take.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        channel: str,
        reply_settings: str,
        base_url: str = "https://api.x.com",
        limits: Limits | None = None,
    ) -> None:
        quieten()
        self._channel = channel
        self._reply_settings = reply_settings
        self._id = credentials.access_token.reveal().partition("-")[0]
        self._session = XSession(base_url, limits or Limits())
        self._client: Any = tweepy.Client(
            consumer_key=credentials.consumer_key.reveal(),
            consumer_secret=credentials.consumer_secret.reveal(),
            access_token=credentials.access_token.reveal(),
            access_token_secret=credentials.access_secret.reveal(),
            return_type=requests.Response,
        )
        self._client.session = self._session

    @property
    def channel(self) -> str:
        """The name of the channel in the ledger."""
        return self._channel

    def me(self) -> Me:
        """Who the credentials belong to."""
        with self._call(partial(trouble, doing="asking whose account it is")):
            answer = self._client.get_me(user_auth=True)
            return Me(id=answers.number(answer), handle=answers.handle(answer), at=answers.moment(answer))

    def timeline(self, since: datetime | None) -> Timeline:
        """All tweets since then, whole seconds, or the newest 100; `at` is the moment of the first page."""
        tweets, token, at = self._page(since, None)
        for _ in range(_PAGES):
            if since is None or not token:
                return Timeline(tweets=tuple(tweets), at=at)
            more, token, _later = self._page(since, token)
            tweets += more
        raise AccountUnreachable("the account's timeline does not end", fix="try again later")

    def upload(self, file: Path, media: Media) -> str:
        """The id of the uploaded photo, its alt text attached."""
        if media.bytes > _LARGEST_PHOTO:
            raise refused_photo(file.name)
        try:
            photo = base64.b64encode(file.read_bytes()).decode()
        except OSError as error:
            raise BuildFailed(f"the photo {file.name} of the built site cannot be read", fix="build again") from error
        with self._call(partial(no_photo, file=file.name)):
            body: dict[str, Any] = {"media": photo, "media_category": "tweet_image"}
            media_id = answers.number(self._client.request("POST", "/2/media/upload", json=body, user_auth=True))
        with self._call(partial(no_photo, file=file.name)):
            body = {"id": media_id, "metadata": {"alt_text": {"text": media.alt}}}
            answers.document(self._client.request("POST", "/2/media/metadata", json=body, user_auth=True))
        return media_id

    def post(self, text: str, media_ids: Sequence[str], *, deadline: float) -> str:
        """The tweet's id; every failure is an Outcome."""
        with self._call(outcome, deadline):
            return answers.said(
                self._client.create_tweet(
                    text=text,
                    media_ids=list(media_ids) or None,
                    reply_settings=self._reply_settings or None,
                    user_auth=True,
                )
            )

    def delete(self, tweet_id: str) -> None:
        """Delete one tweet; one that X does not know is deleted."""
        with self._call(not_deleted):
            if not answers.is_deleted(self._client.delete_tweet(tweet_id, user_auth=True)):
                raise AccountUnreachable("X did not delete the tweet", fix="try again, or delete it by hand")

    def own(self) -> Person:
        """What the account shows of itself."""
        with self._call(partial(trouble, doing="asking what the account shows of itself")):
            return people.own(self._client.get_me(user_fields=list(people.FIELDS), user_auth=True))

    def page(self, relation: Relation, *, size: int, token: str = "") -> Page:
        """At most `size` people of one of the account's lists."""
        read = {
            Relation.FOLLOWERS: self._client.get_users_followers,
            Relation.FOLLOWING: self._client.get_users_following,
            Relation.BLOCKING: self._client.get_blocked,
        }[relation]
        whose = () if relation is Relation.BLOCKING else (self._id,)  # tweepy tells a list of blocks whose it is
        with self._call(partial(trouble, doing=f"reading the account's list ({relation})")):
            answer = read(
                *whose,
                max_results=size,
                pagination_token=token or None,
                user_fields=list(people.FIELDS),
                user_auth=True,
            )
            return people.page(answer)

    def lookup(self, ids: Sequence[str]) -> tuple[Person, ...]:
        """Those of at most 100 accounts that there are."""
        with self._call(partial(trouble, doing="looking accounts up")):
            return people.found(self._client.get_users(ids=list(ids), user_fields=list(people.FIELDS), user_auth=True))

    def _page(self, since: datetime | None, token: str | None) -> tuple[list[Shown], str, datetime]:
        """Tweets of one page, the token of the next, and X's time."""
        with self._call(partial(trouble, doing="looking at the timeline")):
            answer = self._client.get_users_tweets(
                self._id,
                start_time=since,
                max_results=_PAGE,
                pagination_token=token,
                tweet_fields=["created_at", "entities", "referenced_tweets", "in_reply_to_user_id"],
                user_auth=True,
            )
            return (*answers.page(answer), answers.moment(answer))

    @contextmanager
    def _call(
        self, explain: Callable[[Exception, Call], SchoolgateError | None], deadline: float = math.inf
    ) -> Iterator[None]:
        """One call to X: whatever it raises is explained in our own classes, here and nowhere else."""
        with self._session.call(deadline) as call:
            try:
                yield
            except SchoolgateError:
                raise
            except Exception as error:  # noqa: BLE001 - tweepy lets through whatever its libraries raise
                explained = explain(error, call)
                if explained:
                    raise explained from None
