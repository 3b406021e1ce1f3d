"""What was asked, and what is answered? HTTP messages as values, and X's problem documents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json; charset=utf-8"
INVALID = "https://api.x.com/2/problems/invalid-request"
NOT_FOUND = "https://api.x.com/2/problems/resource-not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: `target` as it stood on the request line, header names in lower case, `base` is http://HOST."""

    method: str
    base: str
    target: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    def parsed(self) -> object:
        """The body as JSON; Problem 400 or 415 when it is none."""
        if not self.headers.get("content-type", "").lower().startswith("application/json"):
            raise Problem(415, "Unsupported Media Type", "The body must be application/json.")
        try:
            found = json.loads(self.body.decode())
            encoded(found)  # half a surrogate pair can be written in JSON and nowhere else
        except (ValueError, RecursionError) as error:
            raise invalid("body", "The body is not JSON in UTF-8.") from error
        return found

    def document(self) -> dict[str, Any]:
        """The body as a JSON object; Problem 400 or 415 when it is none."""
        found = self.parsed()
        if not isinstance(found, dict):
            raise invalid("body", "The body is not a JSON object.")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer; `Date`, `Content-Length` and `X-Rehearsal` are added where it is written to the socket."""

    status: int
    body: bytes
    type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


class Problem(Exception):
    """A request that is refused, in the shape in which X says so (RFC 9457, with X's additions)."""

    def __init__(self, status: int, title: str, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.document: dict[str, object] = {"type": "about:blank", "title": title, "detail": detail, "status": status}
        self.document.update(more)

    def reply(self) -> Reply:
        """The problem as an answer."""
        return Reply(status=self.status, body=encoded(self.document), type=PROBLEM)


def answer(document: Mapping[str, object], status: int = 200) -> Reply:
    """A JSON document as an answer."""
    return Reply(status=status, body=encoded(document))


def not_found(kind: str, value: str) -> Problem:
    """404: it does not exist."""
    problem = Problem(404, "Not Found Error", f"Could not find {kind} with id: [{value}].")
    problem.document.update(missing(kind, value))
    return problem


def encoded(document: object) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False).encode()


def invalid(parameter: str, message: str) -> Problem:
    """400: one parameter is wrong."""
    errors = [{"parameters": {parameter: []}, "message": message}]
    return Problem(
        400, "Invalid Request", "One or more parameters to your request was invalid.", type=INVALID, errors=errors
    )


def forbidden(detail: str) -> Problem:
    """403: the account may not do this."""
    return Problem(403, "Forbidden", detail)


def missing(kind: str, value: str) -> dict[str, object]:
    """X's word for something that does not exist, as an entry of `errors`."""
    return {
        "type": NOT_FOUND,
        "title": "Not Found Error",
        "detail": f"Could not find {kind} with id: [{value}].",
        "resource_type": kind,
        "resource_id": value,
        "parameter": "id",
        "value": value,
    }
