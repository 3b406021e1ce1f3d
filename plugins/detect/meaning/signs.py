"""Which plain signs does a sentence show? Times, places, one child, many children, scolding, asking: counted."""

import re

import numpy as np
from numpy.typing import NDArray

from plugins.detect.fold import key
from plugins.detect.lexicon import Sort, lexicon
from plugins.detect.meaning.patterns import patterns
from plugins.detect.tokens import words

Signs = NDArray[np.float32]

_MOST = 3
"""More of one sign says nothing more."""
_NAME = re.compile(r"(?<![\w@#])([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*)")
_TITLED = re.compile(
    r"\b(?:M[rs]s?|Mx|Miss|Dr|Sir|Lady|Lord|St|Saint|Rev|Reverend|King|Queen|PC|Professor)\.? (?:[A-Z][\w'’-]* )?$"  # noqa: RUF001
)
_SENTENCE = re.compile(r"(?:^|[.!?:])\s*[\"'“(]*$")


def signs(text: str) -> Signs:
    """How often each sign is there, up to three times, from 0 to 1; then how names stand in it."""
    every = (*patterns("signs").values(), *patterns("cased").values())
    counts = [min(_MOST, sum(1 for _ in pattern.finditer(text))) for pattern in every]
    return np.concatenate([np.sqrt(np.array(counts, dtype=np.float32) / _MOST), _named(text)])


def _named(text: str) -> Signs:
    alone = ordinary = full = 0
    names = lexicon().names
    for found in _NAME.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _TITLED.search(before):
            continue
        sorts = {names.get(part) for part in key(found[1]).split()}
        if Sort.CHILD in sorts and re.match(r" [A-Z][a-z]", after):
            full += 1
        elif Sort.CHILD in sorts:
            alone += 1
        elif Sort.WORD in sorts and not _SENTENCE.search(before):
            ordinary += 1
    return np.array([alone == 1, alone > 1, ordinary > 0, full > 0, _known(text)], dtype=np.float32)


def _known(text: str) -> bool:
    """Whether somebody from books or history is named, or a place that everyone knows."""
    tokens = [token.plain for token in words(text)[0].tokens]
    known = lexicon().known
    return any(
        tuple(tokens[number : number + len(phrase)]) == phrase
        for number, token in enumerate(tokens)
        for phrase in known.get(token, ())
    )
