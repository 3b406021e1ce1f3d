"""Which bytes go to the press? The judged and approved ones alone, copied to a tree of their own and judged again."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plugins.clone.assess import Assessment
from plugins.clone.workspace import Workspace
from plugins.detect.output import dead_links, inspect
from plugins.judging.documents import NAME as DOCUMENTS
from plugins.judging.documents import Documents
from plugins.judging.examine import examine
from plugins.model.case import Judged
from plugins.model.entry import Approval
from plugins.model.errors import BuildFailed, GateMissing, LedgerBroken, Refused
from plugins.model.manifest import Manifest
from plugins.model.order import Order
from plugins.model.post import Post
from plugins.press.graves import bury, graves
from plugins.press.pressing import Begun, press
from plugins.press.said import said
from plugins.reading.reader import read_all
from plugins.repo.git import Git


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A finished build that nobody has seen yet: the site, its manifest, and the tree of sources that it was made of.

    `forbidden` names earlier versions that had to be left out: today's rules forbid them, or a newer file has taken
    the name of one of theirs. `dead` tells links to pages that have gone since the post with the link was approved.
    """

    site: Path
    manifest: Manifest
    tree: Path
    forbidden: tuple[str, ...]
    dead: tuple[str, ...] = ()


def stage(
    workspace: Workspace,
    assessment: Assessment,
    begun: Begun | None = None,
    *,
    also: Sequence[Judged] = (),
    search: bool = False,
) -> Staged:
    """Build the site of a plan in the staging folder.

    `begun` is a press that loads already; `also` are files that a preview shows beyond the plan; `search` makes an
    index of the posts. BuildFailed or GateMissing leave the deployed site as it was.
    """
    shutil.rmtree(workspace.staging, ignore_errors=True)
    tree = workspace.staging / "content"
    tree.mkdir(parents=True)  # even where nothing is to be built yet
    planned = sorted((*assessment.plan.build, *also), key=lambda one: one.case.path)
    for one in planned:
        _copy(one, workspace, tree)
    git = Git(workspace.root)
    displaced = [approval.path for approval in assessment.plan.earlier if not _restore(approval, git, tree)]
    judged = _judge_again(workspace, assessment, tree) if assessment.plan.earlier else planned
    blocked = [one.case.path for one in judged if one.blocked]
    for path in blocked:
        (tree / path.removeprefix("content/")).unlink()
    allowed = [one for one in judged if not one.blocked]
    _demand_plan(allowed, planned, assessment.plan.earlier)
    manifest = press(workspace, _order(workspace, assessment, allowed, search=search), tree, begun)
    _demand_evidence(manifest, allowed)
    taken = graves(assessment.snapshot, workspace.school)
    manifest = bury(workspace.staging, manifest, taken, workspace.school, workspace.say)
    posts = [one.post for one in allowed if one.post]
    _inspect(workspace, manifest, posts)
    return Staged(
        site=workspace.staging / "site",
        manifest=manifest,
        tree=tree,
        forbidden=tuple(sorted({*blocked, *displaced})),
        dead=_dead(workspace, manifest, posts, assessment),
    )


def _order(workspace: Workspace, assessment: Assessment, allowed: Sequence[Judged], *, search: bool) -> Order:
    return Order(
        now=assessment.now,
        ledger=assessment.snapshot.tip,
        approved=frozenset(one.post.content_hash for one in allowed if one.post),
        said=dict(said(assessment.snapshot, workspace.school)),
        search=search and workspace.school.site.search,
        judged=tuple(map(_without_fields, allowed)),
    )


def _judge_again(workspace: Workspace, assessment: Assessment, tree: Path) -> tuple[Judged, ...]:
    """The verdict on all of a tree with earlier versions: today's, for bytes that were judged today, or a new one.

    Without an earlier version the tree is just what was planned, and was compared with that byte for byte.
    """
    known_now = workspace.knowing(assessment.snapshot)
    before = {(one.case.path, one.digest): one for one in assessment.judged}

    def recall(path: str, digest: str) -> Post | None:
        known = before.get((path, digest))
        return known.post if known else None

    judged: list[Judged] = []
    for file in read_all(tree, workspace.school, recall):
        known = before.get((file.path, file.digest))
        same = known is not None and file.post is known.post and known.post is not None
        judged += [known] if known and same else examine([file], tree, known_now, now=assessment.now)
    return tuple(judged)


