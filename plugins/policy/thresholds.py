"""From which confidence on does a rule ask, and from which does it refuse? All of them, in one place.

What is sure is refused, what is doubtful is asked about. The figures come from `python -m tests.train --cv`.
"""

from dataclasses import dataclass

from plugins.model.finding import (
    CONTACT_DETAIL,
    EXEMPTION_MISUSE,
    FACE_DESCRIBED,
    INDIVIDUAL_CHILD,
    NEGATIVE_TONE,
    REPLY_DEBATE,
    WHEREABOUTS,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Confidences from 0 to 1; a `block` above 1 never refuses."""

    ask: float
    block: float

    def severity(self, confidence: float) -> Severity | None:
        """What a rule answers to so much confidence; None where it says nothing."""
        if confidence >= self.block:
            return Severity.BLOCK
        return Severity.ASK if confidence >= self.ask else None


NEVER = 2.0

THRESHOLDS = {
    INDIVIDUAL_CHILD: Threshold(0.45, 0.7),
    WHEREABOUTS: Threshold(0.45, 0.7),
    NEGATIVE_TONE: Threshold(0.32, NEVER),
    REPLY_DEBATE: Threshold(0.3, 0.6),
    CONTACT_DETAIL: Threshold(0.5, 0.9),
    FACE_DESCRIBED: Threshold(0.5, 0.9),
    EXEMPTION_MISUSE: Threshold(0.45, 0.65),
}
