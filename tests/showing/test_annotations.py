import pytest

from plugins.model.finding import Finding, Place, Severity
from plugins.showing.annotations import annotation


def finding(severity: Severity = Severity.BLOCK, path: str = "content/news/fair.md") -> Finding:
    return Finding(
        rule="hours",
        clause="R4",
        severity=severity,
        place=Place(path=path, line=4, column=7),
        message="100% outside the hours",
        remedy="Write:\r\nlater, please",
    )


def test_a_finding_is_one_line_at_its_place_with_what_to_do() -> None:
    assert annotation(finding()) == (
        "::error file=content/news/fair.md,line=4,col=7,title=hours (R4)"
        "::100%25 outside the hours%0Afix: Write:%0D%0Alater, please"
    )


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.NOTE, "notice"), (Severity.ASK, "warning"), (Severity.BLOCK, "error")]
)
def test_what_stops_is_an_error_and_what_asks_a_warning(severity: Severity, level: str) -> None:
    assert annotation(finding(severity)).startswith(f"::{level} ")


def test_no_path_ends_its_property_or_the_line() -> None:
    hostile = "content/news/a,line=1::error::b%\n::stop-commands::x.md"
    told = annotation(finding(path=hostile))
    assert "\n" not in told
    assert told.startswith("::error file=content/news/a%2Cline=1%3A%3Aerror%3A%3Ab%25%0A%3A%3Astop-commands")
