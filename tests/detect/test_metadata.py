import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from plugins.detect.decode import decode
from plugins.detect.metadata import inspect, metadata
from plugins.model.finding import FORMAT, PHOTO_METADATA, Place

HERE = Place(path="content/photos/a.jpg", line=9)
NAME = "Placeholder Person"


def encoded(form: str, **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, form, **options)
    return out.getvalue()


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


def exif(**tags: object) -> Image.Exif:
    made = Image.Exif()
    for name, value in tags.items():
        made[ExifTags.Base[name]] = value
    return made


def located() -> Image.Exif:
    made = exif(Orientation=1)
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 28.0, 12.0)
    return made


def text_fields(keyword: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(keyword, NAME, zip=True)
    return info


def notes(data: bytes, suffix: str = ".jpg") -> list[str]:
    found = inspect(data, suffix, HERE)
    assert all(one.kind == PHOTO_METADATA and one.place == HERE and one.remedy for one in found)
    assert all(NAME not in one.note for one in found)
    return [one.note.removeprefix("the picture carries ") for one in found]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_pixels_colour_profile_and_density_are_harmless(form: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert notes(encoded(form, icc_profile=profile, dpi=(72, 72)), f".{form.lower()}".replace("jpeg", "jpg")) == []


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_the_way_up_and_the_resolution_are_harmless(form: str, suffix: str) -> None:
    data = encoded(form, exif=exif(Orientation=6, XResolution=72.0, YResolution=72.0, ResolutionUnit=2))
    assert notes(data, suffix) == []


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_a_gps_position_is_named_in_every_format(form: str, suffix: str) -> None:
    assert notes(encoded(form, exif=located()), suffix) == ["a GPS position"]


def test_camera_data_and_words_are_named_apart_and_not_quoted() -> None:
    data = encoded("JPEG", exif=exif(Model="Phone", Artist=NAME, XPComment=NAME.encode("utf-16-le")))
    assert notes(data) == ["words about the picture or its author", "camera data"]


def test_a_thumbnail_is_a_second_picture() -> None:
    block = b"Exif\0\0II*\0\x08\0\0\0" + b"\0\0" + struct.pack("<I", 14)
    thumbnail = struct.pack("<H", 1) + struct.pack("<HHII", 0x0103, 3, 1, 6) + b"\0\0\0\0"
    assert notes(with_segment(encoded("JPEG"), 0xE1, block + thumbnail)) == ["a second picture"]


def test_a_harmless_block_that_is_too_long_hides_something() -> None:
    padded = exif(Orientation=1).tobytes() + b"\0" * 60 + NAME.encode() * 5
    assert notes(with_segment(encoded("JPEG"), 0xE1, padded)) == ["EXIF data that cannot be read"]


def test_a_block_that_is_no_exif_data_is_named() -> None:
    plain = encoded("JPEG", exif=exif(Orientation=1))
    end = plain.index(b"\xff\xdb")
    second = with_segment(b"\xff\xd8" + plain[end:], 0xE1, b"Exif\0nonsense")
    assert notes(second) == ["EXIF data that cannot be read"]


@pytest.mark.parametrize(
    ("marker", "body", "note"),
    [
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + NAME.encode(), "XMP data (a description, an author, a place)"),
        (0xED, b"Photoshop 3.0\08BIM\4\4\0\0\0\0\0\0", "IPTC or Photoshop data (a description, an author, a place)"),
        (0xFE, NAME.encode(), "a comment"),
    ],
)
def test_what_rides_along_in_a_jpeg_is_named(marker: int, body: bytes, note: str) -> None:
    assert notes(with_segment(encoded("JPEG"), marker, body)) == [note]


def test_a_comment_that_pillow_wrote_is_named() -> None:
    assert notes(encoded("JPEG", comment=NAME)) == ["a comment"]


@pytest.mark.parametrize(
    ("keyword", "note"),
    [("Author", "text fields"), ("XML:com.adobe.xmp", "XMP data (a description, an author, a place)")],
)
def test_text_in_a_png_is_named(keyword: str, note: str) -> None:
    assert notes(encoded("PNG", pnginfo=text_fields(keyword)), ".png") == [note]


def test_plain_compressed_and_timed_fields_of_a_png_are_named() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", NAME)
    info.add_text("Title", NAME, zip=True)
    info.add(b"tIME", b"\x07\xea\1\1\1\1\1")
    assert notes(encoded("PNG", pnginfo=info), ".png") == ["text fields", "a time"]


def test_xmp_in_a_webp_is_named() -> None:
    assert notes(encoded("WEBP", xmp=NAME.encode()), ".webp") == ["XMP data (a description, an author, a place)"]


def test_the_second_picture_of_a_phone_is_named() -> None:
    small = Image.new("RGB", (10, 10), "blue")
    found = notes(encoded("MPO", save_all=True, append_images=[small]))
    assert "a second picture" in found
    assert "data after the end of the picture" in found


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_an_archive_behind_the_picture_is_named(form: str, suffix: str) -> None:
    assert notes(encoded(form) + b"PK\3\4", suffix) == ["data after the end of the picture"]


def test_a_clean_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encoded("JPEG"))
    assert metadata(tmp_path / "a.jpg", HERE) == ()


def test_a_missing_file_is_a_fault_of_format(tmp_path: Path) -> None:
    (found,) = metadata(tmp_path / "a.jpg", HERE)
    assert (found.kind, found.place) == (FORMAT, HERE)
    assert found.note
    assert found.remedy


def test_a_file_that_cannot_be_decoded_is_a_fault_of_format() -> None:
    (found,) = inspect(b"GIF89a", ".jpg", HERE)
    assert found.kind == FORMAT


def test_a_file_whose_end_only_a_lenient_decoder_forgives_is_a_fault_of_format() -> None:
    whole = encoded("PNG")
    endless = whole[: whole.index(b"IEND") - 4]
    assert decode(endless, ".png").size == (40, 30)
    (found,) = inspect(endless, ".png", HERE)
    assert found.kind == FORMAT
