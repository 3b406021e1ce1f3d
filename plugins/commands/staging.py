"""Which bytes go to the press? The judged and approved ones alone, copied to a tree of their own and judged again."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.commands.assess import Assessment
from plugins.commands.pressing import press
from plugins.commands.workspace import Workspace
from plugins.detect.output import inspect
from plugins.gate import Order, examine
from plugins.model.case import Judged
from plugins.model.entry import Approval
from plugins.model.errors import BuildFailed, GateMissing
from plugins.model.manifest import Manifest
from plugins.model.post import Post
from plugins.reading.reader import read_all
from plugins.repo.git import Git


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A finished build that nobody has seen yet: the site, its manifest, and the earlier versions that are in it."""

    site: Path
    manifest: Manifest
    tree: Path
    forbidden: tuple[str, ...]


def stage(workspace: Workspace, assessment: Assessment, git: Git, *, also: Sequence[Judged] = ()) -> Staged:
    """Build the site of a plan in the staging folder.

    `also` are files that a preview shows beyond the plan. `forbidden` names earlier versions that today's rules forbid.
    BuildFailed or GateMissing leave the deployed site as it was.
    """
    shutil.rmtree(workspace.staging, ignore_errors=True)
    tree = workspace.staging / "content"
    for one in (*assessment.plan.build, *also):
        _copy(one, workspace, tree)
    for approval in assessment.plan.earlier:
        _restore(approval, git, tree)
    judged = _judge_again(workspace, assessment, tree)
    forbidden = tuple(one.case.path for one in judged if one.blocked)
    for path in forbidden:
        (tree / path.removeprefix("content/")).unlink()
    allowed = [one for one in judged if not one.blocked]
    order = Order(
        now=assessment.now,
        ledger=assessment.snapshot.tip,
        approved=frozenset(one.post.content_hash for one in allowed if one.post),
    )
    manifest = press(workspace, order, tree)
    _demand_evidence(manifest, allowed)
    _inspect(workspace, manifest, [one.post for one in allowed if one.post])
    return Staged(site=workspace.staging / "site", manifest=manifest, tree=tree, forbidden=forbidden)


def _copy(one: Judged, workspace: Workspace, tree: Path) -> None:
    """Copy one judged file and its photos; their bytes must still be those that were judged."""
    _write(tree, one.case.path, (workspace.root / one.case.path).read_bytes(), one.digest)
    for photo in one.post.photos if one.post else ():
        _write(
            tree, f"content/photos/{photo.file}", (workspace.content / "photos" / photo.file).read_bytes(), photo.digest
        )


def _write(tree: Path, path: str, content: bytes, digest: str) -> None:
    if hashlib.sha256(content).hexdigest() != digest:
        raise BuildFailed(f"{path} was changed while the site was being built", fix="run the same command again")
    target = tree / path.removeprefix("content/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _restore(approval: Approval, git: Git, tree: Path) -> None:
    """Write the approved version of a post whose newer one waits."""
    names = [approval.path, *(f"content/photos/{name}" for name, _ in approval.photos)]
    blobs = [approval.source, *(blob for _, blob in approval.photos)]
    for name, content in zip(names, git.contents(blobs), strict=True):
        _write(tree, name, content, hashlib.sha256(content).hexdigest())


def _judge_again(workspace: Workspace, assessment: Assessment, tree: Path) -> tuple[Judged, ...]:
    """Read and judge what will really be built: of an earlier version, the bytes and not the memory of them."""
    found = read_all(tree, workspace.school)
    judged = examine(found, tree, workspace.known, now=assessment.now)
    earlier = {approval.content_hash for approval in assessment.plan.earlier}
    planned = {one.post.content_hash for one in assessment.judged if one.post}
    strange = [one.case.path for one in judged if one.post and one.post.content_hash not in earlier | planned]
    if strange:
        raise BuildFailed(
            f"the approved version of {', '.join(strange)} reads differently today",
            fix="approve the post again as it stands",
        )
    return judged


def _demand_evidence(manifest: Manifest, allowed: Sequence[Judged]) -> None:
    """The gate must have judged every file of the tree, byte for byte, and Pelican must have built every post."""
    expected = {one.case.path: one.digest for one in allowed}
    if dict(manifest.judged) != expected:
        raise GateMissing(
            "the gate did not judge exactly the files that were built",
            fix="look at PLUGINS in pelicanconf.py; nothing was deployed",
        )


def _inspect(workspace: Workspace, manifest: Manifest, posts: Sequence[Post]) -> None:
    """The second judgement: nothing may stand in the staged site but what was judged."""
    found = inspect(workspace.staging / "site", manifest, workspace.school, posts)
    if found:
        raise BuildFailed(
            "the built site is not what was judged:\n"
            + "\n".join(f"  {one.place}: {one.note}. {one.remedy}" for one in found[:20]),
            fix="mend the theme or plugin that writes this; nothing was deployed",
        )
