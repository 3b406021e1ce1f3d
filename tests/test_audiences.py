from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.audiences import AudiencesGenerator, audiences_generator, name_audiences, slug
from tests import make
from tests.commands.workspace import make_workspace, run, text, tree


@pytest.mark.parametrize(
    ("name", "word"),
    [("Year 4", "year-4"), ("Whole school", "whole-school"), ("Dosbarth Bédo & co.", "dosbarth-bedo-co")],
)
def test_an_audience_has_a_plain_address(name: str, word: str) -> None:
    assert slug(name) == word


def test_audiences_with_news_stand_in_the_order_of_the_settings() -> None:
    articles = [SimpleNamespace(post=make.post(audience=audience)) for audience in [("Year 6", "Nursery"), ("Year 6",)]]
    context = {"articles": articles, "SCHOOL": make.school()}
    name_audiences([SimpleNamespace(context=context)])
    assert context["AUDIENCES"] == [("Nursery", "nursery"), ("Year 6", "year-6")]
    assert audiences_generator(None) is AudiencesGenerator


def test_each_class_finds_its_own_news_and_nobody_elses(tmp_path: Path) -> None:
    posts = text("fair-1a2b", audience="[Year 4, Reception]"), text("walk-3c4d", audience="[Reception]")
    root = make_workspace(tmp_path, *posts)
    said = run(root, "build")
    assert said.returncode == 0, said.stderr
    site = tree(root / ".schoolgate" / "build" / "site")
    assert {path for path in site if path.startswith("audience")} == {
        "audiences/index.html", "audience/reception/index.html", "audience/year-4/index.html",
    }  # fmt: skip
    assert b"/news/walk-3c4d/" not in site["audience/year-4/index.html"]
    assert b"/news/fair-1a2b/" in site["audience/year-4/index.html"]
    assert site["audience/reception/index.html"].count(b"/news/") >= 2
    assert site["audiences/index.html"].index(b"/audience/reception/") < site["audiences/index.html"].index(
        b"/audience/year-4/"
    )