def _copy(one: Judged, workspace: Workspace, tree: Path) -> None:
    """Copy one judged file and its photos; their bytes must still be those that were judged."""
    digests = {one.case.path: one.digest}
    digests |= {f"content/photos/{photo.file}": photo.digest for photo in (one.post.photos if one.post else ())}
    for path, digest in digests.items():
        try:
            content = (workspace.root / path).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != digest:
            raise BuildFailed(f"{path} was changed while the site was being built", fix="run the same command again")
        _write(tree / path.removeprefix("content/"), content)


def _restore(approval: Approval, git: Git, tree: Path) -> bool:
    """Write the approved version of a post whose newer one waits, unless another file has the name of one of its own.

    Of an earlier version the bytes count, and not the memory of them: they are read and judged again.
    """
    names = [approval.path.removeprefix("content/"), *(f"photos/{name}" for name, _ in approval.photos)]
    if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in names):
        raise LedgerBroken(
            f"the approval of {approval.post} names a file outside content/",
            fix="find out who wrote that into the ledger; nothing was written",
        )
    contents = git.contents([approval.source, *(blob for _, blob in approval.photos)])
    files = dict(zip((tree / name for name in names), contents, strict=True))
    if any(target.exists() and target.read_bytes() != content for target, content in files.items()):
        return False
    for target, content in files.items():
        _write(target, content)
    return True


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _without_fields(one: Judged) -> Judged:
    """A verdict without the places where words can hide: the bulk of it, and nothing that is built."""
    post = replace(one.case.post, fields=()) if one.case.post else None
    return replace(one, case=replace(one.case, post=post, detections=()))


def _demand_plan(allowed: Sequence[Judged], planned: Sequence[Judged], earlier: Sequence[Approval]) -> None:
    """What was planned is all there, and beside it nothing but what was approved earlier."""
    there = {one.post.content_hash: one.case.path for one in allowed if one.post}
    due = {one.post.content_hash: one.case.path for one in planned if one.post}
    known = due.keys() | {approval.content_hash for approval in earlier}
    wrong = sorted({path for hash_, path in (there | due).items() if hash_ not in there or hash_ not in known})
    if wrong:
        raise BuildFailed(
            f"read once more, this is not what was judged or approved: {', '.join(wrong)}",
            fix="run the same command again; if that does not help, approve these posts again as they stand",
        )


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
    documents = Documents(workspace.cache.seal(DOCUMENTS), workspace.school)
    found = inspect(workspace.staging / "site", manifest, workspace.school, posts, documents.judge)
    documents.save()
    if found:
        raise BuildFailed(
            "the built site is not what was judged:\n"
            + "\n".join(f"  {one.place}: {one.note}. {one.remedy}" for one in found[:20]),
            fix="mend the theme or plugin that writes this; nothing was deployed",
        )


def _dead(workspace: Workspace, manifest: Manifest, posts: Sequence[Post], assessment: Assessment) -> tuple[str, ...]:
    """Links of posts that stand as they were approved; Refused where a new or changed post has a dead one.

    What is withheld or deleted must go at once, also where an older post still leads there.
    """
    approved = {approval.content_hash for approval in assessment.snapshot.approvals.values()}
    standing = {f"content/{post.source}" for post in posts if post.content_hash in approved}
    found = dead_links(manifest, workspace.school, posts)
    wrong = [f"{one.place}: {one.note}" for one in found if one.place.path not in standing]
    if wrong:
        raise Refused("\n".join(wrong), fix="correct each link: open the page that is meant and copy its address")
    return tuple(f"{one.place}: {one.note}" for one in found)
