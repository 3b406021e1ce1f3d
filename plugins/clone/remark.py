"""May these words be kept for ever? What a person types goes onto the ledger without a child's name in it.

Nothing urgent waits for better words: they are left out, and what was asked for is done.
"""

import os
from pathlib import Path

from plugins.clone.workspace import ROLL_VARIABLE, Workspace, listed
from plugins.model.errors import SchoolgateError

LEFT_OUT = "(left out: it names a child)"
UNREAD = "(left out: the list of pupils cannot be read)"


def kept(words: str, workspace: Workspace) -> str:
    """The words, or why they are left out: they name a child on the roll, or a roll is given that cannot be read."""
    named = os.environ.get(ROLL_VARIABLE, "")
    if not (named and words.strip()):
        return words.strip()
    from plugins.detect.names import is_named  # noqa: PLC0415 - its patterns take a while to load

    try:
        roll = listed(Path(named))
    except SchoolgateError:
        return UNREAD
    return LEFT_OUT if is_named(words, roll, workspace.school.allowed, surnames=True) else words.strip()
