"""How do credentials stay out of logs? Every record is made without them, and chatty libraries are kept quiet."""

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from plugins.x.secrets import NAMES, Credentials

_CHATTY = ("tweepy", "oauthlib", "requests_oauthlib", "urllib3")
_HIDDEN = "***"
_SHARED = (0, 2, 3)  # how many characters of base64 hold bits of the 0, 1 or 2 bytes in front


class Redaction(logging.Filter):
    """Takes the credentials out of a record, its traceback included; as they are, percent-encoded and in base64."""

    def __init__(self, credentials: Credentials) -> None:
        super().__init__()
        texts = [getattr(credentials, name).reveal() for name in NAMES]
        self._forms = sorted({form for text in texts for form in _forms(text)}, key=len, reverse=True)
        self._words = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the record goes on, redacted."""
        try:
            record.msg, record.args = self._clean(record.getMessage()), None
        except (TypeError, ValueError, KeyError):
            record.msg, record.args = "(words and values of this message did not fit together)", None
        if record.exc_info:
            record.exc_text, record.exc_info = self._clean(self._words.formatException(record.exc_info)), None
        return True

    def _clean(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text


@contextmanager
def redacted_logs(credentials: Credentials) -> Iterator[None]:
    """While it lasts, no log record of this process holds a credential, whatever logger or handler it goes through.

    The filter sits where records are made: a filter on a logger misses its children, one on a handler the next handler.
    """
    make, redaction = logging.getLogRecordFactory(), Redaction(credentials)

    def made(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - whatever logging hands over
        record = make(*args, **kwargs)
        redaction.filter(record)
        return record

    logging.setLogRecordFactory(made)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def quieten() -> None:
    """Keep the libraries below an account at WARNING: at DEBUG they print keys, tokens and whole requests."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _forms(text: str) -> Iterator[str]:
    """A text, the same percent-encoded once and twice, and the part of its base64 that no neighbour changes."""
    yield from (text, quote(text, safe=""), quote(quote(text, safe=""), safe=""))
    for offset, shared in enumerate(_SHARED):
        encoded = base64.b64encode(b"\0" * offset + text.encode()).decode()
        inner = encoded[shared:] if not encoded.endswith("=") else encoded[shared:].rstrip("=")[:-1]
        yield from (inner, inner.translate(str.maketrans("+/", "-_")))
