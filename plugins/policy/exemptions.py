"""What has the author asked to be lifted? An exemption turns a refusal into a question; it never answers it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from plugins.model.case import Case
from plugins.model.finding import Finding, Severity
from plugins.model.post import Exemption, Post


def settle(found: Sequence[Finding], case: Case, *, today: date) -> Iterator[Finding]:
    """The findings with the post's exemptions applied, and a NOTE for each exemption that has ended or does nothing.

    The last day of an exemption belongs to it. Reasons are never quoted: an author may name a child in one.
    """
    if case.post is None:
        yield from found
        return
    wanted = {exemption: _matches(exemption, found, case.post) for exemption in case.post.exemptions}
    lifted = {finding for exemption, match in wanted.items() if today <= exemption.expires for finding in match}
    for finding in found:
        yield _lift(finding) if finding in lifted else finding
    for number, (exemption, match) in enumerate(wanted.items()):
        why = _why(exemption, match, today)
        if why:
            yield _note(case, number, why)


def _matches(exemption: Exemption, found: Sequence[Finding], post: Post) -> tuple[Finding, ...]:
    """The findings an exemption could do something about; one may name several targets, with commas between them."""
    named = {name.strip() for name in exemption.target.split(",")}
    targets = named | {_field(name, post) for name in named}
    return tuple(
        finding
        for finding in found
        if finding.rule == exemption.rule
        and (finding.liftable or finding.severity is Severity.ASK)
        and any(finding.target == target or finding.target.startswith(f"{target}.") for target in targets)
    )


def _field(name: str, post: Post) -> str:
    """A photo may be named by its file or its digest instead of its number."""
    numbered = (f"photos[{n}]" for n, photo in enumerate(post.photos) if name in {photo.file, photo.digest})
    return next(numbered, name)


def _lift(finding: Finding) -> Finding:
    severity = min(finding.severity, Severity.ASK)
    return replace(finding, severity=severity, message=f"{finding.message} The author asks that it may stand.")


def _why(exemption: Exemption, match: Sequence[Finding], today: date) -> str:
    if today > exemption.expires:
        return f"has ended on {exemption.expires.isoformat()}"
    return "" if match else "lifts nothing here: its target is not there, or nothing can lift it"


def _note(case: Case, number: int, why: str) -> Finding:
    return Finding(
        rule="format",
        clause="+",
        severity=Severity.NOTE,
        place=case.place(f"exemptions[{number}].reason"),
        message=f"Exemption {number + 1} {why}.",
        remedy="Take it out, or ask again with a new last day where it is still needed.",
        target=f"exemptions[{number}]",
    )
