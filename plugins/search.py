"""How is something found? By an index of the published posts, made by pagefind for the site's own search.

It is made from the manifest's items alone, so that nothing is found that was not judged; and only where a site is going
to be published, for it is made anew each time.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from plugins.feeds import put
from plugins.model.manifest import Item
from plugins.model.school import School

FOLDER = PurePosixPath("pagefind")
_NEEDED = (
    "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*.pagefind", "*.pf_meta", "index/*.pf_index",
    "fragment/*.pf_fragment",
)  # fmt: skip


def write_search(items: Sequence[Item], school: School, output: Path) -> None:
    """Write pagefind/ below `output`: the index of `items` and the program that reads it in the browser."""
    with tempfile.TemporaryDirectory(prefix="schoolgate-") as aside:
        found = asyncio.run(_index(items, school, aside))
    for path, content in found:
        if any(PurePosixPath(path).match(pattern) for pattern in _NEEDED):
            put(output / FOLDER / path, content)


async def _index(items: Sequence[Item], school: School, aside: str) -> list[tuple[str, bytes]]:
    """The files of the index; pagefind, when it ends, writes them once more, into the folder `aside`."""
    from pagefind.index import IndexConfig, PagefindIndex  # noqa: PLC0415 - only what is published needs it

    async with PagefindIndex(config=IndexConfig(output_path=aside)) as index:
        for item in items:
            await index.add_custom_record(
                url=urlsplit(item.permalink).path,
                content=words(item),
                language=school.site.lang.split("-")[0],
                meta=meta(item, school),
            )
        files = await index.get_files()
    return [(found["path"], found["content"]) for found in files]


def words(item: Item) -> str:
    """What can be found of a post: its title, summary and text."""
    reader = _Words()
    reader.feed(item.html)
    reader.close()
    return " ".join(" ".join((item.title, item.summary, *reader.out)).split())


def meta(item: Item, school: School) -> dict[str, str]:
    """What a result shows: title, day and, where there is one, the first photo."""
    shown = {"title": item.title, "date": item.published.date().isoformat(), "summary": item.summary}
    if item.media:
        shown |= {"image": f"{urlsplit(school.site.url).path}/{item.media[0].file}", "image_alt": item.media[0].alt}
    return shown


class _Words(HTMLParser):
    """The words of sanitised HTML, in pieces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    def handle_data(self, data: str) -> None:
        self.out.append(data)
