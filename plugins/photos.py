"""What do readers get instead of a teacher's photo? Fresh copies of its pixels alone, in three widths."""

import hashlib
import io
import os
import tempfile
from collections.abc import Collection, Iterable, MutableMapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image

from plugins.detect import containers
from plugins.detect.decode import decode, read
from plugins.detect.made import Derived, Pictures, keep, made, recall
from plugins.detect.metadata import inspect
from plugins.detect.seal import Cache
from plugins.mirror.deploy import link_or_copy
from plugins.model.errors import CouldNotRun, Refused
from plugins.model.finding import Place
from plugins.model.picture import Picture
from plugins.model.post import Photo, Post

WIDTHS = (480, 800, 1600)
TALLEST = 4096  # X refuses a picture of more than 8,192 pixels a side
MOST_BYTES = 5_000_000  # of one picture on X
VERSION = "3"  # of everything here that changes the bytes; a new one makes every picture again
INTAKE_BYTES = 25_000_000
INTAKE_PIXELS = 64_000_000
INTAKE_SIDE = 2560
_QUALITIES = (80, 70, 60, 50)
_FOLDER = "photos"
_SHOWN = "SCHOOLGATE_PICTURES"
"""Where Pelican's settings have the pictures of each post of this build."""


def derive(source: Path, cache: Cache, digest: str = "") -> tuple[Derived, ...]:
    """Make, or find in `cache`, the clean pictures of one photo, widest last; never wider than the photo itself.

    Equal bytes give equal files. Refused when the photo cannot be decoded safely or a result is not clean, and when it
    is no longer the one that was read, whose `digest` is given.
    """
    try:
        data = read(source)
        found = _demand(hashlib.sha256(data).hexdigest(), digest)
        return _remembered(cache, found) or _make(data, source.suffix, cache, found)
    except Refused as error:
        raise Refused(f"{source.name}: {error.what}", fix=error.fix) from error


def picture(photo: Photo, content: Path, cache: Cache) -> Picture:
    """The photo of a post as the site shows it; Refused also when its file is no longer the one that was read."""
    found = _remembered(cache, photo.digest) or derive(content / _FOLDER / photo.file, cache, photo.digest)
    widest = found[-1]
    return Picture(
        src=f"{_FOLDER}/{widest.name}",
        width=widest.width,
        height=widest.height,
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
        sources=tuple((f"{_FOLDER}/{one.name}", one.width) for one in found),
        avif=tuple((f"{_FOLDER}/{one.avif}", one.width) for one in found),
        type="image/jpeg",
        bytes=widest.bytes,
    )


def copy_into(pictures: Iterable[Picture], cache: Cache, output: Path) -> None:
    """Put the derived files of `pictures` under output/photos/; a file that is there already has the same bytes."""
    share({address for shown in pictures for address, _ in (*shown.sources, *shown.avif)}, cache.folder, output)


def share(addresses: Collection[str], cache: Path, output: Path) -> None:
    """Put files of the cache at these addresses below `output`: a second name for the same bytes where the disk allows.

    Nobody writes into a file of the cache or of a site: whoever has other bytes replaces it.
    """
    try:
        for folder in {PurePosixPath(address).parent for address in addresses}:
            (output / folder).mkdir(parents=True, exist_ok=True)
        for address in sorted(addresses):
            target = f"{output}/{address}"
            if not os.path.lexists(target):
                link_or_copy(f"{cache}/{address.rpartition('/')[2]}", target)
    except OSError as error:
        raise CouldNotRun(
            "the pictures cannot be put into the site", fix="check the disk's space and permissions"
        ) from error


def clean(source: Path, target: Path) -> None:
    """Take in a photo from a camera: upright, at most 2,560 pixels a side, pixels alone, as JPEG at `target`.

    `source` may be of up to 25 MB and 64 million pixels. Refused when it cannot be decoded or `target` is no .jpg.
    """
    if target.suffix != ".jpg":
        raise Refused(f"{target.name}: the clean copy is a JPEG", fix="give it a name that ends in .jpg")
    try:
        fresh = _fitted(decode(read(source, INTAKE_BYTES), source.suffix, INTAKE_PIXELS), INTAKE_SIDE, INTAKE_SIDE)
        data = verified(_jpeg(fresh, 90))
    except Refused as error:
        raise Refused(f"{source.name}: {error.what}", fix=error.fix) from error
    write(target, data)


