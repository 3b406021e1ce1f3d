"""Which pages are as they were? A page whose template was given the same values is taken from the last finished build.

While a page is rendered, every name that its templates ask for is noted; a digest of the values under these names is
kept with the page's own. Rendering is a function of what was asked for, so the same answers make the same page. Nothing
has to be declared, and what cannot be compared is rendered. Templates, code, settings and libraries make the version,
and pages of another version do not count. The list is sealed, and a page counts only while its bytes are those that
were rendered: what anybody changed in the last build is rendered again, and is judged again like all the rest.
"""

import hashlib
import os
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from pelican import signals
from pelican.contents import Content
from pelican.urlwrappers import URLWrapper
from pelican.writers import Writer

from plugins.detect.seal import Seal
from plugins.judging.frozen import dumps, loads
from plugins.judging.prints import Prints, Unknown
from plugins.judging.version import PLUGINS, version

NAME = "pages"
"""The file beside the site of a build."""
KEPT = "SCHOOLGATE_PAGES"
"""Where Pelican's settings have the pages."""
_FOR_THE_WRITER = frozenset({"relative_urls", "paginated", "override_output", "url"})
_MISSING = "missing"
_NOT_READ = frozenset({"settings", "_context"})

Page = tuple[tuple[str, ...], str, str]
"""The names that were asked for, the digest of their values, and the digest of the page."""


class _Template(Protocol):
    name: str

    def render(self, values: Mapping[str, Any]) -> str: ...


class Noting(Context):
    """A template's view of its values, which notes each name that is asked for."""

    names: set[str] = set()  # noqa: RUF012 - of the one page that is being rendered, in all of its templates

    def resolve_or_missing(self, key: str) -> Any:  # noqa: ANN401 - jinja's own
        """The value, noted."""
        self.names.add(key)
        return super().resolve_or_missing(key)


class Compiled(BytecodeCache):
    """Templates that were compiled before: several parts of Pelican have each an environment, and ask for the same."""

    def __init__(self, code: dict[str, bytes]) -> None:
        self.code = code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja itself looks whether it is of the same source."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.code[bucket.key] = bucket.bytecode_to_string()


class Pages:
    """The pages of the last finished build in the folder `last`, and those of this one."""

    def __init__(self, last: Path, key_file: Path, made_by: str) -> None:
        self._site, self._key_file, self._version = last / "site", key_file, made_by
        self._prints = Prints(_attributes)
        self._made: dict[str, Page] = {}
        sealed = Seal(file=last / NAME, key_file=key_file).load()
        by, rest = (loads(sealed) if sealed else None) or ("", ({}, {}))
        kept, compiled = rest if by == made_by else ({}, {})  # another version may have kept other things
        self._kept: dict[str, Page] = kept
        self.compiled = Compiled(compiled)

    def render(self, template: _Template, values: Mapping[str, Any]) -> str:
        """The page, from the last build where it is the same."""
        path = values["output_file"]
        known = self._recalled(path, template, values)
        return self._rendered(path, template, values) if known is None else known

    def share(self, path: str, template: _Template, values: Mapping[str, Any], output: str) -> bool:
        """Give the last build's page a second name below `output` where it is the same; whether that was done."""
        known = self._kept.get(path)
        same = known is not None and self._digest(template, known[0], values) == known[1]
        return same and self._shared(path, output)

    def share_made(self, path: str, made_of: object, output: str) -> bool:
        """The same for a file of which `note_made` was told; all that it is made of must show in its `repr`."""
        known = self._kept.get(path)
        return known is not None and known[:2] == ((), _told(made_of)) and self._shared(path, output)

    def note_made(self, path: str, made_of: object, data: bytes) -> None:
        """Remember what a file was made of that no template rendered."""
        self._made[path] = (), _told(made_of), hashlib.sha256(data).hexdigest()

    def _shared(self, path: str, output: str) -> bool:
        """Link first and look then: what is looked at is what stands there."""
        target = f"{output}/{path}"
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 - thousands of them, each day
            os.link(self._site / path, target)
            with open(target, "rb", buffering=0) as page:  # noqa: PTH123 - the same
                same = hashlib.sha256(page.read()).hexdigest() == self._kept[path][2]
        except OSError:
            return False
        if same:
            self._made[path] = self._kept[path]
        else:
            os.unlink(target)  # noqa: PTH108 - the same
        return same

    def save(self, folder: Path) -> None:
        """Write the list beside the site that was built."""
        kept = dumps((self._version, (self._made, self.compiled.code)))
        Seal(file=folder / NAME, key_file=self._key_file).save(kept)

    def _recalled(self, path: str, template: _Template, values: Mapping[str, Any]) -> str | None:
        known = self._kept.get(path)
        if known is None or self._digest(template, known[0], values) != known[1]:
            return None
        try:
            page = (self._site / path).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(page).hexdigest() != known[2]:
            return None
        self._made[path] = known
        return page.decode()

    def _rendered(self, path: str, template: _Template, values: Mapping[str, Any]) -> str:
        Noting.names.clear()
        text = template.render(values)
        names = tuple(sorted(Noting.names))
        digest = self._digest(template, names, values)
        if digest:
            self._made[path] = names, digest, hashlib.sha256(text.encode()).hexdigest()
        return text

    def _digest(self, template: _Template, names: tuple[str, ...], values: Mapping[str, Any]) -> str:
        """One digest of these values for this template; empty where nobody can tell."""
        try:
            told = [self._prints.of(values[name]) if name in values else _MISSING for name in names]
        except Unknown:
            return ""
        return hashlib.sha256(repr((template.name, names, told)).encode("utf-8", "surrogatepass")).hexdigest()


