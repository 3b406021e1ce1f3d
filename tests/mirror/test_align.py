from dataclasses import replace
from typing import Any

import pytest

from plugins.mirror.align import Row, Sides, Verdict, compare
from plugins.model.account import Form, Shown
from plugins.model.entry import Entry, State
from plugins.model.post import PostId
from plugins.tweet.compose import text_hash
from tests.mirror.fakes import MONDAY, entry, news

CHOIR, FAIR = news("choir"), news("fair")
WORDS = text_hash(CHOIR.tweet.text)
SENT = entry("choir", State.SENT, tweet_id="1", text_hash=WORDS, how="response")


def tweet(number: str = "1", text: str = CHOIR.tweet.text, **changes: Any) -> Shown:
    links = tuple(word for word in text.split() if word.startswith("https://"))
    return Shown(**{"id": number, "text": text, "urls": links, "created_at": MONDAY, **changes})


def sides(*entries: Entry, tweets: tuple[Shown, ...] = (), **changes: Any) -> Sides:
    plain = Sides(items=(CHOIR,), pages={}, feed=(CHOIR.permalink,), feed_most=20, entries=entries, tweets=tweets)
    return replace(plain, **changes)


def only(found: tuple[Row, ...]) -> Row:
    (row,) = found
    assert row.why
    return row


def verdicts(found: tuple[Row, ...]) -> list[Verdict]:
    return [row.verdict for row in found]


def test_page_feed_and_tweet_that_say_the_same_are_in_step() -> None:
    row = only(compare(sides(SENT, tweets=(tweet(),))))
    assert (row.verdict, row.differs, row.post, row.tweet) == (Verdict.IN_STEP, False, CHOIR.post, tweet())


@pytest.mark.parametrize("standing", [(), (entry("choir", State.RETRY),)])
def test_what_is_not_said_yet_is_missing_on_the_account(standing: tuple[Entry, ...]) -> None:
    assert only(compare(sides(*standing))).verdict is Verdict.MISSING


def test_what_was_taken_back_to_be_corrected_waits_for_its_yes_and_not_for_its_turn() -> None:
    row = only(
        compare(sides(entry("choir", State.SKIPPED), replace(entry("choir", State.RETRY), post=PostId("choir.r2"))))
    )
    assert row.verdict is Verdict.MISSING
    assert "when its correction is approved" in row.why


@pytest.mark.parametrize("state", [State.SENDING, State.HELD, State.WITHDRAWING])
@pytest.mark.parametrize("items", [(CHOIR,), ()])
def test_what_is_not_settled_is_in_doubt(state: State, items: tuple[Any, ...]) -> None:
    row = only(compare(sides(entry("choir", state), items=items, feed=tuple(item.permalink for item in items))))
    assert row.verdict is Verdict.DOUBT


def test_what_was_there_before_is_not_to_be_said() -> None:
    row = only(compare(sides(entry("choir", State.SKIPPED, how="baseline"), tweets=(tweet(),))))
    assert (row.verdict, row.differs) == (Verdict.NOT_MIRRORED, False)


def test_a_tweet_that_is_gone_was_deleted_there() -> None:
    assert only(compare(sides(SENT))).verdict is Verdict.DELETED_THERE


def test_a_post_edited_since_shows_its_older_text_there() -> None:
    older = tweet(text=f"Older words\n\n{CHOIR.permalink}")
    row = only(compare(sides(replace(SENT, text_hash=text_hash(older.text)), tweets=(older,))))
    assert row.verdict is Verdict.EDITED_HERE


def test_other_words_than_were_sent_are_told() -> None:
    other = tweet(text=f"Changed there\n\n{CHOIR.permalink}")
    assert only(compare(sides(SENT, tweets=(other,)))).verdict is Verdict.TEXT_DIFFERS


def test_a_tweet_without_a_number_on_the_ledger_is_found_by_its_link() -> None:
    assert only(compare(sides(replace(SENT, tweet_id=""), tweets=(tweet("9"),)))).verdict is Verdict.IN_STEP


