"""Train the model of plugins/detect/meaning from the labelled sentences and posts of tests/cases.

    python -m tests.train            writes plugins/detect/meaning/weights.json, the same for the same data
    python -m tests.train --cv       prints what a model makes of posts and sentences that it was not trained on

Posts have five folds by the digest of their id, sentences five by blocks of ten lines, so that a hit and its near
misses are held out together.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.detect.meaning import model as shipped
from plugins.detect.meaning.claims import gist
from plugins.detect.meaning.embedding import MODEL
from plugins.detect.meaning.meanings import SENTENCES, around
from plugins.detect.meaning.passages import passages
from plugins.detect.meaning.pieces import vocabulary
from plugins.model.finding import EXEMPTION_MISUSE, FACE_DESCRIBED
from plugins.model.post import Post
from tests import make
from tests.cases.posts import completed, folder, readings, rows

CASES = Path(__file__).parent / "cases"
_POSTS = tuple(
    CASES / f"{name}.jsonl" for name in ("policy-dev", "posts-blind", "posts-later", "posts-varied", "posts-compliant")
)
KINDS = (*SENTENCES, FACE_DESCRIBED)
FOLDS = 5
_BLOCK = 10
_STIFFNESS = 1.0
"""How much large weights cost (L2)."""
_STEPS = 50
_TURNS = 60
_ROUGH = 0.02
"""How near a step comes to Newton's: nearer costs more than one step more."""
_FREE = 1e-9
"""The bias costs next to nothing."""
_CLOSE = 1e-4
_LEAST = 8
"""In so many sentences a piece of a word must stand to be learned from."""
_SPAN = 12
"""Characters: a shorter span is found anywhere."""

