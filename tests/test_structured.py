import json
from types import SimpleNamespace
from typing import Any

from plugins.model.post import Event, Post
from plugins.structured import describe, describe_all
from tests import make
from tests.theme.site import picture

SITE = "https://www.thistledown-primary.example"


def read(post: Post, **changes: Any) -> Any:
    return json.loads(describe(post, changes.get("pictures", ()), make.school()))["@graph"]


def test_news_is_a_news_article_of_the_school() -> None:
    post = make.post()
    (article,) = read(post, pictures=(picture(),))

    assert (article["@type"], article["headline"], article["description"]) == ("NewsArticle", post.title, post.summary)
    assert article["url"] == f"{SITE}/{post.path}"
    assert article["image"] == [f"{SITE}/photos/poppies-1200.jpg"]
    assert article["publisher"] == {
        "@type": "ElementarySchool", "name": "Thistledown Primary School", "url": f"{SITE}/",
    }  # fmt: skip


def test_an_event_is_told_beside_it() -> None:
    event = Event(reason="r", start=make.at("2026-12-04 15:15"), end=make.at("2026-12-04 16:30"), place="The hall")
    _, told = read(make.post(event=event))

    assert (told["startDate"], told["endDate"]) == (event.start.isoformat(), event.end.isoformat())
    assert told["location"] == {"@type": "Place", "name": "The hall", "address": make.school().address}
    assert "reason" not in told


def test_words_cannot_end_the_element_they_stand_in() -> None:
    text = describe(make.post(title="</script><b> & <!--"), (), make.school())

    assert not any(sign in text for sign in "<>&")
    assert json.loads(text)["@graph"][0]["headline"] == "</script><b> & <!--"


def test_every_article_is_described_with_its_pictures() -> None:
    article = SimpleNamespace(post=make.post(), pictures=(picture(),))
    describe_all([SimpleNamespace(context={"articles": [article]}, settings={"SCHOOL": make.school()})])

    assert article.described == describe(article.post, article.pictures, make.school())
