"""What counts as a yes in a rehearsal? Everything that needs no accepting; settings keep this from the real account."""

from plugins.model.case import Judged

EVIDENCE = "rehearsal"


def approver(judged: Judged) -> str:
    """The word for nobody in particular; a post with an open question waits for a person all the same."""
    return "" if judged.asks else "rehearsal"
