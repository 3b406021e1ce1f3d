"""Do these words say that a child's face can be seen? How likely it is, by the words alone."""

import re

from plugins.detect.meaning.patterns import patterns

SURE = 0.95
PERHAPS = 0.6
HIDDEN = 0.05

_CHILD = re.compile(r"\b(?:child(?:ren)?|boys?|girls?|pupils?)\b(?!['’])", re.IGNORECASE)  # noqa: RUF001 - both apostrophes
_MADE_FIRST = re.compile(r"[\"'“]?(?:painted|drawn|carved|clay)", re.IGNORECASE)


def said(text: str) -> float:
    """SURE where a child's face is said to be seen, PERHAPS where it may be.

    HIDDEN where it is hidden, made or an adult's; 0 where no face is spoken of.
    """
    signs = {name: pattern.search(text) for name, pattern in patterns("described").items()}
    faces = [found.start() for name in ("expression", "face") if (found := signs[name])]
    if signs["hidden"]:
        return HIDDEN
    if not faces:
        return 0.0
    made = signs["made"]
    if made and (made.start() <= min(faces) or _MADE_FIRST.match(text)):
        return HIDDEN
    if signs["adult"] and not _CHILD.search(text):
        return HIDDEN
    return SURE if signs["child"] or len(faces) > 1 else PERHAPS
