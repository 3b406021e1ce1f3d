"""How do bytes get to X and back? One session with limits, and the one place where bytes of a request are written.

tweepy 4.17 has no base URL, no time-out and no deadline: it builds `https://api.twitter.com/...` inside one function
and waits for ever. Everything that it lacks is here, below it and above urllib3.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from plugins.model.errors import CertainlyNotSent

_CHUNK = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long (seconds) to connect, to wait for the next bytes and to read a whole answer, and its most bytes."""

    connect_s: float = 10.0
    read_s: float = 30.0
    answer_s: float = 60.0
    answer_bytes: int = 4 * 2**20


@dataclass(slots=True)
class Call:
    """One call to the account.

    No byte of it leaves after `deadline` (seconds of CLOCK_BOOTTIME, which goes on while a laptop sleeps); `wrote` says
    whether any byte left; `answer` is the answer, once it was read to its end.
    """

    deadline: float = math.inf
    wrote: bool = False
    answer: requests.Response | None = None


_call: ContextVar[Call] = ContextVar("call")


def _before_write() -> None:
    """The last look at the clock before bytes leave; connecting, which may take long, is over by then."""
    call = _call.get()
    in_time = time.clock_gettime(time.CLOCK_BOOTTIME) <= call.deadline  # asked this way round, NaN is too late
    if not in_time:
        raise CertainlyNotSent(
            "the time set for this tweet was over before it could be sent",
            fix="nothing to do; it is sent by a later run",
            status=0,
        )
    call.wrote = True


class _Http(HTTPConnection):
    """A connection that connects first, then looks at the clock, then writes."""

    def send(self, data: Any) -> None:  # noqa: ANN401 - whatever http.client sends
        if self.sock is None:
            self.connect()
        _before_write()
        super().send(data)


class _Https(_Http, HTTPSConnection):
    """The same over TLS: the handshake is part of connecting."""


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


_POOLS = {"http": _HttpPool, "https": _HttpsPool}


class _Adapter(HTTPAdapter):
    """Every connection is a watched one, those through a proxy too."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


class XSession(requests.Session):
    """What tweepy sends through: to `base_url` whatever tweepy wrote, no redirects, every answer read within limits."""

    def __init__(self, base_url: str, limits: Limits) -> None:
        super().__init__()
        self._base_url = base_url
        self._limits = limits
        self.trust_env = not _is_loopback(base_url)
        self.headers["Connection"] = "close"  # a kept connection may be dead, and then nobody knows what was read
        self.headers["Accept-Encoding"] = "identity"
        self.mount("https://", _Adapter())
        self.mount("http://", _Adapter())

    @contextmanager
    def call(self, deadline: float = math.inf) -> Iterator[Call]:
        """One call to the account; every request needs one around it."""
        token = _call.set(Call(deadline=deadline))
        try:
            yield _call.get()
        finally:
            _call.reset(token)

    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:  # type: ignore[override] # noqa: ANN401
        """The host is replaced here, before the request is signed; the signature covers it."""
        limits = self._limits
        return super().request(
            method,
            self._base_url + urlsplit(url).path,
            timeout=(limits.connect_s, limits.read_s),
            stream=True,
            **kwargs,
        )

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        """Send one signed request and read its answer to the end."""
        response = super().send(request, **kwargs)
        response._content = self._read(response)  # noqa: SLF001 - requests has no other way to limit an answer
        _call.get().answer = response
        return response

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: a redirect would turn POST into GET, and requests would read its answer without a limit."""

    def _read(self, response: requests.Response) -> bytes:
        body, end = bytearray(), time.monotonic() + self._limits.answer_s
        with response:
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > self._limits.answer_bytes or time.monotonic() > end:
                    raise requests.exceptions.ChunkedEncodingError("the answer is too long or too slow")
        return bytes(body)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}
