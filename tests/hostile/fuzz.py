"""What becomes of one attempt? Read, judged and, where nothing stops it, made into a page, feeds and pictures.

The results are looked at by other parsers than ours: lxml for pages and feeds, Pillow's own reading for pictures.
"""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]  # lxml has no type information
from hypothesis import HealthCheck, Phase, given, seed, settings
from lxml import etree
from PIL import Image

from plugins.feeds import write_feeds
from plugins.model.case import Judged
from plugins.model.errors import SchoolgateError
from plugins.model.post import Post
from plugins.photos import derive
from plugins.reading import characters
from tests import make
from tests.commands.workspace import text
from tests.hostile.case import CHILD, NOW, judge
from tests.hostile.strategies import ATTEMPTS, Attempt
from tests.theme.site import Article, render

_RUNS = frozenset(
    {"script", "iframe", "frame", "object", "embed", "form", "input", "button", "base", "svg", "math", "style"}
)
_OURS = re.compile(r"/(?!/)|https://www\.thistledown-primary\.example(?:/|$)|#")
_LEADS = re.compile(r"/(?![/\\])|#|https://|mailto:|tel:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """`went` tells that it would be published; `escapes` what then got out; `crash` an error that is none of ours."""

    went: bool
    escapes: tuple[str, ...]
    crash: str
    seconds: float


def try_out(attempt: Attempt, folder: Path) -> Fate:
    """Give an attempt to a school in `folder`; the seconds are processor time for reading and judging."""
    content, output = folder / "school/content", folder / "school/output"
    news, pictures = content / "news", content / "photos"
    for place in (news, pictures, output):
        place.mkdir(parents=True, exist_ok=True)
    (news / "fuzz.md").write_bytes(attempt.data)
    photo = pictures / f"fuzz{attempt.suffix}"
    photo.write_bytes(attempt.photo)
    before = _names(folder)
    start = time.process_time()
    try:
        (one,) = judge(content, folder / "memory")
        took = time.process_time() - start
        escapes = tuple(_published(one, photo, folder)) if _goes(one) else tuple(_refused(one))
    except SchoolgateError as error:
        return Fate(went=False, escapes=(f"not a finding but {type(error).__name__}",), crash="", seconds=0.0)
    except Exception as error:  # noqa: BLE001 - that there is none is what is measured
        return Fate(went=False, escapes=(), crash=f"{type(error).__name__}: {error}", seconds=0.0)
    finally:
        photo.unlink()
    strange = _names(folder) - before - {"memory"}
    return Fate(went=_goes(one), escapes=(*escapes, *(f"wrote {name}" for name in strange)), crash="", seconds=took)


def try_many(number: int, start: int, folder: Path) -> list[tuple[Attempt, Fate]]:
    """So many attempts, the same for the same `start`; the first, which opens the models, is not counted."""
    tried: list[tuple[Attempt, Fate]] = []
    try_out(Attempt(data=text("fuzz-1a2b").encode()), folder)

    @seed(start)
    @settings(
        max_examples=number, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=[*HealthCheck]
    )
    @given(ATTEMPTS)
    def one(attempt: Attempt) -> None:
        tried.append((attempt, try_out(attempt, folder)))

    one()
    return tried


def _names(folder: Path) -> set[str]:
    """What lies in the folders around the output; the output itself is meant to change."""
    return {file.name for place in (folder, folder / "school", folder / "school/content") for file in place.iterdir()}


def _goes(one: Judged) -> bool:
    return one.post is not None and not one.blocked


def _refused(one: Judged) -> Iterator[str]:
    if not one.findings or any(not found.message or not found.remedy for found in one.findings):
        yield "refused without a reason and a remedy"
    words = " ".join(str(found) + found.remedy for found in one.findings).lower()
    yield from ("a finding names a child" for name in CHILD if name.lower() in words)


def _published(one: Judged, photo: Path, folder: Path) -> Iterator[str]:
    assert one.post
    yield from _page(render("article.html", article=Article(post=one.post)))
    yield from _feeds(one.post, folder / "school/output")
    if one.post.photos:
        yield from _pictures(photo, folder / "school/output")


def _page(html: str) -> Iterator[str]:
    root = lxml.html.document_fromstring(html)
    yield from _elements(root)
    words = root.text_content()
    if any(characters.places(words)):
        yield "a character that cannot be seen on the page"
    yield from ("a child's name on the page" for _ in re.findall(r"jonty\W{0,3}quillfeather", words, re.IGNORECASE))


def _elements(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "script" and dict(element.attrib) == {"type": "application/ld+json"}:
            json.loads(element.text or "")  # facts for search engines: data, or a crash here
            continue
        if not isinstance(element.tag, str) or element.tag in _RUNS:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                yield f"an attribute {name}"
            if name in {"src", "srcset", "poster"} or (name == "href" and element.tag == "link"):
                yield from [] if _OURS.match(value) else [f"loads from {name}"]
            elif name == "href" and not _LEADS.match(value):
                yield "leads elsewhere than https, mailto, tel or here"


def _feeds(post: Post, output: Path) -> Iterator[str]:
    values = {
        name: getattr(post, name) for name in ("title", "summary", "html", "category", "tags", "audience", "lang")
    }
    item = make.item(post=post.id, content_hash=post.content_hash, published=post.published, **values)
    write_feeds((item,), make.school(), output, now=NOW)
    for file in sorted(output.rglob("*.xml")):
        root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
        for piece in root.iter(
            "{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content"
        ):
            yield from _elements(lxml.html.fragment_fromstring(piece.text or "", create_parent=True))


def _pictures(photo: Path, output: Path) -> Iterator[str]:
    made = derive(photo, make.cache(output / "cache"))
    for one in made:
        data = (output / "cache" / one.name).read_bytes()
        with Image.open(BytesIO(data)) as shown:
            if set(shown.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}:
                yield "a published picture with more than pixels"
