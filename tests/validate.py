"""What does a model make of posts and sentences that it was not trained on? `python -m tests.train --cv` prints it.

Posts are held out in five folds, then all posts of one hand at once: another school, another style.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from plugins.detect.meaning import model as shipped
from plugins.detect.meaning.meanings import measured
from plugins.model.case import Case
from plugins.model.finding import EXEMPTION_MISUSE, Severity
from plugins.model.post import Post
from plugins.policy.rulebook import RULES
from tests import make
from tests.train import FOLDS, KINDS, Data, Example, Labelled, Rows, as_model, fold_of, tell, train

HANDS = ("policy-dev", "posts-blind", "posts-later")
"""Written by others than the sentences."""
Verdict = tuple[set[str], set[str], set[str]]
"""The labels of a post, what is refused and what is asked about."""


def cross_validate(known: Data, labelled: Sequence[Labelled]) -> None:
    """Print per rule what the whole chain makes of held-out posts of others, and of held-out sentences."""
    labelled = [one for one in labelled if one[1]["hand"] in HANDS]
    tell("Held-out posts (five folds; trained on all sentences and the other posts):")
    _tell_posts(_held_out(known, labelled, lambda name, _hand: str(fold_of(name))))
    tell("Held-out hands (trained on all sentences and the posts of all other files):")
    verdicts = _held_out(known, labelled, lambda _name, hand: hand)
    for hand in HANDS:
        tell(f" {hand}")
        _tell_posts({str(row["id"]): verdicts[str(row["id"])] for _, row in labelled if row["hand"] == hand})
    tell("Held-out sentences (five folds of blocks of ten; trained on the other sentences and all posts):")
    _tell_sentences(known)


def _held_out(known: Data, labelled: Sequence[Labelled], part: Callable[[str, str], str]) -> dict[str, Verdict]:
    """Labels, blocks and asks of each post, by a model that has seen no post of its part."""
    parts = {str(row["id"]): part(str(row["id"]), str(row["hand"])) for _, row in labelled}
    found = {}
    for held in sorted(set(parts.values())):
        model = as_model(train(known, kept=partial(_of_others, parts, held)), known)
        for post, row in labelled:
            if parts[str(row["id"])] == held:
                found[str(row["id"])] = (set(row["labels"]), *_judged(post, model))  # type: ignore[call-overload] # as above
    return found


def _of_others(parts: Mapping[str, str], held: str, one: Example) -> bool:
    return parts.get(one.post) != held


def _of_other_folds(fold: int, one: Example) -> bool:
    return one.fold != fold


def _tell_posts(verdicts: Mapping[str, Verdict]) -> None:
    for kind in (*KINDS, EXEMPTION_MISUSE):
        _tell(kind, verdicts)
    clean = [name for name, (labels, _, _) in verdicts.items() if not labels]
    stopped = [name for name in clean if verdicts[name][1]]
    asked = [name for name in clean if verdicts[name][2] and not verdicts[name][1]]
    tell(f"  clean posts: {len(clean)}, blocked {stopped}, asked {asked}")


def _judged(post: Post, held: shipped.Model) -> tuple[set[str], set[str]]:
    path = f"content/{post.source}"
    case = Case(path=path, post=post, tweet=None, detections=measured(post, path, held))
    found = [one for rule in RULES if rule.id in {*KINDS, EXEMPTION_MISUSE} for one in rule.judge(case, make.school())]
    return (
        {one.rule for one in found if one.severity is Severity.BLOCK},
        {one.rule for one in found if one.severity is Severity.ASK},
    )


def _tell(kind: str, verdicts: Mapping[str, Verdict]) -> None:
    hits = {name for name, (labels, _, _) in verdicts.items() if kind in labels}
    found = {name for name, (_, block, ask) in verdicts.items() if kind in block | ask}
    right = len(hits & found)
    tell(
        f"  {kind:17} recall {right / max(1, len(hits)):.2f} ({right}/{len(hits)})"
        f" precision {right / max(1, len(found)):.2f} ({right}/{len(found)})"
        f" missed {sorted(hits - found)} wrong {sorted(found - hits)}"
    )


def _tell_sentences(known: Data) -> None:
    likely = {kind: np.zeros(len(known.said)) for kind in KINDS}
    claims = np.zeros(len(known.claimed))
    for fold in range(FOLDS):
        held = as_model(train(known, kept=partial(_of_other_folds, fold)), known)
        rows_ = np.array([one.fold == fold and not one.post for one in known.said])
        for kind in KINDS:
            likely[kind][rows_] = held.likely(kind, known.said_features[rows_])
        for number, one in enumerate(known.claimed):
            if one.fold == fold:
                claims[number] = 1 - held.likely(one.claim, known.claimed_features[number : number + 1])[0]
    alone = np.array([not one.post for one in known.said])
    for kind in KINDS:
        _tell_curve(kind, likely[kind][alone], np.array([kind in one.labels for one in known.said])[alone])
    _tell_curve(EXEMPTION_MISUSE, claims, np.array([bool(one.labels) for one in known.claimed]))


def _tell_curve(kind: str, likely: Rows, truth: NDArray[np.bool_]) -> None:
    points = []
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        found = likely >= least
        right = int((found & truth).sum())
        points.append(f"≥{least}: {right / max(1, truth.sum()):.2f}/{right / max(1, found.sum()):.2f}")
    tell(f"  {kind:17} {int(truth.sum())} of {len(truth)}; recall/precision {', '.join(points)}")
