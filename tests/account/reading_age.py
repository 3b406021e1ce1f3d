"""How old must a reader be? The Flesch-Kincaid grade (Kincaid et al., 1975) of English words, and five years on top."""

import re

_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_age(text: str) -> float:
    """In years, of text without headings or addresses."""
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    words = _WORD.findall(text)
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + 5


def _syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end counts for none."""
    plain = word.lower()
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and len(plain) > 2
    return max(1, len(_VOWELS.findall(plain)) - silent)
