import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.detect.containers import COMMENT, EXIF, IPTC, OTHER, SECOND, TRAILING, XMP, parts


def encoded(form: str, **options: object) -> bytes:
    out = BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(out, form, **options)
    return out.getvalue()


JPEG, PNG, WEBP, AVIF = encoded("JPEG"), encoded("PNG"), encoded("WEBP"), encoded("AVIF")


def with_segment(marker: int, body: bytes) -> bytes:
    return JPEG[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + JPEG[2:]


@pytest.mark.parametrize(
    "data", [JPEG, PNG, WEBP, AVIF, encoded("JPEG", progressive=True), encoded("WEBP", lossless=True)]
)
def test_a_plain_picture_holds_pixels_only(data: bytes) -> None:
    assert list(parts(data)) == []


def test_restart_markers_and_fill_bytes_belong_to_the_pixels() -> None:
    restarts = encoded("JPEG", restart_marker_blocks=2)
    assert b"\xff\xd0" in restarts
    assert list(parts(restarts)) == []
    assert list(parts(JPEG[:2] + b"\xff\xff" + JPEG[2:])) == []


@pytest.mark.parametrize(
    ("marker", "body", "kind"),
    [
        (0xFE, b"words", COMMENT),
        (0xE1, b"Exif\0\0x", EXIF),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>", XMP),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0", XMP),
        (0xE1, b"who knows", OTHER),
        (0xE0, b"JFXX\0\x10", SECOND),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1abc", SECOND),
        (0xE2, b"MPF\0", SECOND),
        (0xE2, b"FPXR\0", OTHER),
        (0xED, b"Photoshop 3.0\0", IPTC),
        (0xEE, b"Adobe and more than the colours", OTHER),
        (0xEB, b"JP", OTHER),
        (0xF3, b"an extension", OTHER),
    ],
)
def test_every_other_jpeg_segment_is_named(marker: int, body: bytes, kind: str) -> None:
    assert list(parts(with_segment(marker, body))) == [(kind, body)]


@pytest.mark.parametrize(("marker", "body"), [(0xE2, b"ICC_PROFILE\0\1\1x"), (0xEE, b"Adobe\0\x64\0\0\0\0\1")])
def test_what_a_jpeg_needs_for_its_colours_is_not_named(marker: int, body: bytes) -> None:
    assert list(parts(with_segment(marker, body))) == []


@pytest.mark.parametrize("data", [JPEG, PNG, WEBP])
def test_bytes_behind_the_end_are_named(data: bytes) -> None:
    assert list(parts(data + b"PK\3\4")) == [(TRAILING, b"PK\3\4")]


def png_with(name: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + name + body + b"sum!"
    return PNG[:33] + chunk + PNG[33:]


@pytest.mark.parametrize("name", [b"acTL", b"iDOT", b"prVt", b"hIST"])
def test_an_unknown_png_chunk_is_named(name: bytes) -> None:
    assert list(parts(png_with(name, b"1234"))) == [(OTHER, b"1234")]


def test_words_inside_the_end_chunk_of_a_png_are_named() -> None:
    ended = PNG[:-12] + struct.pack(">I", 2) + b"IENDhi" + PNG[-4:]
    assert list(parts(ended)) == [(OTHER, b"hi")]


def test_an_unknown_webp_chunk_is_named() -> None:
    body = WEBP[8:] + b"note" + struct.pack("<I", 3) + b"abc\0"
    assert list(parts(b"RIFF" + struct.pack("<I", len(body)) + body)) == [(OTHER, b"abc")]


@pytest.mark.parametrize("data", [JPEG, PNG, WEBP])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_file_is_broken(data: bytes, share: float) -> None:
    with pytest.raises(ValueError, match=r"cut short|marker"):
        list(parts(data[: int(len(data) * share)]))


def test_a_jpeg_without_the_next_marker_is_broken() -> None:
    with pytest.raises(ValueError, match="marker"):
        list(parts(b"\xff\xd8\xff\xdb\0\2xx"))


def test_something_else_is_no_picture() -> None:
    with pytest.raises(ValueError, match="no JPEG"):
        list(parts(b"%PDF-1.7"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP"]), st.binary(max_size=200))
def test_any_bytes_come_to_an_end(start: bytes, rest: bytes) -> None:
    try:
        found = list(parts(start + rest))
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either answer is right, a third is not
    else:
        assert all(kind for kind, _ in found)


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def test_an_avif_names_its_metadata_and_everything_beside_its_one_picture() -> None:
    camera = Image.Exif()
    camera[0x0110] = "Phone"
    assert {kind for kind, _ in parts(encoded("AVIF", exif=camera))} >= {EXIF}
    assert {kind for kind, _ in parts(encoded("AVIF", xmp=b"<x/>"))} >= {XMP}
    assert list(parts(AVIF + box(b"free", b"words"))) == [(TRAILING, b""), (OTHER, b"words")]
    assert list(parts(AVIF + box(b"mdat", b"words"))) == [(TRAILING, b"")]
    other = AVIF.replace(b"av01Color", b"who?Color")
    assert [kind for kind, _ in parts(other)] == [OTHER]


@pytest.mark.parametrize("data", [AVIF[:-1], AVIF[:200], AVIF + b"\0\0\0\1mdat", AVIF + b"words"])
def test_a_broken_avif_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        list(parts(data))
