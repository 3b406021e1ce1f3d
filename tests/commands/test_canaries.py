"""Names and secrets are sown everywhere; then every command is run, well and badly, and everything it leaves is read.

What a teacher wrote stays where it was written: content/, its copies in the staging folders, and the rehearsal's
database, which holds what was tweeted. Everything else must be clean.
"""

import base64
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from plugins.model.entry import State
from plugins.rehearsal.faults import Do, Fault
from plugins.x.secrets import NAMES, variable
from tests.commands import workspace
from tests.commands.inside import invoke
from tests.commands.rehearsal import LOOK, POST, script, snapshot, status
from tests.commands.workspace import commit, git, make_photo, make_workspace, photos, run, text

CHILD = ("Zebedee", "Quillfeather")
SECRETS = {name: f"1700000000000000001-Kanarienvogel{number}/+" for number, name in enumerate(NAMES)}
RING = """\
from keyring.backend import KeyringBackend


class Ring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return "1700000000000000001-Kanarienvogel9/+"

    def set_password(self, service, username, password):
        raise NotImplementedError

    def delete_password(self, service, username):
        raise NotImplementedError
"""
NAMED = "zebedee-quillfeather"
BAD = {
    "body": text("bad-9z9z", body=f"Well done to {' '.join(CHILD)}."),
    "title": text("bad-9z9z", title=f"{CHILD[0]} wins"),
    "file and id": text(f"{NAMED}-9z9z"),
    "alt": text("bad-9z9z", photos=photos(alt=f"A drawing by {CHILD[0]}")),
    "photo": text("bad-9z9z", photos=photos(f"{NAMED}.jpg")),
    "unread": text("bad-9z9z", zebedee="Quillfeather", title="Zebedee: Quillfeather"),
}
FAULTS = (
    (Fault(on=POST, do=Do.GARBAGE), 4),
    (status(401), 3),
    (status(403), 4),
    (status(503, on="GET /2/users/me"), 75),
    (Fault(on=LOOK, do=Do.TRUNCATED), 75),
)


def forms() -> Iterator[bytes]:
    """What must not be found, in the ways in which it could hide; names in whatever letters."""
    yield from (name.lower().encode() for name in CHILD)
    for secret in (*SECRETS.values(), "1700000000000000001-Kanarienvogel9/+"):
        yield from (secret.lower().encode(), quote(secret, safe="").lower().encode())
        yield from (base64.b64encode(b"x" * n + secret.encode())[4:-4].lower() for n in range(3))
    yield b"kanarienvogel"


def hits(content: bytes) -> list[bytes]:
    return [form for form in forms() if form in content.lower()]


def test_the_search_itself_finds_what_it_looks_for() -> None:
    assert hits(f"… {CHILD[1].upper()} …".encode()) == [b"quillfeather"]
    assert hits(base64.b64encode(b"key=" + SECRETS["access_secret"].encode()))
    assert hits(b"harmless") == []


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return sow(tmp_path_factory.mktemp("office"))


def sow(office: Path) -> dict[str, str]:
    """An environment with a roll, and the same secrets in files, in itself and in a keyring."""
    (office / "roll.csv").write_text(f"first,last\n{','.join(CHILD)}\n", encoding="utf-8")
    (office / "ring.py").write_text(RING, encoding="utf-8")
    env = {"SCHOOLGATE_ROLL_FILE": str(office / "roll.csv")}
    env |= {"PYTHON_KEYRING_BACKEND": "ring.Ring", "PYTHONPATH": str(office)}
    for name, secret in SECRETS.items():
        file = office / name
        file.write_text(secret, encoding="utf-8")
        file.chmod(0o600)
        env |= {variable(name): secret, f"{variable(name)}_FILE": str(file)}
    return env


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> tuple[Path, list[str]]:
    """A clone after every command, and all that they told."""
    folder = tmp_path_factory.mktemp("canaries")
    root = make_workspace(folder, text("fair-2b3c"), text("choir-3c4d"), own_memory=True)
    git(root, "checkout", "--quiet", "-b", NAMED)
    make_photo(root, f"{NAMED}.jpg")
    told: list[str] = []

    def call(*arguments: str, code: int) -> None:
        said = run(root, *arguments, env=environment)
        told.extend((said.stdout, said.stderr))
        assert said.returncode == code, (arguments, said.stdout, said.stderr)

    for name in ("preview", "publish", "status"):
        call(name, code=0)
    for number, (fault, code) in enumerate(FAULTS):
        workspace.write(root, text(f"news-{number}-1a2b"))
        script(root, fault)
        call("publish", code=code)
    for post in BAD.values():
        workspace.write(root, post)
        for command in (("publish",), ("check", "--json")):
            said = invoke(root, *command, env=environment)
            told.extend((said.stdout, said.stderr))
            assert said.exit_code == 1
        next((root / "content" / "news").glob("*-9z9z.md")).unlink()
    workspace.write(root, BAD["body"], text("boiler-5e6f", urgent="{reason: boiler, expires: 2026-11-24 18:00}"))
    commit(root, "A commit about Zebedee")
    call("publish", code=4)
    picture = folder / f"{NAMED}.png"
    Image.new("RGB", (8, 6)).save(picture)
    call("photo", str(picture), "--name", "fresh", code=0)
    picture.write_bytes(b"Zebedee Quillfeather")
    call("photo", str(picture), "--name", "broken", code=1)
    call("photo", str(picture), code=1)
    call("new", f"{CHILD[0]} wins", code=1)
    held = next(entry.post for entry in snapshot(root).entries.values() if entry.state is State.HELD)
    call("resolve", held, "--not-sent", "--by", "head", code=0)
    call("ledger", "init", "--json", code=1)
    return root, told


def test_nothing_that_was_told_names_a_child_or_a_secret(ran: tuple[Path, list[str]]) -> None:
    _, told = ran
    assert len(told) > 40
    assert [line for text_ in told for line in text_.splitlines() if hits(line.encode())] == []


def test_no_object_of_the_ledger_names_a_child_or_a_secret(ran: tuple[Path, list[str]]) -> None:
    root, _ = ran
    objects = git(root, "rev-list", "--objects", workspace.LEDGER).splitlines()
    assert len(objects) > 10
    ids = "\n".join(line.split()[0] for line in objects)
    command = ["git", "cat-file", "--batch"]
    kept = subprocess.run(command, cwd=root, input=ids.encode(), capture_output=True, check=True).stdout
    assert hits(kept + "\n".join(objects).encode()) == []


def kept(root: Path) -> Iterator[Path]:
    """The files of the site and of this machine that name a child or a secret, but for what a teacher wrote."""
    written = ("staging/content", "build/content", "preview/content")
    found = (path for folder in ("public", ".schoolgate") for path in (root / folder).rglob("*") if path.is_file())
    yield from (
        path.relative_to(root)
        for path in found
        if not any(part in path.as_posix() for part in written)
        and hits(path.read_bytes() + str(path.relative_to(root)).encode())
    )


def test_neither_the_site_nor_what_a_machine_keeps_names_a_child_or_a_secret(ran: tuple[Path, list[str]]) -> None:
    root, _ = ran
    assert len(list((root / "public").rglob("*"))) > 20
    assert len(list((root / ".schoolgate").rglob("*"))) > 20
    assert list(kept(root)) == []
