"""What could stand there instead? The group in place of one of its children, where the words name both."""

import re

_ONE = r"(?:an?|one|our|the|this|that|another|some)"
_GROUP = r"(?P<{0}>Years? \d|P[1-7]|Primary [1-7]|Blwyddyn \d|Reception|Nursery)"
_CHILD = r"(?:pupil|boy|girl|child|lad|lass|student|learner)"
_PATTERN = re.compile(
    rf"\b{_ONE} {_GROUP.format('before')} {_CHILD}\b|\b{_ONE} {_CHILD} (?:in|from|of) {_GROUP.format('after')}\b",
    re.IGNORECASE,
)


def instead(sentence: str) -> str:
    """A remedy that quotes nothing but such words ("a Year 4 pupil"); empty where they are not there."""
    found = _PATTERN.search(sentence)
    if not found:
        return ""
    group = found["before"] or found["after"]
    return f'Write "{group}" instead of "{found[0]}", and what all of them did'