def encode(image: Image.Image, most: int = MOST_BYTES) -> bytes:
    """Progressive JPEG of at most `most` bytes, at the best of four qualities that fits; Refused when none does."""
    for quality in _QUALITIES:
        data = _jpeg(image, quality)
        if len(data) <= most:
            return data
    raise Refused("the picture is too detailed for Twitter's limit", fix="crop it or make it smaller")


def verified(data: bytes) -> bytes:
    """The same bytes, when they are a JPEG of pixels alone; Refused otherwise."""
    if inspect(data, ".jpg", Place(path="")):
        raise _unclean()
    return data


def verified_avif(data: bytes) -> bytes:
    """The same bytes, when they are an AVIF of pixels alone; Refused otherwise."""
    try:
        clean = not any(True for _ in containers.parts(data))
    except ValueError:
        clean = False
    if not clean:
        raise _unclean()
    return data


def _unclean() -> Refused:
    return Refused("the new copy is not clean", fix="do not publish this photo; tell whoever looks after the program")


def _demand(found: str, digest: str) -> str:
    if digest and found != digest:
        raise Refused("the photo changed while it was read", fix="run the command again")
    return found


def _make(data: bytes, suffix: str, cache: Cache, digest: str) -> tuple[Derived, ...]:
    widest = _fitted(decode(data, suffix), WIDTHS[-1], TALLEST)
    widths, files = [], []
    for width in sorted({min(width, widest.width) for width in WIDTHS}):
        height = max(1, round(widest.height * width / widest.width))
        sized = widest.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        jpeg, avif = verified(encode(sized)), verified_avif(_avif(sized))
        names = _keep(jpeg, cache, f"{width}.jpg"), _keep(avif, cache, f"{width}.avif")
        widths.append(
            Derived(name=names[0], width=width, height=height, bytes=len(jpeg), avif=names[1], avif_bytes=len(avif))
        )
        files += [made(cache.folder / name, data) for name, data in zip(names, (jpeg, avif), strict=True)]
    keep(cache, f"{digest}-{VERSION}", Pictures(widths=tuple(widths), files=tuple(files)))
    return tuple(widths)


def _keep(data: bytes, cache: Cache, end: str) -> str:
    name = f"{hashlib.sha256(data).hexdigest()[:16]}-{end}"
    write(cache.folder / name, data)
    return name


def _remembered(cache: Cache, digest: str) -> tuple[Derived, ...]:
    """What was made of these bytes before, when all of it is still there; empty otherwise, and it is made again."""
    known = recall(cache, f"{digest}-{VERSION}")
    return known.widths if known else ()


def _fitted(image: Image.Image, width: int, height: int) -> Image.Image:
    image.thumbnail((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return out.getvalue()


def _avif(image: Image.Image) -> bytes:
    """The fastest speed: half of JPEG's bytes for twice its time. One thread, for the bytes depend on their number."""
    out = io.BytesIO()
    image.save(out, "AVIF", quality=60, speed=10, autotiling=False, max_threads=1)
    return out.getvalue()


def write(target: Path, data: bytes) -> None:
    """Whole or not at all, also when two builds write the same file."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        part = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            part.chmod(0o644)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CouldNotRun(f"{target.name} cannot be written", fix="check the disk's space and permissions") from error


def pictures(post: Post, settings: MutableMapping[str, Any]) -> tuple[Picture, ...]:
    """The pictures of one post, from its photos in Pelican's content folder; looked at once in each build."""
    known: dict[str, tuple[Picture, ...]] = settings.setdefault(_SHOWN, {})
    if post.id not in known:
        content = Path(settings["PATH"])
        known[post.id] = tuple(picture(photo, content, settings["SCHOOLGATE_CACHE"]) for photo in post.photos)
    return known[post.id]


def show_pictures(generators: Sequence[Any]) -> None:
    """Give every article and page its pictures before a template is rendered."""
    for generator in generators:
        for content in (*getattr(generator, "articles", ()), *getattr(generator, "pages", ())):
            content.pictures = pictures(content.post, generator.settings)


def register() -> None:
    """Connect to Pelican."""
    from pelican import signals  # noqa: PLC0415 - who only cleans a photo needs no Pelican

    signals.all_generators_finalized.connect(show_pictures)
