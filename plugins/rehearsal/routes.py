"""Who answers what? From a request to what will be sent back, in one transaction of the database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from plugins.model.school import School
from plugins.rehearsal import control, limits, media, page, timeline, tweets, users
from plugins.rehearsal.call import Call, is_id
from plugins.rehearsal.delivery import Delivery, spoil
from plugins.rehearsal.faults import Do, take
from plugins.rehearsal.message import Problem, Reply, Request, forbidden, invalid
from plugins.rehearsal.moment import now
from plugins.rehearsal.oauth import credentials, verify
from plugins.rehearsal.store import Store

Work = Callable[[Call], Reply]

API: dict[str, Work] = {
    "GET /2/users/me": users.me,
    "GET /2/users": users.several,
    "POST /2/tweets": tweets.create,
    "GET /2/tweets": timeline.several,
    "GET /2/tweets/{id}": timeline.one,
    "DELETE /2/tweets/{id}": tweets.delete,
    "GET /2/users/{id}/tweets": timeline.own,
    "GET /2/users/{id}/followers": users.followers,
    "GET /2/users/{id}/following": users.following,
    "GET /2/users/{id}/blocking": users.blocking,
    "POST /2/media/upload": media.upload,
    "POST /2/media/metadata": media.describe,
}
"""X's endpoints that stand here; all of them want a signature."""

OPEN: dict[str, Work] = {
    "GET /": page.timeline,
    "GET /status/{id}": page.status,
    "GET /rehearsal/page.css": page.style,
    "GET /rehearsal/media/{id}": page.picture,
    "GET /rehearsal/clock": control.clock,
    "POST /rehearsal/clock": control.move_clock,
    "GET /rehearsal/faults": control.faults,
    "POST /rehearsal/faults": control.script,
    "POST /rehearsal/settings": control.settings,
}
"""What a browser sees, and what a test turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where it all happens: the database, and whose account it is."""

    store: Store
    school: School

    def respond(self, request: Request) -> tuple[Delivery, float]:
        """What will be sent, and the account's time; nothing has been written when this raises sqlite3.Error."""
        with self.store.transaction() as db:
            call = Call(request=request, db=db, school=self.school, now=now(db))
            try:
                delivery = self._deliver(call)
            except Problem as problem:
                delivery = Delivery(reply=problem.reply())
            return delivery, call.now

    def _deliver(self, call: Call) -> Delivery:
        name, number = _find(call.request)
        call = replace(call, id=number)
        if name in OPEN:
            return Delivery(reply=OPEN[name](call))
        verify(call.db, call.request, credentials(self.school.account.id))
        _demand_own(name, call)
        fault = take(call.db, name)
        if fault is None:
            return Delivery(reply=_carry_out(name, call))
        late_s = fault.seconds if fault.do is Do.LATE_ACCEPT else 0.0
        call = replace(call, late_s=late_s, repeats=fault.do is Do.REPEAT_PAGE)
        made = _carry_out(name, call) if fault.carried_out else None
        return spoil(fault, made, now=call.now, address=call.request.base + call.request.target)


def _find(request: Request) -> tuple[str, str]:
    """The endpoint and the id in its path; Problem 404 where nothing stands, 400 where the id is none."""
    for name in (*API, *OPEN):
        method, _, template = name.partition(" ")
        before, placeholder, after = template.partition("{id}")
        if request.method != method or not request.path.startswith(before) or not request.path.endswith(after):
            continue
        number = request.path[len(before) : len(request.path) - len(after)]
        if bool(placeholder) == bool(number) and "/" not in number:
            if placeholder and not is_id(number):
                raise invalid("id", "The `id` query parameter value is not valid")
            return name, number
    raise Problem(HTTPStatus.NOT_FOUND, "Not Found", "Not Found")


def _demand_own(name: str, call: Call) -> None:
    """An ordinary account's lists are read by itself alone."""
    if "/users/{id}" in name and call.id != call.school.account.id:
        raise forbidden("You are not permitted to see this user's lists on the rehearsal account.")


def _carry_out(name: str, call: Call) -> Reply:
    """Do it under the limits of the endpoint; a refusal is an answer too."""
    rate = limits.count(call.db, name, call.now)
    try:
        limits.demand_room(rate)
        limits.demand_credit(call.db)
        reply = API[name](call)
    except Problem as problem:
        reply = problem.reply()
    return replace(reply, headers=(*reply.headers, *rate.headers))
