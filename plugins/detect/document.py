"""Is one page of the finished site what was judged? By itself alone: where it leads is left to whoever sees the site.

The answer is a function of the page's bytes, the post that belongs there and the school, and may be remembered by them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plugins.detect.page import Address, Page, fold, read_page, tokens
from plugins.detect.structured import pictures
from plugins.model.post import Kind, Post
from plugins.model.school import School

THEME = "mend the theme or the plugin that writes this; nothing was deployed"
AGAIN = "build the site again; nothing was deployed"
LINK = "correct the link in the post or the theme; nothing was deployed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page: what is `wrong` with it, each as a note and its remedy, and its `addresses` beyond itself."""

    wrong: tuple[tuple[str, str], ...]
    addresses: frozenset[Address]


Judge = Callable[[bytes, Post | None, School], Document]
"""Judges a page with the post that belongs at its address; None where no post does."""


def judge(data: bytes, post: Post | None, school: School) -> Document:
    """Read one whole page and hold it to its post."""
    page = read_page(data.decode("utf-8", "replace"))
    wrong = [(note, THEME) for note in page.strange]
    if not page.lang:
        wrong.append(("no language on <html>", THEME))
    for name, words in (("title", page.titles), ("h1", page.headings)):
        if len(words) != 1 or not words[0]:
            wrong.append((f"not exactly one <{name}> with words", THEME))
    shown: set[Address] = set()
    if post:
        wrong += _differences(page, post)
        wrong += _descriptions(page, post, school, shown)
    elif page.bodies or page.data or any(name == "content-hash" for name, _ in page.metas):
        wrong.append(("a post that nobody judged", AGAIN))
    away, broken = addresses(page)
    return Document(wrong=(*wrong, *broken), addresses=away | shown)


def addresses(page: Page) -> tuple[frozenset[Address], tuple[tuple[str, str], ...]]:
    """Where a page leads beyond itself, and what is wrong with the links within it."""
    within = {address for address in page.addresses if address.url.startswith("#")}
    dead = any(address.loads or address.url[1:] not in page.ids for address in within)
    broken = (("a link to a place on the page that is not there", LINK),) if dead else ()
    return frozenset(page.addresses) - within, broken


def _descriptions(page: Page, post: Post, school: School, shown: set[Address]) -> Iterator[tuple[str, str]]:
    """What descriptions for search engines tell otherwise; the pictures that they name are added to `shown`."""
    for text in page.data:
        try:
            shown |= {Address(url=url, loads=True) for url in pictures(text, post, school)}
        except ValueError as error:
            yield str(error), THEME


def _differences(page: Page, post: Post) -> Iterator[tuple[str, str]]:
    if page.bodies != 1 or page.body != tokens(post.html) or page.body_words != fold(post.text):
        yield "the text is not the text that was judged", THEME
    if page.headings != (fold(post.title),) or not all(title.startswith(fold(post.title)) for title in page.titles):
        yield "the title is not the title that was judged", THEME
    if post.kind is Kind.PAGE:
        return
    metas = {name: [content for other, content in page.metas if other == name] for name, _ in page.metas}
    if metas.get("content-hash") != [post.content_hash]:
        yield "not exactly one content hash, that of the judged post", THEME
    if metas.get("description") != [post.summary]:
        yield "the description is not the summary that was judged", THEME
