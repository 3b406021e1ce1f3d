import json
from dataclasses import replace

import pytest

from plugins.approval.statement import SCHEMA, Part, decode, differs, encode, statement
from plugins.approval.subject import ROSTER
from tests.approval.people import ASKED, SITE, WALK

SAID = statement(WALK, Part.SUBMIT, "teacher", SITE)


def test_a_statement_comes_back_as_it_was_signed() -> None:
    assert decode(encode(SAID)) == SAID
    assert differs(SAID, WALK, "teacher", SITE) == ""


def test_an_author_answers_no_question() -> None:
    assert differs(statement(ASKED, Part.SUBMIT, "teacher", SITE), ASKED, "teacher", SITE) == ""


def test_the_list_of_approvers_is_its_content_and_not_the_other_lines_of_the_file() -> None:
    listed = replace(WALK, id=ROSTER)
    assert statement(listed, Part.SUBMIT, "teacher", SITE).source == ""


@pytest.mark.parametrize(
    "content",
    [b"[]", b"{}", b"nothing", encode(SAID).replace(b"\n", b""), encode(SAID).replace(b": 1,", b": 2,")],
)
def test_other_bytes_are_no_statement(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(content)


def test_a_statement_names_its_version() -> None:
    assert json.loads(encode(SAID))["schema"] == SCHEMA
