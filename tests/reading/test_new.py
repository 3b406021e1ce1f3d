from pathlib import Path

import pytest

from plugins.model.errors import Refused
from plugins.model.post import Status
from plugins.reading.new import new_post
from tests import make
from tests.reading.school import reading

OPENS = make.at("2026-11-23 10:00")


def new(title: str) -> tuple[str, str]:
    return new_post(title, opens=OPENS, school=make.school(), token="7F3K")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Reading miles", "reading-miles"),
        ("Dŵr a thân: \"Cymru\" # 'am byth'", "dwr-a-than-cymru-am-byth"),
        ("Zażółć gęślą jaźń \u2013 Łódź", "zazolc-gesla-jazn-lodz"),
        ("🎄✨", "post"),
        ("学校", "post"),
        ("x" * 61, "post"),
        ("no", "no"),
        ("- [a]: {b} & *c %d @e \\ !f", "a-b-c-d-e-f"),
        ("reading " * 12, "-".join(["reading"] * 7)),
    ],
)
def test_a_new_post_reads_back_without_a_fault(content: Path, title: str, slug: str) -> None:
    name, text = new(title)
    found = reading(content, text, name)
    assert (name, found.faults) == (f"news/2026-11-23-{slug}.md", ())
    assert found.post is not None
    assert (found.post.id, found.post.title, found.post.status) == (f"{slug}-7f3k", title.strip(), Status.DRAFT)
    assert found.post.published == OPENS


def test_a_new_post_is_dated_in_local_time() -> None:
    name, text = new_post("A", opens=make.at("2026-06-01 09:00").astimezone(), school=make.school(), token="aaaa")
    assert (name, "date: 2026-06-01 09:00\n" in text) == ("news/2026-06-01-a.md", True)


@pytest.mark.parametrize("title", ["", " ", "x" * 121, "a\nb", "a\tb", "a\u202eb", "<b>a</b>", "{{ a }}", "a\x00"])
def test_a_title_that_could_not_be_read_back_is_refused(title: str) -> None:
    with pytest.raises(Refused) as refused:
        new(title)
    assert "1 to 120 letters" in refused.value.fix
