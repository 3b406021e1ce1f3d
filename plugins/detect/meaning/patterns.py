"""Which plain words show something? The patterns of signs.toml, by section and name."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("signs.toml")
_CASED = "cased"
_PART = re.compile(r"<(\w+)>")


@cache
def patterns(section: str) -> Mapping[str, re.Pattern[str]]:
    """The compiled patterns of one section, in the order of the file."""
    document = tomllib.loads(FILE.read_text(encoding="utf-8"))
    parts = {name: "".join(pieces) for name, pieces in document["parts"].items()}
    flags = re.NOFLAG if section == _CASED else re.IGNORECASE
    return {
        name: re.compile(_PART.sub(lambda part: parts.get(part[1], part[0]), "".join(pieces)), flags)
        for name, pieces in document[section].items()
    }
