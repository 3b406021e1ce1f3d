"""Pictures for tests, drawn here: no photo of a real person is in this repository."""

import base64

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SKIN, SHADE, HAIR = (224, 178, 150), (176, 126, 104), (62, 42, 30)


def face(size: tuple[int, int] = (640, 480), middle: tuple[int, int] = (320, 240), height: int = 200) -> Image.Image:
    """A shaded face of nobody on a plain ground, real enough for a network that looks for faces."""
    image = Image.new("RGB", size, (112, 128, 140))
    draw = ImageDraw.Draw(image)
    x, y, r = *middle, height / 2
    w = r * 0.74

    def oval(dx: float, dy: float, rx: float, ry: float, fill: tuple[int, int, int]) -> None:
        draw.ellipse((x + dx * w - rx * w, y + dy * r - ry * r, x + dx * w + rx * w, y + dy * r + ry * r), fill=fill)

    oval(0, 1.55, 1.9, 0.75, (70, 90, 130))
    draw.rectangle((x - 0.42 * w, y + 0.6 * r, x + 0.42 * w, y + 1.3 * r), fill=SHADE)
    oval(0, -0.18, 1.16, 1.04, HAIR)
    oval(0, 0.06, 0.98, 0.96, SKIN)
    oval(0, -0.86, 0.9, 0.34, HAIR)
    for side in (-1, 1):
        oval(side * 0.99, 0.08, 0.12, 0.2, SHADE)
        oval(side * 0.42, -0.08, 0.25, 0.14, SHADE)
        oval(side * 0.42, -0.05, 0.19, 0.08, (245, 240, 236))
        oval(side * 0.42, -0.05, 0.09, 0.08, (60, 40, 30))
        draw.line(
            [
                (x + side * 0.2 * w, y - 0.24 * r),
                (x + side * 0.44 * w, y - 0.31 * r),
                (x + side * 0.66 * w, y - 0.24 * r),
            ],
            fill=HAIR,
            width=max(2, int(0.06 * r)),
        )
        oval(side * 0.12, 0.3, 0.07, 0.04, (120, 72, 60))
    draw.polygon([(x - 0.05 * w, y - 0.1 * r), (x - 0.2 * w, y + 0.3 * r), (x, y + 0.32 * r)], fill=SHADE)
    oval(0, 0.58, 0.36, 0.1, (168, 84, 80))
    draw.line(
        [(x - 0.36 * w, y + 0.57 * r), (x + 0.36 * w, y + 0.57 * r)], fill=(110, 50, 48), width=max(1, int(0.03 * r))
    )
    return image.filter(ImageFilter.GaussianBlur(height / 90))


def written(*lines: str, size: tuple[int, int] = (640, 480), height: int = 56, quarter: int = 0) -> Image.Image:
    """Lines of print on a white card, turned to the left by so many quarters."""
    image = Image.new("RGB", size, (112, 128, 140))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(height)
    draw.rectangle((20, 40, size[0] - 20, 80 + len(lines) * height * 1.6), fill="white")
    for number, line in enumerate(lines):
        draw.text((50, 60 + number * height * 1.6), line, font=font, fill=(20, 20, 60))
    return image.rotate(90 * quarter, expand=True)


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    "AAAAAERAAAIAAQAAAAAB7AABAAAAAAAAAFAAAgAAAAACPAABAAAAAAAAAEYAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNg"
    "AAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZE"
    "AcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AA"
    "AAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAA"
    "AJ5tZGF0AAAATCgBrwngdwR0MtjYl5/sr9y73l2CYkfIOt1yDejn5nDFSdX5K+D5X/TT1ThGv6+wr9fjjKtBgeOVegEYFptnxWZ1DlreaL3f"
    "UlLgd5AAAAAGRXhpZgAATU0AKgAAAAgAAgEOAAIAAAAWAAAAJgESAAMAAAABAAYAAAAAAABGZXJuYnJpZGdlLCBNaWxsIExhbmUA"
)
"""A red card as a phone keeps it: lying on its side, 64 x 48, with the words that say where."""
