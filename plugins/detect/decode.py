"""Can this picture be decoded safely? Its pixels, or one plain reason why not."""

import io
import stat
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from plugins.model.errors import Refused

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_AGAIN = "open it in a picture program and save it again as JPEG"
_LFS = b"version https://git-lfs.github.com/spec/"


def read(file: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file of at most `most` bytes; Refused otherwise."""
    try:
        size = file.stat()
        if not stat.S_ISREG(size.st_mode):
            raise Refused("this is not a picture file", fix="name a JPEG, PNG or WebP file")
        if size.st_size > most:
            raise Refused(f"the picture is larger than {most // 1_000_000} MB", fix="make it smaller and save it again")
        return file.read_bytes()
    except OSError as error:
        raise Refused("the picture cannot be read", fix="check that the file is there and not locked") from error


def decode(data: bytes, suffix: str, pixels: int = MOST_PIXELS) -> Image.Image:
    """The loaded picture, upright: the orientation that its EXIF data asks for is applied.

    Refused when it is not one whole still picture of `pixels` at most in the format that `suffix` (".jpg") promises.
    A phone's second picture (MPF) is left unread.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _load(data, suffix, pixels)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many(pixels) from error
    except Exception as error:  # what a decoder raises over hostile bytes is in no list; all of it means no
        raise Refused("the picture is damaged, cut short or no JPEG, PNG or WebP", fix=_AGAIN) from error


def _load(data: bytes, suffix: str, pixels: int) -> Image.Image:
    if data.startswith(_LFS):
        raise Refused(
            "only a note of the picture is here; the picture itself is kept by Git LFS",
            fix="run git lfs pull, then take the picture in anew with: publish.py photo FILE",
        )
    image = Image.open(io.BytesIO(data), formats=sorted(set(FORMATS.values())))
    wanted = FORMATS.get(suffix.casefold())
    actual = "JPEG" if image.format == "MPO" else image.format
    if actual != wanted:
        raise Refused("the picture's content and the ending of its file name disagree", fix=_AGAIN)
    if image.width * image.height > pixels:
        raise _too_many(pixels)
    if actual != "JPEG" and getattr(image, "n_frames", 1) != 1:
        raise Refused("the picture moves or holds several pictures", fix="save the one that is wanted as JPEG")
    if image.mode not in _MODES:
        raise Refused("the picture is made for printing or science, not for a screen", fix=f"{_AGAIN}, in RGB colours")
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _too_many(pixels: int) -> Refused:
    return Refused(f"the picture has more than {pixels // 1_000_000} million pixels", fix="make it smaller and save it")
