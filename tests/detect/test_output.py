"""A small site, right in everything; then one thing is changed, and that is what is told."""

import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path, PurePosixPath

import pytest

from plugins.calendar import write_calendars
from plugins.detect.output import inspect
from plugins.feeds import write_feeds
from plugins.jsonfeed import write_json_feed
from plugins.model.finding import OUTPUT
from plugins.model.manifest import Item, Manifest
from plugins.model.post import ContentHash, Event, Kind, Post, PostId
from plugins.model.tweet import Media
from plugins.structured import describe
from tests import make

SCHOOL = make.school()
URL = SCHOOL.site.url
POST = make.post(
    title='Reading & "miles"',
    summary="More than 3 < 4 pages.",
    html='<p>That is <a href="https://example.org/" title="Far">1.6 million</a> pages.</p>\n<ul><li>and more</li></ul>',
    text="That is 1.6 million pages.\nand more",
)
EVENT = Event(reason="dates", start=make.at("2026-12-04 15:15"), end=make.at("2026-12-04 16:30"), place="The hall")
OLDER = make.post(id=PostId("harvest-2p9d"), category="event", content_hash=ContentHash("b" * 64), event=EVENT)
ABOUT = make.post(id=PostId("about"), kind=Kind.PAGE, title="About us", content_hash=ContentHash("c" * 64))
DATA = '<script type="application/ld+json">{}</script>'
PHOTO = Media(file=PurePosixPath("photos/a.jpg"), alt="Pebbles", type="image/jpeg", bytes=4)
NEWS = "news/reading-miles-7f3k/index.html"

HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>{title} · Thistledown</title>
<meta name="description" content="{summary}">
<link rel="canonical" href="{url}/{path}">
<meta property="og:image" content="{url}/photos/a.jpg">
<link rel="stylesheet" href="/theme/site.css">
{extra}
</head>
<body>
<a href="#content">Skip</a>
<main id="content" aria-label="Content"><h1>{title}</h1>
{main}
<a href="/">Home</a> <a href="mailto:office@example.org">Write</a> <a href="tel:01632960123">Ring</a>
<img src="/photos/a.jpg" srcset="/photos/a.jpg 480w, /photos/b.webp 960w" alt="">
</main>
</body>
</html>
"""


def page(title: str, path: str, *, summary: str = "", extra: str = "", main: str = "") -> str:
    return HEAD.format(title=escape(title), path=path, summary=escape(summary), extra=extra, main=main, url=URL)


def of_post(post: Post) -> str:
    body = f'<div class="post-body" lang="en-GB">{post.html}</div><div><div>after</div></div>'
    extra = f'<meta name="content-hash" content="{post.content_hash}">' + DATA.format(describe(post, (), SCHOOL))
    if post.kind is Kind.PAGE:
        extra = ""
    return page(post.title, post.path, summary=post.summary, extra=extra, main=body)


def item(post: Post, **changes: object) -> Item:
    return make.item(
        post=post.id,
        permalink=f"{URL}/{post.path}",
        content_hash=post.content_hash,
        title=post.title,
        summary=post.summary,
        html=post.html,
        category=post.category,
        event=post.event,
        **changes,
    )


@dataclass(slots=True)
class Built:
    """A staged site and what is known of it."""

    root: Path
    manifest: Manifest
    posts: tuple[Post, ...] = (POST, OLDER, ABOUT)

    def told(self) -> list[tuple[str, str]]:
        found = inspect(self.root, self.manifest, SCHOOL, self.posts)
        assert all(one.kind == OUTPUT and one.remedy for one in found)
        return [(one.place.path, one.note) for one in found]

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))


@pytest.fixture
def built(tmp_path: Path) -> Built:
    files = {
        "index.html": page("News", ""),
        "404.html": page("Not found", ""),
        NEWS: of_post(POST),
        f"{OLDER.path}index.html": of_post(OLDER),
        "about/index.html": of_post(ABOUT),
        "theme/site.css": "body { background: url(seeds.svg) }",
        "theme/seeds.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)" d="M0 0"/></svg>',
        "sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{URL}/</loc></url><url><loc>{URL}/about/</loc></url></urlset>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    pictures = {"a.jpg": b"\xff\xd8\xff\xe0", "b.webp": b"RIFF\n\n\n\nWEBPVP8 ", "c.png": b"\x89PNG\r\n\x1a\n"}
    (tmp_path / "photos").mkdir()
    for name, content in {**pictures, "d.avif": b"\0\0\0\x20ftypavif"}.items():
        (tmp_path / "photos" / name).write_bytes(content)
    items = (item(POST, media=(PHOTO,)), item(OLDER))
    now = make.at("2026-11-23 11:00")
    write_feeds(items, SCHOOL, tmp_path, now=now)
    write_json_feed(items, SCHOOL, tmp_path)
    write_calendars(items, SCHOOL, tmp_path)
    listed = sorted(PurePosixPath(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    return Built(root=tmp_path, manifest=Manifest(now=now, ledger="", items=items, judged=(), files=tuple(listed)))


def test_a_site_that_is_what_was_judged_is_passed(built: Built) -> None:
    assert built.told() == []


def test_a_site_in_a_folder_of_its_host_is_passed(built: Built) -> None:
    school = make.school(site=replace(SCHOOL.site, url=f"{URL}/school"))
    for path in (*built.root.rglob("*.html"), built.root / "sitemap.xml"):
        text = path.read_text().replace(f"{URL}/", f"{URL}/school/").replace("/photos/b", "/school/photos/b")
        path.write_text(re.sub(r'(href|src|srcset)="/', r'\1="/school/', text))
    items = tuple(replace(one, permalink=one.permalink.replace(URL, school.site.url)) for one in built.manifest.items)
    write_feeds(items, school, built.root, now=built.manifest.now)
    write_json_feed(items, school, built.root)
    write_calendars(items, school, built.root)
    assert inspect(built.root, replace(built.manifest, items=items), school, built.posts) == ()


def test_a_file_too_many_and_a_file_too_few_are_told(built: Built) -> None:
    (built.root / "about" / "about.css").write_text("")
    (built.root / "photos" / "c.png").unlink()
    assert built.told() == [
        ("about/about.css", "a file that the build does not list"),
        ("photos/c.png", "listed by the build and not there"),
    ]


def test_only_plain_files_of_a_sane_size_pass(built: Built) -> None:
    (built.root / "photos" / "d.avif").unlink()
    (built.root / "photos" / "d.avif").symlink_to("/etc/passwd")
    with (built.root / "photos" / "c.png").open("wb") as huge:
        huge.truncate(11 * 1024 * 1024)
    assert [note for path, note in built.told() if "listed" not in note] == [
        "larger than 10485760 bytes",
        "neither a file nor a folder",
    ]


IN_A_PAGE = [
    ("<script>alert(1)</script><p>", "<script>"),
    ('<script src="https://evil.example/x.js"></script><p>', "<script>"),
    ("<style>p{}</style><p>", "<style>"),
    ('<iframe src="/"></iframe><p>', "<iframe>"),
    ('<form action="/"></form><p>', "<form>"),
    ("<jane-doe></jane-doe><p>", "an element that no page of ours needs"),
    ('<p onclick="x()">', "an attribute that runs a script"),
    ('<p style="color:red">', "an attribute that no page of ours needs"),
    ('<p data-name="x">', "an attribute that no page of ours needs"),
    ('<p class="a" class="b">', "an attribute given twice"),
    ("<!-- words --><p>", "a comment, in which words can hide"),
    ("<?php words ?><p>", "a processing instruction"),
    ("<![CDATA[ words ]]><p>", "a processing instruction"),
    ("<!DOCTYPE svg><p>", "a declaration that is no HTML"),
    ("</div><p>", "an element that ends where another is open"),
    ("<span><p>", "an element that ends where another is open"),
    ('<meta http-equiv="refresh" content="0"><p>', "a <meta> that commands the browser"),
    ('<link rel="prefetch" href="/"><p>', "a <link> of an unknown kind"),
    ('<img src="/photos/a.jpg"><p>', "an image without alt text"),
    ('<img src="https://evil.example/a.gif" alt=""><p>', "a file asked of another site"),
    ('<img src="//evil.example/a.gif" alt=""><p>', "a file asked of another site"),
    ('<img src="data:image/gif;base64,R0" alt=""><p>', "a file asked of another site"),
    ('<img src="/photos/a.jpg" srcset="https://evil.example/a.gif 2x" alt=""><p>', "a file asked of another site"),
    ('<img src="#" alt=""><p>', "a link to a place on the page that is not there"),
    ('<a href="#nowhere">x</a><p>', "a link to a place on the page that is not there"),
    ('<a href="/gone/">x</a><p>', "a dead link: this site has no such page or file"),
    ('<a href="/news/../../etc/passwd">x</a><p>', "a dead link: this site has no such page or file"),
    ('<a href="javascript:alert(1)">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
    ('<a href="JavaScript&#58;x">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
    ('<a href="java&#9;script:x">x</a><p>', "an address with hidden characters or a backslash"),
    ('<a href="/&#92;evil.example">x</a><p>', "an address with hidden characters or a backslash"),
    ('<a href="//evil.example/">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
    ('<a href="data:text/html,x">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
    ('<a href="http://example.org/">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
    ('<a href="about/">x</a><p>', "an address that is neither of this site nor https, mailto or tel"),
]


@pytest.mark.parametrize(("new", "note"), [pytest.param(*case, id=case[0]) for case in IN_A_PAGE])
def test_what_has_no_place_in_a_page_is_told(built: Built, new: str, note: str) -> None:
    built.edit(f"{OLDER.path}index.html", "<p>", new)
    assert (f"{OLDER.path}index.html", note) in built.told()


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (' lang="en-GB">\n<head>', ">\n<head>", "no language on <html>"),
        ("<title>News · Thistledown</title>", "", "not exactly one <title> with words"),
        ("<h1>News</h1>", "<h2>News</h2>", "not exactly one <h1> with words"),
        ("<h1>News</h1>", "<h1>News</h1><h1>More</h1>", "not exactly one <h1> with words"),
        ("<h1>News</h1>", "<h1> </h1>", "not exactly one <h1> with words"),
        ("</html>", "", "an element without its end"),
        (f'content="{URL}/photos/a.jpg"', 'content="https://evil.example/a.jpg"', "a file asked of another site"),
        ('href="/theme/site.css"', 'href="https://evil.example/site.css"', "a file asked of another site"),
        ("<h1>News</h1>", '<h1>News</h1><div class="post-body">x</div>', "a post that nobody judged"),
        ("</head>", '<meta name="content-hash" content="x"></head>', "a post that nobody judged"),
    ],
)
def test_every_page_keeps_the_rules_of_a_page(built: Built, old: str, new: str, note: str) -> None:
    built.edit("index.html", old, new)
    assert built.told() == [("index.html", note)]


TEXT = "the text is not the text that was judged"


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("pages.</p>", "pages!</p>", TEXT),
        ('title="Far"', 'title="Near"', TEXT),
        ('href="https://example.org/"', 'href="https://example.com/"', TEXT),
        ("<li>and more</li>", "", TEXT),
        ('<div class="post-body" lang="en-GB">', '<div class="post-words">', TEXT),
        ('<div class="post-body" lang="en-GB">', '<div class="post-body">x</div><div class="post-body">', TEXT),
        ("<h1>Reading", "<h1>Writing", "the title is not the title that was judged"),
        ("<title>Reading", "<title>Writing", "the title is not the title that was judged"),
        ('content="More than 3', 'content="Less than 3', "the description is not the summary that was judged"),
        ("a" * 64, "d" * 64, "not exactly one content hash, that of the judged post"),
    ],
)
def test_a_post_that_differs_from_what_was_judged_is_told(built: Built, old: str, new: str, note: str) -> None:
    built.edit(NEWS, old, new)
    assert built.told() == [(NEWS, note)]


def test_words_that_the_judge_did_not_see_are_told_though_the_html_is_the_same(built: Built) -> None:
    built.posts = (replace(POST, text="Other words"), OLDER, ABOUT)
    assert built.told() == [(NEWS, TEXT)]


def test_a_missing_page_is_told(built: Built) -> None:
    built.posts = (*built.posts, make.post(id=PostId("lost"), kind=Kind.PAGE))
    assert built.told() == [("lost/index.html", "the page of a judged post is missing")]


def test_the_list_of_the_build_is_held_to_what_was_judged(built: Built) -> None:
    built.posts = (POST, ABOUT)
    assert built.told() == [
        (f"{OLDER.path}index.html", "a post that nobody judged"),
        (f"{OLDER.path}index.html", "the build's list tells another post than was judged"),
    ]


EVENTS = "other events or words than the build's list has"
DESCRIBED = "a description for search engines that tells other things than were judged"
WORDS = "other entries or words than the build's list has"


@pytest.mark.parametrize(
    ("path", "old", "new", "note"),
    [
        ("feeds/rss.xml", "More than", "Less than", WORDS),
        ("feeds/rss.xml", "1.6 million", "1.7 million", WORDS),
        ("feeds/atom.xml", "harvest-2p9d/", "harvest/", WORDS),
        ("feeds/event.xml", "<title>Reading miles</title>", "<title>Other</title>", WORDS),
        (
            "feeds/rss.xml",
            ">harvest-2p9d</guid>",
            ">https://other.example/</guid>",
            "ids that are not made of the posts' own",
        ),
        ("feeds/atom.xml", "<id>urn:uuid:", "<id>https://other.example/", "ids that are not made of the posts' own"),
        (
            "feeds/rss.xml",
            'src="https://www.thistledown-primary.example/',
            'src="https://evil.example/',
            "a file asked of another site",
        ),
        ("feeds/rss.xml", "<rss", "<!DOCTYPE rss><rss", "a document type, which can make a reader load or grow things"),
        ("feeds/rss.xml", "</rss>", "", "XML that is not well-formed"),
        ("feeds/rss.xml", "Reading", "Read\x1fing", "a control character"),
        ("feeds/atom.xml", "Reading", "Read&#133;ing", "a control character"),
        ("sitemap.xml", "/about/", "/abroad/", "an address that this site does not have"),
        (
            "theme/site.css",
            "url(seeds",
            "url( 'https://evil.example/seeds",
            "something that runs, or asks another site for a file",
        ),
        ("theme/site.css", "body", "@import 'x'; body", "something that runs, or asks another site for a file"),
        ("theme/seeds.svg", "<path", "<script/><path", "something that runs, or asks another site for a file"),
    ],
)
def test_what_is_wrong_in_another_file_is_told(built: Built, path: str, old: str, new: str, note: str) -> None:
    built.edit(path, old, new)
    assert (path, note) in built.told()


def test_a_script_in_a_feed_is_told(built: Built) -> None:
    built.edit("feeds/rss.xml", "&lt;ul&gt;", "&lt;script&gt;&lt;/script&gt;&lt;ul&gt;")
    assert ("feeds/rss.xml", "<script>") in built.told()


def test_a_feed_that_is_no_utf_8_is_told(built: Built) -> None:
    (built.root / "feeds/rss.xml").write_bytes("<rss/>".encode("utf-16"))
    assert ("feeds/rss.xml", "bytes that are no UTF-8") in built.told()


def test_a_site_without_its_feeds_is_told(built: Built) -> None:
    built.manifest = replace(built.manifest, files=tuple(f for f in built.manifest.files if f.suffix != ".xml"))
    for path in built.root.rglob("*.xml"):
        path.unlink()
    assert built.told() == [(name, "missing") for name in ("feeds/atom.xml", "feeds/rss.xml", "sitemap.xml")]


def test_a_picture_is_what_its_name_says(built: Built) -> None:
    (built.root / "photos" / "a.jpg").write_bytes(b"<html><script>")
    assert built.told() == [("photos/a.jpg", "a file of another kind than its name says")]


def test_an_unknown_kind_of_file_is_told(built: Built) -> None:
    (built.root / "photos" / "roll.csv").write_text("")
    assert ("photos/roll.csv", "a kind of file that this site does not have") in built.told()


def test_no_message_quotes_what_was_found(built: Built) -> None:
    built.edit(
        "index.html", "<main", '<!--canary--><canary></canary><a href="canary:canary" canary="canary">canary</a><main'
    )
    assert len(built.told()) == 4
    assert "canary" not in str(built.told())


@pytest.mark.parametrize(
    ("path", "old", "new", "note"),
    [
        ("feeds/feed.json", "1.6 million", "1.7 million", WORDS),
        ("feeds/feed.json", '"Pebbles"', '"Other"', "an entry with more words or pictures than its post has"),
        ("feeds/feed.json", '"mime_type"', '"words"', "an entry with more words or pictures than its post has"),
        ("feeds/feed.json", '"items"', '"posts"', "no JSON Feed"),
        ("feeds/feed.json", '"summary"', '"more": "", "summary"', "no JSON Feed"),
        ("feeds/feed.json", '"authors"', '"words": "", "authors"', "something that no JSON Feed of ours has"),
        ("feeds/audience/whole-school.xml", "<title>Reading", "<title>Other", WORDS),
        ("calendar/all.ics", "The hall", "The beach", EVENTS),
        ("calendar/all.ics", "T163000Z", "T173000Z", EVENTS),
        ("calendar/whole-school.ics", ": Whole school", ": Year 1", EVENTS),
        ("news/harvest-2p9d/event.ics", "SUMMARY:", "SUMMARY:Not ", EVENTS),
        ("calendar/all.ics", "LOCATION:", "COMMENT:", "something that no calendar of ours has"),
        ("calendar/all.ics", "BEGIN:VEVENT", "BEGIN:VALARM", "something that no calendar of ours has"),
        ("calendar/all.ics", "UID:", "uid ", "a line that is none of a calendar"),
        ("calendar/all.ics", "LOCATION:The hall\r\n", "", "an event that is not whole"),
        ("calendar/all.ics", "T163000Z", "T993000Z", "a time that is none"),
        (NEWS, '"headline": "Reading', '"headline": "Other', DESCRIBED),
        (NEWS, '"description":', '"words":', DESCRIBED),
        (NEWS, '"image": []', '"image": [1]', DESCRIBED),
        (NEWS, '{"@context"', '["@context"', DESCRIBED),
        (NEWS, '"NewsArticle"', '"<b>"', DESCRIBED),
    ],
)
def test_every_form_in_which_a_post_is_told_tells_what_was_judged(
    built: Built, path: str, old: str, new: str, note: str
) -> None:
    file = built.root / path
    before = file.read_bytes()
    file.write_bytes(before.replace(old.encode(), new.encode(), 1))
    assert file.read_bytes() != before
    assert built.told() == [(path, note)]


def test_a_description_on_a_page_that_is_no_posts_is_told(built: Built) -> None:
    built.edit("index.html", "</head>", DATA.format("{}") + "</head>")
    assert built.told() == [("index.html", "a post that nobody judged")]


def test_any_other_script_is_told(built: Built) -> None:
    built.edit("index.html", "</head>", '<script type="text/javascript">1</script></head>')
    assert built.told() == [("index.html", "<script>")]


def test_a_file_of_the_search_that_nobody_knows_is_told(built: Built) -> None:
    (built.root / "pagefind").mkdir()
    (built.root / "pagefind" / "words.txt").write_text("words")
    assert ("pagefind/words.txt", "a file that no search of ours has") in built.told()
