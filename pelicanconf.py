"""How does Pelican build this site? Everything a school decides stands in school.toml; this is the rest."""

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import StrictUndefined

from plugins import (
    audiences,
    banner,
    calendar,
    cards,
    gate,
    interface,
    manifest,
    pages,
    photos,
    posts,
    structured,
    wellknown,
)
from plugins.detect.seal import Cache
from plugins.model.settings import parse

_ROOT = Path(__file__).parent
SCHOOL = parse((_ROOT / "school.toml").read_text(encoding="utf-8"))
SCHOOLGATE_ROLL = None  # publish.py gives the roll; without it names cannot be looked for
SCHOOLGATE_CACHE = Cache(folder=_ROOT / ".schoolgate" / "cache", key_file=_ROOT / ".schoolgate" / "key")

# Module objects: a name that is misspelt here stops everything; a name in quotes would be passed over.
# Pelican asks them in this order: nothing of a post is touched before the gate has judged it.
PLUGINS = [interface, posts, gate, photos, audiences, banner, calendar, cards, structured, pages, manifest]

PATH = str(_ROOT / "content")
OUTPUT_PATH = str(_ROOT / "output")
THEME = str(_ROOT / "theme")
SITEURL = SCHOOL.site.url
BASE = urlsplit(SITEURL).path
SITENAME = SCHOOL.site.title
TAGLINE = SCHOOL.site.tagline
ACCOUNT_URL = f"https://x.com/{SCHOOL.account.handle}"
TIMEZONE = str(SCHOOL.site.timezone)
DEFAULT_LANG = SCHOOL.site.lang
AUTHOR = SCHOOL.name
CSP = wellknown.CSP
CSP_SEARCH = wellknown.CSP_SEARCH

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,  # a template that asks for nothing known fails the build
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}

# One address for each post, made from its id.
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages", "photos"]
ARTICLE_URL = ARTICLE_LANG_URL = "news/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "news/{slug}/index.html"
PAGE_PATHS = ["pages"]
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
TAG_URL = "topic/{slug}/"
TAG_SAVE_AS = "topic/{slug}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = TAGS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "categories", "calendar", "feeds", "404"]
if SCHOOL.site.search:
    DIRECT_TEMPLATES.append("search")
ARCHIVES_SAVE_AS = "archives/index.html"
CATEGORIES_SAVE_AS = "categories/index.html"
CALENDAR_SAVE_AS = "calendar/index.html"
FEEDS_SAVE_AS = "feeds/index.html"
SEARCH_SAVE_AS = "search/index.html"

# Off: what Pelican would add by itself, and every way around our own parser.
STATIC_PATHS: list[str] = []
FILENAME_METADATA = ""
PATH_METADATA = ""
EXTRA_PATH_METADATA: dict[str, dict[str, str]] = {}
USE_FOLDER_AS_CATEGORY = False
FORMATTED_FIELDS: list[str] = []
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None
WITH_FUTURE_DATES = False
SLUGIFY_SOURCE = "basename"
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False
DELETE_OUTPUT_DIRECTORY = True
RELATIVE_URLS = False
TYPOGRIFY = False
