"""How does a withdrawn post leave this machine? Site, pictures, builds and caches; no template and no rule is asked."""

import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plugins.clone.meant import last_build
from plugins.clone.workspace import Workspace, alone
from plugins.detect.made import INDEX
from plugins.judging.cases import NAME as CASES
from plugins.judging.documents import NAME as DOCUMENTS
from plugins.mirror.deploy import CURRENT, deploy, link_or_copy
from plugins.mirror.ship import ship
from plugins.mirror.tombstone import Grave, list_gone, mark, replace_file
from plugins.mirror.unpublish import Removed, unpublish
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import dump
from plugins.model.post import PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What leaves: `paths` of posts' pages below the site (news/x/), and `pictures` (photos/…) of the photo `digest`.

    `buried` are all posts that have a tombstone by now.
    """

    paths: tuple[str, ...]
    buried: tuple[Grave, ...]
    pictures: frozenset[str] = frozenset()
    digest: str = ""


def take_off(workspace: Workspace, going: Going) -> Removed:
    """Take posts off the deployed site and out of everything that this machine keeps; what became of their pictures.

    The deployed site is switched at a stroke to a copy without them; the one before is deleted with its pictures.
    Each step may be repeated. Raises what `deploy` and `ship` raise, and TryAgain while another command builds.
    """
    with alone(workspace):
        for folder in ("staging", "preview", "digest", "show"):
            _delete(workspace.state / folder)
        for half in (*workspace.state.rglob(".new-*"), *workspace.cache.folder.glob(".part-*")):
            half.unlink(missing_ok=True)  # of a run that was killed: it may tell of what leaves
        for name in (CASES, DOCUMENTS):
            workspace.cache.seal(name).forget()
        built = _clean_build(workspace, going)
        live = _clean_site(workspace, going)
    return Removed(
        photos=tuple(sorted({*built.photos, *live.photos})), shared=tuple(sorted({*built.shared, *live.shared}))
    )


def _clean_site(workspace: Workspace, going: Going) -> Removed:
    current = workspace.public / CURRENT
    if not current.is_dir():
        return Removed(photos=(), shared=())
    copy = workspace.state / "withdrawal"
    _delete(copy)
    shutil.copytree(current.resolve(), copy, copy_function=link_or_copy)
    removed = _clean(workspace, copy, going)
    deploy(copy, workspace.public, keep_before=False)
    shutil.rmtree(copy)
    list_gone(workspace.public, going.buried, workspace.prefix)
    ship(workspace.public, workspace.school, workspace.root)
    return removed


def _delete(folder: Path) -> None:
    """All of a folder; of a link that somebody put in its place only the link."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _clean_build(workspace: Workspace, going: Going) -> Removed:
    """The last finished build, so that whoever deploys by other means has a site without them as well."""
    if not workspace.built.is_dir():
        return Removed(photos=(), shared=())
    removed = _clean(workspace, workspace.built, going)
    tree = workspace.built.with_name("content")
    for photo in (tree / "photos").rglob("*"):
        if going.digest and photo.is_file() and hashlib.sha256(photo.read_bytes()).hexdigest() == going.digest:
            photo.unlink()
    manifest = last_build(workspace)
    for post in (PostId(PurePosixPath(path).name) for path in going.paths):
        if manifest:
            _clean_sources(tree, manifest, post)
            manifest = _without(manifest, post, workspace.built)
            replace_file(workspace.manifest, dump(manifest))
    return removed


def _clean(workspace: Workspace, site: Path, going: Going) -> Removed:
    each = [unpublish(site, path, workspace.school.site.url) for path in going.paths]
    photos = {photo for removed in each for photo in removed.photos} | going.pictures
    for picture in going.pictures:
        (site / picture).unlink(missing_ok=True)
    mark(site, going.buried, workspace.school, workspace.say)
    _forget(workspace.cache.folder, {PurePosixPath(photo).name for photo in photos})
    shared = {photo for removed in each for photo in removed.shared} - photos
    return Removed(photos=tuple(sorted(photos)), shared=tuple(sorted(shared)))


def _forget(cache: Path, names: set[str]) -> None:
    """Cached pictures, and what remembers that they were made."""
    for name in names:
        (cache / name).unlink(missing_ok=True)
    for index in cache.glob(f"*{INDEX}"):
        if any(name.encode() in index.read_bytes() for name in names):
            index.unlink()


def _clean_sources(tree: Path, manifest: Manifest, post: PostId) -> None:
    """The sources that the last build was made of: the post's file, and the photos that only it names."""
    own = [tree / item.source.removeprefix("content/") for item in manifest.items if item.post == post]
    words = [file.read_text(encoding="utf-8", errors="replace") for file in own if file.is_file()]
    others = [
        file.read_text(encoding="utf-8", errors="replace") for file in sorted(tree.rglob("*.md")) if file not in own
    ]
    for photo in (tree / "photos").rglob("*"):
        if any(photo.name in text for text in words) and not any(photo.name in text for text in others):
            photo.unlink()
    for file in own:
        file.unlink(missing_ok=True)


def _without(manifest: Manifest, post: PostId, site: Path) -> Manifest:
    sources = {item.source for item in manifest.items if item.post == post}
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return replace(
        manifest,
        items=tuple(item for item in manifest.items if item.post != post),
        judged=tuple(pair for pair in manifest.judged if pair[0] not in sources),
        files=tuple(sorted(PurePosixPath(path) for path in files)),
    )


def where(workspace: Workspace, done: str) -> str:
    """What of it happened on this machine: `done` where a site is deployed here."""
    if (workspace.public / CURRENT).is_dir():
        return f"done: {done}"
    if workspace.built.is_dir():
        return f"done: it is out of {workspace.built}; put that site up now, the old one still shows it"
    return "LOOK: no site is kept on this machine; put up a new build (publish.py build), which leaves it out"
