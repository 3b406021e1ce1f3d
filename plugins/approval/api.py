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

from plugins.model.errors import ApprovalUnreachable, CouldNotRun, TryAgain
from plugins.x.secrets import Secret

PUBLIC = "https://api.github.com"
MOST_PAGES = 30
_MOST_BYTES = 8 * 1024 * 1024
_PIECE = 64 * 1024
_NEXT = re.compile(r'<([^<>]+)>;\s*rel="next"')
_NOTHING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})
_DONE = frozenset({HTTPStatus.OK, HTTPStatus.CREATED})
_RIGHTS = "let the token write what this is about: issues, or contents and pull requests"
_AGAIN = "nothing is published without an answer; run the same command again later"


def address() -> str:
    """Where GitHub's interface is; a school's own server sets GITHUB_API_URL, as GitHub's own runners do."""
    base = os.environ.get("GITHUB_API_URL") or PUBLIC
    if not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[\w./-]*)?|http://127\.0\.0\.1:\d+", base):
        raise CouldNotRun("GITHUB_API_URL is no address with https://", fix=f"unset it, or make it {PUBLIC}")
    return base.rstrip("/")


_PLAIN = "application/vnd.github+json"


class _Bearer(AuthBase):
    """Puts the token on a request; as requests' own kind of authorisation no file of this machine can replace it."""

    def __init__(self, token: Secret) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        return request


class GitHub:
    """One repository (owner/name) at `base`. `token` is asked for once, when something must be read or written."""

    def __init__(self, base: str, repository: str, token: Callable[[], Secret], *, timeout: float = 20) -> None:
        self.repository = repository
        self._base = base
        self._root = f"{base}/repos/{repository}"
        self._token = token
        self._timeout = timeout
        self._bearer: _Bearer | None = None

    def get(self, path: str, *, accept: str = _PLAIN, **params: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """One document (of the repository itself where `path` is empty); None where GitHub has nothing there.

        `accept` names another form of it. ApprovalUnreachable where it does not answer.
        """
        return self._ask(f"{self._root}/{path}".rstrip("/"), params, accept)[0]

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

    def write(self, method: str, path: str, document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the same
        """What GitHub answers to a change; TryAgain where it does not answer, CouldNotRun where it refuses."""
        return self._change(method, f"{self._root}/{path}", document)

    def query(self, words: str, **variables: str | int) -> Any:  # noqa: ANN401 - the same
        """What GraphQL gives for a query or a mutation; as `write`, and CouldNotRun also where it tells of errors."""
        answer = self._change(
            "POST", f"{self._base.removesuffix('/v3')}/graphql", {"query": words, "variables": variables}
        )
        if not isinstance(answer, dict) or answer.get("errors") or not answer.get("data"):
            raise CouldNotRun("GitHub does not do what was asked of it", fix=_RIGHTS)
        return answer["data"]

    def _change(self, method: str, url: str, document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the same
        try:
            status, answer, _ = self._fetch(method, url, {"json": document}, _PLAIN)
        except (requests.RequestException, ValueError) as error:
            raise TryAgain("GitHub does not answer, or not sensibly", fix="run the same command again later") from error
        if status not in _DONE:
            raise CouldNotRun(f"GitHub answers {status} to a change", fix=_RIGHTS)
        return answer

    def _ask(self, url: str, params: Mapping[str, str], accept: str = _PLAIN) -> tuple[Any, str]:
        """The document, and the address of the next page, which must be on the same server."""
        if urlsplit(url)[:2] != urlsplit(self._root)[:2]:
            raise ApprovalUnreachable("GitHub's next page would be on another server", fix=_AGAIN)
        try:
            status, document, link = self._fetch("GET", url, {"params": params}, accept)
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

    def _fetch(self, method: str, url: str, sent: Mapping[str, Any], accept: str) -> tuple[int, Any, str]:
        self._bearer = self._bearer or _Bearer(self._token())
        until = time.monotonic() + self._timeout
        with requests.Session() as session:
            session.trust_env = urlsplit(url).hostname != "127.0.0.1"
            session.headers.update({"Accept": accept, "X-GitHub-Api-Version": "2022-11-28"})
            session.auth = self._bearer
            request = session.request(method, url, timeout=self._timeout, allow_redirects=False, stream=True, **sent)
            with request as answer:
                content = b""
                for piece in answer.iter_content(_PIECE):
                    content += piece
                    if len(content) > _MOST_BYTES or time.monotonic() > until:
                        raise ValueError("too long an answer")
                good = answer.status_code in _DONE
                return answer.status_code, json.loads(content) if good else None, answer.headers.get("Link", "")
