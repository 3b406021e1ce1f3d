from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from plugins.mirror.answer import after_no
from plugins.model.entry import State
from plugins.model.errors import CertainlyNotSent
from tests.mirror.fakes import MONDAY, entry

CLAIM = entry("choir", State.SENDING, nonce="n", claimed_at=MONDAY)


def no(status: int, retry_at: datetime | None = None) -> CertainlyNotSent:
    return CertainlyNotSent("X said no", fix="ask", status=status, retry_at=retry_at)


@pytest.mark.parametrize(
    ("status", "tries", "state"),
    [
        (0, 0, State.RETRY),
        (0, 5, State.RETRY),
        (400, 0, State.RETRY),
        (400, 1, State.HELD),
        (401, 1, State.RETRY),
        (402, 1, State.RETRY),
        (403, 0, State.HELD),
        (404, 0, State.HELD),
        (413, 0, State.HELD),
        (429, 9, State.RETRY),
    ],
)
def test_each_no_has_its_own_next_state(status: int, tries: int, state: State) -> None:
    after = after_no(replace(CLAIM, tries=tries), no(status), MONDAY)
    assert after.state is state
    assert after.reason


@pytest.mark.parametrize(
    ("reset_s", "wait_s"),
    [(None, 900), (-3600, 60), (0, 60), (900, 900), (86_400, 86_400), (10 * 86_400, 86_400)],
)
def test_a_rate_limit_is_kept_within_sense(reset_s: int | None, wait_s: int) -> None:
    reset = MONDAY + timedelta(seconds=reset_s) if reset_s is not None else None
    assert after_no(CLAIM, no(429, reset), MONDAY).not_before == MONDAY + timedelta(seconds=wait_s)


def test_only_a_bad_request_counts_against_a_post() -> None:
    assert [after_no(CLAIM, no(status), MONDAY).tries for status in (0, 401, 402, 429, 400)] == [0, 0, 0, 0, 1]
