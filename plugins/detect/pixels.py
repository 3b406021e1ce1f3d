"""What does a detector look at? A picture's pixels as readers will see them: upright, opaque, three colours."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from plugins.detect.decode import decode

Pixels: TypeAlias = NDArray[np.uint8]
"""Rows of red, green and blue: (height, width, 3)."""


def pixels(data: bytes, suffix: str) -> Pixels:
    """The pixels of a picture file; Refused where it cannot be decoded safely."""
    return np.asarray(decode(data, suffix))
