"""What does a post mean, sentence by sentence? One child's affairs, children's whereabouts, scolding, debate, faces.

Only measurements with a confidence: whether it is enough is for the policy's rules. Nothing that was found is quoted.
"""

from collections.abc import Iterator, Sequence

from plugins.detect.meaning.claims import gist
from plugins.detect.meaning.described import said
from plugins.detect.meaning.instead import instead
from plugins.detect.meaning.model import EVENT, URGENT, Features, Model, claim_features, features
from plugins.detect.meaning.passages import Passage, passages
from plugins.detect.meaning.reach import reach
from plugins.model.finding import (
    EXEMPTION_MISUSE,
    FACE_DESCRIBED,
    INDIVIDUAL_CHILD,
    NEGATIVE_TONE,
    REPLY_DEBATE,
    UNREAD,
    WHEREABOUTS,
    Detection,
    Place,
)
from plugins.model.post import Post

SENTENCES = (INDIVIDUAL_CHILD, WHEREABOUTS, NEGATIVE_TONE, REPLY_DEBATE)
_LEAST = 0.15
"""What is less likely than this is not worth telling."""
_NOTES = {
    INDIVIDUAL_CHILD: "what concerns one child",
    WHEREABOUTS: "where children are or will be",
    NEGATIVE_TONE: "scolding or complaint",
    REPLY_DEBATE: "an answer, or an invitation to answer",
    FACE_DESCRIBED: "a face that can be seen",
    EXEMPTION_MISUSE: "not the words of such news",
}


def measured(post: Post, path: str, model: Model) -> tuple[Detection, ...]:
    """Everything measured in a post, now."""
    found, unread = reach(passages(post))
    told = [_unread(path, unread)] if unread else []
    if not found:
        return tuple(told)
    rows = features([one.text for one in found], around(found), model.pieces)
    seen = [*told, *_seen(found, rows, path, model), *_claims(post, path, model)]
    return tuple(sorted(seen, key=lambda one: (one.place, one.kind)))


def around(found: Sequence[Passage]) -> list[str]:
    """The title and the sentences before and after each; beside a photo's words, the title alone."""
    title = next((one.text for one in found if one.target == "title"), "")
    written = [number for number, one in enumerate(found) if not one.pictured]
    near = dict.fromkeys(range(len(found)), title)
    for before, number, after in zip([None, *written], written, [*written[1:], None], strict=False):
        texts = [found[beside].text for beside in (before, after) if beside is not None]
        near[number] = " ".join([title, *texts])
    return [near[number] for number in range(len(found))]


def _seen(found: Sequence[Passage], rows: Features, path: str, model: Model) -> Iterator[Detection]:
    likely = {kind: model.likely(kind, rows) for kind in (*SENTENCES, FACE_DESCRIBED)}
    for number, passage in enumerate(found):
        kinds = _kinds(passage)
        for kind in kinds:
            confidence = float(likely[kind][number])
            if kind == FACE_DESCRIBED:
                confidence = max(confidence, said(passage.text))
            if confidence >= _LEAST:
                yield _detection(kind, path, passage, confidence)


def _kinds(passage: Passage) -> tuple[str, ...]:
    """A description may speak of one child's hands, a caption is often a joke; both may not speak of a face."""
    if passage.target.endswith(".alt"):
        return (FACE_DESCRIBED,)
    return (INDIVIDUAL_CHILD, WHEREABOUTS, REPLY_DEBATE, FACE_DESCRIBED) if passage.pictured else SENTENCES


def _claims(post: Post, path: str, model: Model) -> Iterator[Detection]:
    """How likely an event is none, and urgent news is not urgent."""
    for claim, made in ((EVENT, post.event), (URGENT, post.urgent)):
        if made:
            genuine = float(model.likely(claim, claim_features([gist(post)]))[0])
            line = post.line_of(f"{claim}.reason")
            place = Passage(text="", target=claim, line=line)
            yield _detection(EXEMPTION_MISUSE, path, place, 1 - genuine)


def _unread(path: str, first: Passage) -> Detection:
    return Detection(
        kind=UNREAD,
        place=Place(path=path, line=first.line, column=first.column),
        note="not read for its meaning from here on",
        target=first.target,
    )


def _detection(kind: str, path: str, passage: Passage, confidence: float) -> Detection:
    return Detection(
        kind=kind,
        place=Place(path=path, line=passage.line, column=passage.column),
        note=_NOTES[kind],
        remedy=instead(passage.text) if kind == INDIVIDUAL_CHILD else "",
        confidence=round(confidence, 3),
        target=passage.target,
    )
