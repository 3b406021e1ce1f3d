"""What does a picture file hold besides its pixels? Every part of a JPEG, PNG, WebP or AVIF that no picture needs."""

import struct
from collections.abc import Iterator

EXIF = "exif"
COMMENT = "a comment"
TEXT = "text fields"
XMP = "XMP data (a description, an author, a place)"
IPTC = "IPTC or Photoshop data (a description, an author, a place)"
TIME = "a time"
SECOND = "a second picture"
TRAILING = "data after the end of the picture"
OTHER = "data of a program"

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"pHYs",
        b"sBIT",
        b"bKGD",
        b"cICP",
    }
)
_PNG_KINDS = {b"tEXt": TEXT, b"zTXt": TEXT, b"iTXt": TEXT, b"eXIf": EXIF, b"tIME": TIME}
_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_WEBP_KINDS = {b"EXIF": EXIF, b"XMP ": XMP}
_AVIF_PIXELS = frozenset({
    b"ftyp", b"meta", b"mdat", b"hdlr", b"pitm", b"iloc", b"iinf", b"infe", b"iprp", b"ipco", b"ipma",
    b"ispe", b"pixi", b"av1C", b"colr",
})  # fmt: skip
_AVIF_BOXES = {b"meta": 4, b"iinf": 6, b"iprp": 0, b"ipco": 0}
"""Boxes of boxes, with the bytes that stand before the first."""
_AVIF_KINDS = {b"Exif": EXIF, b"mime": XMP}

Part = tuple[str, bytes]
"""One of the words above, and the bytes of the part."""


def parts(data: bytes) -> Iterator[Part]:
    """Every part beyond pixels, colour profile and density, in file order; ValueError where the file's frame is broken.

    Unknown parts are `OTHER`: a list of what is harmless cannot miss a new kind of hiding place.
    Facts: ITU-T T.81 annex B, JFIF 1.02, PNG third edition chapter 11, RFC 9649, ISO/IEC 14496-12 and 23008-12. Of AVIF
    the plain form alone is known that our own pictures have: one item whose bytes are all of `mdat`.
    """
    try:
        if data.startswith(_PNG_START):
            yield from _png(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            yield from _webp(data)
        elif data.startswith(b"\xff\xd8"):
            yield from _jpeg(data)
        elif data[4:12] == b"ftypavif":
            yield from _avif(data, 0, len(data))
        else:
            raise ValueError("no JPEG, PNG, WebP or AVIF")
    except (IndexError, struct.error) as error:
        raise ValueError("cut short") from error


def _png(data: bytes) -> Iterator[Part]:
    at, name = len(_PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if name not in _PNG_PIXELS:
            yield _PNG_KINDS.get(name, OTHER), body
        elif name == b"IEND" and body:
            yield OTHER, body
        at += 12 + length
    yield from _rest(data, at)


def _webp(data: bytes) -> Iterator[Part]:
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    at = 12
    while at < end:
        name, length = struct.unpack_from("<4sI", data, at)
        if name not in _WEBP_PIXELS:
            yield _WEBP_KINDS.get(name, OTHER), data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    yield from _rest(data, end)


def _avif(data: bytes, at: int, end: int) -> Iterator[Part]:
    while at < end:
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + length]
        if length < _BOX or at + length > end:
            raise ValueError("cut short")
        if name not in _AVIF_PIXELS:
            yield OTHER, body
        elif name in _AVIF_BOXES:
            yield from _avif(data, at + 8 + _AVIF_BOXES[name], at + length)
        elif name == b"infe" and body[8:12] != b"av01":
            yield _AVIF_KINDS.get(body[8:12], OTHER), body
        elif name == b"iloc" and not _is_all(data, body):
            yield TRAILING, b""
        at += length


def _is_all(data: bytes, iloc: bytes) -> bool:
    """Whether the one item is all of `mdat`, which is the last box."""
    count, _item, _source, extents, start, length = struct.unpack_from(">6xHHHHII", iloc)
    (size,) = struct.unpack_from(">I", data, start - _BOX)
    rest = (count, extents, length + _BOX, start + length, data[start - 4 : start], len(iloc))
    return bool(rest == (1, 1, size, len(data), b"mdat", _PLAIN_ILOC))


_BOX, _PLAIN_ILOC = 8, 22


def _jpeg(data: bytes) -> Iterator[Part]:
    at = 2
    while True:
        if data[at] != _MARK:
            raise ValueError("a marker is missing")
        marker = data[at + 1]
        if marker == _MARK:  # a fill byte
            at += 1
            continue
        if marker == _END:
            yield from _rest(data, at + 2)
            return
        length = struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        kind = _segment(marker, body)
        if kind:
            yield kind, body
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(data, at)


def _segment(marker: int, body: bytes) -> str:
    """What a JPEG segment holds; empty when it is needed for the pixels."""
    if marker in _JPEG_PIXELS:
        return ""
    return next(
        kind
        for mark, start, length, kind in _SEGMENTS
        if mark in (marker, None) and body.startswith(start) and length in (len(body), None)
    )


_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
_RESTARTS = range(0xD0, 0xD8)
_JPEG_PIXELS = frozenset({*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
_SEGMENTS: tuple[tuple[int | None, bytes, int | None, str], ...] = (  # marker, start, length; the first that fits
    (0xE0, b"JFIF\0", 14, ""),  # a longer one holds a thumbnail
    (0xE0, b"JFIF\0", None, SECOND),
    (0xE0, b"JFXX\0", None, SECOND),
    (0xE1, b"Exif\0", None, EXIF),
    (0xE1, b"http://ns.adobe.com/", None, XMP),
    (0xE2, b"ICC_PROFILE\0", None, ""),
    (0xE2, b"MPF\0", None, SECOND),
    (0xED, b"", None, IPTC),
    (0xEE, b"Adobe", 12, ""),  # how the colours are coded
    (0xFE, b"", None, COMMENT),
    (None, b"", None, OTHER),
)


def _after_scan(data: bytes, at: int) -> int:
    """The next marker behind entropy-coded bytes; stuffed zeros and restart markers belong to them."""
    while True:
        at = data.find(_MARK, at)
        if at < 0:
            raise ValueError("cut short")
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _rest(data: bytes, at: int) -> Iterator[Part]:
    if at > len(data):
        raise ValueError("cut short")
    if at < len(data):
        yield TRAILING, data[at:]
