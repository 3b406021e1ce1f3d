"""What was seen in which picture? A page for this machine alone, with a box around every face that was measured."""

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from plugins.clone.workspace import Workspace
from plugins.detect.photo import sights
from plugins.detect.sight import Sight
from plugins.model.case import Judged
from plugins.model.errors import Refused
from plugins.model.finding import Finding
from plugins.model.post import Post

_HEAD = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<title>What was seen in the photos</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
div { position: relative; width: fit-content }
img { display: block; max-width: 100%; max-height: 80vh }
svg { position: absolute; inset: 0; width: 100%; height: 100% }
rect { fill: none; stroke: #d4351c; stroke-width: 4; vector-effect: non-scaling-stroke }
</style>
<h1>What was seen in the photos</h1>
<p>This page is not part of the website. It shows photos that must perhaps not be shown: it stays on this machine, and
nothing sends it anywhere. The next <code>check --show</code> writes it anew.</p>
"""
_NOTHING = "<p>No photo has a finding.</p>\n"


def show(workspace: Workspace, judged: Sequence[Judged]) -> Path:
    """Write the page into .schoolgate/show/; the photos themselves stay where they are."""
    folder = workspace.state / "show"
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    shown = "".join(figure for one in judged if one.post for figure in _figures(workspace, one, one.post))
    page.write_text(_HEAD + (shown or _NOTHING), encoding="utf-8")
    return page


def _figures(workspace: Workspace, one: Judged, post: Post) -> Iterator[str]:
    for number, sight in enumerate(sights(post, workspace.content)):
        found = [finding for finding in one.findings if _about(finding, number, sight)]
        if found:
            yield _figure(workspace, sight, found)


def _about(finding: Finding, number: int, sight: Sight) -> bool:
    return finding.target in {f"photos[{number}]", sight.shown.digest}


def _figure(workspace: Workspace, sight: Sight, found: Sequence[Finding]) -> str:
    try:
        faces = sight.faces(workspace.known.memory)
    except Refused:
        faces = ()  # what cannot be opened is told by its finding
    boxes = "".join(
        f'<rect x="{face.x:.4f}" y="{face.y:.4f}" width="{face.width:.4f}" height="{face.height:.4f}"/>'
        for face in faces
    )
    source = escape(os.path.relpath(sight.file, workspace.state / "show"))
    said = "".join(
        f"<li>{finding.severity.name} {escape(finding.rule)}: {escape(finding.message)} {escape(finding.remedy)}</li>"
        for finding in found
    )
    return (
        f"<h2>{escape(str(found[0].place))}</h2>\n"
        f'<div><img src="{source}" alt="{escape(sight.shown.alt)}">'
        f'<svg viewBox="0 0 1 1" preserveAspectRatio="none">{boxes}</svg></div>\n<ul>{said}</ul>\n'
    )
