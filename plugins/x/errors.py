"""What may the caller do next? Everything that tweepy, requests and X's odd answers can do, in our own classes.

What came back decides, not which exception carried it: tweepy stumbles over some answers before it has looked at their
status, so the status is taken from the answer itself.
"""

from datetime import UTC, datetime, timedelta

import requests

from plugins.model.errors import AccountUnreachable, AccountWrong, CertainlyNotSent, Outcome, PerhapsSent, Refused
from plugins.x.answers import is_gone, said_at
from plugins.x.session import Call

_BAD_REQUEST, _UNAUTHORIZED, _NO_CREDIT, _FORBIDDEN, _NOT_FOUND = 400, 401, 402, 403, 404
_TOO_LARGE, _UNKNOWN_TYPE, _TOO_MANY = 413, 415, 429

_FIX = {
    _BAD_REQUEST: "X does not accept the text or its photos; change the post",
    _UNAUTHORIZED: "X refuses the credentials; make new ones in X's developer portal and store them",
    _NO_CREDIT: "the account's credit is used up; add some in X's developer portal",
    _FORBIDDEN: "X forbids this; read X's notices in the account, then decide",
    _NOT_FOUND: "X does not know this request; the installed version may be too old",
}
_CAP = timedelta(hours=24)


def outcome(error: Exception, call: Call) -> Outcome:
    """What became of a POST of a tweet that ended in `error`: certainly nothing only where that is certain."""
    answer = call.answer
    if answer is not None:
        return _answered(answer)
    if not call.wrote:
        return CertainlyNotSent(
            f"X could not be reached ({_kind(error)}); not a byte of the tweet was sent",
            fix="nothing to do; it is sent by a later run",
            status=0,
        )
    return PerhapsSent(
        f"the connection to X ended before its answer ({_kind(error)})",
        fix="nothing to do; the next run looks at the timeline first",
    )


def trouble(error: Exception, call: Call, doing: str) -> AccountWrong | AccountUnreachable:
    """What became of a call that may be repeated; `doing` says in words what it was for."""
    answer = call.answer
    if answer is None:
        return AccountUnreachable(f"X could not be reached while {doing} ({_kind(error)})", fix="try again later")
    what = f"X answered with status {answer.status_code} while {doing}"
    if answer.status_code in (_UNAUTHORIZED, _NO_CREDIT, _FORBIDDEN):
        return AccountWrong(what, fix=_FIX[answer.status_code])
    if answer.ok:
        what = f"X's answer could not be understood while {doing}"
    until = retry_at(answer) if answer.status_code == _TOO_MANY else None
    return AccountUnreachable(what, fix=f"try again after {until:%H:%M} UTC" if until else "try again later")


def no_photo(error: Exception, call: Call, file: str) -> Refused | AccountWrong | AccountUnreachable:
    """Why a photo was not uploaded: content that X refuses does not change by trying again."""
    if call.answer is not None and call.answer.status_code in (_BAD_REQUEST, _TOO_LARGE, _UNKNOWN_TYPE):
        return refused_photo(file)
    return trouble(error, call, "uploading a photo")


def not_deleted(error: Exception, call: Call) -> AccountWrong | AccountUnreachable | None:
    """Why a tweet may still stand; None where X says that there is no such tweet."""
    return None if is_gone(call.answer) else trouble(error, call, "deleting a tweet")


def refused_photo(file: str) -> Refused:
    """X does not take this picture or its alt text."""
    return Refused(
        f"X does not accept the photo {file} or its alt text", fix="replace the photo or shorten its alt text"
    )


def retry_at(answer: requests.Response) -> datetime | None:
    """When the exhausted limits of a 429 are reset, within 24 hours; None where X names no moment in the future."""
    now = said_at(answer) or datetime.now(UTC)
    resets = [_reset(answer, limit) for limit in ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")]
    future = [reset for reset in resets if reset and reset > now]
    return min(max(future), now + _CAP) if future else None


def _reset(answer: requests.Response, limit: str) -> datetime | None:
    """The reset of one limit, unless something of it is left."""
    if answer.headers.get(f"{limit}-remaining", "0") != "0":
        return None
    try:
        return datetime.fromtimestamp(int(answer.headers.get(f"{limit}-reset", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _answered(answer: requests.Response) -> Outcome:
    """The outcome by status; whatever the table does not name is unknown."""
    status = answer.status_code
    if status == _TOO_MANY:
        return CertainlyNotSent(
            "X takes no more tweets for now",
            fix="nothing to do; it is sent by a later run",
            status=status,
            retry_at=retry_at(answer),
        )
    if status == _FORBIDDEN and "duplicate" in answer.text.lower():
        return PerhapsSent(
            "X says that it has this text already", fix="nothing to do; the next run looks for it", duplicate=True
        )
    if status in _FIX:
        return CertainlyNotSent(f"X refused the tweet with status {status}", fix=_FIX[status], status=status)
    odd = "without saying plainly that the tweet was said" if answer.ok else "which says nothing about the tweet"
    return PerhapsSent(f"X answered with status {status}, {odd}", fix="nothing to do; the next run looks for it")


def _kind(error: Exception) -> str:
    """The name of a foreign exception; its words may hold more than a message should."""
    return type(error).__name__
