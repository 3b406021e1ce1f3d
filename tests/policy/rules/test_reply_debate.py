from dataclasses import replace

import pytest

from plugins.model.finding import FORMAT, REPLY_DEBATE, Severity
from plugins.model.post import Kind
from plugins.policy.rules.reply_debate import RULE
from plugins.policy.thresholds import THRESHOLDS
from tests import make
from tests.policy.cases import case, found, seen, severities, sure, unread


@pytest.mark.parametrize(
    "said",
    [
        "Year 4 painted pebbles.",
        "Write to office@thistledown-primary.example by Friday.",
        "Meet us @ the gate at the fair.",
        "Cakes cost $2 or £1.50; US$ are not taken.",
        "We went via the park, and RT is a letter pair.",
        "See https://box.com/status/12 and https://x.com for nothing.",
        "status/12345 is how a folder is called",
        "",
    ],
)
def test_the_schools_own_news_passes(said: str) -> None:
    assert severities(RULE, case(said=said)) == []


def test_a_page_says_nothing_on_twitter_and_an_unread_file_neither() -> None:
    assert severities(RULE, replace(case(said="@a_parent Yes"), tweet=None)) == []
    assert severities(RULE, unread()) == []


@pytest.mark.parametrize(
    "said",
    [
        "Thank you, @an_author, for the story.",
        "Thank you ＠an_author",  # noqa: RUF001 - wide @
        "Huge thanks to the illustrator Mr P. Quill (@a_quill) for the squirrels!",
        "We are grateful to @an_author and @a_poet.",
        "Diolch i @a_poet am y gerdd.",
    ],
)
def test_thanks_in_the_middle_of_a_sentence_are_asked_about(said: str) -> None:
    (finding,) = found(RULE, case(said=said))
    assert (finding.severity, finding.target) == (Severity.ASK, "summary")


@pytest.mark.parametrize(
    "said",
    [
        "The boxes are from @CountyMuseumFB again.",
        "Isn't it great, @countymuseumfb?",
        "Thanks to @an_author. The boxes are from @countymuseumfb.",
    ],
)
def test_an_account_that_the_school_follows_is_asked_about(said: str) -> None:
    (finding,) = found(RULE, case(said=said), follows=("countymuseumfb",))
    assert (finding.severity, finding.target) == (Severity.ASK, "summary")


def test_no_account_at_all_may_stand_at_the_beginning() -> None:
    (finding,) = found(RULE, case(said="@countymuseumfb Thank you!"), follows=("countymuseumfb",))
    assert finding.severity is Severity.BLOCK


@pytest.mark.parametrize(
    "said",
    [
        "The story by @an_author was loud.",
        "Thank you! Loved it, @an_author",
        "Thank you, @an_author, did you like ours?",
        "Thank you, @a_poet. And @an_author?",
        "The story was loud.@an_author",
        "A story, well-@an_author",
        "The boxes are from @countymuseumfb_",
        "The boxes are from @countymuseum",
        "The boxes are from @countymuseumfb and @a_parent.",
    ],
)
def test_any_other_account_is_refused_for_good(said: str) -> None:
    (finding,) = found(RULE, case(said=said), follows=("countymuseumfb",))
    assert (finding.severity, finding.liftable, finding.target) == (Severity.BLOCK, False, "summary")


@pytest.mark.parametrize(
    "said",
    [
        "@a_parent Yes, it is.",
        ".@a_parent Yes",
        " \n@a_parent Yes",
        "“@a_parent” asks",
        "'@a_parent Yes",
        "\u200b@a_parent Yes",
        "\u2060.\u200f@a_parent Yes",
        "＠a_parent Yes",  # noqa: RUF001 - wide @
        "﹫a_parent Yes",
        "@\u200ba_parent Yes",
        "🎉 @a_parent Yes",
        "RT @a_paper School closed",
        "Great news (via @a_paper)",
        "rt: @a_paper Great",
        "We agree https://x.com/a_paper/status/123",
        "We agree https://mobile.twitter.com/i/web/status/123?s=20",
        "We agree vxtwitter.com/a/statuses/1",
        "Year 6 learnt what $ABC stands for.",
        "$ABC and $DEF",
    ],
)
def test_answers_quotes_and_talk_about_shares_are_refused_for_good(said: str) -> None:
    findings = found(RULE, case(said=said))
    assert [finding.severity for finding in findings] == [Severity.BLOCK]
    assert not any(finding.liftable for finding in findings)


def test_the_field_that_is_said_is_named() -> None:
    (finding,) = found(RULE, case(tweet="@a_parent Yes"))
    assert finding.target == "tweet"


def test_an_account_that_everyone_may_answer_is_told() -> None:
    account = replace(make.school().account, reply_settings="")
    (finding,) = found(RULE, case(), account=account)
    assert (finding.severity, finding.place.path) == (Severity.NOTE, "school.toml")


def test_a_page_may_tell_that_the_account_does_not_answer() -> None:
    assert severities(RULE, case(kind=Kind.PAGE, detections=(sure(REPLY_DEBATE, 1.0),))) == []


@pytest.mark.parametrize(
    ("confidence", "severity", "liftable"),
    [
        (THRESHOLDS[REPLY_DEBATE].ask, Severity.ASK, False),
        (THRESHOLDS[REPLY_DEBATE].block, Severity.BLOCK, True),
    ],
)
def test_what_the_words_mean_is_asked_about_where_doubtful_and_refused_where_sure(
    confidence: float, severity: Severity, *, liftable: bool
) -> None:
    (finding,) = found(RULE, case(detections=(seen(FORMAT), sure(REPLY_DEBATE, confidence, "title", 2))))
    assert (finding.severity, finding.liftable, finding.target, finding.place.line) == (severity, liftable, "title", 2)


def test_what_hardly_sounds_like_debate_passes() -> None:
    assert severities(RULE, case(detections=(sure(REPLY_DEBATE, THRESHOLDS[REPLY_DEBATE].ask - 0.01),))) == []
