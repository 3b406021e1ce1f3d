from typing import Any

import pytest

from plugins.model.finding import Severity
from plugins.model.post import Link
from plugins.policy.rules.links import RULE
from tests.policy.cases import case, found, severities, unread


@pytest.mark.parametrize(
    "target",
    [
        "https://www.gov.uk/school-meals",
        "https://www.gov.uk:443/a?page=2&utmost=1#top",
        "https://www.gov.uk./a",
        "https://habit.ly/a",
        "https://youtu.be/abc",
        "https://1.example/a",
        "https://0x.example/a",
        "/calendar/",
        "/calendar/?week=2#friday",
        "#fn:1",
        " https://www.gov.uk/ ",
        "HTTPS://WWW.GOV.UK/",
        "mailto:office@thistledown-primary.example",
        "mailto:Office@Thistledown-Primary.example?subject=Fair",
        "tel:01632960123",
        "tel:+44-1632-960123",
        "tel:+44 (0)1632 960 123",
        "https://a.example/" + "x" * 282,
    ],
)
def test_open_addresses_pass(target: str) -> None:
    assert severities(RULE, case(links=(Link(target=target, line=11),))) == []


@pytest.mark.parametrize(
    "field",
    [
        "The fair is at 2.30pm, e.g. cakes and more follow.",
        "See www.thistledown-primary.example for more",
        "Write to office@fernbridge.co.uk",
        "Mr.Green and Year 4.Great",
        "It opened.In the hall",
    ],
)
def test_words_with_full_stops_and_the_schools_own_site_are_no_foreign_address(field: str) -> None:
    assert severities(RULE, case(summary=field)) == []


def test_a_file_that_could_not_be_read_has_no_links() -> None:
    assert severities(RULE, unread()) == []


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://www.gov.uk/", "start with https:"),
        ("calendar/", "start with https:"),
        ("../calendar/", "start with https:"),
        ("", "start with https:"),
        ("//evil.example/", "start with https:"),
        ("/\\evil.example/", "start with https:"),
        ("javascript:alert(1)", "start with https:"),
        ("data:text/html,x", "start with https:"),
        ("ftp://a.example/", "start with https:"),
        ("https://[::1/", "cannot be read"),
        ("https://a.example:port/", "cannot be read"),
        ("https://user@a.example/", "name or a password"),
        ("https://www.gov.uk:secret@a.example/", "name or a password"),
        ("https://127.0.0.1/", "numbered"),
        ("https://[::1]/", "numbered"),
        ("https://2130706433/", "numbered"),
        ("https://0x7f.1/", "numbered"),
        ("https://127.0x1/", "numbered"),
        ("https://xn--pple-43d.example/", "can look like others"),
        ("https://аpple.example/", "can look like others"),  # noqa: RUF001 - a Cyrillic letter
        ("https:///a", "can look like others"),
        ("https://intranet/a", "leads nowhere"),
        ("https://bit.ly/a", "shortened"),
        ("https://www.bit.ly/a", "shortened"),
        ("https://T.CO/a", "shortened"),
        ("https://a.example/?utm_source=x", "follows readers"),
        ("https://a.example/?page=2&FBCLID=", "follows readers"),
        ("https://a.example/#utm_medium=x", "follows readers"),
        ("https://a.example/" + "x" * 283, "longer than 300"),
        ("mailto:coach@club.example", "not the school's"),
        ("mailto:office@thistledown-primary.example?cc=a@b.example", "not the school's"),
        ("mailto:office@thistledown-primary.example,a@b.example", "not the school's"),
        ("tel:01632960999", "not the school's"),
    ],
)
def test_links_that_hide_or_follow_are_refused_without_being_quoted(target: str, why: str) -> None:
    (finding,) = found(RULE, case(links=(Link(target=target, line=11),)))
    assert (finding.severity, finding.place.line, finding.target) == (Severity.BLOCK, 11, "body")
    assert why in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "See https://a.example/b",
        "See http://localhost/b",
        "See www.fernbridge.co.uk today",
        "Fernbridge.org.uk has it",
        "On bit.ly/abc",
        "www.thistledown-primary.example and fernbridge.com",
    ],
)
@pytest.mark.parametrize("field", ["title", "summary", "tweet"])
def test_an_address_typed_where_the_tool_adds_its_own_is_refused(field: str, words: str) -> None:
    changes: dict[str, Any] = {field: words}
    (finding,) = found(RULE, case(**changes))
    assert (finding.severity, finding.target) == (Severity.BLOCK, field)
