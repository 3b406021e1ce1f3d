"""How does a withdrawn post leave this machine? Site, pictures, builds and caches; no template and no rule is asked."""

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

from plugins.commands.meant import last_build
from plugins.commands.workspace import Workspace, alone
from plugins.mirror.deploy import CURRENT, deploy, link_or_copy
from plugins.mirror.ship import ship
from plugins.mirror.tombstone import Grave, list_gone, mark, replace_file
from plugins.mirror.unpublish import Removed, unpublish
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import dump
from plugins.model.post import PostId


def take_off(workspace: Workspace, post: PostId, buried: tuple[Grave, ...]) -> Removed:
    """Take a post off the deployed site and out of everything that this machine keeps; what became of its pictures.

    The deployed site is switched at a stroke to a copy without the post; the one before is deleted with its pictures.
    Each step may be repeated. Raises what `deploy` and `ship` raise, and TryAgain while another command builds.
    """
    with alone(workspace):
        for folder in (workspace.staging, workspace.state / "preview", workspace.state / "digest"):
            shutil.rmtree(folder, ignore_errors=True)
        built = _clean_build(workspace, post, buried)
        live = _clean_site(workspace, post, buried)
    return Removed(
        photos=tuple(sorted({*built.photos, *live.photos})), shared=tuple(sorted({*built.shared, *live.shared}))
    )


def _clean_site(workspace: Workspace, post: PostId, buried: tuple[Grave, ...]) -> Removed:
    current = workspace.public / CURRENT
    if not current.is_dir():
        return Removed(photos=(), shared=())
    copy = workspace.state / "withdrawal"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(current.resolve(), copy, copy_function=link_or_copy)
    removed = _clean(workspace, copy, post, buried)
    deploy(copy, workspace.public, keep_before=False)
    shutil.rmtree(copy)
    list_gone(workspace.public, buried, workspace.prefix)
    ship(workspace.public, workspace.school, workspace.root)
    return removed


def _clean_build(workspace: Workspace, post: PostId, buried: tuple[Grave, ...]) -> Removed:
    """The last finished build, so that whoever deploys by other means has a site without the post as well."""
    if not workspace.built.is_dir():
        return Removed(photos=(), shared=())
    removed = _clean(workspace, workspace.built, post, buried)
    manifest = last_build(workspace)
    if manifest:
        _clean_sources(workspace.built.with_name("content"), manifest, post)
        kept = _without(manifest, post, workspace.built)
        replace_file(workspace.manifest, dump(kept))
    return removed


def _clean(workspace: Workspace, site: Path, post: PostId, buried: tuple[Grave, ...]) -> Removed:
    removed = unpublish(site, f"news/{post}/", workspace.school.site.url)
    mark(site, buried, workspace.school)
    _forget(workspace.state / "cache", {PurePosixPath(photo).name for photo in removed.photos})
    return removed


def _forget(cache: Path, names: set[str]) -> None:
    """Cached pictures, and what remembers that they were made."""
    for name in names:
        (cache / name).unlink(missing_ok=True)
    for index in cache.glob("*.json"):
        if any(name in index.read_text(encoding="utf-8") for name in names):
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
