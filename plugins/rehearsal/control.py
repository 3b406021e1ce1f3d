"""How is the rehearsal turned? Clock, faults and settings, by JSON over HTTP; no signature, loopback only."""

from plugins.rehearsal.call import Call
from plugins.rehearsal.faults import read
from plugins.rehearsal.faults import script as put
from plugins.rehearsal.message import Reply, answer, forbidden, invalid
from plugins.rehearsal.moment import advance, freeze, moment_of, now
from plugins.rehearsal.store import settle

_MOST = 100
_LARGEST = 1_000_000


def clock(call: Call) -> Reply:
    """GET /rehearsal/clock: {"now": the account's time}."""
    return answer({"now": moment_of(call.now).isoformat()})


def move_clock(call: Call) -> Reply:
    """POST /rehearsal/clock: {"advance": seconds} or {"frozen": true}; the answer is the new time."""
    _demand_no_page(call)
    document = call.request.document()
    if document.keys() == {"advance"} and _is_number(document["advance"]):
        advance(call.db, document["advance"])
    elif document.keys() == {"frozen"} and isinstance(document["frozen"], bool):
        freeze(call.db, frozen=document["frozen"])
    else:
        raise invalid("body", "Give advance in seconds, or frozen as true or false.")
    return answer({"now": moment_of(now(call.db)).isoformat()})


def faults(call: Call) -> Reply:
    """GET /rehearsal/faults: those that wait, in their order."""
    rows = call.db.execute("SELECT endpoint, skip, times, spec FROM fault ORDER BY id LIMIT ?", (_MOST,))
    return answer({"faults": [dict(row) for row in rows]})


def script(call: Call) -> Reply:
    """POST /rehearsal/faults: a list of faults; all of them are put at the end, or none."""
    _demand_no_page(call)
    listed = call.request.parsed()
    if not isinstance(listed, list) or len(listed) > _MOST:
        raise invalid("body", f"Give a list of up to {_MOST} faults.")
    try:
        put(call.db, [read(spec) for spec in listed])
    except ValueError as error:
        raise invalid("body", str(error)) from error
    return answer({"scripted": len(listed)})


def settings(call: Call) -> Reply:
    """POST /rehearsal/settings.

    `credit` in dollars (null: without end) and `visible_after_s`, how long a new tweet stays off the timeline.
    """
    _demand_no_page(call)
    document = call.request.document()
    scales = {"credit": 1000.0, "visible_after_s": 1.0}
    for name, value in document.items():
        if name not in scales or not (value is None or (_is_number(value) and 0 <= value <= _LARGEST)):
            raise invalid(name, f"The settings are {' and '.join(scales)}, from 0 to {_LARGEST} or null.")
    for name, value in document.items():
        settle(call.db, name, None if value is None else value * scales[name])
    return answer(document)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _demand_no_page(call: Call) -> None:
    """A web page that somebody has open must not turn the rehearsal; browsers say where a POST comes from."""
    if "origin" in call.request.headers:
        raise forbidden("The rehearsal is not turned from a web page.")
