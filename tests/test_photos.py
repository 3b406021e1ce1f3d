import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps

from plugins.detect.made import INDEX, Pictures, origins
from plugins.detect.metadata import metadata
from plugins.detect.seal import Cache
from plugins.model.errors import CouldNotRun, Refused
from plugins.model.finding import Place
from plugins.photos import clean, copy_into, derive, encode, picture, share, verified, verified_avif
from tests import make
from tests.pictures import HEIC

HERE = Place(path="a.jpg")
CAMERA = Image.Exif()
CAMERA[0x0110] = "Phone"


def hills(width: int, height: int) -> Image.Image:
    return ImageOps.colorize(Image.linear_gradient("L").resize((width, height)), "navy", "gold")


def saved(folder: Path, name: str = "a.jpg", image: Image.Image | None = None, **options: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (image or hills(2000, 1500)).save(folder / name, **options)
    return folder / name


def colour(file: Path) -> tuple[int, int, int]:
    """Of the middle of a plain picture."""
    with Image.open(file) as shown:
        red, green, blue = shown.convert("RGB").resize((1, 1)).tobytes()
    return red, green, blue


def files(cache: Cache) -> dict[str, bytes]:
    """The pictures in a cache."""
    return {file.name: file.read_bytes() for file in sorted(cache.folder.iterdir()) if file.suffix != INDEX}


def test_a_photo_becomes_three_widths_named_by_their_content(tmp_path: Path) -> None:
    made = derive(saved(tmp_path), make.cache(tmp_path / "cache"))
    assert [(one.width, one.height) for one in made] == [(480, 360), (800, 600), (1600, 1200)]
    for one in made:
        data = (tmp_path / "cache" / one.name).read_bytes()
        assert one.name == f"{hashlib.sha256(data).hexdigest()[:16]}-{one.width}.jpg"
        assert len(data) == one.bytes
        with Image.open(BytesIO(data)) as shown:
            assert shown.size == (one.width, one.height)
            assert shown.info["progressive"]


def test_each_width_is_there_as_a_smaller_avif_too(tmp_path: Path) -> None:
    for one in derive(saved(tmp_path), make.cache(tmp_path / "cache")):
        data = (tmp_path / "cache" / one.avif).read_bytes()
        assert one.avif == f"{hashlib.sha256(data).hexdigest()[:16]}-{one.width}.avif"
        assert len(data) == one.avif_bytes < one.bytes
        assert verified_avif(data) == data
        with Image.open(BytesIO(data)) as shown:
            assert (shown.format, shown.size) == ("AVIF", (one.width, one.height))


@pytest.mark.parametrize(("width", "widths"), [(300, [300]), (480, [480]), (700, [480, 700]), (1599, [480, 800, 1599])])
def test_a_photo_is_never_made_wider_and_no_width_comes_twice(tmp_path: Path, width: int, widths: list[int]) -> None:
    made = derive(saved(tmp_path, image=hills(width, 200)), make.cache(tmp_path / "cache"))
    assert [one.width for one in made] == widths


def test_nothing_of_the_original_but_its_pixels_survives(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Placeholder Person"
    exif.get_ifd(0x8825)[2] = (52.0, 28.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = saved(tmp_path, exif=exif, comment=b"Placeholder Person", icc_profile=profile, xmp=b"<x/>")
    assert metadata(source, HERE)
    for one in derive(source, make.cache(tmp_path / "cache")):
        assert metadata(tmp_path / "cache" / one.name, HERE) == ()
        assert b"Placeholder" not in (tmp_path / "cache" / one.name).read_bytes()


def test_a_photo_that_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (made,) = derive(saved(tmp_path, image=hills(400, 200), exif=exif), make.cache(tmp_path / "cache"))
    assert (made.width, made.height) == (200, 400)


def test_the_same_photo_gives_the_same_bytes_in_another_place(tmp_path: Path) -> None:
    source = saved(tmp_path)
    assert derive(source, make.cache(tmp_path / "one")) == derive(source, make.cache(tmp_path / "two"))
    assert files(make.cache(tmp_path / "one")) == files(make.cache(tmp_path / "two"))


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    source, cache = saved(tmp_path), make.cache(tmp_path / "cache")
    made = derive(source, cache)
    before = {file: file.stat().st_ino for file in cache.folder.iterdir()}
    assert derive(source, cache) == made
    assert {file: file.stat().st_ino for file in cache.folder.iterdir()} == before


@pytest.mark.parametrize("harm", ["lost", "cut", "index", "shape"])
def test_a_harmed_cache_is_made_whole_again(tmp_path: Path, harm: str) -> None:
    source, cache = saved(tmp_path), make.cache(tmp_path / "cache")
    made, whole = derive(source, cache), files(cache)
    index = next(cache.folder.glob(f"*{INDEX}"))
    if harm == "lost":
        (cache.folder / made[0].name).unlink()
    elif harm == "cut":
        (cache.folder / made[1].name).write_bytes(b"")
    else:
        index.write_text({"index": "{", "shape": '[{"name": "x"}]'}[harm])
    assert derive(source, cache) == made
    assert files(cache) == whole


def test_other_pixels_than_were_made_are_never_published(tmp_path: Path) -> None:
    source, cache = saved(tmp_path), make.cache(tmp_path / "cache")
    made, whole = derive(source, cache), files(cache)
    for name in (made[0].name, made[2].avif):
        (cache.folder / name).write_bytes(bytes(len(whole[name])))
    assert derive(source, cache) == made
    assert files(cache) == whole


@pytest.mark.parametrize("name", ["x/../../evil.jpg", "../key.jpg", "/etc/passwd", "a.py"])
def test_a_list_names_nothing_but_plain_pictures_of_the_cache(tmp_path: Path, name: str) -> None:
    source, cache = saved(tmp_path), make.cache(tmp_path / "cache")
    made = derive(source, cache)
    seal = cache.seal(next(cache.folder.glob(f"*{INDEX}")).name)
    known = seal.recall(Pictures)
    assert known
    seal.keep(replace(known, widths=(replace(known.widths[0], name=name), *known.widths[1:])))
    assert [*origins(cache)] == []
    assert derive(source, cache) == made


def test_a_list_that_somebody_else_wrote_is_none(tmp_path: Path) -> None:
    source, cache = saved(tmp_path), make.cache(tmp_path / "cache")
    made = derive(source, cache)
    index = next(cache.folder.glob(f"*{INDEX}"))
    index.write_bytes(index.read_bytes().replace(b'"width": 480', b'"width": 481'))
    assert [*origins(cache)] == []
    assert derive(source, cache) == made
    assert [*origins(cache)] == [(index.name[:64], tuple(n for one in made for n in (one.name, one.avif)))]


def test_a_very_tall_picture_stays_within_what_twitter_takes(tmp_path: Path) -> None:
    made = derive(saved(tmp_path, image=hills(100, 9000)), make.cache(tmp_path / "cache"))
    assert [one.height for one in made] == [4096]


def test_a_ribbon_keeps_one_line_of_pixels(tmp_path: Path) -> None:
    made = derive(saved(tmp_path, image=hills(3000, 1)), make.cache(tmp_path / "cache"))
    assert [one.height for one in made] == [1, 1, 1]


def test_what_was_transparent_becomes_white_paper(tmp_path: Path) -> None:
    source = saved(tmp_path, "a.png", Image.new("RGBA", (60, 60), (200, 0, 0, 0)))
    (made,) = derive(source, make.cache(tmp_path / "cache"))
    assert colour(tmp_path / "cache" / made.name) == (255, 255, 255)


def test_colours_of_another_profile_are_turned_into_srgb(tmp_path: Path) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    tags = [profile[132 + 12 * i : 144 + 12 * i] for i in range(count)]
    swap = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
    for i, tag in enumerate(tags):
        profile[132 + 12 * i : 136 + 12 * i] = swap.get(bytes(tag[:4]), bytes(tag[:4]))
    source = saved(tmp_path, "a.png", Image.new("RGB", (60, 60), "red"), icc_profile=bytes(profile))
    (made,) = derive(source, make.cache(tmp_path / "cache"))
    red, green, _ = colour(tmp_path / "cache" / made.name)
    assert green > 200 > red


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200])
def test_a_broken_profile_leaves_the_stored_colours(tmp_path: Path, profile: bytes) -> None:
    source = saved(tmp_path, "a.png", Image.new("RGB", (60, 60), "lime"), icc_profile=profile)
    (made,) = derive(source, make.cache(tmp_path / "cache"))
    assert colour(tmp_path / "cache" / made.name)[1] > 240


def test_a_photo_that_cannot_be_decoded_is_refused_by_its_file_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"%PDF")
    with pytest.raises(Refused, match=r"a\.jpg: the picture is damaged"):
        derive(tmp_path / "a.jpg", make.cache(tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


def test_quality_goes_down_until_the_picture_fits() -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    best = encode(noise)
    assert len(encode(noise, len(best) - 1)) < len(best)
    with pytest.raises(Refused, match="too detailed"):
        encode(noise, 1000)


def test_a_copy_that_is_not_clean_is_refused() -> None:
    out = BytesIO()
    hills(9, 9).save(out, "JPEG", comment=b"x")
    with pytest.raises(Refused, match="not clean"):
        verified(out.getvalue())


@pytest.mark.parametrize("options", [{"exif": CAMERA}, {"xmp": b"<x/>"}])
def test_an_avif_that_is_not_clean_is_refused(options: dict[str, Any]) -> None:
    out = BytesIO()
    hills(64, 64).save(out, "AVIF", **options)
    for data in (out.getvalue(), b"nothing"):
        with pytest.raises(Refused, match="not clean"):
            verified_avif(data)


def test_a_picture_tells_the_site_what_it_needs(tmp_path: Path) -> None:
    source = saved(tmp_path / "content" / "photos", image=hills(1000, 500))
    photo = make.photo(file="a.jpg", caption="Lest we forget", digest=hashlib.sha256(source.read_bytes()).hexdigest())
    shown = picture(photo, tmp_path / "content", make.cache(tmp_path / "cache"))
    made = derive(source, make.cache(tmp_path / "cache"))
    assert shown.src == f"photos/{made[-1].name}"
    assert shown.sources == tuple((f"photos/{one.name}", one.width) for one in made)
    assert shown.avif == tuple((f"photos/{one.avif}", one.width) for one in made)
    assert (shown.width, shown.height, shown.bytes) == (1000, 500, made[-1].bytes)
    assert (shown.alt, shown.caption, shown.credit) == (photo.alt, photo.caption, photo.credit)
    assert shown.type == "image/jpeg"
    source.unlink()
    assert picture(photo, tmp_path / "content", make.cache(tmp_path / "cache")) == shown


def test_a_photo_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "content" / "photos", image=hills(60, 60))
    with pytest.raises(Refused, match="changed"):
        picture(make.photo(file="a.jpg"), tmp_path / "content", make.cache(tmp_path / "cache"))


def test_derived_files_are_put_below_the_site_once(tmp_path: Path) -> None:
    source = saved(tmp_path / "content" / "photos", image=hills(600, 400))
    photo = make.photo(file="a.jpg", digest=hashlib.sha256(source.read_bytes()).hexdigest())
    shown = picture(photo, tmp_path / "content", make.cache(tmp_path / "cache"))
    for _ in range(2):
        copy_into([shown, shown], make.cache(tmp_path / "cache"), tmp_path / "output")
    put = files(make.cache(tmp_path / "output" / "photos"))
    assert sorted(f"photos/{name}" for name in put) == sorted(address for address, _ in (*shown.sources, *shown.avif))
    assert all(put.values())


def test_a_photo_from_a_camera_is_taken_in_clean_upright_and_smaller(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    exif[0x0110] = "Phone"
    source = saved(tmp_path, "camera.jpeg", hills(4000, 3000), exif=exif)
    clean(source, tmp_path / "content" / "photos" / "hills.jpg")
    target = tmp_path / "content" / "photos" / "hills.jpg"
    assert metadata(target, HERE) == ()
    with Image.open(target) as shown:
        assert shown.size == (1920, 2560)


def test_a_photo_as_a_phone_keeps_it_is_taken_in_clean_and_upright(tmp_path: Path) -> None:
    source, target = tmp_path / "IMG_0001.HEIC", tmp_path / "card.jpg"
    source.write_bytes(HEIC)
    clean(source, target)
    image = Image.open(target)
    assert (image.format, image.size) == ("JPEG", (48, 64))
    assert image.getpixel((40, 60)) == pytest.approx((178, 34, 34), abs=12)
    assert b"Fernbridge" in HEIC
    assert b"Fernbridge" not in target.read_bytes()


@pytest.mark.parametrize("name", ["card.jpg", "card.png"])
def test_a_phones_photo_under_another_ending_is_no_picture_of_a_post(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HEIC)
    with pytest.raises(Refused):
        derive(tmp_path / name, make.cache(tmp_path / "cache"))
    (tmp_path / "cut.heic").write_bytes(HEIC[:-40])
    with pytest.raises(Refused):
        clean(tmp_path / "cut.heic", tmp_path / "cut.jpg")


def test_a_clean_copy_is_a_jpeg_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="JPEG"):
        clean(saved(tmp_path), tmp_path / "hills.png")


def test_what_cannot_be_taken_in_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"<svg/>")
    with pytest.raises(Refused, match=r"a\.png: "):
        clean(tmp_path / "a.png", tmp_path / "b.jpg")
    assert not (tmp_path / "b.jpg").exists()


def test_a_copy_that_cannot_be_stored_leaves_nothing_behind(tmp_path: Path) -> None:
    source = saved(tmp_path, image=hills(60, 60))
    (tmp_path / "taken.jpg").mkdir()
    with pytest.raises(CouldNotRun, match=r"taken\.jpg cannot be written"):
        clean(source, tmp_path / "taken.jpg")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.jpg", "taken.jpg"]


def test_pictures_that_cannot_be_put_into_the_site_are_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("no folder", encoding="utf-8")
    with pytest.raises(CouldNotRun, match="cannot be put into the site"):
        share({"photos/a-480.jpg"}, tmp_path / "cache", tmp_path / "output")
