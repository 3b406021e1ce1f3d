"""Bodies and words that would run, load, hide or never end."""

from tests.commands.workspace import text
from tests.hostile.case import Case, posted, raw
from tests.hostile.paths import ALLOWED, COMMAND, NO_ADDRESS

HTML = "HTML stands here; posts are written in Markdown"
PHOTO = "a photo stands in the text"
BRACKETS = "too many brackets in this text are open"
PARAGRAPH = "this paragraph is too long or has too many marks"


def body(name: str, told: str, words: str) -> Case:
    return posted(name, told, body=words)


MARKUP = (
    body("script", HTML, "<script>alert(1)</script>"),
    body("script-in-code-block", HTML, "    <script>alert(1)</script>"),
    body("script-open", HTML, "Hello <script src=//evil.example/x"),
    body("script-split", HTML, "<scr\nipt>alert(1)</scr\nipt>"),
    posted("script-title", HTML, title="'<script>alert(1)</script>'"),
    posted("script-summary", HTML, summary="'<script>alert(1)</script>'"),
    posted("script-tweet", HTML, tweet="'<script>alert(1)</script>'"),
    posted("script-tag", HTML, tags="['<script>alert(1)</script>']"),
    posted("script-alt", HTML, photos="[{file: leaves.jpg, alt: '<script>', people: none}]"),
    posted("script-caption", HTML, photos="[{file: leaves.jpg, alt: Leaves, caption: '<img src=x>', people: none}]"),
    posted("script-place", HTML, event="{reason: a, start: 2026-11-20 09:00, end: 2026-11-20 15:00, place: <b>}"),
    body("onerror", HTML, "<img src=x onerror=alert(1)>"),
    body("onclick", HTML, '<a href="/" onclick="alert(1)">a</a>'),
    body("svg", HTML, "<svg onload=alert(1)>"),
    body("svg-slash", HTML, "<svg/onload=alert(1)>"),
    body("math", HTML, "<math><mi xlink:href='javascript:alert(1)'>a</mi></math>"),
    body("iframe", HTML, "<iframe src=https://evil.example></iframe>"),
    body("object", HTML, "<object data=x.swf></object>"),
    body("embed", HTML, "<EMBED src=x>"),
    body("base", HTML, "<base href=https://evil.example/>"),
    body("refresh", HTML, '<meta http-equiv=refresh content="0;url=https://evil.example">'),
    body("form", HTML, "<form action=https://evil.example><input name=a></form>"),
    body("style", HTML, "<style>@import '//evil.example/x.css'</style>"),
    body("style-url", HTML, '<p style="background:url(//evil.example/x)">a</p>'),
    body("remote-image", HTML, "<img src='https://evil.example/pixel.gif'>"),
    body("markdown-image", PHOTO, "![a](https://evil.example/pixel.gif)"),
    body("reference-image", PHOTO, "![a][b]\n\n[b]: https://evil.example/pixel.gif"),
    body("comment", HTML, "Hello <!-- Jonty Quillfeather -->"),
    body("comment-open", HTML, "Hello <!-- Jonty"),
    body("declaration", HTML, "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    body("cdata", HTML, "<![CDATA[<script>alert(1)</script>]]>"),
    body("processing", HTML, "<?php system('id') ?>"),
    body("template", HTML, "<template><script>alert(1)</script></template>"),
    body("jinja-words", COMMAND, "{{ SCHOOL.roll }}"),
    body("jinja-block", COMMAND, "{% include '/etc/passwd' %}"),
    body("jinja-comment", COMMAND, "{# hidden #}"),
    posted("jinja-title", COMMAND, title="'{{ 7 * 7 }}'"),
    body("javascript", ALLOWED, "[a](javascript:alert(1))"),
    body("javascript-capitals", ALLOWED, "[a](JaVaScRiPt:alert(1))"),
    body("javascript-entity", ALLOWED, "[a](&#106;avascript:alert(1))"),
    body("javascript-tab", NO_ADDRESS, "[a](java&#9;script:alert(1))"),
    body("javascript-line", NO_ADDRESS, "[a](java&#10;script:alert(1))"),
    body("javascript-auto", HTML, "<javascript:alert(1)>"),
    body("javascript-reference", ALLOWED, "[a][b]\n\n[b]: javascript:alert(1)"),
    body("javascript-blank", ALLOWED, "[a]( javascript:alert(1))"),
    body("vbscript", ALLOWED, "[a](vbscript:msgbox(1))"),
    body("data", ALLOWED, "[a](data:text/html;base64,PHNjcmlwdD4=)"),
    body("blob", ALLOWED, "[a](blob:https://evil.example/x)"),
    body("protocol-relative", ALLOWED, "[a](//evil.example/x)"),
    body("backslash-relative", NO_ADDRESS, r"[a](/\evil.example)"),
    body("http", ALLOWED, "[a](http://a.example)"),
    body("user-in-address", "does not say which site", "[a](https://www.school.example@evil.example/)"),
    body("number-address", "leads to a numbered computer", "[a](https://2130706433/)"),
    body("metadata-address", "leads to a numbered computer", "[a](https://169.254.169.254/latest/)"),
    body("bad-port", NO_ADDRESS, "[a](https://a.example:99999/)"),
    body("half-address", NO_ADDRESS, "[a](https://[::1/)"),
    body("lookalike-address", "can look like others", "[a](https://www.sch\u043e\u043el.example/)"),
    body("link-title", HTML, '[a](/news/ "<script>alert(1)</script>")'),
)
LENGTH = (
    body("brackets", PARAGRAPH, "[" * 20_000),
    body("brackets-in-lines", BRACKETS, "[\n\n" * 400),
    body("parentheses", PARAGRAPH, "[a](" * 300),
    body("stars", PARAGRAPH, "*a " * 9_000),
    body("underscores", PARAGRAPH, "_" * 20_000),
    body("ticks", PARAGRAPH, "`" * 20_000),
    body("less-than", PARAGRAPH, "< " * 9_000),
    body("ampersands", PARAGRAPH, "& " * 9_000),
    body("backslashes", PARAGRAPH, "\\" * 20_000),
    body("quotations", "nested too deeply", "> " * 2_000 + "a"),
    body("lists", "nested too deeply", "- " * 2_000 + "a"),
    body("indented", "nested too deeply", "\n".join(" " * depth + "- a" for depth in range(0, 400, 4))),
    body("novel", "longer than 30,000 letters", "word " * 6_001),
    body("long-word", "a word of more than 100 letters", "a" * 2_400),
    body("rules", "more than 1,000 lines", "***\n" * 7_000),
    body("bars", "more than 20 bars", "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n"),
    body("footnotes", "more than 1,000 lines", "".join(f"[^{n}]\n\n[^{n}]: x\n\n" for n in range(1_500))),
    body("references", "too many links or marks", "".join(f"[a{n}]: /b\n\n" for n in range(400))),
    body("links", "too many links or marks", "[a](/news/)\n\n" * 201),
    raw("ten-megabytes", "this is larger than 64 KiB", b"a" * 10_000_000),
    raw("nothing", "does not start with its settings", b""),
    raw("no-end", "the settings have no end", "---\nid: a\n"),
)
BYTES = (
    raw("invalid-utf8", "this file is not UTF-8 text", text("invalid-utf8-1a2b").encode() + b"\xff\xfe"),
    raw("utf16", "this file is not UTF-8 text", text("utf16-1a2b").encode("utf-16")),
    raw("latin1", "this file is not UTF-8 text", text("latin1-1a2b", body="Caf\u00e9").encode("latin-1")),
    raw("surrogate", "this file is not UTF-8 text", text("surrogate-1a2b").encode() + b"\xed\xa0\x80"),
    raw("overlong", "this file is not UTF-8 text", text("overlong-1a2b").encode() + b"\xc0\xbcscript>"),
    raw("lfs", "does not start with its settings", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n"),
    *(
        body(f"character-{ord(hidden):04x}", f"(U+{ord(hidden):04X})", f"Hel{hidden}lo")
        for hidden in "\x00\x01\x07\x08\x1b\x7f\x85\x9b\r\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f"
        "\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u206f\u2800\u3164\ufdd0\ufe0f\ufeff\uffa0\ufff9\ufffc\ufffd\uffff"
        "\ue000\u0378\U000e0041\U000e0100\U000f0000\U0010ffff\u2003"
    ),
    body("entity-zero-width", "(U+200B)", "Hel&#8203;lo"),
    body("entity-bidi", "(U+202E)", "Hel&#x202e;lo"),
    body("entity-named", "(U+200C)", "Hel&zwnj;lo"),
)
WORDS = (*MARKUP, *LENGTH, *BYTES)
