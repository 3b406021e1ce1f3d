"""A whole small site, rendered without Pelican: the values that templates get, and every kind of page."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins import interface
from plugins.mirror.tombstone import Grave, mark
from plugins.model.phrases import Phrases, load
from plugins.model.picture import Picture
from plugins.model.post import Event, Post, PostId, Urgent
from plugins.structured import describe
from plugins.wellknown import CSP, CSP_SEARCH
from tests import make

ENGLISH = Phrases()
THEME = Path(__file__).parents[2] / "theme"
HOSTILE = 'Fish <script>alert(1)</script> & "chips" \''
CARD = "cards/0123-card.jpg"
AVIF = "photos/poppies-1200.avif"
PICTURES = ("photos/poppies-1200.jpg", "photos/poppies-600.jpg")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A category, topic or page as Pelican shows it."""

    name: str
    url: str
    title: str = ""
    content: str = ""
    lang: str = "en-GB"

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return self.url.rstrip("/")


@dataclass(frozen=True, kw_only=True)
class Article:
    """A post as Pelican shows it."""

    post: Post
    tags: tuple[Named, ...] = ()
    pictures: tuple[Picture, ...] = ()
    said: str = ""
    stands: bool = True

    def __getattr__(self, name: str) -> Any:
        shown: dict[str, Any] = {
            "title": self.post.title,
            "summary": self.post.summary,
            "content": self.post.html,
            "url": self.post.path,
            "date": self.post.published,
            "lang": self.post.lang,
            "card": CARD,
            "described": describe(self.post, self.pictures, make.school()),
            "category": Named(name=self.post.category, url=f"category/{self.post.category}/"),
        }
        if name not in shown:
            raise AttributeError(name)
        return shown[name]


def picture(**changes: Any) -> Picture:
    values: dict[str, Any] = {
        "src": PICTURES[0],
        "width": 1200,
        "height": 800,
        "alt": "Red paper poppies on a “field” of grass",
        "caption": "Poppies by the whole of Year 2",
        "credit": "School",
        "sources": ((PICTURES[1], 600), (PICTURES[0], 1200)),
        "avif": ((AVIF, 1200),),
        "type": "image/jpeg",
        "bytes": 50_000,
        **changes,
    }
    return Picture(**values)


def event(day: str = "2026-12-04", end: str = "2026-12-04 16:30") -> Event:
    return Event(reason="Families plan ahead", start=make.at(f"{day} 15:15"), end=make.at(end), place="The main hall")


def articles() -> tuple[Article, ...]:
    """Posts of two school years, newest first; one with photos and everything else, one in Urdu, one hostile."""
    body = (
        "<p>We grew them from seed on the <a href='https://www.fernbridge.example/'>common</a>.</p>"
        "<h2>What we saw</h2><ul><li>bees</li><li>a hare</li></ul><blockquote><p>So red!</p></blockquote>"
        "<table><thead><tr><th>Week</th><th>Poppies</th></tr></thead><tbody><tr><td>1</td><td>12</td></tr></tbody></table>"
    )
    full = make.post(
        id=PostId("poppies-2k4m"),
        title="A field of poppies",
        summary="Year 2 have filled the hall with a field of red paper poppies, one for each child. 🌺",
        html=body,
        audience=("Year 2", "Whole school"),
        event=event(),
        published=make.at("2026-11-20 15:20"),
    )
    hostile = make.post(id=PostId("hostile-0000"), title=HOSTILE, summary=HOSTILE, category="trip")
    urdu = make.post(id=PostId("urdu-9999"), title="موسم سرما کا میلہ", summary="سب کو خوش آمدید", lang="ur")
    older = [
        replace(
            make.post(), id=PostId(f"older-{month}"), published=make.at(f"2026-{month:02}-12 09:00"), category="sport"
        )
        for month in (10, 9, 7, 3)
    ]
    fair = make.post(id=PostId("fair-7777"), title="Winter fair", event=event("2026-12-11", "2026-12-12 09:00"))
    return (
        Article(
            post=full, tags=(Named(name="art", url="topic/art/"),), pictures=(picture(), picture(caption="", credit=""))
        ),
        Article(post=fair, pictures=(picture(sources=(), avif=()),)),
        Article(post=urdu),
        Article(post=hostile),
        *(Article(post=post) for post in older),
    )


