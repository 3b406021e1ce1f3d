"""How does GitHub show a finding at its line? One workflow command each, which it reads from a log."""

from plugins.model.finding import Finding, Severity

_LEVELS = {Severity.BLOCK: "error", Severity.ASK: "warning", Severity.NOTE: "notice"}
_IN_A_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_A_PROPERTY = {**_IN_A_MESSAGE, ":": "%3A", ",": "%2C"}


def annotation(finding: Finding) -> str:
    """One line, as described in GitHub's "Workflow commands"; whatever a path holds ends no property early."""
    place = finding.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.rule} ({finding.clause})",
    }
    told = ",".join(f"{name}={_escaped(value, _IN_A_PROPERTY)}" for name, value in properties.items())
    message = _escaped(f"{finding.message}\nfix: {finding.remedy}", _IN_A_MESSAGE)
    return f"::{_LEVELS[finding.severity]} {told}::{message}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
