from dataclasses import replace
from typing import Any

import pytest

from plugins.approval.backend import unproven
from plugins.approval.subject import Answer, Subject
from plugins.clone.approved import Asked, Yeses
from plugins.model.errors import NotApproved
from plugins.model.post import ContentHash, PostId
from tests import make
from tests.approval.people import NOW, WALK

ITEM = make.item(post=PostId(WALK.id), content_hash=WALK.content)


def yeses(ask: Any = unproven) -> Yeses:
    asked = Asked(post=PostId(WALK.id), subject=WALK, at=NOW, known=None, answer=unproven(WALK, NOW))
    return Yeses(standing={}, asked=(asked,), ask=ask)


def no(_subject: Subject, _at: object) -> Answer:
    return Answer(why="dismissed")


def test_the_yes_is_asked_for_once_more_before_a_post_is_said() -> None:
    yeses().demand(ITEM)
    with pytest.raises(NotApproved, match="the approval of walk-3c4d was taken back"):
        yeses(no).demand(ITEM)


def test_other_posts_and_earlier_versions_are_not_asked_about() -> None:
    yeses(no).demand(make.item())
    yeses(no).demand(replace(ITEM, content_hash=ContentHash("b" * 64)))
