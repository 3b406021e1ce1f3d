"""How does each tool want the news, and how is it called? Ours, Pelican as it comes, and Hugo."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.build.news import News

ROOT = Path(__file__).parents[3]
LAYOUTS = Path(__file__).parent / "hugo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """`lay` makes a site without posts in a folder; `made` is where its pages are, `forget` what a cold build has not.

    `check`, where there is one, is run after an edit and before the build.
    """

    name: str
    lay: Callable[[Path], None]
    words: Callable[[News], str]
    photos: str
    command: Sequence[str]
    made: str
    forget: Sequence[str]
    check: Sequence[str] = ()

    def write(self, folder: Path, one: News) -> None:
        """Write, or write anew, one post."""
        file = folder / "content" / "news" / f"{one.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.words(one), encoding="utf-8")


def _ours(folder: Path) -> None:
    for name in ("plugins", "theme", "pelicanconf.py", "publish.py", "school.toml"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)


def _our_words(one: News) -> str:
    photo = f"photos:\n  - file: {one.photo}\n    alt: A painted disc on a speckled ground\n    people: none\n"
    event = f"event:\n  reason: a day of measuring\n  start: {one.day} 09:00\n  end: {one.day} 15:00\n  place: school\n"
    return (
        f'---\nid: {one.id}\ntitle: "{one.title}"\ndate: {one.day} 10:00\ncategory: {one.category}\n'
        f'summary: "{one.summary}"\ntags: [{", ".join(one.topics)}]\naudience: [{one.audience}]\n'
        f"{photo if one.photo else ''}{event if one.category == 'event' else ''}---\n\n{one.body}"
    )


_PELICAN = """\
PLUGINS = []
SITENAME = "Thistledown Primary School"
SITEURL = "https://www.thistledown-primary.example"
TIMEZONE = "Europe/London"
THEME = "simple"
STATIC_PATHS = ["photos"]
ARTICLE_PATHS = ["news"]
ARTICLE_URL = "news/{slug}/"
ARTICLE_SAVE_AS = "news/{slug}/index.html"
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = "feeds/atom.xml"
FEED_ALL_RSS = "feeds/rss.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.xml"
FEED_MAX_ITEMS = 20
DIRECT_TEMPLATES = ["index", "archives", "categories", "authors"]
"""


def _pelican(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(_PELICAN, encoding="utf-8")


def _pelican_words(one: News) -> str:
    photo = f"![A painted disc on a speckled ground]({{static}}/photos/{one.photo})\n\n" if one.photo else ""
    return (
        f"Title: {one.title}\nDate: {one.day} 10:00\nCategory: {one.category}\nSlug: {one.id}\n"
        f"Summary: {one.summary}\nTags: {', '.join(one.topics)}\nAuthor: {one.audience}\n\n{photo}{one.body}"
    )


_HUGO = """\
baseURL = "https://www.thistledown-primary.example/"
languageCode = "en-GB"
title = "Thistledown Primary School"
disableKinds = ["404", "section", "robotsTXT"]
enableRobotsTXT = false
timeZone = "Europe/London"
[taxonomies]
category = "categories"
topic = "topics"
audience = "audiences"
[services.rss]
limit = 20
[outputs]
taxonomy = ["html"]
"""


def _hugo(folder: Path) -> None:
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    shutil.copytree(LAYOUTS, folder / "layouts")
    (folder / "content").mkdir()
    (folder / "content" / "archives.md").write_text(
        "+++\ntitle = 'All news'\nlayout = 'archives'\n+++\n", encoding="utf-8"
    )


def _hugo_words(one: News) -> str:
    photo = f"![A painted disc on a speckled ground](/photos/{one.photo})\n\n" if one.photo else ""
    return (
        f'+++\ntitle = "{one.title}"\ndate = {one.day}T10:00:00+00:00\nslug = "{one.id}"\n'
        f'categories = ["{one.category}"]\ntopics = {list(one.topics)}\naudiences = ["{one.audience}"]\n'
        f'summary = "{one.summary}"\n+++\n\n{photo}{one.body}'
    )


def tools(hugo: str) -> tuple[Tool, ...]:
    """Ours first; Hugo only where its program is given."""
    ours = Tool(
        name="ours", lay=_ours, words=_our_words,
        photos="content/photos", made=".schoolgate/build/site", forget=(".schoolgate/build",),
        command=(sys.executable, "publish.py", "build", "--json"),
        check=(sys.executable, "publish.py", "check", "--json"),
    )  # fmt: skip
    pelican = Tool(
        name="pelican", lay=_pelican, words=_pelican_words, photos="content/photos", made="output", forget=("output",),
        command=(sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"),
    )  # fmt: skip
    if not hugo:
        return ours, pelican
    return ours, pelican, Tool(
        name="hugo", lay=_hugo, words=_hugo_words,
        photos="static/photos", command=(hugo, "--quiet"), made="public", forget=("public", "resources"),
    )  # fmt: skip
