"""Are these the words of an event, or of urgent news? Which plain signs a whole post shows of either."""

import numpy as np

from plugins.detect.meaning.patterns import patterns
from plugins.detect.meaning.signs import Signs
from plugins.model.post import Post

_MOST = 2
_LONGEST = 400
"""Characters of the body: what a post is about, it says at once."""


def gist(post: Post) -> str:
    """What a post is about: its title, its summary and the beginning of its body."""
    return " ".join(f"{post.title}. {post.summary} {post.tweet} {post.text[:_LONGEST]}".split())


def claim_signs(text: str) -> Signs:
    """How often each sign is there, up to twice, from 0 to 1."""
    counts = [min(_MOST, len(pattern.findall(text))) for pattern in patterns("claims").values()]
    return np.array(counts, dtype=np.float32) / np.float32(_MOST)