Rows = NDArray[np.floating[Any]]
Labelled = tuple[Post, Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with the text beside it, and its labels; `claim` is event or urgent where one was made.

    One of a `post` has the `hand` that wrote it, by its file.
    """

    text: str
    around: str
    labels: frozenset[str]
    fold: int
    claim: str = ""
    post: str = ""
    hand: str = ""


def fit(features: Rows, truth: NDArray[np.bool_], stiffness: float = _STIFFNESS) -> Rows:
    """Logistic regression by Newton's method, nearly, the bias last; the same numbers give the same weights."""
    x = np.hstack([features.astype(np.float64), np.ones((len(features), 1))])
    y = truth.astype(np.float64)
    weights = np.zeros(x.shape[1])
    cost = np.full(x.shape[1], stiffness)
    cost[-1] = _FREE
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (likely - y) + cost * weights
        step = _towards(slope, x, likely * (1 - likely), cost)
        weights -= step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _towards(slope: Rows, x: Rows, curve: Rows, cost: Rows) -> Rows:
    """About the step that Newton would take: conjugate gradients, for a matrix of all pairs would be too large."""
    step, rest = np.zeros_like(slope), slope.copy()
    way, left = rest.copy(), float(rest @ rest)
    least = _ROUGH**2 * left
    for _ in range(_TURNS):
        if left <= least:
            break
        bent = x.T @ (curve * (x @ way)) + cost * way
        length = left / float(way @ bent)
        step += length * way
        rest -= length * bent
        before, left = left, float(rest @ rest)
        way = rest + left / before * way
    return step


def sentences() -> Iterator[Example]:
    """The labelled sentences and short posts of tests/cases/sentences."""
    for file in sorted((CASES / "sentences").glob("*.jsonl")):
        for number, row in enumerate(rows(file)):
            yield Example(
                text=row["text"],
                around="",
                labels=frozenset(row["labels"]),
                fold=number // _BLOCK % FOLDS,
                claim=row.get("claim", ""),
            )


def posts() -> Iterator[Labelled]:
    """The labelled posts, read by the tool itself; a row tells its `hand` as well."""
    labelled = [{**row, "hand": file.stem} for file in _POSTS for row in rows(file)]
    with folder() as place:
        for (_, reading), row in zip(readings(labelled, Path(place), make.school()), labelled, strict=True):
            if reading.post is None:
                raise ValueError(f"{row['id']} cannot be read: {reading.faults}")
            yield reading.post, {**completed(row), "hand": row["hand"]}


def of_post(post: Post, row: Mapping[str, object]) -> Iterator[Example]:
    """The sentences of a labelled post; a span of the label marks the sentences that it touches."""
    found = passages(post)
    spans: Mapping[str, Sequence[str]] = row["spans"]  # type: ignore[assignment] # the file says so
    name, hand = str(row["id"]), str(row.get("hand", ""))
    for passage, beside in zip(found, around(found), strict=True):
        labels = {kind for kind in KINDS for span in spans.get(kind, ()) if _touches(passage.text, span)}
        yield Example(
            text=passage.text, around=beside, labels=frozenset(labels), fold=fold_of(name), post=name, hand=hand
        )
    misuse = frozenset({EXEMPTION_MISUSE} & set(spans))
    for claim in (claim for claim in (shipped.EVENT, shipped.URGENT) if row[claim]):
        yield Example(text=gist(post), around="", labels=misuse, fold=fold_of(name), claim=claim, post=name, hand=hand)


def fold_of(name: str) -> int:
    """The fold of a post, for good."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def _touches(sentence: str, span: str) -> bool:
    bare = span.replace("*", "")
    return sentence in bare or (bare in sentence and len(bare) >= min(_SPAN, len(sentence)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Data:
    """All examples with their features: of sentences, whose words have these `pieces`, and of claims."""

    pieces: tuple[str, ...]
    said: Sequence[Example]
    said_features: Rows
    claimed: Sequence[Example]
    claimed_features: Rows


def data(examples: Sequence[Example]) -> Data:
    """Measure the examples; about six milliseconds for each."""
    said = [one for one in examples if not one.claim]
    claimed = [one for one in examples if one.claim]
    texts = [one.text for one in said]
    pieces = vocabulary(texts, _LEAST)
    return Data(
        pieces=pieces,
        said=said,
        said_features=shipped.features(texts, [one.around for one in said], pieces),
        claimed=claimed,
        claimed_features=shipped.claim_features([one.text for one in claimed]),
    )


def everything(_one: Example) -> bool:
    """Nothing is held out."""
    return True


def train(
    known: Data, *, kinds: Sequence[str] = KINDS, kept: Callable[[Example], bool] = everything
) -> dict[str, Rows]:
    """The weights of each kind and claim, from the examples that are kept."""
    weights = {}
    rows_ = np.array([kept(one) for one in known.said])
    for kind in kinds:
        truth = np.array([kind in one.labels for one in known.said])
        weights[kind] = fit(known.said_features[rows_], truth[rows_])
    for claim in (shipped.EVENT, shipped.URGENT):
        rows_ = np.array([kept(one) and one.claim == claim for one in known.claimed])
        truth = np.array([EXEMPTION_MISUSE not in one.labels for one in known.claimed])
        weights[claim] = fit(known.claimed_features[rows_], truth[rows_])
    return weights


def as_model(weights: Mapping[str, Rows], known: Data) -> shipped.Model:
    """The weights as they will be read again: 16 bits each."""
    rounded = {kind: row.astype("<f2").astype(np.float32) for kind, row in weights.items()}
    return shipped.Model(weights=rounded, pieces=known.pieces)


def dump(weights: Mapping[str, Rows], known: Data) -> str:
    """The text of weights.json, with what it was made from."""
    files = [*sorted((CASES / "sentences").glob("*.jsonl")), *_POSTS]
    document = {
        "made by": "python -m tests.train",
        "embeddings": MODEL,
        "examples": len(known.said) + len(known.claimed),
        "stiffness": _STIFFNESS,
        "data": {str(file.relative_to(CASES)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "pieces": known.pieces,
        "weights": {kind: shipped.packed(row) for kind, row in sorted(weights.items())},
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def tell(line: str) -> None:
    """One line for the person who trains."""
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str]) -> None:
    """Train and write, or cross-validate and print."""
    labelled = tuple(posts())
    examples = [*sentences(), *(one for post, row in labelled for one in of_post(post, row))]
    known = data(examples)
    if "--cv" in arguments:
        from tests.validate import cross_validate  # noqa: PLC0415 - it trains with what stands here

        cross_validate(known, labelled)
        return
    shipped.FILE.write_text(dump(train(known), known), encoding="utf-8")
    tell(f"{shipped.FILE.name}: {len(examples)} examples")


if __name__ == "__main__":
    main(sys.argv[1:])
