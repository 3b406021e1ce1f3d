from pathlib import Path

import pytest

from plugins.clone.workspace import Workspace
from plugins.model.account import Shown
from plugins.model.finding import Severity
from plugins.model.post import Status
from plugins.saying.handmade import draft, judge_tweets, violations
from tests import make
from tests.mirror.fakes import MONDAY


def tweet(text: str, number: str = "2124805152568246272") -> Shown:
    return Shown(id=number, text=text, urls=(), created_at=MONDAY)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(root=tmp_path, school=make.school(), roll=None)


@pytest.mark.parametrize(
    "text",
    [
        "Our hall smells of paint.",
        "Two\nlines: with a colon, \"quotes\" and 'more' #tag",
        "A very long one " * 16,
        "Onewordthatdoesnotendandislongerthananytitlemayeverbehereonthiswebsiteoranywhereelse",
        "https://www.thistledown-primary.example/news/x/",
        "https://example.org/",
        "",
        "🎉",
        "{{ braces }} and <b>markup</b>",
    ],
)
def test_any_tweet_becomes_a_draft_that_can_be_judged(workspace: Workspace, text: str) -> None:
    made = draft(tweet(text), workspace.school)
    assert made == draft(tweet(text), workspace.school)
    judged = judge_tweets([tweet(text)], workspace)["2124805152568246272"]
    assert judged.post is not None or violations(judged)
    if judged.post:
        assert (judged.post.id, judged.post.status) == (made.post, Status.DRAFT)


def test_its_words_are_the_tweets(workspace: Workspace) -> None:
    judged = judge_tweets([tweet("Our hall\nsmells of paint. https://example.org/x")], workspace)
    (one,) = judged.values()
    assert one.post is not None
    assert (one.post.tweet, one.post.title) == ("Our hall\nsmells of paint.", "Our hall smells of paint.")


def test_two_tweets_of_the_same_words_are_two_drafts(workspace: Workspace) -> None:
    first, second = (draft(tweet("Hello there", number), workspace.school) for number in ("1", "2"))
    assert first.post != second.post
    assert first.path != second.path
    assert set(judge_tweets([tweet("Hello there", "1"), tweet("Hello there", "2")], workspace)) == {"1", "2"}


def test_a_tweet_needs_no_room_for_an_address(workspace: Workspace) -> None:
    (judged,) = judge_tweets([tweet("word " * 55 + "done.")], workspace).values()
    assert any(one.rule == "tweet-length" and one.severity is Severity.BLOCK for one in judged.findings)
    assert violations(judged) == ()


def test_an_answer_breaks_the_policy(workspace: Workspace) -> None:
    (judged,) = judge_tweets([tweet("@a_parent Yes, it is open.")], workspace).values()
    assert {one.clause for one in violations(judged)} == {"R7"}


def test_what_is_broken_three_times_is_told_once(workspace: Workspace) -> None:
    (judged,) = judge_tweets([tweet("Ring 07700 900123, or 07700 900456, about a coat.")], workspace).values()
    rules = [finding.rule for finding in violations(judged)]
    assert rules.count("contact-detail") == 1
    assert [one.rule for one in judged.findings].count("contact-detail") > 1
