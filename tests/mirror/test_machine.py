from dataclasses import replace
from datetime import datetime
from typing import ClassVar

import pytest

from plugins.model.account import Timeline
from tests.mirror.fakes import FakeAccount
from tests.mirror.machine import Look, Story, run


def test_no_story_of_a_schools_weeks_says_a_post_twice_or_at_the_wrong_time() -> None:
    run(Story, 150)


def see_nothing(account: FakeAccount, since: datetime | None) -> Timeline:
    return replace(FakeAccount.timeline(account, since), tweets=())


class Blind(Story):
    timeline: ClassVar[Look] = see_nothing


def test_with_looks_that_see_nothing_a_story_is_found_in_which_a_post_is_said_twice() -> None:
    with pytest.raises(AssertionError, match="a post was said twice"):
        run(Blind, 1000)
