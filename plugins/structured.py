"""What is a search engine told of a post? The same facts as the page, in the words of schema.org."""

import json
from collections.abc import Sequence
from typing import Any

from pelican import signals

from plugins.model.picture import Picture
from plugins.model.post import Post
from plugins.model.school import School


def describe(post: Post, pictures: Sequence[Picture], school: School) -> str:
    """A NewsArticle and, where there is one, its Event, as JSON-LD that cannot end the element it stands in."""
    document = {"@context": "https://schema.org", "@graph": [_article(post, pictures, school), *_event(post, school)]}
    text = json.dumps(document, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _article(post: Post, pictures: Sequence[Picture], school: School) -> dict[str, object]:
    address = f"{school.site.url}/{post.path}"
    return {
        "@type": "NewsArticle",
        "headline": post.title,
        "description": post.summary,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": post.lang,
        "datePublished": post.published.isoformat(),
        "author": _school(school),
        "publisher": _school(school),
        "image": [f"{school.site.url}/{picture.src}" for picture in pictures],
    }


def _event(post: Post, school: School) -> list[dict[str, object]]:
    if not post.event:
        return []
    return [
        {
            "@type": "Event",
            "name": post.title,
            "description": post.summary,
            "url": f"{school.site.url}/{post.path}",
            "startDate": post.event.start.isoformat(),
            "endDate": post.event.end.isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": post.event.place, "address": school.address},
            "organizer": _school(school),
        }
    ]


def _school(school: School) -> dict[str, str]:
    return {"@type": "ElementarySchool", "name": school.name, "url": f"{school.site.url}/"}


def describe_all(generators: Sequence[Any]) -> None:
    """Give every article its description, after it got its pictures."""
    for article in generators[0].context["articles"]:
        article.described = describe(article.post, article.pictures, generators[0].settings["SCHOOL"])


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(describe_all)
