"""How does the answer reach the client? Whole, late, cut, garbled or not at all."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.message import PROBLEM, Problem, Reply, answer, encoded

_INTERNAL = {
    "type": "https://api.x.com/2/problems/internal-error",
    "title": "Internal Error",
    "detail": "Something is broken. This is a scripted fault.",
}
_NOWHERE = "1800000000000000999"
_CUT = Reply(status=HTTPStatus.SERVICE_UNAVAILABLE, body=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One answer on its way: held back for `hold_s` seconds of real time, then `cut` (nothing at all) or sent.

    Only the first `length` bytes of the body leave where that is given; the `Date` header is off by `skew_s`.
    """

    reply: Reply
    hold_s: float = 0.0
    cut: bool = False
    length: int | None = None
    skew_s: float = 0.0


def spoil(fault: Fault, made: Reply | None, *, now: float, address: str) -> Delivery:
    """What the client gets to see of `made`, the true answer (None where the request was not carried out)."""
    match fault.do:
        case Do.HANG:
            return Delivery(reply=made or _CUT, cut=made is None, hold_s=fault.seconds)
        case Do.REPEAT_PAGE:
            return Delivery(reply=made or _CUT)
        case Do.WRONG_DATE:
            return Delivery(reply=made or _CUT, skew_s=fault.seconds)
        case Do.TRUNCATED:
            whole = made or answer({"data": {"id": _NOWHERE, "text": ""}}, HTTPStatus.CREATED)
            return Delivery(reply=whole, length=len(whole.body) // 2)
        case Do.ACCEPT_THEN_CUT | Do.LATE_ACCEPT | Do.REFUSE_CUT:
            return Delivery(reply=_CUT, cut=True)
    return Delivery(reply=_instead(fault, now=now, address=address))


def _instead(fault: Fault, *, now: float, address: str) -> Reply:
    """An answer that has nothing to do with what was done."""
    match fault.do:
        case Do.GARBAGE:
            page = b"<!doctype html><title>Over capacity (rehearsal)</title><p>This is not JSON."
            return Reply(status=HTTPStatus.OK, body=page, type="text/html; charset=utf-8")
        case Do.REDIRECT:
            return Reply(status=HTTPStatus.TEMPORARY_REDIRECT, body=b"", headers=(("Location", address),))
        case Do.LIST_ERROR:
            return Reply(status=fault.status, body=encoded([{"code": 131, "message": "Internal error"}]))
        case Do.ERRORS_ONLY:
            return answer({"errors": [_INTERNAL]})
        case Do.PARTIAL_MEDIA:
            data = {"id": _NOWHERE, "processing_info": {"state": "failed"}}
            return answer({"data": data, "errors": [_INTERNAL]})
    return _status(fault, now)


def _status(fault: Fault, now: float) -> Reply:
    title = HTTPStatus(fault.status).phrase if fault.status in set(HTTPStatus) else "Error"
    reply = Problem(fault.status, title, f"{title}. This is a scripted fault.").reply()
    reset = () if fault.reset_in is None else (("x-rate-limit-reset", str(int(now) + fault.reset_in)),)
    return replace(reply, type=PROBLEM, headers=(*fault.headers, *reset))
