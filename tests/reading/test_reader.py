import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.errors import CouldNotRun
from plugins.model.finding import FORMAT
from plugins.reading.reader import Reading, read, read_all
from tests import make
from tests.reading.school import notes, put, reading, source

COMPLIANT = Path(__file__).parents[2].parent / "shared" / "data" / "posts-compliant.jsonl"
SCHOOL = make.school()


def faulty(readings: tuple[Reading, ...]) -> list[tuple[str, str]]:
    return [(found.path, fault.note) for found in readings for fault in found.faults]


def test_a_file_becomes_a_post(content: Path) -> None:
    found = reading(content, source())
    assert found.post is not None
    assert (found.path, found.faults) == ("content/news/reading-miles.md", ())
    assert found.digest == hashlib.sha256(source().encode()).hexdigest()
    assert (found.post.source, found.post.text) == (
        "news/reading-miles.md",
        "That is 1.6 million pages since September.",
    )
    assert len(found.post.content_hash) == 64


def test_every_place_where_words_hide_is_a_field(content: Path) -> None:
    put(content, "photos/a.jpg")
    text = source(tags="[a]", photos="[{file: a.jpg, alt: b, people: none}] # c", body='[d](/e "f")')
    found = reading(content, text).post
    assert found is not None
    assert {(field.name, field.text, field.line) for field in found.fields} >= {
        ("file", "news/reading-miles.md", 1),
        ("id", "reading-miles-7f3k", 2),
        ("title", "Reading miles", 3),
        ("date", "2026-11-23 10:00", 4),
        ("category", "achievement", 5),
        ("tags", "a", 7),
        ("photos[0].file", "a.jpg", 8),
        ("photos[0].alt", "b", 8),
        ("comment", "c", 8),
        ("body", '[d](/e "f")', 10),
        ("body-text", "d", 10),
        ("link", "/e", 10),
        ("link", "f", 10),
    }


def test_all_mistakes_of_a_file_are_told_at_once(content: Path) -> None:
    text = source(sumary="x", date="soon", title="a\u200bb", body="\n<b>\n# Head")
    found = reading(content, text)
    assert found.post is None
    assert [line for line, _ in notes(found)] == [3, 4, 7, 10, 11]
    assert {(fault.kind, fault.place.path) for fault in found.faults} == {(FORMAT, "content/news/reading-miles.md")}


def test_windows_line_ends_and_a_byte_order_mark_are_read(content: Path) -> None:
    plain = reading(content, source()).post
    found = reading(content, b"\xef\xbb\xbf" + source().replace("\n", "\r\n").encode()).post
    assert plain is not None
    assert found is not None
    assert found.content_hash == plain.content_hash


@pytest.mark.parametrize("data", [b"", b"\xff", b"---\n", b"---\n---\n", b"---\n[\n---\n", b"0" * 65_537])
def test_what_is_no_post_is_a_fault(content: Path, data: bytes) -> None:
    found = reading(content, data)
    assert found.post is None
    assert len(found.faults) == 1


def test_a_file_outside_the_folder_is_a_fault(content: Path) -> None:
    found = read(content.parent / "a.md", content, SCHOOL)
    assert (found.digest, found.post, len(found.faults)) == ("", None, 1)


def test_the_whole_folder_is_read_in_the_order_of_its_paths(content: Path) -> None:
    put(content, "photos/pebbles.jpg")
    put(content, "pages/b.md", source(id="b", category=None))
    put(content, "news/a.md", source(id="a"))
    found = read_all(content, SCHOOL)
    assert [(one.path, one.post and one.post.kind) for one in found] == [
        ("content/news/a.md", "post"),
        ("content/pages/b.md", "page"),
    ]


def test_whatever_is_no_post_and_no_photo_is_a_fault(content: Path) -> None:
    real = put(content.parent, "outside.md", source())
    put(content, "news/a.html", "<script>")
    put(content, "photos/notes.md", source())
    put(content, ".hidden.md", source())
    (content / "news/link.md").symlink_to(real)
    (content / "folder").symlink_to(content.parent)
    (content / "photos/b.jpg").symlink_to(real)
    os.mkfifo(content / "news/pipe.md")
    os.mkfifo(content / "photos/pipe.jpg")
    found = read_all(content, SCHOOL)
    assert [one.path.removeprefix("content/") for one in found if one.faults and not one.post] == [
        ".hidden.md", "folder", "news/a.html", "news/link.md", "news/pipe.md", "photos/b.jpg", "photos/notes.md",
        "photos/pipe.jpg",
    ]  # fmt: skip
    assert all(one.faults for one in found)


