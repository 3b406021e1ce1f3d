"""May what we wrote be published? Reads and judges everything; changes nothing, sends nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from plugins.account import refusals
from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.judging.cases import NAME
from plugins.judging.some import some
from plugins.model.case import Judged
from plugins.model.errors import CouldNotRun
from plugins.model.finding import Finding
from plugins.model.words import count
from plugins.policy.plan import Plan
from plugins.repo.errors import GitFailed
from plugins.repo.git import Git
from plugins.showing.annotations import annotation
from plugins.showing.sarif import sarif

_WORDS = {
    "build": "to be published",
    "waiting": "waiting for an approval",
    "withheld": "live until now, withheld",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "future": "dated later",
    "drafts": "left as draft",
}


@command("check")
@click.argument("files", nargs=-1)
@click.option("--show", "showing", is_flag=True, help="Write a page for this machine: photos with what was seen.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["lines", "github", "sarif"]),
    default="lines",
    help="How findings are told: lines, GitHub's annotations, or one SARIF document.",
)
@click.option("--since", metavar="COMMIT", help="Judge everything, but tell what is in posts changed since COMMIT.")
def check(out: Output, *, files: tuple[str, ...], showing: bool, form: str, since: str | None) -> int:
    """Judge every post and page against the school's policy, or only FILES. Changes nothing."""
    if form == "sarif":
        out.only_document()
    workspace = open_workspace(Path.cwd())
    if files:
        return _some(out, workspace, files, form)
    with open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, publishes=False)
        told = changed(ports.git, since, assessment) if since else assessment.judged
    tell(out, workspace, assessment, told=told, form=form)
    if showing:
        from plugins.showing.show import show  # noqa: PLC0415 - who looks at photos is slow to load

        page = show(workspace, assessment.judged)
        out.fact(page=str(page))
        out.say(f"What was seen in the photos, for this machine alone: {page}")
    return code(assessment.plan)


def _some(out: Output, workspace: Workspace, files: tuple[str, ...], form: str) -> int:
    """Judge these posts and photos alone, drafts too, before they enter history; who approves is not asked."""
    paths = {Path(file).as_posix() for file in files}
    now = datetime.now(UTC)
    judged = some(paths, workspace.content, workspace.known, workspace.cache.seal(NAME), now=now)
    told_as = hidden(workspace, judged)
    for path, otherwise in told_as.items():
        out.hide(path, otherwise)
    _FORMS[form](out, _places(judged, told_as))
    out.say(f"{count(len(judged), 'file')} judged")
    return exits.REFUSED if any(one.blocked for one in judged) else exits.DONE


def changed(git: Git, since: str, assessment: Assessment) -> list[Judged]:
    """The files that were edited since a commit, or one of whose photos was; CouldNotRun where it is not there."""
    try:
        edited = git.edited(since, "content")
    except GitFailed as error:  # git's own words would quote the name of a branch
        raise CouldNotRun(
            "git knows no common history with the commit that --since names",
            fix="name a branch or commit of this clone, such as origin/main; git fetch gets what is missing",
        ) from error
    return [one for one in assessment.judged if not edited.isdisjoint(_files(one))]


def _files(one: Judged) -> Iterator[str]:
    yield one.case.path
    yield from (f"content/photos/{photo.file}" for photo in (one.post.photos if one.post else ()))


def tell(
    out: Output,
    workspace: Workspace,
    assessment: Assessment,
    *,
    told: Sequence[Judged] | None = None,
    form: str = "lines",
) -> None:
    """Tell the findings (of the files `told`, or of all), and where every file goes.

    A file whose name names a child is told by its number alone.
    """
    refusals.note(workspace.state / refusals.FILE, assessment.judged, workspace.school.day(assessment.now))
    told_as = hidden(workspace, assessment.judged)
    for path, otherwise in told_as.items():
        out.hide(path, otherwise)
    shown = [one for one in (assessment.judged if told is None else told) if one not in assessment.plan.drafts]
    _FORMS[form](out, _places(shown, told_as))  # drafts are nobody's business yet
    if workspace.roll is None:
        out.step("no list of pupils was given (SCHOOLGATE_ROLL_FILE): only words that look like names were looked for")
    places = {name: [one.case.path for one in getattr(assessment.plan, name)] for name in _WORDS}
    out.fact(now=assessment.now.isoformat(), names_checked=workspace.roll is not None, plan=places)
    counts = ", ".join(f"{len(found)} {_WORDS[name]}" for name, found in places.items() if found)
    out.say(f"{count(len(assessment.judged), 'file')} judged: {counts or 'nothing to publish'}")
    _tell_left_out(out, assessment)


def _tell_left_out(out: Output, assessment: Assessment) -> None:
    """What a person must look at, and what is missing for a yes."""
    missing = assessment.yeses.missing
    for name in ("waiting", "withheld", "refused"):
        for one in getattr(assessment.plan, name):
            out.say(f"    {_WORDS[name]}: {one.case.path}")
            if name == "waiting" and one.post and one.post.id in missing:
                out.say(f"        {missing[one.post.id]}")
    out.fact(missing=missing)
    if assessment.word.waits:
        out.say(
            "    waiting for an approval: the list of approvers in school.toml; until then the ledger's list counts"
        )
        out.say(f"        {assessment.word.waits}")
    out.fact(approvers_wait=assessment.word.waits)


def hidden(workspace: Workspace, judged: Sequence[Judged]) -> dict[str, str]:
    """Paths that name a child, each with what is told in its place."""
    return {
        one.case.path: f"content/(file {number} in the order of names)"
        for number, one in enumerate(judged, start=1)
        if workspace.names_a_child(one.case.path)
    }


def _places(told: Sequence[Judged], told_as: Mapping[str, str]) -> list[Finding]:
    """What there is to tell, in the order of places."""
    found = (finding for one in told for finding in one.findings)
    shown = (replace(one, place=replace(one.place, path=told_as.get(one.place.path, one.place.path))) for one in found)
    return sorted(shown, key=lambda finding: (finding.place, finding.rule))


def _annotate(out: Output, found: Sequence[Finding]) -> None:
    for finding in found:
        out.say(annotation(finding))


_FORMS: Mapping[str, Callable[[Output, Sequence[Finding]], None]] = {
    "lines": Output.findings,
    "github": _annotate,
    "sarif": lambda out, found: out.only_document(sarif(found)),
}


def code(plan: Plan) -> int:
    """Refused where everything stops, waits where something was left out for a person."""
    if plan.stops:
        return exits.REFUSED
    return exits.WAITS if plan.waits_for_a_person else exits.DONE
