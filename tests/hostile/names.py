"""Fifty ways to hide one child's name in a post: in its letters, and in its places."""

# ruff: noqa: RUF001 - letters that look alike are the point
from tests.commands.workspace import text
from tests.hostile.case import Case, posted, raw

NAME = "A child's full name"
HIDDEN = "a character that cannot be seen"
HTML = "HTML stands here"
LETTERS = {
    "plain": "Jonty Quillfeather",
    "lower": "jonty quillfeather",
    "upper": "JONTY QUILLFEATHER",
    "turned-round": "Quillfeather, Jonty",
    "initial": "J. Quillfeather",
    "middle-name": "Jonty James Quillfeather",
    "possessive": "Jonty Quillfeather’s painting",
    "joined": "JontyQuillfeather",
    "hashtag": "Well done #JontyQuillfeather",
    "long-hashtag": "Well done #welldonejontyquillfeather",
    "underscores": "jonty_quillfeather",
    "hyphens": "jonty-quillfeather",
    "dots": "j.quillfeather",
    "spaced": "J o n t y Q u i l l f e a t h e r",
    "dotted": "J.o.n.t.y Q.u.i.l.l.f.e.a.t.h.e.r",
    "two-lines": "Jonty\nQuillfeather",
    "wide-gap": "Jonty  ·  Quillfeather",
    "no-break-space": "Jonty\u00a0Quillfeather",
    "accents": "J\u0301onty Quillfeath\u0308er",
    "full-width": "Ｊｏｎｔｙ Ｑｕｉｌｌｆｅａｔｈｅｒ",
    "mathematical": "𝓙𝓸𝓷𝓽𝔂 𝓠𝓾𝓲𝓵𝓵𝓯𝓮𝓪𝓽𝓱𝓮𝓻",
    "circled": "Ⓙⓞⓝⓣⓨ Quillfeather",
    "squared": "🅹🅾🅽🆃🆈 Quillfeather",
    "flags": "🇯🇴🇳🇹🇾 Quillfeather",
    "small-capitals": "ᴊᴏɴᴛʏ Quillfeather",
    "cyrillic": "Jоnty Quіllfeаther",
    "greek": "Jοnty Quιllfeather",
    "figures": "J0nty Qu1llfeather",
    "more-figures": "J0nty Quillf3ath3r",
    "backwards": "ytnoJ rehtaeflliuQ",
    "emphasis": "Jon**ty** Quill*feather*",
    "code": "`Jonty` `Quillfeather`",
    "heading": "## Jonty\n\nQuillfeather",
    "percent": "[a](https://x.example/jonty%20quillfeather)",
    "percent-letters": "[a](https://x.example/%4Aonty/Quillfeather)",
    "entity": "&#74;onty &#81;uillfeather",
    "link-words": "[Jonty](/a/) [Quillfeather](/b/)",
    "link-title": '[a](/news/ "Jonty Quillfeather")',
    "reference": '[a][b]\n\n[b]: /news/ "Jonty Quillfeather"',
    "unused-reference": '[b]: /news/ "Jonty Quillfeather"',
    "table": "| a | b |\n|---|---|\n| Jonty | Quillfeather |",
    "list": "- Jonty\n- Quillfeather",
}
UNSEEN = {
    "zero-width": "Jon\u200bty Quill\u200bfeather",
    "soft-hyphen": "Jonty Quill\u00adfeather",
    "word-joiner": "Jo\u2060nty Quillfeather",
    "filler": "Jonty\u3164Quillfeather",
    "bidi": "\u202eytnoJ rehtaeflliuQ\u202c",
    "tag-letters": "Jonty\U000e0041 Quillfeather",
    "selector": "Jo\ufe0fnty Quillfeather",
    "grapheme-joiner": "Jon\u034fty Quillfeather",
    "soft-hyphen-entity": "Jonty Quill&shy;feather",
}
TAGGED = {
    "comment": "<!-- Jonty Quillfeather -->",
    "abbreviation": '<abbr title="Jonty Quillfeather">JQ</abbr>',
    "split-by-tags": "<b>Jon</b>ty Quill<i>feather</i>",
    "attribute": '<p class="Jonty Quillfeather">a</p>',
}
FULL = "Jonty Quillfeather"
PLACES = (
    posted("place-title", NAME, title=FULL),
    posted("place-summary", NAME, summary=f"Well done to {FULL}."),
    posted("place-tweet", NAME, tweet=f"Well done to {FULL}."),
    posted("place-tag", NAME, tags=f"[{FULL}]"),
    posted("place-credit", NAME, photos=f"[{{file: leaves.jpg, alt: Leaves, credit: {FULL}, people: none}}]"),
    posted(
        "place-event", NAME, event=f"{{reason: {FULL}, start: 2026-11-20 09:00, end: 2026-11-20 15:00, place: hall}}"
    ),
    posted(
        "place-of-event", NAME, event=f"{{reason: a, start: 2026-11-20 09:00, end: 2026-11-20 15:00, place: {FULL}}}"
    ),
    posted("place-urgent", NAME, urgent=f"{{reason: {FULL}, expires: 2026-11-24 09:00}}"),
    posted("place-exemption", NAME, exemptions=f"[{{rule: links, target: body, reason: {FULL}, expires: 2027-01-01}}]"),
    posted("place-remark", NAME, category=f"news # {FULL}"),
    raw("place-id", NAME, text("jonty-quillfeather-1a2b")),
    raw("place-file", NAME, text("place-file-1a2b"), "news/jonty-quillfeather.md"),
    raw("place-folder", NAME, text("place-folder-1a2b"), "jonty/quillfeather/post.md"),
    raw(
        "place-page",
        NAME,
        "---\nid: place-page\ntitle: About\ndate: 2026-09-01 09:00\nsummary: About us.\n---\n" + FULL,
        "pages/place-page.md",
    ),
)
NAMES: tuple[Case, ...] = (
    *(posted(f"letters-{name}", NAME, body=words) for name, words in LETTERS.items()),
    *(posted(f"unseen-{name}", HIDDEN, body=words) for name, words in UNSEEN.items()),
    *(posted(f"tagged-{name}", HTML, body=words) for name, words in TAGGED.items()),
    *PLACES,
)
