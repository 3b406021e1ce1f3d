"""What does GitHub answer? Whole lists, page by page; an answer that is late, odd or cut short is none."""

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from plugins.model.errors import ApprovalUnreachable, CouldNotRun
from plugins.x.secrets import Secret

PUBLIC = "https://api.github.com"
MOST_PAGES = 30
_MOST_BYTES = 8 * 1024 * 1024
_PIECE = 64 * 1024
_NEXT = re.compile(r'<([^<>]+)>;\s*rel="next"')
_NOTHING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})
_AGAIN = "nothing is published without an answer; run the same command again later"


def address() -> str:
    """Where GitHub's interface is; a school's own server sets GITHUB_API_URL, as GitHub's own runners do."""
    base = os.environ.get("GITHUB_API_URL") or PUBLIC
    if not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[\w./-]*)?|http://127\.0\.0\.1:\d+", base):
        raise CouldNotRun("GITHUB_API_URL is no address with https://", fix=f"unset it, or make it {PUBLIC}")
    return base.rstrip("/")


_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}


class _Bearer(AuthBase):
    """Puts the token on a request; as requests' own kind of authorisation no file of this machine can replace it."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        return request


class GitHub:
    """One repository (owner/name) at `base`, read alone. `token` is asked for once, when something must be read."""

    def __init__(self, base: str, repository: str, token: Callable[[], Secret], *, timeout: float = 20) -> None:
        self._root = f"{base}/repos/{repository}"
        self._token = token
        self._timeout = timeout
        self._bearer: _Bearer | None = None

    def get(self, path: str, **params: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """One document (of the repository itself where `path` is empty); None where GitHub has nothing there.

        ApprovalUnreachable where it does not answer.
        """
        return self._ask(f"{self._root}/{path}".rstrip("/"), params)[0]

    def all(self, path: str, **params: str) -> list[Any]:
        """Every entry of a list, of all pages; empty where GitHub has nothing there."""
        found: list[Any] = []
        url, query = f"{self._root}/{path}", {"per_page": "100", **params}
        for _ in range(MOST_PAGES):
            page, following = self._ask(url, query)
            if not isinstance(page, list) and (page is not None or not query):
                raise ApprovalUnreachable("GitHub answers with something other than a list", fix=_AGAIN)
            found += page or []
            if not following:
                return found
            url, query = following, {}
        raise ApprovalUnreachable(f"GitHub lists more than {MOST_PAGES} pages", fix=_AGAIN)

    def _ask(self, url: str, params: Mapping[str, str]) -> tuple[Any, str]:
        """The document, and the address of the next page, which must be on the same server."""
        if urlsplit(url)[:2] != urlsplit(self._root)[:2]:
            raise ApprovalUnreachable("GitHub's next page would be on another server", fix=_AGAIN)
        self._bearer = self._bearer or _Bearer(self._token())
        try:
            status, document, link = self._fetch(url, params)
        except (requests.RequestException, ValueError) as error:
            raise ApprovalUnreachable("GitHub does not answer, or not sensibly", fix=_AGAIN) from error
        if status in _NOTHING:
            return None, ""
        if status == HTTPStatus.UNAUTHORIZED:
            raise CouldNotRun("GitHub refuses the token", fix="make a new one that may read contents and pull requests")
        if status != HTTPStatus.OK:
            raise ApprovalUnreachable(f"GitHub answers {status}", fix=_AGAIN)
        following = _NEXT.search(link)
        return document, following[1] if following else ""

    def _fetch(self, url: str, params: Mapping[str, str]) -> tuple[int, Any, str]:
        until = time.monotonic() + self._timeout
        with requests.Session() as session:
            session.trust_env = urlsplit(url).hostname != "127.0.0.1"
            session.headers.update(_HEADERS)
            session.auth = self._bearer
            request = session.get(url, params=params, timeout=self._timeout, allow_redirects=False, stream=True)
            with request as answer:
                content = b""
                for piece in answer.iter_content(_PIECE):
                    content += piece
                    if len(content) > _MOST_BYTES or time.monotonic() > until:
                        raise ValueError("too long an answer")
                good = answer.status_code == HTTPStatus.OK
                return answer.status_code, json.loads(content) if good else None, answer.headers.get("Link", "")
