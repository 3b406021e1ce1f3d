"""The schema that editors read is made from the code that reads posts, and says of a post what that code says."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plugins.model.settings import parse
from plugins.reading import frontmatter
from plugins.reading.editor import schema
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Node, Rows, Table
from plugins.reading.schema import POST
from tests.commands.workspace import text

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "front-matter.schema.json"
POSTS = sorted((ROOT / "content").glob("news/**/*.md"))


def validator() -> Any:
    document = json.loads(FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def plain(node: Node) -> Any:
    """Front matter as an editor hands it to a schema."""
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.values.items()}
    return [plain(item) for item in node.items] if isinstance(node, Rows) else node.text


def settings(words: str) -> Any:
    source = frontmatter.split(words, Faults(""))
    assert source
    table = frontmatter.parse(source.settings, Faults(""))
    assert table
    return plain(table)


def test_the_file_is_what_the_code_says_today() -> None:
    school = parse((ROOT / "school.toml").read_text(encoding="utf-8"))
    assert FILE.read_text(encoding="utf-8") == schema(school), "make fix writes it anew"


def test_it_has_every_setting_of_the_allow_list_and_no_other() -> None:
    assert tuple(json.loads(FILE.read_text(encoding="utf-8"))["properties"]) == POST


def test_every_post_of_ours_is_fine_by_it() -> None:
    checking = validator()
    assert len(POSTS) > 20
    assert {file.name: str(error) for file in POSTS for error in checking.iter_errors(settings(file.read_text()))} == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"template": "x"},
        {"category": "gossip"},
        {"title": "a" * 121},
        {"summary": '"two\\nlines"'},
        {"status": "published"},
        {"tags": "art"},
        {"tags": "[art, art]"},
        {"photos": "[{file: leaves.jpg, alt: Leaves}]"},
        {"photos": "[{file: leaves.jpg, people: children}]"},
        {"event": "{reason: fair}"},
        {"urgent": "{reason: snow, expires: 2026-11-24 09:00, by: me}"},
        {"exemptions": "[{rule: photo-face}]"},
    ],
)
def test_what_the_reader_refuses_an_editor_marks(changes: dict[str, str]) -> None:
    checking = validator()
    assert list(checking.iter_errors(settings(text("fair-2b3c")))) == []
    assert list(checking.iter_errors(settings(text("fair-2b3c", **changes))))


def test_what_must_be_there_is_marked_where_it_is_missing() -> None:
    words = settings(text("fair-2b3c"))
    for key in ("id", "title", "date", "category", "summary"):
        assert list(validator().iter_errors({name: value for name, value in words.items() if name != key}))


def test_words_that_look_like_numbers_to_an_editor_are_words() -> None:
    assert list(validator().iter_errors({**settings(text("fair-2b3c")), "title": 2026, "tags": [True]})) == []
