"""Does a picture say more than it shows? GPS, camera data, comments and everything else that rides along."""

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image

from plugins.detect import containers
from plugins.detect.decode import decode, read
from plugins.model.errors import Refused
from plugins.model.finding import FORMAT, PHOTO_METADATA, Detection, Place

_CLEAN = "make a clean copy with: publish.py photo FILE"
_HARMLESS = frozenset(
    {
        ExifTags.Base.Orientation,
        ExifTags.Base.XResolution,
        ExifTags.Base.YResolution,
        ExifTags.Base.ResolutionUnit,
    }
)
_WORDS = frozenset(
    {
        ExifTags.Base.DocumentName,
        ExifTags.Base.ImageDescription,
        ExifTags.Base.Artist,
        ExifTags.Base.Copyright,
        ExifTags.Base.XPTitle,
        ExifTags.Base.XPComment,
        ExifTags.Base.XPAuthor,
        ExifTags.Base.XPKeywords,
        ExifTags.Base.XPSubject,
    }
)
_BARE_EXIF = 128  # bytes; the four harmless tags need fewer, so a longer block hides something between them


def metadata(file: Path, place: Place) -> tuple[Detection, ...]:
    """Everything in a picture file beyond pixels, ICC profile, density and orientation; at most one of each kind.

    A file that cannot be read or decoded safely is one Detection of kind FORMAT. Notes name the kind of data only.
    """
    try:
        data = read(file)
    except Refused as error:
        return (_format(error.what, error.fix, place),)
    return inspect(data, file.suffix, place)


def inspect(data: bytes, suffix: str, place: Place) -> tuple[Detection, ...]:
    """The same for bytes; `suffix` (".jpg") is what their file name promises."""
    try:
        decode(data, suffix)
        kinds = dict.fromkeys(_kinds(data))
    except Refused as error:
        return (_format(error.what, error.fix, place),)
    except ValueError:
        again = "open it in a picture program and save it again as JPEG"
        return (_format("the picture is damaged or cut short", again, place),)
    return tuple(
        Detection(kind=PHOTO_METADATA, place=place, note=f"the picture carries {kind}", remedy=_CLEAN) for kind in kinds
    )


def _format(what: str, fix: str, place: Place) -> Detection:
    return Detection(kind=FORMAT, place=place, note=what, remedy=fix)


def _kinds(data: bytes) -> Iterator[str]:
    for kind, body in containers.parts(data):
        if kind == containers.EXIF:
            yield from _exif(body)
        elif kind == containers.TEXT and body.startswith(b"XML:com.adobe.xmp"):
            yield containers.XMP
        else:
            yield kind


def _exif(body: bytes) -> Iterator[str]:
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            exif.load(body if body.startswith(b"Exif\0\0") else b"Exif\0\0" + body)
            tags = set(exif) - _HARMLESS
            second = bool(exif.get_ifd(ExifTags.IFD.IFD1))
    except Exception:  # noqa: BLE001 - whatever Pillow's parser meets, a block it cannot read is not harmless
        yield "EXIF data that cannot be read"
        return
    if ExifTags.IFD.GPSInfo in tags:
        yield "a GPS position"
    if tags & _WORDS:
        yield "words about the picture or its author"
    if tags - _WORDS - {ExifTags.IFD.GPSInfo}:
        yield "camera data"
    if second:
        yield containers.SECOND
    if not tags and not second and len(body) > _BARE_EXIF:
        yield "EXIF data that cannot be read"
