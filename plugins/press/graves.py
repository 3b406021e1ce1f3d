"""Which withdrawn posts does the site still speak of? Each gets its tombstone in every build, from the ledger alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plugins.mirror.revision import is_withdrawn, original
from plugins.mirror.tombstone import Grave, mark
from plugins.model.entry import Snapshot
from plugins.model.manifest import Manifest
from plugins.model.manifest_json import dump
from plugins.model.phrases import Phrases
from plugins.model.school import School
from plugins.model.urn import urn


def graves(snapshot: Snapshot, school: School) -> tuple[Grave, ...]:
    """One for each withdrawn post that was ever on the site, by its address."""
    taken = (entry for entry in snapshot.entries.values() if is_withdrawn(entry) and entry.permalink)
    since = {original(entry.post): entry.at for entry in taken}
    found = {post: Grave(path=f"news/{post}/", urn=urn(school, post), at=at) for post, at in since.items()}
    return tuple(found[post] for post in sorted(found))


def bury(folder: Path, manifest: Manifest, buried: Sequence[Grave], school: School, say: Phrases) -> Manifest:
    """Put the tombstones into the build in `folder` (site, manifest.json) and onto its list of files."""
    pages = mark(folder / "site", buried, school, say)
    listed = replace(manifest, files=tuple(sorted({*manifest.files, *pages})))
    if buried:
        (folder / "manifest.json").write_text(dump(listed), encoding="utf-8")
    return listed