def test_an_id_used_twice_is_a_fault_of_both(content: Path) -> None:
    for name, identity in (("news/a.md", "x"), ("news/b.md", "x"), ("news/c.md", "y")):
        put(content, name, source(id=identity))
    note = "another file has the same `id`"
    assert faulty(read_all(content, SCHOOL)) == [("content/news/a.md", note), ("content/news/b.md", note)]


def test_names_that_some_computers_cannot_tell_apart_are_faults(content: Path) -> None:
    for number, name in enumerate(("news/a.md", "news/A.md", "News/c.md", "trips/d.md")):
        put(content, name, source(id=f"x{number}"))
    found = [path for path, _ in faulty(read_all(content, SCHOOL))]
    assert found == ["content/News/c.md", "content/news/A.md", "content/news/a.md"]


def test_no_folder_is_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for name in ("none", "link"):
        with pytest.raises(CouldNotRun, match="there is no folder"):
            read_all(tmp_path / name, SCHOOL)
    assert read_all(tmp_path / "real", SCHOOL) == ()


def test_more_than_ten_thousand_files_are_refused(content: Path) -> None:
    for number in range(10_001):
        (content / f"{number}.md").touch()
    with pytest.raises(CouldNotRun, match="10,000"):
        read_all(content, SCHOOL)


def test_no_fault_repeats_a_value(content: Path) -> None:
    name = "Olivia Quillfeather"
    keys = ("id", "title", "date", "category", "audience", "photos", "lang", "event")
    spoilt = dict.fromkeys(keys, f"{name} <b>")
    found = reading(content, source(**spoilt, body=f"[{name}](javascript:{name}) <{name}>"))
    assert len(found.faults) > 8
    assert not [fault for fault in found.faults if "Olivia" in fault.note + fault.remedy]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(data=st.binary(max_size=4096))
def test_no_bytes_make_reading_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    found = reading(tmp_path_factory.mktemp("any") / "content", data)
    assert (found.post is None) is bool(found.faults)


MARKUP = st.lists(
    st.sampled_from(
        [*"[]()<>*_`\\&!#|:-+ \n\t\"'{}~a1.", "\n\n", "    ", "](", "&#8238;", "---\n", "<b>", "\u202e", "é", "1. "]
    ),
    max_size=80,
).map("".join)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(value=MARKUP, body=MARKUP, key=st.sampled_from(["title", "tags", "photos", "event", "date", "exemptions", "x"]))
def test_no_spoilt_post_makes_reading_raise(
    tmp_path_factory: pytest.TempPathFactory, value: str, body: str, key: str
) -> None:
    content = tmp_path_factory.mktemp("spoilt") / "content"
    for text in (source(**{key: value}), source(body=body)):
        found = reading(content, text)
        assert (found.post is None) is bool(found.faults)
        assert found.post is None or "<script" not in found.post.html


def _compliant() -> list[dict[str, object]]:
    if not COMPLIANT.exists():
        return []
    return [json.loads(line) for line in COMPLIANT.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not COMPLIANT.exists(), reason="the shared data is not beside this repository")
def test_every_compliant_post_reads_without_a_fault(content: Path) -> None:
    put(content, "photos/photo.jpg")
    rows = _compliant()
    for row in rows:
        image = row["image"] if isinstance(row["image"], dict) else None
        photo = (
            {"file": "photo.jpg", "people": "none", "alt": image["alt"], "caption": image["caption"]} if image else None
        )
        text = source(
            id=str(row["id"]),
            title=json.dumps(row["title"], ensure_ascii=False),
            summary=json.dumps(row["summary"], ensure_ascii=False),
            date=str(row["date"]),
            category=str(row["category"]),
            photos=json.dumps([photo], ensure_ascii=False) if photo else None,
            body=f"\n{row['body']}\n",
        )
        put(content, f"news/{row['id']}.md", text)
    found = read_all(content, SCHOOL)
    assert (len(found), faulty(found)) == (len(rows), [])
