"""May a post lead there? Links to the web, an address, a telephone, or a place on this site; nothing else."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES = frozenset({"https", "mailto", "tel"})
_LONGEST = 500
_TARGET = re.compile(r"[^\s\\{}|<>\"`^]+")
_AGAIN = "copy the address again from the browser"


def refusal(target: str) -> tuple[str, str] | None:
    """Why a link is refused and what to write instead; None where it is fine."""
    parts = _split(target)
    if parts is None:
        return "this is no address of a page", _AGAIN
    if ".." in unquote(parts.path).split("/"):
        return "this link climbs out of its folder with ..", "write the address from the start, as the browser shows it"
    if parts.scheme == "https" and (not parts.hostname or "@" in parts.netloc):
        return "this link does not say which site it leads to", _AGAIN
    here = not parts.scheme and not parts.netloc and target.startswith(("/", "#"))
    if parts.scheme not in SCHEMES and not here:
        return (
            "a link leads to https, mailto, tel or a page of this site alone",
            "start it with https://, or with / for a page of this site",
        )
    return None


def _split(target: str) -> SplitResult | None:
    if len(target) > _LONGEST or not _TARGET.fullmatch(target):
        return None
    try:
        parts = urlsplit(target)
        _ = parts.port  # one that is no number, or too large, raises here
    except ValueError:  # as does half an IPv6 address
        return None
    return parts