class _Remembering:
    """A template that is asked only where its page is not known."""

    def __init__(self, template: _Template, pages: Pages) -> None:
        self._template, self._pages = template, pages

    def render(self, values: Mapping[str, Any]) -> str:
        return self._pages.render(self._template, values)


class PageWriter(Writer):  # type: ignore[misc]  # pelican has no type information
    """Pelican's writer; only what a template would say again is not asked again."""

    def write_file(self, name: str, template: _Template, context: dict[str, Any], *more: Any, **named: Any) -> None:  # noqa: ANN401 - pelican's own
        """Write one page, or share the last build's where it is the same; Pelican itself numbers lists of pages."""
        pages: Pages | None = self.settings.get(KEPT)
        target = f"{self.output_path}/{name}"
        if pages and not more and "template_name" not in named and target not in self._written_files:
            given = {key: value for key, value in named.items() if key not in _FOR_THE_WRITER}
            if pages.share(name, template, ChainMap({**given, "output_file": name}, context), self.output_path):
                self._written_files.add(target)
                return
        super().write_file(name, _Remembering(template, pages) if pages else template, context, *more, **named)


def _told(made_of: object) -> str:
    return hashlib.sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()


def _attributes(value: object) -> Mapping[str, object] | None:
    if isinstance(value, Content):
        return {name: each for name, each in vars(value).items() if name not in _NOT_READ}
    if isinstance(value, URLWrapper):
        return {"name": value.name, "slug": value.slug}
    return None


def open_pages(pelican: Any) -> None:  # noqa: ANN401 - pelican has no type information
    """Look at the last build, unless somebody's plugin is there of which nobody knows what it does."""
    settings = pelican.settings
    last, cache = settings.get("SCHOOLGATE_LAST"), settings["SCHOOLGATE_CACHE"]
    ours = all(getattr(plugin, "__name__", "").startswith("plugins.") for plugin in pelican.plugins)
    if last and ours:
        theme = Path(settings["THEME"])
        made_by = version([theme, PLUGINS, theme.with_name("pelicanconf.py")])
        settings[KEPT] = Pages(Path(last), cache.key_file, f"{made_by} {settings['SCHOOL']!r}")


def note_names(generator: Any) -> None:  # noqa: ANN401 - pelican has no type information
    """Every template notes what it asks for, and is compiled once."""
    if pages := generator.settings.get(KEPT):
        generator.env.context_class = Noting
        generator.env.bytecode_cache = pages.compiled


def our_writer(_pelican: object) -> type[Writer]:
    """What Pelican asks for."""
    return PageWriter


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(open_pages)
    signals.generator_init.connect(note_names)
    signals.get_writer.connect(our_writer)
