"""What is in one folder of a commit? Git's tree as rows, to change a few of them and copy the rest as it stands.

A row is `mode name NUL id`, the id in raw bytes. Rows stand in the order of their names, a folder's as if it ended in a
slash: that is the key by which a row is known here.
"""

from collections.abc import Mapping

_FILE, _FOLDER = b"100644", b"40000"

Rows = Mapping[bytes, bytes]


def rows(tree: bytes, width: int) -> Rows:
    """The rows of a tree whose ids have so many bytes."""
    found, start = dict[bytes, bytes](), 0
    while start < len(tree):
        nul = tree.index(b"\0", start)
        name = tree[tree.index(b" ", start) + 1 : nul]
        end = nul + 1 + width
        found[name + b"/" if tree.startswith(_FOLDER, start) else name] = tree[start:end]
        start = end
    return found


def tree(rows: Rows) -> bytes:
    """The tree again, as git wants it."""
    return b"".join([rows[key] for key in sorted(rows)])


def changed(rows: Rows, files: Mapping[str, str], folders: Mapping[str, str]) -> Rows:
    """The rows with these files and folders, each by its name with its id; a file without an id is taken out."""
    fresh = {name.encode(): _row(_FILE, name, blob) for name, blob in files.items()}
    fresh |= {f"{name}/".encode(): _row(_FOLDER, name, below) for name, below in folders.items()}
    new = dict(rows) | fresh
    for key in (key for key, row in fresh.items() if not row):
        del new[key]
    return new


def folder(rows: Rows, name: str, width: int) -> str:
    """The id of the folder of that name; empty where there is none."""
    return rows.get(f"{name}/".encode(), b"")[-width:].hex()


def _row(mode: bytes, name: str, object_id: str) -> bytes:
    return b"%b %b\0%b" % (mode, name.encode(), bytes.fromhex(object_id)) if object_id else b""
