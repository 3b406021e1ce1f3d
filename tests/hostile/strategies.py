"""What somebody might write who means harm, or whose cat walks over the keys: settings, Markdown, letters, pictures."""

# ruff: noqa: E501 - lists of odd pieces are read across

import re
import struct
from dataclasses import dataclass
from zlib import crc32

from hypothesis import strategies as st
from PIL import Image

from tests.commands.workspace import photos, text
from tests.hostile.pictures import CHILD, encoded, segment

_TEMPTING = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<a href='javascript:x'>", "</p>",
    "<!--", "-->", "<![CDATA[", "<?x", "&#60;script&#62;", "&lt;b&gt;", "&#x202e;", "&zwnj;", "&", "&#", ";",
    "javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/x", "https://evil.example/x", "/news/",
    "mailto:a@b.example", "tel:+44", "http://x", "{static}/x", "{attach}../x", "{{ 7*7 }}", "{% x %}", "|filename|x",
    "](", "[", "]", "(", ")", "![", "][", "]: ", "[a](/b)", "[a][b]", "[b]: /c 'd'", "<https://a.example>", "(/x 'y\" z')",
    "*", "**", "_", "`", "```", "~~", "\\", "#", "# ", "## ", "> ", "- ", "1. ", "+ ", "|", "|---|", "---", "===", ":",
    "\n", "\n\n", "    ", "\t", "  \n", " ", "a", "word ", "Year 4 ", "5 < 6", "'", '"', "=", "onclick=x", "style=x",
    "\u202e", "\u200b", "\u00ad", "\x00", "\x02", "\x03", "\x1b", "\ud7ff", "\ufeff", "\u2028", "é", "ŵ", "Ł", "£", "\U0001f33a",
    "\U0001f469\u200d\U0001f3eb", CHILD, "jonty", "quillfeather", "STX", "\x02klzzwxh:0001\x03", "wzxhzdk:0", "[^1]", "[^1]: x",
)  # fmt: skip
_KEYS = (
    "id", "title", "date", "category", "summary", "tweet", "tags", "audience", "photos", "event", "urgent", "not_before",
    "lang", "status", "exemptions", "_content", "template", "save_as", "url", "slug", "settings", "<<", "? a", "'x'", "-",
)  # fmt: skip
_VALUES = (
    "x", "''", "[]", "[a, b]", "{a: b}", "{reason: a, start: 2026-11-20 09:00, end: 2026-11-20 15:00, place: b}", "&a x",
    "*a", "!!python/name:os.system", "!x y", "|\n  a\n  b", ">-\n  a\n  b", "~", "no", "12:30", "2026-11-20 10:00", "1e9",
    "0x10", "{", "[", "}", "]", "'", '"', '"\\x07"', '"\\uD800"', '"\\UFFFFFFFF"', "../../x", "a: b", "- a", "# a", "%x",
    "---", "...", "\t", "@a", "`a", "=", "[[[[[[", "{{{{", "9" * 400, "2026-02-30 10:00", "cy", "draft", "ready",
)  # fmt: skip
_LONG = (
    "word ", "Go! ", "A. ", "Jonty ", "Jonty Quillfeathe ", "amara ", "Well done to Amara. ", "Alice and ", "Mr ", "The Abc ",
    "insta ", "oh ", "07 ", "01632 960001 ", "1 High Street ", "a@b.c ", "a.", "a-", "a'", "%41", "&amp; ", "aB", "\"'", "(", ") ",
    "a, ", "- an item\n", "> > a\n\n", "# Ab\n\n", "[a](/b)\n\n", "*a* ", "\n\n", "\n", "漢字", "é ", "\U0001f33a", "Year 4 ", ". ",
)  # fmt: skip
_LIMIT = 29_000
"""Letters: a little less than a body may have."""
_TIMES = (1, 1, 1, 1, 1, 2, 3, 10, 60, 400)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One post file and, where it names one, its photo: bytes under a name with this ending."""

    data: bytes
    photo: bytes = b""
    suffix: str = ".jpg"


def _repeated(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(words, st.sampled_from(_TIMES)).map(lambda pair: (pair[0] * pair[1])[:20_000])


_LETTERS = st.text(st.characters(exclude_categories=()), max_size=8)
MARKDOWN = st.lists(_repeated(st.sampled_from(_TEMPTING) | _LETTERS), max_size=30).map("".join)
UNICODE = st.text(st.characters(codec="utf-8"), max_size=200)
_LINE = st.tuples(st.sampled_from(_KEYS), _repeated(st.sampled_from(_VALUES)) | MARKDOWN.map(lambda words: words[:300]))
_PLAIN = st.sampled_from(
    [piece for piece in _TEMPTING if not re.search(r"[\x00-\x08\x1b{}!\u202e\u200b]|<[^h ]|^# $", piece)]
)
PLAIN = st.lists(
    st.tuples(_PLAIN, st.sampled_from((1, 1, 1, 2, 9))).map(lambda pair: pair[0] * pair[1]), max_size=25
).map("".join)
"""Markdown that often passes, so that there is a page to look at."""
LONG = st.tuples(
    st.lists(st.sampled_from(_LONG) | _LETTERS, min_size=1, max_size=6).map("".join), st.sampled_from((90, 600, 2_600))
).map(lambda pair: _paragraphs(*pair))
"""As much as a body may have of a few pieces over and over, in paragraphs of so many letters."""
SETTINGS = st.lists(_LINE.map(lambda pair: f"{pair[0]}: {pair[1]}"), max_size=12).map("\n".join)
_PLACES = st.sampled_from(("title", "summary", "tweet", "tags", "audience", "event", "photos", "category"))


def _quoted(words: str) -> str:
    """As a YAML string in single quotes, on one line."""
    return "'" + words.replace("'", "''").replace("\n", " ") + "'"


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def _paragraphs(words: str, letters: int) -> str:
    paragraph = (words * letters)[:letters]
    return (f"{paragraph}\n\n" * _LIMIT)[:_LIMIT]


_BODY = st.one_of(PLAIN, PLAIN, PLAIN, MARKDOWN, UNICODE).map(lambda words: text("fuzz-1a2b", body=words))
_WHOLE = LONG.map(lambda words: text("fuzz-1a2b", body=words))
_PLACE = st.tuples(_PLACES, MARKDOWN | UNICODE).map(lambda pair: text("fuzz-1a2b", **{pair[0]: _quoted(pair[1][:400])}))
_TABLE = st.tuples(SETTINGS, MARKDOWN).map(lambda pair: f"---\n{pair[0]}\n---\n{pair[1]}\n")
_MORE = SETTINGS.map(lambda lines: text("fuzz-1a2b").replace("---\n", f"---\n{lines}\n", 1))
WRITTEN = st.one_of(*[_BODY] * 8, *[_PLACE, _TABLE, _MORE] * 4, _WHOLE).map(_bytes) | st.binary(max_size=400)

_NOISE = Image.effect_noise((24, 16), 60)
_SEEDS = {
    ".jpg": (encoded("JPEG", _NOISE), segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0"), segment(0xFE, b"a comment")),
    ".png": (encoded("PNG", _NOISE), encoded("PNG", _NOISE.convert("P")), encoded("PNG", _NOISE.convert("1"))),
    ".webp": (encoded("WEBP", _NOISE), encoded("WEBP", _NOISE, lossless=True)),
}


@st.composite
def pictures(draw: st.DrawFn) -> Attempt:
    """A small picture with bytes changed, cut out, put in, or another file behind it, and sometimes the wrong name."""
    suffix = draw(st.sampled_from(sorted(_SEEDS)))
    data = bytearray(draw(st.sampled_from(_SEEDS[suffix])))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(("change", "cut", "put", "size", "join", "end"))):
            case "change":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=2))
            case "cut":
                del data[at : at + draw(st.integers(1, 40))]
            case "put":
                data[at:at] = draw(st.binary(max_size=20))
            case "size" if suffix == ".png":
                data[16:24] = struct.pack(">II", *draw(st.tuples(st.integers(0, 70_000), st.integers(0, 70_000))))
                data[29:33] = struct.pack(">I", crc32(bytes(data[12:29])))
            case "join":
                data += draw(st.sampled_from((b"PK\3\4", b"<script>alert(1)</script>", *_SEEDS[".jpg"])))
            case _:
                del data[at:]
    named = draw(st.sampled_from((suffix, suffix, suffix, ".jpg", ".png", ".webp")))
    post = text("fuzz-1a2b", photos=photos(f"fuzz{named}"))
    return Attempt(data=post.encode(), photo=bytes(data), suffix=named)


ATTEMPTS = st.one_of(*[WRITTEN.map(lambda data: Attempt(data=data))] * 4, pictures())
