"""Does a page keep to the HTML standard? Strictly: whatever is opened is closed, and everything stands where it may.

Held are: known elements and attributes, what may stand in what (the standard's content models), no attribute twice,
no unknown character reference, ids once, references to ids that are there. A page may say less than the standard
lets it: end tags are never left out here. The W3C's own checker reads whole sites in make bench-lighthouse.
"""

import html.entities
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


def _these(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _these("br hr img input link meta source")
PHRASING = _these("a abbr b br cite code del em i img input ins kbd label picture q s small span strong sub sup time")
HEADINGS = _these("h1 h2 h3 h4 h5 h6")
FLOW = PHRASING | HEADINGS | _these(
    "address article aside blockquote div dl figure footer header hr main nav ol p pre search section table ul"
)  # fmt: skip
TEXT, NOTHING = frozenset({"#text"}), frozenset[str]()
MODELS: Mapping[str, frozenset[str] | None] = {
    "#document": frozenset({"html"}),
    "html": frozenset({"head", "body"}),
    "head": _these("link meta script title"),
    **dict.fromkeys(_these("title script"), TEXT),
    **dict.fromkeys(_these("a del ins"), None),  # as what is around them
    **dict.fromkeys(PHRASING - VOID - {"a", "del", "ins"} | HEADINGS | {"p", "pre"}, PHRASING | TEXT),
    "picture": frozenset({"source", "img"}),
    **dict.fromkeys(FLOW - PHRASING - HEADINGS - VOID - {"p", "pre"} | {"body", "li", "dd", "td"}, FLOW | TEXT),
    **dict.fromkeys(_these("dt th figcaption"), FLOW - HEADINGS - {"header", "footer"} | TEXT),
    "address": FLOW - HEADINGS - _these("address article aside footer header nav section") | TEXT,
    "figure": FLOW | {"figcaption"} | TEXT,
    **dict.fromkeys(_these("ul ol"), frozenset({"li"})),
    "dl": frozenset({"dt", "dd"}),
    "table": _these("caption thead tbody tfoot"),
    **dict.fromkeys(_these("thead tbody tfoot"), frozenset({"tr"})),
    "caption": FLOW - {"table"} | TEXT,
    "tr": frozenset({"th", "td"}),
    **dict.fromkeys(VOID, NOTHING),
}
NEVER_INSIDE = {
    "a": {"a", "label"},
    "header": {"header", "footer"},
    "footer": {"header", "footer"},
    "main": {"article", "footer", "header", "nav"},
}
GLOBAL = _these("id class lang dir title tabindex role")
OWN = {
    "a": "href rel",
    "img": "src srcset sizes alt width height loading decoding fetchpriority",
    "input": "type autocomplete",
    "label": "for",
    "link": "rel href type media",
    "meta": "charset name property content http-equiv media",
    "ol": "start",
    "script": "type src",
    "source": "type srcset sizes",
    "td": "colspan rowspan headers",
    "th": "colspan rowspan scope",
    "time": "datetime",
}
NEEDED = {"img": {"src", "alt"}, "time": {"datetime"}, "html": {"lang"}, "source": {"srcset"}, "link": {"rel", "href"}}
POINTERS = ("aria-labelledby", "aria-describedby", "for", "headers")


@dataclass(slots=True)
class _Page(HTMLParser):
    """Reads a page and writes down what is wrong with it."""

    open: list[str] = field(default_factory=lambda: ["#document"])
    faults: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stands(tag)
        if found := NEVER_INSIDE.get(tag, set()) & set(self.open):
            self._wrong(f"<{tag}> inside <{found.pop()}>")
        self._attributes(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._wrong(f"<{tag}/>: HTML closes nothing like this")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] != tag:
            self._wrong(f"</{tag}> closes <{self.open[-1]}>")
        elif tag != "#document":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._stands("#text")
        if "&" in data and self.open[-1] != "script":
            self._wrong("a bare &")

    def handle_entityref(self, name: str) -> None:
        self._stands("#text")
        if f"{name};" not in html.entities.html5:
            self._wrong(f"&{name};")

    def handle_charref(self, name: str) -> None:
        del name
        self._stands("#text")

    def _stands(self, tag: str) -> None:
        """Whether it may stand where it does; what is transparent lets the element around it decide."""
        around = next(name for name in reversed(self.open) if MODELS.get(name, NOTHING) is not None)
        if tag not in (MODELS.get(around) or NOTHING):
            self._wrong(f"{tag} in <{around}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        known = GLOBAL | set(OWN.get(tag, "").split())
        for name in values:
            if name not in known and not name.startswith(("aria-", "data-")):
                self._wrong(f"<{tag} {name}>")
        if len(values) < len(attrs):
            self._wrong(f"<{tag}> has an attribute twice")
        if missing := NEEDED.get(tag, set()) - set(values):
            self._wrong(f"<{tag}> without {', '.join(sorted(missing))}")
        self.ids += [values["id"] or ""] if "id" in values else []
        self.pointers += [word for name in POINTERS for word in (values.get(name) or "").split()]

    def _wrong(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")


def faults(page: str) -> list[str]:
    """What is wrong with a whole page, each with its line; empty where it keeps to the standard."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    if not page.startswith("<!DOCTYPE html>"):
        reader.faults.append("no <!DOCTYPE html>")
    if len(reader.open) > 1:
        reader.faults.append(f"<{reader.open[-1]}> is not closed")
    reader.faults += [
        f"the id {name!r} twice" for name in sorted({one for one in reader.ids if reader.ids.count(one) > 1})
    ]
    reader.faults += [f"no id {name!r} is there" for name in sorted(set(reader.pointers) - set(reader.ids))]
    return reader.faults
