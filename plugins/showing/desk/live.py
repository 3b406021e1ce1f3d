"""How does a preview keep up with a teacher? Built anew after each save, and shown to this machine's browser alone."""

from collections.abc import Iterable
from contextlib import suppress

from plugins.clone.assess import assess
from plugins.clone.ports import open_ports
from plugins.clone.start import imagine
from plugins.clone.workspace import Workspace, alone, open_workspace
from plugins.console import exits
from plugins.console.output import Output
from plugins.mirror.forecast import forecast
from plugins.mirror.live import serve
from plugins.model.errors import SchoolgateError
from plugins.model.words import count
from plugins.press.proofs import prove
from plugins.showing.desk.desk import ADDRESS, Desk
from plugins.showing.desk.state import Scene, posts


def live(out: Output, workspace: Workspace, saves: Iterable[frozenset[str]]) -> int:
    """Build after each of the `saves` (paths that changed) and serve what was built, until Ctrl-C."""
    desk = Desk()
    site = workspace.preview / "site"
    with suppress(KeyboardInterrupt), serve(site, prefix=workspace.prefix, beside=desk.answer) as base:
        out.fact(preview=f"{base}{ADDRESS}")
        out.say(f"The preview: {base}{ADDRESS}")
        out.say("It is built anew whenever a file is saved. Nothing is sent. Ctrl-C ends this.")
        for changed in saves:
            desk.busy("Building …")
            _build(out, workspace, desk, changed)
    return exits.DONE


def _build(out: Output, workspace: Workspace, desk: Desk, changed: frozenset[str]) -> None:
    """Build once; what goes wrong is told on the desk and in the terminal, and the next save is waited for."""
    try:
        workspace = open_workspace(workspace.root)
        with alone(workspace), open_ports(workspace) as ports:
            assessment = assess(workspace, ports, desk.busy, publishes=False)
            proofs = prove(workspace, assessment)
        snapshot, school = imagine(proofs.planned, assessment), workspace.school
        coming = forecast(proofs.planned, snapshot, assessment.now, school, assessment.channel)
        scene = Scene(items=proofs.items, coming=coming, now=assessment.now, school=school)
        edited = [path for path in sorted(changed) if path.endswith(".md")]
        told = f"{count(len(proofs.items), 'post')} built, drafts included"
        desk.show(posts=posts(assessment.plan, scene), told=told, edited=edited[0] if len(edited) == 1 else "")
        out.step(told)
    except SchoolgateError as error:
        desk.show(error={"what": error.what, "fix": error.fix})
        out.error(error)
