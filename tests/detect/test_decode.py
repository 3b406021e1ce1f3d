import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.detect.decode import Unpacker, decode, read
from plugins.model.errors import Refused
from tests.pictures import HEIC


def encoded(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    out = BytesIO()
    (image or Image.new("RGB", (40, 30), "teal")).save(out, form, **options)
    return out.getvalue()


WHOLE = {".jpg": encoded("JPEG"), ".png": encoded("PNG"), ".webp": encoded("WEBP")}


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_whole_picture_is_decoded(suffix: str) -> None:
    assert decode(WHOLE[suffix], suffix).size == (40, 30)


def test_the_ending_may_be_in_capitals() -> None:
    assert decode(WHOLE[".jpg"], ".JPG").size == (40, 30)


@pytest.mark.parametrize(("data", "suffix"), [(WHOLE[".png"], ".jpg"), (WHOLE[".jpg"], ".png"), (WHOLE[".jpg"], "")])
def test_content_and_ending_must_agree(data: bytes, suffix: str) -> None:
    with pytest.raises(Refused, match="disagree"):
        decode(data, suffix)


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "PDF"])
def test_other_formats_are_refused_whatever_they_are_called(form: str) -> None:
    with pytest.raises(Refused, match="no JPEG"):
        decode(encoded(form), ".jpg")


def test_an_svg_that_calls_itself_png_is_refused() -> None:
    with pytest.raises(Refused):
        decode(b'<svg xmlns="http://www.w3.org/2000/svg"/>', ".png")


def test_a_note_of_git_lfs_is_told_as_what_it_is() -> None:
    with pytest.raises(Refused, match="kept by Git LFS"):
        decode(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", ".jpg")


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_cut_picture_is_refused(suffix: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    data = encoded({".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}[suffix], noise)
    with pytest.raises(Refused, match="damaged"):
        decode(data[: len(data) // 2], suffix)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    bomb = encoded("PNG", Image.new("1", (8000, 8000)))
    assert len(bomb) < 20_000
    with pytest.raises(Refused, match="40 million pixels"):
        decode(bomb, ".png")


@pytest.mark.parametrize("side", [10_000, 14_000])
def test_what_pillow_itself_calls_a_bomb_is_refused(side: int) -> None:
    with pytest.raises(Refused):
        decode(encoded("PNG", Image.new("1", (side, side))), ".png", pixels=1_000_000_000)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(form: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    data = encoded(form, frames[0], save_all=True, append_images=frames[1:])
    with pytest.raises(Refused, match="moves"):
        decode(data, f".{form.lower()}")


def test_the_second_picture_of_a_phone_is_left_unread() -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (10, 10), "blue")
    data = encoded("MPO", first, save_all=True, append_images=[second])
    assert decode(data, ".jpg").size == (40, 30)


@pytest.mark.parametrize(("mode", "form"), [("CMYK", "JPEG"), ("I;16", "PNG")])
def test_colours_for_printing_or_science_are_refused(mode: str, form: str) -> None:
    with pytest.raises(Refused, match="printing"):
        decode(encoded(form, Image.new(mode, (9, 9))), ".jpg" if form == "JPEG" else ".png")


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decode(encoded("JPEG", exif=exif), ".jpg").size == (30, 40)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bytes_changed_by_chance_are_decoded_or_refused_and_nothing_else(data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from(sorted(WHOLE)))
    changed = bytearray(WHOLE[suffix])
    for at in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=6)):
        changed[at] = data.draw(st.integers(0, 255))
    try:
        size = decode(bytes(changed), suffix).size
    except Refused as error:
        assert error.fix  # noqa: PT017 - either answer is right, a third is not
    else:
        assert size[0] * size[1] <= 40_000_000


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"12345")
    assert read(file, 5) == b"12345"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    with file.open("wb") as hole:
        hole.truncate(10_000_001)
    with pytest.raises(Refused, match="larger than 10 MB"):
        read(file)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(Refused, match="not a picture file"):
        read(tmp_path / "a.png")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read(tmp_path / "a.png")


def limits(unpacker: Unpacker) -> dict[str, str]:
    """The hard limits of its process, as the kernel tells them."""
    running = unpacker._running  # noqa: SLF001 - nobody else asks for it
    assert running
    lines = Path(f"/proc/{running.pid}/limits").read_text(encoding="utf-8").splitlines()
    return {line[:26].strip(): line[26:].split()[1] for line in lines[1:]}


@pytest.fixture
def unpacker() -> Iterator[Unpacker]:
    made = Unpacker()
    yield made
    made.close()


def test_pictures_are_opened_by_a_process_that_can_open_nothing_else(unpacker: Unpacker) -> None:
    unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    found = limits(unpacker)
    none = ("Max open files", "Max file size", "Max processes", "Max core file size")
    assert {name: found[name] for name in none} == dict.fromkeys(none, "0")
    assert found["Max address space"] == str(2 * 2**30)


def test_what_phones_keep_is_opened_by_one_that_may_start_threads_and_nothing_more() -> None:
    made = Unpacker(("-m", "plugins.detect.unpack", "phones"))
    assert made.unpack(HEIC, ".HEIC", 10_000).size == (48, 64)
    found = limits(made)
    made.close()
    none = ("Max open files", "Max file size", "Max core file size")
    assert {name: found[name] for name in none} == dict.fromkeys(none, "0")
    assert found["Max address space"] == str(2 * 2**30)


def test_the_process_of_all_other_pictures_reads_no_heic(unpacker: Unpacker) -> None:
    with pytest.raises(Refused):
        unpacker.unpack(HEIC, ".heic", 10_000)


def test_it_sees_nothing_of_our_environment(unpacker: Unpacker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLGATE_X_ACCESS_SECRET", "Kanarienvogel")
    unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    running = unpacker._running  # noqa: SLF001 - as above
    assert running
    assert Path(f"/proc/{running.pid}/environ").read_bytes() == b""


STRANGE = {
    "silence": "import time; time.sleep(60)",
    "end": "",
    "nonsense": "print('[' * 5000)",
    "no size": "print('{}')",
    "lies": "print('{\"size\": [100000, 100000]}')",
    "too little": "print('{\"size\": [9, 9]}')",
    "negative": "print('{\"size\": [-9, -9]}')",
}


@pytest.mark.parametrize("code", STRANGE.values(), ids=STRANGE)
def test_a_process_that_does_not_answer_well_is_a_picture_refused(tmp_path: Path, code: str) -> None:
    strange = Unpacker((str(_module(tmp_path, code)),), limit_s=0.5 if "sleep" in code else 30)
    with pytest.raises(Refused, match="takes too long or too much memory"):
        strange.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    assert strange._running is None  # noqa: SLF001 - as above


def _module(folder: Path, code: str) -> Path:
    file = folder / "strange.py"
    file.write_text(f"import sys\nsys.stdin.buffer.readline()\n{code}\n", encoding="utf-8")
    return file


def test_after_it_was_ended_the_next_picture_is_opened_by_a_new_one(unpacker: Unpacker) -> None:
    unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    running = unpacker._running  # noqa: SLF001 - as above
    assert running
    running.kill()
    running.wait()
    with pytest.raises(Refused, match="takes too long"):
        unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    assert unpacker.unpack(WHOLE[".png"], ".png", 10_000).size == (40, 30)


def test_an_answer_that_came_too_late_is_never_the_next_pictures(
    unpacker: Unpacker, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.detect.decode._asked", interrupted)
    with pytest.raises(KeyboardInterrupt):
        unpacker.unpack(WHOLE[".jpg"], ".jpg", 10_000)
    assert unpacker._running is None  # noqa: SLF001 - as above
