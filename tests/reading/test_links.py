import pytest

from plugins.reading import links


@pytest.mark.parametrize(
    "target",
    [
        "https://www.nspcc.org.uk/keeping-children-safe/?a=1&b=2#top",
        "https://cy.wikipedia.org/wiki/D%C5%B5r",
        "https://example.org/dŵr_(afon)",
        "mailto:office@thistledown-primary.example",
        "tel:01632960123",
        "/term-dates/",
        "#top",
    ],
)
def test_a_link_of_a_school_is_fine(target: str) -> None:
    assert links.refusal(target) is None


@pytest.mark.parametrize(
    "target",
    [
        "", "http://example.org", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "data:text/html,x",
        "vbscript:x",
        "//evil.example", "/\\evil.example", "\\\\evil", "https:evil", "https:///evil", "https://a@b.example",
        "file:///etc/passwd",
        "{static}/x", "|filename|x", "%7Bstatic%7D/x", "page.html", "../x", "/../x", "/a/%2e%2e/x", "https://a.example/../x",
        "https://[::1", "https://a.example:99999/", "https://a.example:x/",
        "ftp://a.example", "/" + "a" * 500, "C:\\x", "c:/x", "/a b", "https://example.org/<b>",
    ],
)  # fmt: skip
def test_a_link_to_anywhere_else_is_refused(target: str) -> None:
    assert links.refusal(target) is not None
