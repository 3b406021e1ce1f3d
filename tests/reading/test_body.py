import pytest

from plugins.reading import body
from plugins.reading.body import Body
from plugins.reading.faults import Faults
from plugins.reading.frontmatter import Source
from tests.reading.school import notes


def render(text: str) -> tuple[Body, list[tuple[int, str]]]:
    faults = Faults("content/a.md")
    return body.render(Source(settings="", body=text, body_line=10), faults), notes(faults)


def test_a_story_becomes_html_and_plain_words() -> None:
    blocks = (
        "## Head",
        "One **two** & *three*, 5 < 6.",
        "- a\n- b",
        "3. c",
        "| x | y |\n|---|---|\n| 1 | 2 |",
        "---",
        "> q",
        "`d`",
    )
    text = "\n\n".join(blocks)
    rendered, faults = render(text)
    assert faults == []
    assert rendered.html.startswith("<h2>Head</h2>\n<p>One <strong>two</strong> &amp; <em>three</em>, 5 &lt; 6.</p>")
    assert '<ol start="3">' in rendered.html
    assert rendered.text == "Head\nOne two & three, 5 < 6.\na\nb\nc\nx\ny\n1\n2\nq\nd"


def test_links_are_kept_with_their_lines_and_titles() -> None:
    rendered, faults = render('a\n\n[b](/c "Why") and [d][e]\n\n<https://f.example>\n\n[e]: https://g.example')
    assert faults == []
    assert [(link.target, link.line) for link in rendered.links] == [
        ("/c", 12),
        ("https://g.example", 16),
        ("https://f.example", 14),
    ]
    assert ("link", "Why", 12) in [(field.name, field.text, field.line) for field in rendered.fields]


def test_every_line_of_the_source_is_a_field() -> None:
    rendered, _ = render('a\n[x]: /unused "Hidden"')
    assert [(field.name, field.text, field.line) for field in rendered.fields] == [
        ("body", "a", 10),
        ("body", '[x]: /unused "Hidden"', 11),
        ("body-text", "a", 10),
    ]


@pytest.mark.parametrize(
    ("text", "line", "note"),
    [
        ("a\n<script>alert(1)</script>", 11, "HTML stands here"),
        ("<b>a</b>", 10, "HTML stands here"),
        ("a\n\n<!-- a name -->", 12, "HTML stands here"),
        ("<?php", 10, "HTML stands here"),
        ("<svg/onload=x>", 10, "HTML stands here"),
        ("<IFRAME src=x", 10, "HTML stands here"),
        ("a ![b](/c.jpg)", 10, "a photo stands in the text"),
        ("a\n![b][c]\n\n[c]: /d.jpg", 11, "a photo stands in the text"),
        ("a\n\n# Head", 12, "headings start with ##"),
        ("Head\n====", 11, "headings start with ##"),
        ("> # Head", 10, "headings start with ##"),
        ("a\n\n##### Head", 12, "headings start with ##"),
        ("###### Head", 10, "headings start with ##"),
        ("| a | b |\n|:--|--:|\n| 1 | 2 |", 11, "not aligned"),
        ("[a]({attach}../../../../proc/self/environ)", 10, "commands"),
        ("a\n{STATIC}/x", 11, "commands"),
        ("{{ config }}", 10, "commands"),
        ("{% raw %}", 10, "commands"),
        ("a\n\n[b](javascript:alert(1))", 12, "https, mailto, tel"),
        ("[b](&#106;avascript:x)", 10, "https, mailto, tel"),
        ("[b](&#123;static&#125;/x)", 10, "no address"),
        ("[b]()", 10, "no address"),
        ("[b](//evil.example)", 10, "https, mailto, tel"),
        ("<http://a.example>", 10, "https, mailto, tel"),
        ("a\nb&zwnj;c", 11, "U+200C"),
        ("a\n&#8238;c", 11, "U+202E"),
        ('[a](/b "c&#x200b;d")', 10, "U+200B"),
        ("[" * 20_000, 10, "too long or has too many marks"),
        ("a \u0000 b", 10, "cannot be shown safely"),
    ],
)
def test_what_is_more_than_words_is_refused_at_its_line(text: str, line: int, note: str) -> None:
    _, faults = render(text)
    assert [(at, told) for at, told in faults if at == line and note in told], faults


def test_a_body_beyond_the_caps_is_not_rendered_yet_its_words_are_judged() -> None:
    rendered, faults = render("word " * 1000)
    assert (rendered.html, len(rendered.fields), len(faults)) == ("", 1, 1)


def test_more_than_two_hundred_links_are_refused() -> None:
    rendered, faults = render("\n\n".join("<https://a.example>" for _ in range(201)))
    assert (len(rendered.links), [note for _, note in faults]) == (200, ["there are more than 200 links in this text"])


def test_one_file_leaves_nothing_for_the_next() -> None:
    render("[a][b]\n\n[b]: /c")
    assert render("[a][b]")[0].links == ()
