"""May this become public? Every file is detected and judged before Pelican writes the first byte.

Run by `publish.py`, the gate gets an order: the content hashes that were approved, and the moment to judge for. Run by
`pelican` alone it has none, and lets nothing pass but what needs nobody's yes. It stands twice in Pelican's way: when
everything is read, before any other plugin of ours, and at the last moment before the first byte, after all of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from pelican import signals

from plugins.model.case import Judged
from plugins.model.errors import GateMissing, Refused
from plugins.model.order import Order
from plugins.model.post import Post, Status
from plugins.posts import readings

NAME = "plugins.gate"
JUDGED = "SCHOOLGATE_JUDGED"
_GENERATORS = "SCHOOLGATE_GENERATORS"


class _Pelican(Protocol):
    settings: dict[str, Any]


def stop_the_build(generators: Sequence[Any]) -> None:
    """Hold Pelican to what was judged, or judge here where nobody has; raising leaves not one file behind.

    Refused where something must not be public, GateMissing where Pelican holds other posts than were judged.
    """
    settings: dict[str, Any] = generators[0].settings
    order: Order | None = settings.get("SCHOOLGATE_ORDER")
    now = order.now if order else datetime.now(settings["SCHOOL"].site.timezone)
    judged = order.judged if order and order.judged is not None else _judge(settings, now)
    refusals = [line for one in judged for line in _refusals(one, order, now)]
    if refusals:
        raise Refused("\n".join(refusals), fix="mend what is listed; nothing was written")
    _same_posts(generators, judged)
    settings[JUDGED], settings[_GENERATORS] = judged, generators


def _judge(settings: dict[str, Any], now: datetime) -> tuple[Judged, ...]:
    from plugins.detect.known import Known  # noqa: PLC0415 - who was given what was judged loads no detector
    from plugins.detect.memory import Memory  # noqa: PLC0415 - the same
    from plugins.judging.examine import examine  # noqa: PLC0415 - the same

    memory = Memory(settings["SCHOOLGATE_CACHE"])
    known = Known(school=settings["SCHOOL"], roll=settings["SCHOOLGATE_ROLL"], memory=memory)
    return examine(readings(settings), Path(settings["PATH"]), known, now=now)


def stand_to_the_last(pelican: _Pelican) -> None:
    """Nothing may have changed since: every other plugin has had its turn, and still no byte is written."""
    judged = judged_posts(pelican.settings)
    _same_posts(pelican.settings[_GENERATORS], judged)


def _refusals(one: Judged, order: Order | None, now: datetime) -> Iterator[str]:
    if one.blocked or one.post is None:
        yield from (str(finding) for finding in one.findings)
        return
    if order is None:
        if one.asks or one.post.status is Status.DRAFT or one.post.published > now:
            yield f"{one.case.path}: a draft, a post of the future or one that needs a yes: use publish.py"
    elif one.post.content_hash not in order.approved:
        yield f"{one.case.path}: these bytes were not approved"


def _same_posts(generators: Sequence[Any], judged: Sequence[Judged]) -> None:
    """Pelican must hold exactly the posts that were judged, on every shelf, and not a word of them changed."""
    contents = tuple(_shelves(generators))
    held = Counter(id(getattr(content, "post", None)) for content in contents)
    expected = {id(one.post): one.case.path for one in judged}
    if held != Counter(expected.keys()):
        missing = sorted(path for key, path in expected.items() if key not in held)
        raise GateMissing(
            f"Pelican does not hold exactly what was judged: {', '.join(missing) or 'some that nobody judged'}",
            fix="take out the plugin or setting that adds or drops posts; nothing was written",
        )
    for content in contents:
        post: Post = content.post
        if (content.title, content.summary, content.content) != (post.title, post.summary, post.html):
            raise GateMissing(
                f"content/{post.source} was changed after it was judged",
                fix="take out the plugin or setting that rewrites posts; nothing was written",
            )


_SHELVES = (
    "articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations",
    "pages", "hidden_pages", "draft_pages", "draft_translations",
)  # fmt: skip


def _shelves(generators: Sequence[Any]) -> Iterator[Any]:
    for generator in generators:
        for shelf in _SHELVES:
            yield from getattr(generator, shelf, ())


def judged_posts(settings: Mapping[str, Any]) -> tuple[Judged, ...]:
    """The gate's evidence; GateMissing when it has none."""
    if JUDGED not in settings:
        raise GateMissing(
            f"the gate ({NAME}) did not judge this build", fix="put it back into PLUGINS of pelicanconf.py"
        )
    found: tuple[Judged, ...] = settings[JUDGED]
    return found


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(stop_the_build)
    signals.get_writer.connect(stand_to_the_last)
