import json
from io import BytesIO

import pytest
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile

from plugins.detect.unpack import answer, unpack
from plugins.model.errors import Refused
from tests.hostile.pictures import encoded


def asked(*wishes: tuple[bytes, str]) -> BytesIO:
    """Requests, one behind the other."""
    return BytesIO(
        b"".join(
            json.dumps({"suffix": suffix, "pixels": 10_000, "bytes": len(data)}).encode() + b"\n" + data
            for data, suffix in wishes
        )
    )


def test_each_request_gets_its_answer_in_turn_until_there_are_no_more() -> None:
    told = BytesIO()
    answer(asked((encoded("PNG"), ".png"), (b"no picture", ".png"), (encoded("JPEG"), ".jpg")), told)
    told.seek(0)
    assert json.loads(told.readline()) == {"size": [40, 30]}
    assert told.read(40 * 30 * 3) == Image.new("RGB", (40, 30), "teal").tobytes()
    assert json.loads(told.readline())["what"] == "the picture is damaged, cut short or no JPEG, PNG or WebP"
    assert json.loads(told.readline()) == {"size": [40, 30]}
    assert len(told.read()) == 40 * 30 * 3


def test_nothing_but_pixels_comes_out() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Placeholder Person"
    assert unpack(encoded("JPEG", exif=exif, comment=b"x", icc_profile=b"x"), ".jpg", 10_000).tobytes()


@pytest.mark.parametrize(("mode", "suffix"), [("LA", ".png"), ("RGBA", ".webp"), ("P", ".png"), ("1", ".png")])
def test_every_mode_of_a_screen_becomes_three_colours_on_white(mode: str, suffix: str) -> None:
    picture = Image.new("RGBA", (4, 3), (0, 0, 0, 0)).convert(mode)
    form = {".png": "PNG", ".webp": "WEBP"}[suffix]
    assert unpack(encoded(form, picture), suffix, 100).mode == "RGB"


@pytest.mark.parametrize("profile", [b"nonsense", ImageCmsProfile(createProfile("sRGB")).tobytes()])
def test_a_profile_is_used_or_left_out(profile: bytes) -> None:
    found = unpack(encoded("PNG", Image.new("RGB", (4, 3), "red"), icc_profile=profile), ".png", 100)
    assert found.getpixel((0, 0)) == (255, 0, 0)


FRAMES = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]


@pytest.mark.parametrize(
    ("data", "suffix", "told"),
    [
        (b"version https://git-lfs.github.com/spec/v1", ".jpg", "kept by Git LFS"),
        (encoded("PNG"), ".jpg", "disagree"),
        (encoded("PNG", Image.new("1", (101, 100))), ".png", "million pixels"),
        (encoded("PNG", Image.new("1", (10_000, 10_000))), ".png", "million pixels"),
        (encoded("PNG", Image.new("1", (14_000, 14_000))), ".png", "million pixels"),
        (encoded("PNG", FRAMES[0], save_all=True, append_images=FRAMES), ".png", "moves"),
        (encoded("JPEG", Image.new("CMYK", (9, 9))), ".jpg", "printing"),
        (b"%PDF", ".jpg", "damaged"),
    ],
)
def test_what_is_no_still_picture_of_a_screen_is_refused(data: bytes, suffix: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        unpack(data, suffix, 10_000)
