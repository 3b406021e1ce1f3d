"""Did this key sign these bytes? OpenSSH's own ssh-keygen answers, for the moment that we name and not for its own."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from plugins.model.errors import CouldNotRun, ProgramMissing, Refused
from plugins.model.trust import Principal

NAMESPACE = "approval@schoolgate"
"""A signature made for git, for mail or for anything else is none here."""

_PASSED_ON = frozenset({"PATH", "HOME", "TERM", "DISPLAY", "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_SK_PROVIDER"})
_PERSON_S, _MACHINE_S = 300, 30
"""A person types a passphrase or touches a key; a machine only computes."""


def sign(message: bytes, key: Path) -> bytes:
    """The signature of `message` by a private key, or by the agent that holds it; Refused where there is none."""
    made = _run(("-Y", "sign", "-n", NAMESPACE, "-f", str(key)), message, _PERSON_S)
    if made.returncode or not made.stdout:
        raise Refused(
            f"the key {key.name} did not sign",
            fix="name your private key with --key, and type its passphrase when you are asked",
        )
    return made.stdout


def public_half(key: Path) -> str:
    """The public key (type and body) that stands beside a private key, in FILE.pub."""
    file = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        words = file.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"there is no public key in {file}", fix="name your key with --key; to make one: ssh-keygen -t ed25519"
        ) from error
    return " ".join(words[:2])


def verified(message: bytes, signature: bytes, person: Principal, *, at: datetime, revoked: Sequence[str]) -> bool:
    """Whether `person`'s key, which is not among the `revoked`, made this signature, by the key's times at `at`."""
    with tempfile.TemporaryDirectory(prefix="schoolgate-") as folder:
        place = Path(folder)
        (place / "allowed").write_text(_allowed(person), encoding="ascii")
        (place / "revoked").write_text("".join(f"{key}\n" for key in revoked), encoding="ascii")
        (place / "signature").write_bytes(signature)
        files = ("-f", str(place / "allowed"), "-s", str(place / "signature"), "-r", str(place / "revoked"))
        names = ("-I", person.role, "-n", NAMESPACE, f"-Overify-time={_stamp(at)}")
        said = _run(("-Y", "verify", *files, *names), message, _MACHINE_S)
    return said.returncode == 0 and said.stdout.startswith(f'Good "{NAMESPACE}" signature for {person.role} '.encode())


def _allowed(person: Principal) -> str:
    """One line of an allowed signers file; `until` itself no longer belongs to the time."""
    options = [f'namespaces="{NAMESPACE}"']
    options += [f'valid-after="{_stamp(person.since)}"'] if person.since else []
    options += [f'valid-before="{_stamp(person.until)}"'] if person.until else []
    return f"{person.role} {','.join(options)} {person.key}\n"


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}"


def _run(arguments: Sequence[str], message: bytes, limit_s: float) -> "subprocess.CompletedProcess[bytes]":
    environment = {name: value for name, value in os.environ.items() if name in _PASSED_ON}
    try:
        return subprocess.run(  # noqa: S603 - no shell; the arguments are ours
            ("ssh-keygen", *arguments),  # noqa: S607 - the system's own, as git is
            input=message,
            capture_output=True,
            timeout=limit_s,
            check=False,
            env=environment | {"TZ": "UTC", "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise ProgramMissing("ssh-keygen cannot be run", fix="install openssh-client, then try again") from error
    except subprocess.TimeoutExpired as error:
        raise CouldNotRun(
            f"ssh-keygen did not finish within {limit_s:g} seconds", fix="run the same command again"
        ) from error
