"""How is a build's list kept? `manifest.json`, written by the build and read by whoever sends."""

import json

from plugins.model.errors import BuildFailed
from plugins.model.manifest import SCHEMA, Manifest
from plugins.model.plain import from_plain, to_plain


def dump(manifest: Manifest) -> str:
    """The same text for the same manifest, always; on one line, which Python writes ten times as fast."""
    return json.dumps({"schema": SCHEMA, **to_plain(manifest)}, ensure_ascii=False, sort_keys=True) + "\n"


def load(text: str) -> Manifest:
    """The manifest again; BuildFailed where the text is not one, or another version of Schoolgate wrote it."""
    try:
        document = json.loads(text)
        if not isinstance(document, dict) or document.pop("schema", None) != SCHEMA:
            raise BuildFailed("manifest.json is of another version", fix="build the site again")
        manifest: Manifest = from_plain(Manifest, document)
    except (ValueError, RecursionError) as error:
        raise BuildFailed(f"manifest.json cannot be read: {error}", fix="build the site again") from error
    return manifest
