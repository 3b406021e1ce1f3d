"""Does a page's description for search engines say only what was judged? Every key and every value of it is known."""

import json
from collections.abc import Iterator

from plugins.model.post import Post
from plugins.model.school import School

_KEYS = frozenset({
    "@context", "@graph", "@type", "headline", "description", "url", "mainEntityOfPage", "inLanguage", "datePublished",
    "author", "publisher", "image", "name", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location",
    "address", "organizer",
})  # fmt: skip
_WORDS = frozenset(
    {
        "https://schema.org", "https://schema.org/EventScheduled", "https://schema.org/OfflineEventAttendanceMode",
        "NewsArticle", "Event", "Place", "ElementarySchool",
    }
)  # fmt: skip
_DIFFERS = "a description for search engines that tells other things than were judged"


def pictures(text: str, post: Post, school: School) -> frozenset[str]:
    """The addresses of the pictures in the JSON `text`; ValueError where it has a key or a value that nobody judged.

    Keys are ours; values are the post's, the school's or addresses of pictures of its site.
    """
    try:
        keys, values = _parts(json.loads(text))
    except (ValueError, RecursionError):
        raise ValueError(_DIFFERS) from None
    others = {str(value) for value in values - _WORDS - {*_of(post, school)}}
    start = f"{school.site.url}/"
    if "<" in text or not keys <= _KEYS or not all(one.startswith(start) and one.endswith(".jpg") for one in others):
        raise ValueError(_DIFFERS)
    return frozenset(others)


def _parts(value: object) -> tuple[set[str], set[object]]:
    """Every key and every value that is neither a list nor an object."""
    if isinstance(value, dict):
        below = [_parts(one) for one in value.values()]
        return set(value).union(*(keys for keys, _ in below)), set().union(*(values for _, values in below))
    if isinstance(value, list):
        below = [_parts(one) for one in value]
        return set().union(*(keys for keys, _ in below)), set().union(*(values for _, values in below))
    return set(), {value}


def _of(post: Post, school: School) -> Iterator[str]:
    yield from (post.title, post.summary, post.lang, post.published.isoformat(), f"{school.site.url}/{post.path}")
    yield from (school.name, school.address, f"{school.site.url}/")
    if post.event:
        yield from (post.event.place, post.event.start.isoformat(), post.event.end.isoformat())
