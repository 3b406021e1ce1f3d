import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.readers import HTMLReader, MarkdownReader, RstReader

from plugins.model.post import Kind
from plugins.posts import PostReader, metadata, only_our_reader, read_content, readings
from tests import make
from tests.commands.workspace import text


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    """What Pelican's settings hold once a good and an unreadable post were read."""
    news = tmp_path / "content" / "news"
    news.mkdir(parents=True)
    (news / "good.md").write_text(text("fair-1a2b", body="Come *all*."), encoding="utf-8")
    (news / "odd.md").write_text("no front matter", encoding="utf-8")
    values = {"SCHOOL": make.school(), "PATH": str(tmp_path / "content")}
    read_content(SimpleNamespace(settings=values))
    return values


def test_what_was_read_is_what_pelican_gets_even_when_the_file_is_gone(settings: dict[str, Any]) -> None:
    file = Path(settings["PATH"]) / "news" / "good.md"
    shutil.rmtree(settings["PATH"])
    html, values = PostReader(settings).read(str(file))
    assert html == "<p>Come <em>all</em>.</p>"
    assert values["post"] is readings(settings)[0].post


@pytest.mark.parametrize(("name", "error"), [("odd.md", ValueError), ("later.md", KeyError)])
def test_a_file_without_a_post_gives_pelican_nothing(
    settings: dict[str, Any], name: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        PostReader(settings).read(str(Path(settings["PATH"]) / "news" / name))


def test_templates_know_these_keys_of_a_post_and_no_others() -> None:
    post = make.post(tags=("art",))
    shown = metadata(post, {"SLUG_REGEX_SUBSTITUTIONS": []})
    assert shown["slug"] == post.id
    assert str(shown["category"]) == "achievement"
    assert [str(tag) for tag in shown["tags"]] == ["art"]
    keys = {"title", "summary", "date", "slug", "lang", "status", "template", "post"}
    assert shown.keys() == keys | {"category", "tags"}
    page = metadata(make.post(kind=Kind.PAGE), {})
    assert page.keys() == keys
    assert page["template"] == "page"


def test_every_reader_but_ours_is_taken_away() -> None:
    classes: dict[str, type] = {"html": HTMLReader, "rst": RstReader, "md": MarkdownReader, "markdown": MarkdownReader}
    readers = SimpleNamespace(reader_classes={**classes, "static": object})
    only_our_reader(readers)
    assert readers.reader_classes == {"static": object, "md": PostReader}
