import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.post import Kind
from plugins.tweet.compose import compose, links_elsewhere, permalink, text_hash, words_of
from plugins.tweet.weigh import weighted_length
from tests import make

SITE = "https://www.fernbridge.sch.uk"


def test_a_permalink_is_made_from_the_id() -> None:
    assert permalink(SITE, make.post(title="Another title")) == f"{SITE}/news/reading-miles-7f3k/"
    assert permalink(SITE, make.post(kind=Kind.PAGE)) == f"{SITE}/reading-miles-7f3k/"


def test_a_tweet_is_the_summary_and_the_permalink() -> None:
    tweet = compose(make.post(), SITE)
    assert tweet.text == (
        "Together we have read enough pages to reach Edinburgh.\n\n"
        "https://www.fernbridge.sch.uk/news/reading-miles-7f3k/"
    )
    assert tweet.weight == 54 + 2 + 23
    assert (tweet.post, tweet.permalink) == ("reading-miles-7f3k", f"{SITE}/news/reading-miles-7f3k/")


def test_the_authors_own_tweet_goes_before_the_summary_and_is_left_as_it_is() -> None:
    tweet = compose(make.post(tweet="  *Read* the Welsh cafe\u0301 menu \n"), SITE)
    assert tweet.text.startswith("*Read* the Welsh café menu\n\nhttps://")


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("We read *The Twits* today", "We read The Twits today"),
        ("**Well done** and __thank you__, _Year 4_!", "Well done and thank you, Year 4!"),
        ("***All*** of us", "All of us"),
        ("2 * 3 * 4 and snake_case_name and 5*6*7", "2 * 3 * 4 and snake_case_name and 5*6*7"),
        ("* a list", "* a list"),
    ],
)
def test_emphasis_of_the_summary_is_not_tweeted(summary: str, words: str) -> None:
    assert words_of(compose(make.post(summary=summary), SITE).text) == words


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        ("We had fun at school.It was great.", True),
        ("Year 2.Art is our favourite.", True),
        ("See t.co/abc", True),
        ("See https://www.fernbridge.sch.uk.evil.com/", True),
        ("See https://www.fernbridge.sch.uk/ and play.fun", True),
        ("See https://www.fernbridge.sch.uk/news/other/ or www.fernbridge.sch.uk.", False),
        ("We had fun at school. It was great, and at 3.15pm it was over.", False),
    ],
)
def test_words_that_twitter_would_link_elsewhere_are_seen(words: str, linked: bool) -> None:  # noqa: FBT001 - a table
    assert links_elsewhere(compose(make.post(tweet=words), SITE), SITE) is linked


@pytest.mark.parametrize(
    "text",
    [
        "Reading miles\n\nhttps://www.fernbridge.sch.uk/news/other/",
        "READING   miles\n\nhttp://127.0.0.1:8000/news/other/\n",
        " Reading\nmiles ",
        "\uff32eading \uff4diles https://t.co/abc",
    ],
)
def test_texts_that_a_reader_would_call_the_same_have_one_hash(text: str) -> None:
    assert text_hash(text) == text_hash("Reading miles\n\nhttps://www.fernbridge.sch.uk/news/reading-miles-7f3k/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Year 4's mosaic", "Year 4\u2019s mosaic"),
        ('We read "Matilda"', "We read \u201cMatilda\u201d"),
        ("Snow - we are closed", "Snow \u2013 we are closed"),
        ("Thank you \u2764", "Thank you \u2764\ufe0f"),
        ("A caf\u00e9", "A cafe\u0301"),
    ],
)
def test_what_an_editor_changes_by_itself_makes_no_other_tweet(one: str, other: str) -> None:
    assert text_hash(one) == text_hash(other)


def test_only_the_permalink_is_left_out_of_the_hash() -> None:
    first, second = (f"The letter: https://school.uk/{n}\n\nhttps://school.uk/news/{n}/" for n in (1, 2))
    assert text_hash(first) != text_hash(second)
    assert len(text_hash(first)) == 64


@given(st.text(min_size=1))
def test_nothing_is_added_but_the_permalink_whatever_the_words(words: str) -> None:
    tweet = compose(make.post(tweet=words), SITE)
    assert tweet.text.endswith(f"\n\n{tweet.permalink}")
    assert len(tweet.text.removesuffix(tweet.permalink)) <= 2 + 3 * len(words)
    assert tweet.weight == weighted_length(tweet.text)


@given(st.text(st.characters(exclude_characters=":")))
def test_a_hash_knows_no_outer_spaces_and_no_permalink(words: str) -> None:
    assert text_hash(words) == text_hash(f"  {words}  \n\n{SITE}/news/x/")