def urgent() -> Article:
    news = Urgent(reason="The boiler is broken", expires=make.at("2026-11-24 09:00"))
    return Article(
        post=make.post(id=PostId("closed-1234"), title="School is closed today", category="urgent", urgent=news)
    )


def context(**changes: Any) -> dict[str, Any]:
    """What every template gets."""
    school = make.school()
    shown = articles()
    pages = (
        Named(name="about", url="about/", title="About our school", content="<p>Term ends on Friday 18 December.</p>"),
        Named(name="privacy", url="privacy/", title="Privacy", content="<h2>What we keep</h2><p>Nothing.</p>"),
    )
    return {
        "SITEURL": school.site.url,
        "BASE": "",
        "SITENAME": school.site.title,
        "TAGLINE": school.site.tagline,
        "SCHOOL": school,
        "ACCOUNT_URL": "https://x.com/ThistledownPri",
        "BANNER": None,
        "CSP": CSP,
        "CSP_SEARCH": CSP_SEARCH,
        "NOW": make.at("2026-11-23 12:00"),
        "pages": pages,
        "categories": [
            (Named(name="achievement", url="category/achievement/"), shown),
            (shown[3].category, shown[3:4]),
        ],
        "AUDIENCES": [(name, name.lower().replace(" ", "-")) for name in school.classes],
        "EVENTS": [one for one in shown if one.post.event],
        "CALENDARS": [("Year 2", "year-2")],
        "articles": shown,
        **changes,
    }


def render(template: str, *, phrases: Phrases = ENGLISH, **changes: Any) -> str:
    """One page, by the theme's own templates; a value that is missing is an error."""
    return _environment(tuple(phrases.known.items())).get_template(template).render(context(**changes))


@cache
def _environment(known: tuple[tuple[str, str], ...]) -> Environment:
    """The theme in one language, compiled once."""
    made = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= interface.filters(Phrases(known=dict(known)))
    made.globals["_"] = interface.speaker(Phrases(known=dict(known)))
    return made


def pages() -> Mapping[str, str]:
    """Every kind of page, by its address."""
    full, _fair, urdu, hostile, *_older = articles()
    page = context()["pages"][0]
    return {
        "": render("index.html"),
        "banner/": render("index.html", BANNER=urgent()),
        "empty/": render("index.html", articles=(), EVENTS=()),
        full.url: render("article.html", article=full),
        urdu.url: render("article.html", article=urdu),
        hostile.url: render("article.html", article=hostile),
        urgent().url: render("article.html", article=urgent(), BANNER=urgent()),
        page.url: render("page.html", page=page),
        "category/achievement/": render("category.html", category=full.category),
        "categories/": render("categories.html"),
        "topic/art/": render("tag.html", tag=full.tags[0]),
        "audience/year-2/": render("audience.html", audience="Year 2"),
        "audience/nursery/": render("audience.html", audience="Nursery", articles=()),
        "audiences/": render("audiences.html"),
        "archives/": render("archives.html"),
        "calendar/": render("calendar.html"),
        "feeds/": render("feeds.html"),
        "search/": render("search.html"),
        "404.html": render("404.html"),
    }


def others() -> Mapping[str, str]:
    """The same in Welsh, and as a language would have it that is written from right to left; a withdrawn post."""
    school = make.school()
    welsh, leftward = (replace(school, site=replace(school.site, lang=lang)) for lang in ("cy", "ur"))
    full = articles()[0]
    return {
        "cy/": render("index.html", phrases=load(THEME, "cy"), SCHOOL=welsh, BANNER=urgent()),
        "rtl/": render("index.html", SCHOOL=leftward, BANNER=urgent()),
        "rtl/post/": render("article.html", SCHOOL=leftward, article=full),
        "withdrawn/": withdrawn(),
    }


def withdrawn() -> str:
    """What stands where a post was withdrawn."""
    grave = Grave(path="withdrawn/", urn="urn:uuid:1", at=make.at("2026-11-23 10:00"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "theme").mkdir()
        for name in ("thistle.svg", "thistledown.css"):
            (Path(folder) / "theme" / name).touch()
        mark(Path(folder), [grave], make.school(), ENGLISH)
        return (Path(folder) / "withdrawn/index.html").read_text(encoding="utf-8")