def test_a_post_said_by_hand_before_its_turn_is_known() -> None:
    row = only(compare(sides(tweets=(tweet("9", f"By hand {CHOIR.permalink}"),))))
    assert (row.verdict, row.post) == (Verdict.BY_HAND, CHOIR.post)


def test_a_second_tweet_of_the_same_post_is_by_hand() -> None:
    found = compare(sides(SENT, tweets=(tweet("2"), tweet())))
    assert verdicts(found) == [Verdict.IN_STEP, Verdict.BY_HAND]
    assert (found[1].post, found[1].why) == (CHOIR.post, "it says a post that has a tweet already")


@pytest.mark.parametrize(
    ("form", "verdict"),
    [
        (Form.POST, Verdict.BY_HAND),
        (Form.REPLY, Verdict.REPLY),
        (Form.QUOTE, Verdict.QUOTE),
        (Form.REPOST, Verdict.REPOST),
    ],
)
def test_what_was_made_by_hand_is_listed_by_its_form(form: Form, verdict: Verdict) -> None:
    found = compare(sides(SENT, tweets=(tweet("7", "Hello", form=form), tweet())))
    assert verdicts(found) == [Verdict.IN_STEP, verdict]
    assert (found[1].post, found[1].at) == (None, MONDAY)


def test_a_reply_that_links_to_a_post_is_not_its_tweet() -> None:
    found = compare(sides(tweets=(tweet("7", form=Form.REPLY),)))
    assert verdicts(found) == [Verdict.MISSING, Verdict.REPLY]


def test_a_page_or_feed_entry_that_is_missing_is_told_besides() -> None:
    found = compare(sides(SENT, tweets=(tweet(),), pages={CHOIR.post: "answers 404"}, feed=()))
    assert verdicts(found) == [Verdict.PAGE_MISSING, Verdict.NOT_IN_FEED, Verdict.IN_STEP]
    assert found[0].why == "answers 404"


def test_only_the_newest_are_expected_in_the_feed() -> None:
    found = compare(sides(items=(CHOIR, FAIR), feed_most=1))
    assert verdicts(found) == [Verdict.MISSING, Verdict.MISSING]


def test_what_only_the_feed_shows_is_told() -> None:
    found = compare(sides(SENT, tweets=(tweet(),), feed=(CHOIR.permalink, FAIR.permalink)))
    assert verdicts(found) == [Verdict.IN_STEP, Verdict.ONLY_IN_FEED]
    assert FAIR.permalink in found[1].why


def test_a_tweet_whose_post_the_site_lost_has_no_page() -> None:
    row = only(compare(sides(SENT, tweets=(tweet(),), items=(), feed=())))
    assert (row.verdict, row.post) == (Verdict.PAGE_MISSING, CHOIR.post)


def test_a_tweet_taken_over_has_its_draft() -> None:
    row = only(compare(sides(replace(SENT, how="adopted"), tweets=(tweet(),), items=(), feed=())))
    assert (row.verdict, row.differs) == (Verdict.NOT_MIRRORED, False)


def test_a_withdrawn_post_that_still_shows_is_told_with_what_to_do() -> None:
    gone = replace(SENT, state=State.SKIPPED, how="withdrawn")
    assert compare(sides(gone, items=(), feed=())) == ()
    found = compare(sides(gone, items=(), feed=(), tweets=(tweet(), tweet("2"))))
    assert verdicts(found) == [Verdict.STILL_THERE, Verdict.STILL_THERE]
    assert found[0].why == "delete it: publish.py withdraw choir"


def test_a_withdrawal_under_way_tells_both() -> None:
    going = replace(SENT, state=State.WITHDRAWING, how="withdrawn")
    found = compare(sides(going, items=(), feed=(), tweets=(tweet(),)))
    assert verdicts(found) == [Verdict.STILL_THERE, Verdict.DOUBT]


def test_old_entries_without_page_or_tweet_say_nothing() -> None:
    assert (
        compare(sides(entry("old", State.SKIPPED), entry("older", State.SENT, tweet_id="5"), items=(), feed=())) == ()
    )
