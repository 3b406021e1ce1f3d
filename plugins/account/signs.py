"""Is there a reason to look twice at a follower? Plain signs on a public profile; never who a person is.

A missing picture or an empty profile is never a reason by itself, nor are both: most parents have neither. They are
told only beside a reason. Nothing is looked up anywhere, and a reason never quotes the words that gave it.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import urlsplit

from plugins.model.people import Person
from plugins.model.school import School

_MANY = 2_000
_TIMES = 10
_LIKE = 0.85


def reasons(person: Person, school: School) -> tuple[str, ...]:
    """Why an administrator should look twice; empty for nearly everybody."""
    strong = tuple(_strong(person, school))
    return (*strong, *_weak(person)) if strong else ()


def _strong(person: Person, school: School) -> Iterator[str]:
    if _UNFIT.search(_plain(f"{person.name} {person.handle} {person.bio}")):
        yield "adult, abusive or luring words"
    if any(_is_unfit(link) for link in person.links):
        yield "a link to a place that is not for a school"
    if person.following >= _MANY and person.following > _TIMES * person.followers:
        yield f"follows {person.following:,} accounts and is followed by {person.followers:,}"
    if _copies(person, school):
        yield "its name is much like the school's own"


def _weak(person: Person) -> Iterator[str]:
    if not person.has_picture:
        yield "no picture of its own"
    if not person.bio.strip():
        yield "says nothing about itself"


def _copies(person: Person, school: School) -> bool:
    if person.id == school.account.id:
        return False
    pairs = ((person.name, school.name), (person.name, school.site.title), (person.handle, school.account.handle))
    return any(SequenceMatcher(None, _joined(one), _joined(own)).ratio() >= _LIKE for one, own in pairs)


def _is_unfit(link: str) -> bool:
    try:
        host = (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return True
    return any(host == place or host.endswith(f".{place}") for place in _PLACES)


def _plain(text: str) -> str:
    """Small letters without marks, words parted by single spaces; a plus stays, for 18+."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9+]+", " ", letters)


def _joined(text: str) -> str:
    return _plain(text).replace(" ", "")


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("unfit.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


_LISTS = _sections()
_PLACES = tuple(_LISTS["places"])
_WORDS = "|".join(re.escape(word) for word in _LISTS["words"])
_UNFIT = re.compile(rf"(?<![a-z0-9+])(?:{_WORDS})(?![a-z0-9+])")
