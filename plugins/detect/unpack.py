"""What are the pixels of this picture? Unpacked in a process of its own: strange bytes go through large decoders.

Run as `python -m plugins.detect.unpack` by `decode`: without secrets, with little memory, and once it has begun it can
open no file, no network and no other program; as `unpack phones` it reads HEIC, whose decoder needs to start a thread.
A request is one line of JSON (`suffix`, `pixels`, `bytes`) and the bytes of the picture; the answer one line of JSON,
with `size` and behind it the rows of red, green and blue, or with `what` and `fix`.
"""

import io
import json
import resource
import sys
import warnings
from contextlib import suppress
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from plugins.model.errors import Refused

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
PHONES = {".heic": "HEIF", ".heif": "HEIF"}
"""What phones keep their photos in: it can be taken in, and no post can name it."""
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_AGAIN = "open it in a picture program and save it again as JPEG"
_LFS = b"version https://git-lfs.github.com/spec/"
_MEMORY = 2 * 2**30
_LIMITS = {
    resource.RLIMIT_AS: _MEMORY,
    resource.RLIMIT_NOFILE: 0,  # nothing is opened any more: neither a file nor a connection
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}


def unpack(data: bytes, suffix: str, pixels: int) -> Image.Image:
    """The picture as readers will see it: upright, on white paper, in sRGB, with nothing but its pixels.

    Refused when it is not one whole still picture of `pixels` at most in the format that `suffix` (".jpg") promises.
    A phone's second picture (MPF) is left unread.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _load(data, suffix, pixels)
            return _srgb(_opaque(image), image.info.get("icc_profile"))
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many(pixels) from error
    except Exception as error:  # what a decoder raises over hostile bytes is in no list; all of it means no
        raise Refused("the picture is damaged, cut short or no JPEG, PNG or WebP", fix=_AGAIN) from error


def _load(data: bytes, suffix: str, pixels: int) -> Image.Image:
    if data.startswith(_LFS):
        raise Refused(
            "only a note of the picture is here; the picture itself is kept by Git LFS",
            fix="run git lfs pull, then take the picture in anew with: publish.py photo FILE",
        )
    wanted = {**FORMATS, **PHONES}.get(suffix.casefold())
    image = Image.open(io.BytesIO(data), formats=sorted({*FORMATS.values(), *filter(None, [wanted])}))
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


def _opaque(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    # a profile that is broken, or of grey or printing colours, changes tints only: the stored colours are then shown
    with suppress(ImageCms.PyCMSError, OSError):
        if profile:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return shown or image
    return image


def _too_many(pixels: int) -> Refused:
    return Refused(f"the picture has more than {pixels // 1_000_000} million pixels", fix="make it smaller and save it")


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer every request until there are no more."""
    while line := asked.readline():
        wish = json.loads(line)
        data = asked.read(wish["bytes"])
        head: dict[str, Any]
        try:
            image = unpack(data, wish["suffix"], wish["pixels"])
            head, body = {"size": image.size}, image.tobytes()
        except Refused as error:
            head, body = {"what": error.what, "fix": error.fix}, b""
        told.write(json.dumps(head).encode() + b"\n" + body)
        told.flush()


if __name__ == "__main__":
    Image.init()  # all of Pillow that it would import later on
    for_phones = sys.argv[1:] == ["phones"]
    if for_phones:
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False, decode_threads=0)
    for limit, most in _LIMITS.items():
        if not (for_phones and limit == resource.RLIMIT_NPROC):
            resource.setrlimit(limit, (most, most))
    answer(sys.stdin.buffer, sys.stdout.buffer)
