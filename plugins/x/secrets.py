"""Where are the credentials, and how do they stay out of every message? Read once, shown never."""

import hmac
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from plugins.model.errors import AccountWrong, CouldNotRun

SERVICE = "schoolgate"
NAMES = ("consumer_key", "consumer_secret", "access_token", "access_secret")
TOKEN = "github_token"  # noqa: S105 - its name alone
"""Not one of the account's: with it GitHub tells who approved, and takes notices."""
SMTP_PASSWORD = "smtp_password"  # noqa: S105 - its name alone
"""Not one of the account's: with it the mail server takes notices."""

_LONGEST = 4096
_SHORTEST = 10
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Secret:
    """A text that shows as `***` wherever it is printed, formatted or compared, and cannot be copied or pickled."""

    __slots__ = ("_text",)
    __hash__ = None  # type: ignore[assignment]  # a hash of a secret says something about it

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one library that signs with it."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """OAuth 1.0a keys of the app and of the account; the access token begins with the account's number."""

    consumer_key: Secret
    consumer_secret: Secret
    access_token: Secret
    access_secret: Secret


def load(environ: Mapping[str, str], keyring_get: Callable[[str, str], str | None]) -> Credentials:
    """The credentials, each from the first place that has it: a file, the keyring, the environment.

    AccountWrong names all that are missing or kept wrongly. A file that is named but wrong is never passed over.
    `keyring_get` takes a service and a name, as keyring.get_password does; no keyring at all is an empty one.
    """
    found: dict[str, Secret] = {}
    mistakes: list[str] = []
    for name in NAMES:
        try:
            found[name] = Secret(_checked(name, _find(name, environ, keyring_get)))
        except ValueError as mistake:
            mistakes.append(str(mistake))
    if mistakes:
        raise AccountWrong("; ".join(mistakes), fix=_how_to_set())
    return Credentials(**found)


def load_token(environ: Mapping[str, str], keyring_get: Callable[[str, str], str | None]) -> Secret:
    """The token for GitHub, from the same three places; CouldNotRun where it is missing or kept wrongly."""
    try:
        return Secret(_checked(TOKEN, _find(TOKEN, environ, keyring_get)))
    except ValueError as mistake:
        raise CouldNotRun(
            str(mistake),
            fix=f"put a token that may read this repository's contents and pull requests into {variable(TOKEN)}, or "
            f"into a file that only you can read, named by {variable(TOKEN)}_FILE",
        ) from None


def load_password(environ: Mapping[str, str], keyring_get: Callable[[str, str], str | None]) -> Secret | None:
    """The mail server's password, from the same three places; None where there is none, CouldNotRun for a wrong one."""
    try:
        text = _find(SMTP_PASSWORD, environ, keyring_get)
        return Secret(_checked(SMTP_PASSWORD, text)) if text else None
    except ValueError as mistake:
        raise CouldNotRun(str(mistake), fix=f"correct {variable(SMTP_PASSWORD)}, or the file that it names") from None


def variable(name: str) -> str:
    """The environment variable of a credential; with `_FILE` behind it, the one that names its file."""
    return f"SCHOOLGATE_{_full(name).upper()}"


def _full(name: str) -> str:
    return name if name in {TOKEN, SMTP_PASSWORD} else f"x_{name}"


def _find(name: str, environ: Mapping[str, str], keyring_get: Callable[[str, str], str | None]) -> str:
    from keyring.errors import KeyringError  # noqa: PLC0415 - whoever signs with secrets of his own needs no keyring

    file = environ.get(f"{variable(name)}_FILE")
    if file:
        return _read(name, Path(file))
    try:
        kept = keyring_get(SERVICE, _full(name).replace("_", "-"))
    except KeyringError:
        kept = None
    return kept or environ.get(variable(name), "")


def _read(name: str, file: Path) -> str:
    """The text of a small regular file that nobody else can read; opened first, so that what is checked is read."""
    wanted = f"the file named by {variable(name)}_FILE"
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(opened, "rb") as stream:
            facts = os.fstat(opened)
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > _LONGEST:
                raise ValueError(f"{wanted} is not a small regular file")
            if facts.st_mode & _OTHERS:
                raise ValueError(f"{wanted} can be read by others; run chmod 600 on it")
            return stream.read(_LONGEST).decode()
    except UnicodeDecodeError:
        raise ValueError(f"{wanted} holds no text") from None
    except OSError as error:
        raise ValueError(f"{wanted} cannot be read ({error.strerror})") from None


def _checked(name: str, text: str) -> str:
    """The credential without the line end of its file; what a mistake says never holds the text."""
    text, plain = text.strip(), name.replace("_", " ")
    if not text:
        raise ValueError(f"the {plain} is missing")
    if len(text) < _SHORTEST or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(f"the {plain} is too short or has characters that no credential has")
    number, hyphen, _ = text.partition("-")
    if name == "access_token" and not (number.isdecimal() and hyphen):
        raise ValueError("the access token does not begin with the account's number and a hyphen")
    return text


def _how_to_set() -> str:
    variables = ", ".join(f"{variable(name)}_FILE" for name in NAMES)
    return (
        f"put each into a file that only you can read (chmod 600) and name the files in {variables}; or store each "
        f"with `keyring set {SERVICE} x-consumer-key` and so on; or set the variables without _FILE"
    )
