"""Settings above a post that try to command Pelican, YAML or the policy."""

from tests.commands.workspace import text
from tests.hostile.case import Case, posted, raw

UNKNOWN = "is not a setting of a post"
SYNTAX = "the settings cannot be understood from here"


def plain(name: str, told: str, settings: str, body: str = "Everybody counted along.") -> Case:
    """A post whose settings are exactly these lines."""
    return raw(name, told, f"---\n{settings}\n---\n\n{body}\n")


def more(name: str, told: str, line: str) -> Case:
    """A harmless post with one line more above it."""
    return raw(name, told, text(f"{name}-1a2b").replace("---\n", f"---\n{line}\n", 1))


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
SETTINGS = (
    more("key-content", f"`_content` {UNKNOWN}", "_content: <script>alert(1)</script>"),
    more("key-template", f"`template` {UNKNOWN}", "template: ../../evil"),
    more("key-settings", f"`settings` {UNKNOWN}", "settings: {OUTPUT_PATH: /tmp}"),
    more("key-timezone", f"`timezone` {UNKNOWN}", "timezone: ../../etc/passwd"),
    more("key-save-as", f"`save_as` {UNKNOWN}", "save_as: ../out-evil/x.html"),
    more("key-url", f"`url` {UNKNOWN}", "url: javascript:alert(1)"),
    more("key-override", f"`override_save_as` {UNKNOWN}", "override_save_as: ../../x"),
    more("key-slug", f"`slug` {UNKNOWN}", "slug: ../x"),
    more("key-approved", f"`approved` {UNKNOWN}", "approved: true"),
    more("key-approval", f"`approval` {UNKNOWN}", "approval: {by: head}"),
    more("key-hash", f"`content_hash` {UNKNOWN}", "content_hash: 0000"),
    more("key-dunder", f"`__class__` {UNKNOWN}", "__class__: x"),
    more("key-capitals", f"`Title` {UNKNOWN}", "Title: Something else"),
    more("key-of-markup", f"this {UNKNOWN}", '"<script>alert(1)</script>": x'),
    more("twice", "this setting stands here twice", "id: another-1a2b"),
    more("merge", f"this {UNKNOWN}", "<<: {id: x}"),
    more("python-tag", "! has a meaning of its own", "tweet: !!python/object/apply:os.system [id]"),
    more("own-tag", "! has a meaning of its own", "tweet: !include /etc/passwd"),
    more("anchor", "& and * have a meaning of their own", "tweet: &a Hello"),
    more("alias", "& and * have a meaning of their own", "tweet: *a"),
    more("complex-key", "a setting must have a plain name", "? [a, b]\n: x"),
    more("tab", "a tab stands in front", "event:\n\treason: x"),
    more("deep", "more than 200 brackets", f"tags: {'[' * 1000}{']' * 1000}"),
    more("deep-blocks", "nested too deeply", "event:\n  reason:\n    a:\n      b: x"),
    more("huge-escape", SYNTAX, r'tweet: "\UFFFFFFFF"'),
    more("surrogate-escape", "(U+D800)", r'tweet: "\uD800"'),
    more("bell-escape", "(U+0007)", r'tweet: "\a"'),
    more("bidi-escape", "(U+202E)", r'tweet: "\u202eevil"'),
    more("next-line-escape", "(U+0085)", r'tweet: "\N"'),
    more("list-for-words", "must be words", "tweet: [a, b]"),
    more("words-for-list", "must be a list", "tags: a"),
    more("words-for-table", "must have settings of its own", "event: a"),
    more("many-tags", "has more than 10 entries", f"tags: [{', '.join(map(str, range(11)))}]"),
    plain("alias-bomb", "& and * have a meaning of their own", BOMB),
    plain("very-deep", "more than 200 brackets", "[" * 3000),
    plain("directive", "the settings cannot be understood", "%TAG ! tag:evil,2026:\nid: x"),
    plain("two-documents", SYNTAX, text("x-1a2b").split("---\n")[1] + "...\nid: y"),
    plain("no-settings", "there are no settings", ""),
    plain("a-list", "these are no settings", "- a\n- b"),
    plain("missing-all", "`title` is missing", "id: missing-all-1a2b"),
    posted("missing-id", "`id` is missing", id=""),
    posted("id-again", "another file has the same `id`", id="fair-1a2b"),
    posted("id-of-digits", "must be small letters and figures", id="9" * 5000),
    posted("id-of-device", "must be small letters and figures", id="a.b"),
    posted("number-date", "such as 2026-11-23 10:00", date="9" * 5000),
    posted("date-1970", "in the years 2000 to 2100", date="1970-01-01 00:00"),
    posted("date-9999", "in the years 2000 to 2100", date="9999-12-31 23:59"),
    posted("date-of-no-time", "the clocks go forward", date="2027-03-28 01:30"),
    posted("date-with-zone", "such as 2026-11-23 10:00", date="2026-11-20T10:00+14:00"),
    posted("date-null", "is missing", date="''"),
    posted("long-title", "this is larger than 64 KiB", title="a" * 65_536),
    posted("title-of-8-kib", "settings are longer than 8 KiB", title="a" * 8_192),
    posted("title-of-lines", "has more than one line, or a tab", title='"a\\nb"'),
    posted("title-too-long", "is longer than 120 letters", title="a" * 121),
    posted("status-published", "is not one of the words", status="published"),
    posted("status-hidden", "is not one of the words", status="hidden"),
    posted("category-path", "is not one of the words", category="../x"),
    posted("lang-path", "must be a language", lang="../../x"),
    posted("lang-markup", "must be a language", lang='en"><script>'),
    posted("audience-unknown", "names a class that school.toml does not", audience="[../x]"),
    posted(
        "false-exemption",
        "A child's full name",
        title="Jonty Quillfeather",
        exemptions="[{rule: child-name, target: title, reason: x, expires: 2027-01-01}]",
    ),
)
