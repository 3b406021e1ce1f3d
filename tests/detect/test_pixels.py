from io import BytesIO

import pytest
from PIL import Image

from plugins.detect.pixels import pixels
from plugins.model.errors import Refused


def encoded(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_every_picture_becomes_three_colours(mode: str) -> None:
    found = pixels(encoded(Image.new("RGB", (40, 30), "white").convert(mode)), ".png")
    assert found.shape == (30, 40, 3)
    assert found.min() == 255


def test_what_is_transparent_is_white_as_on_the_site() -> None:
    found = pixels(encoded(Image.new("RGBA", (4, 3), (0, 0, 0, 0))), ".png")
    assert found.min() == 255


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert pixels(encoded(Image.new("RGB", (40, 30)), "JPEG", exif=exif), ".jpg").shape == (40, 30, 3)


def test_what_cannot_be_decoded_has_no_pixels() -> None:
    with pytest.raises(Refused):
        pixels(b"GIF89a", ".jpg")
