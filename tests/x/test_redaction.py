import base64
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.x.redaction import quieten, redacted_logs
from tests.x.canary import CREDENTIALS, TEXTS, hits

CHATTY = ("tweepy", "oauthlib", "requests_oauthlib", "urllib3")


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """Everything that any logger of this process says, at DEBUG; also what Pelican's filters would say only once."""
    said, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(said), root.level
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    filters, made = [one.filters[:] for one in loggers], logging.getLoggerClass()
    logging.setLoggerClass(logging.Logger)
    for one in loggers:
        one.filters.clear()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        logging.setLoggerClass(made)
        for one, before in zip(loggers, filters, strict=True):
            one.filters[:] = before


@given(st.binary(max_size=9), st.sampled_from(sorted(TEXTS.values())), st.binary(max_size=9))
def test_a_credential_inside_base64_or_percent_signs_is_taken_out(before: bytes, secret: str, after: bytes) -> None:
    around = before + secret.encode() + after
    forms = (base64.b64encode(around).decode(), base64.urlsafe_b64encode(around).decode(), quote(secret, safe=""))
    with listening() as said, redacted_logs(CREDENTIALS):
        for form in (*forms, secret, quote(quote(secret, safe=""), safe="")):
            logging.getLogger("anything").debug("sent %s", form)
    assert not hits(said.getvalue())
    assert said.getvalue().count("***") == 5


def test_a_traceback_in_a_log_is_redacted_too() -> None:
    log = logging.getLogger("anything.below")
    with listening() as said, redacted_logs(CREDENTIALS):
        try:
            raise ValueError(TEXTS["access_secret"])  # noqa: TRY301
        except ValueError:
            log.exception("it failed with %s", CREDENTIALS.access_secret.reveal())
    assert said.getvalue().startswith("it failed with ***\nTraceback")
    assert "ValueError: ***" in said.getvalue()


def test_a_message_whose_values_do_not_fit_it_breaks_nothing() -> None:
    words = "%d of %d"
    with listening() as said, redacted_logs(CREDENTIALS):
        logging.getLogger("anything").debug(words, "one")
    assert said.getvalue() == "(words and values of this message did not fit together)\n"


def test_logs_are_as_before_when_the_sending_is_over() -> None:
    before = logging.getLogRecordFactory()
    with pytest.raises(RuntimeError), redacted_logs(CREDENTIALS):
        raise RuntimeError
    assert logging.getLogRecordFactory() is before


def test_the_libraries_below_are_kept_quiet() -> None:
    quieten()
    with listening() as said:
        for name in CHATTY:
            logging.getLogger(f"{name}.part").debug("every header of the request")
            logging.getLogger(f"{name}.part").warning("a warning of %s", name)
    assert said.getvalue().splitlines() == [f"a warning of {name}" for name in CHATTY]
