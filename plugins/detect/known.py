"""What does a detector know before it looks? The school, its roll, and what was measured in earlier runs."""

from dataclasses import dataclass

from plugins.detect.memory import Memory
from plugins.detect.roll import Roll
from plugins.model.school import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`roll` None means that no list of pupils was given, so that their names cannot be looked for.

    `banned` are the digests of photos that were withdrawn.
    """

    school: School
    roll: Roll | None
    memory: Memory
    banned: frozenset[str] = frozenset()
