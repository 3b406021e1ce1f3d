"""How likely does a sentence mean what the policy forbids? One weight for each feature and kind, trained beforehand.

Logistic regression, one kind against all others, over the sentence's embedding, its pieces of words, its plain signs
and the signs of the sentences around it. `weights.json` tells what it was trained on; `python -m tests.train` makes it
again.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.detect.meaning.claims import claim_signs
from plugins.detect.meaning.described import said
from plugins.detect.meaning.embedding import embed
from plugins.detect.meaning.pieces import shown
from plugins.detect.meaning.signs import signs, together

FILE = Path(__file__).with_name("weights.json")
EVENT = "event"
URGENT = "urgent"

Features = NDArray[np.float32]

_WEIGHT = np.float32(1.5)
"""How much the embedding counts, beside the plain signs."""
_AROUND = 0.7
"""How much the sentences around it count, beside the sentence itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """Weights by kind, the bias last; `pieces` of words are the last features of a sentence."""

    weights: Mapping[str, Features]
    pieces: tuple[str, ...]

    def likely(self, kind: str, features: Features) -> NDArray[np.float64]:
        """From 0 to 1 for each row of features."""
        weights = self.weights[kind].astype(np.float64)
        found: NDArray[np.float64] = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
        return found


def features(texts: Sequence[str], around: Sequence[str], pieces: Sequence[str]) -> Features:
    """What is known of sentences, a row each; `around` is the text beside each of them, `pieces` are looked for."""
    own = np.array([signs(text) for text in texts], dtype=np.float32)
    near = np.array([signs(text) for text in around], dtype=np.float32) * np.float32(_AROUND)
    faces = np.array([[said(text)] for text in texts], dtype=np.float32)
    return np.hstack([_WEIGHT * embed(texts), own, near, together(own, near), faces, shown(texts, pieces)])


def claim_features(texts: Sequence[str]) -> Features:
    """What is known of whole posts, a row each."""
    return np.hstack([2 * embed(texts), np.array([claim_signs(text) for text in texts], dtype=np.float32)])


@cache
def shipped() -> Model:
    """The model of this folder."""
    trained = json.loads(FILE.read_text(encoding="utf-8"))
    weights = {kind: _unpacked(text) for kind, text in trained["weights"].items()}
    return Model(weights=weights, pieces=tuple(trained["pieces"]))


def packed(weights: NDArray[np.floating[Any]]) -> str:
    """Weights as text: 16 bits each."""
    return base64.b64encode(weights.astype("<f2").tobytes()).decode("ascii")


def _unpacked(text: str) -> Features:
    return np.frombuffer(base64.b64decode(text), dtype="<f2").astype(np.float32)
