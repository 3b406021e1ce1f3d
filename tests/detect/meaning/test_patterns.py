import re

import pytest

from plugins.detect.meaning.patterns import patterns


@pytest.mark.parametrize("section", ["signs", "cased", "described", "claims"])
def test_every_pattern_can_be_read_has_no_open_part_and_finds_something_in_nothing_never(section: str) -> None:
    for name, pattern in patterns(section).items():
        assert not re.search(r"(?<!\?P)(?<!\?)<[a-z]+>", pattern.pattern), name
        assert not pattern.search(""), name


def test_capitals_count_only_where_they_are_said_to() -> None:
    assert patterns("signs")["weekday"].search("on FRIDAY")
    assert not patterns("cased")["place name"].search("at the old mill")
