"""Photos that burst, move, hide words or are no photos; each is named by a post that keeps the policy otherwise."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from PIL import ExifTags, Image, PngImagePlugin

from tests.commands.workspace import photos, text
from tests.hostile.case import Case, posted, write

DAMAGED = "the picture is damaged, cut short or no JPEG, PNG or WebP"
DISAGREE = "the picture's content and the ending of its file name disagree"
PIXELS = "the picture has more than 40 million pixels"
MOVES = "the picture moves or holds several pictures"
PRINTING = "the picture is made for printing or science"
CHILD = "Jonty Quillfeather"
NAME = "A child's full name"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def encoded(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A small plain picture."""
    out = BytesIO()
    (image or Image.new("RGB", (40, 30), "teal")).save(out, form, **options)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG with one segment more behind its start."""
    data = encoded("JPEG")
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


def photo(name: str, told: str, data: bytes, suffix: str = ".jpg") -> Case:
    """A post with one photo of these bytes."""
    name = f"photo-{name}"
    file = f"{name}{suffix}"

    def put(content: Path, name: str) -> None:
        write(content / "photos" / file, data)
        write(content / f"news/{name}.md", text(f"{name}-1a2b", photos=photos(file)))

    return Case(name=name, put=put, told=told, file=f"news/{name}.md")


def _exif(tag: int, value: object) -> Image.Exif:
    made = Image.Exif()
    made[tag] = value
    return made


def _gps() -> Image.Exif:
    made = _exif(0x0112, 1)  # Pillow writes no block into a PNG that has nothing but a position
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 28.0, 12.0)
    return made


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def _frames(form: str, number: int) -> bytes:
    frames = [Image.new("RGB", (8, 8), (n % 256, n // 256, 0)) for n in range(number)]
    return encoded(form, frames[0], save_all=True, append_images=frames[1:])


def _words() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Title", CHILD, zip=True)
    return info


def _claiming(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds a few bytes."""
    data = bytearray(encoded("PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", crc32(bytes(data[12:29])))
    return bytes(data)


WHOLE = encoded("JPEG", Image.effect_noise((200, 200), 80).convert("RGB"))
BROKEN = (
    photo("bomb", PIXELS, encoded("PNG", Image.new("1", (9_000, 9_000))), ".png"),
    photo("bomb-of-pillow", PIXELS, _claiming(60_000, 60_000), ".png"),
    photo("claims-much", DAMAGED, _claiming(6_000, 6_000), ".png"),
    photo("frames-png", MOVES, _frames("PNG", 500), ".png"),
    photo("frames-webp", MOVES, _frames("WEBP", 20), ".webp"),
    photo("frames-gif", DAMAGED, _frames("GIF", 500)),
    photo("cmyk", PRINTING, encoded("JPEG", Image.new("CMYK", (9, 9)))),
    photo("sixteen-bit", PRINTING, encoded("PNG", Image.new("I;16", (9, 9))), ".png"),
    photo("truncated", DAMAGED, WHOLE[: len(WHOLE) // 2]),
    photo("cut-in-its-head", DAMAGED, WHOLE[:20]),
    photo("empty", DAMAGED, b""),
    photo("svg", DAMAGED, SVG),
    photo("svg-called-png", DAMAGED, SVG, ".png"),
    photo("html", DAMAGED, b"<html><script>alert(1)</script>"),
    photo("png-called-jpg", DISAGREE, encoded("PNG")),
    photo("jpg-called-webp", DISAGREE, encoded("JPEG"), ".webp"),
    photo("fits", DAMAGED, b"SIMPLE  =                    T / conforms" + b" " * 2839),
    photo("psd", DAMAGED, b"8BPS\0\1" + b"\0" * 60),
    photo("pdf", DAMAGED, encoded("PDF")),
    photo("tiff", DAMAGED, encoded("TIFF")),
    photo("bmp", DAMAGED, encoded("BMP")),
    photo("postscript", DAMAGED, b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n"),
    photo("heic", DAMAGED, b"\0\0\0\x18ftypheic" + b"\0" * 60),
    photo("lfs-pointer", "Git LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
    photo("eleven-megabytes", "larger than", b"\xff\xd8\xff" + b"\0" * 11_000_000),
    photo("lying-length", DAMAGED, encoded("PNG").replace(b"IDAT", b"IDAX"), ".png"),
)
TALKING = (
    photo("gps", "a GPS position", encoded("JPEG", exif=_gps())),
    photo("gps-png", "a GPS position", encoded("PNG", exif=_gps()), ".png"),
    photo("gps-webp", "a GPS position", encoded("WEBP", exif=_gps()), ".webp"),
    photo("exif-name", "words about the picture", encoded("JPEG", exif=_exif(0x013B, CHILD))),
    photo("exif-camera", "camera data", encoded("JPEG", exif=_exif(0x0110, "Phone"))),
    photo("xmp", "XMP data", encoded("JPEG", xmp=b"<x:xmpmeta>" + CHILD.encode() + b"</x:xmpmeta>")),
    photo("iptc", "IPTC or Photoshop data", segment(0xED, b"Photoshop 3.0\x008BIM" + CHILD.encode())),
    photo("comment", "a comment", encoded("JPEG", comment=CHILD.encode())),
    photo("text-field", "text fields", encoded("PNG", pnginfo=_words()), ".png"),
    photo("polyglot-zip", "data after the end of the picture", encoded("JPEG") + _zip()),
    photo("polyglot-html", "data after the end", encoded("PNG") + b"<script>alert(1)</script>", ".png"),
    photo("polyglot-riff", "data after the end", encoded("WEBP") + b"<script>alert(1)</script>", ".webp"),
    photo("polyglot-inside", "data of a program", segment(0xE5, b"*/=alert(1);/*")),
    photo("second-picture", "a second picture", segment(0xE2, b"MPF\0" + b"\0" * 20)),
)
NAMED = (
    posted("alt-missing", "Photo 1", photos="[{file: leaves.jpg, people: none}]"),
    posted("alt-name", NAME, photos=photos(alt=f"A drawing by {CHILD}")),
    posted("caption-name", NAME, photos=f"[{{file: leaves.jpg, alt: A drawing, caption: By {CHILD}, people: none}}]"),
    photo("jonty-quillfeather", NAME, encoded("JPEG")),
)
PICTURES = (*BROKEN, *TALKING, *NAMED)
