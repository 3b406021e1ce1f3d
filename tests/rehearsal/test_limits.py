import pytest

from plugins.rehearsal import limits
from plugins.rehearsal.server import Server
from tests.rehearsal.client import LINK, OWN, Client


def test_every_answer_says_how_much_may_still_be_asked(x: Client, account: Server) -> None:
    headers = x.say("One").headers

    assert (headers["x-rate-limit-limit"], headers["x-rate-limit-remaining"]) == ("100", "99")
    assert int(headers["x-rate-limit-reset"]) == int(account.now().timestamp()) + 900


def test_beyond_the_limit_is_429_until_the_window_ends(x: Client, account: Server) -> None:
    reset = int(account.now().timestamp()) + 900
    with account.store.transaction() as db:
        db.execute("INSERT INTO rate VALUES ('POST /2/tweets', 99, ?)", (reset,))

    answers = [x.say(f"Number {number}") for number in range(3)]
    account.advance(900)

    assert [answer.status_code for answer in answers] == [201, 429, 429]
    assert [answer.headers["x-rate-limit-remaining"] for answer in answers] == ["0", "0", "0"]
    assert x.say("Later").status_code == 201
    assert len(account.tweets()) == 2


def test_endpoints_are_counted_apart(x: Client) -> None:
    x.said("One")

    assert x.get("/2/users/me").headers["x-rate-limit-remaining"] == "74"


@pytest.mark.parametrize(
    ("request_of", "mills"),
    [
        (lambda x: x.say("Plain"), 15),
        (lambda x: x.say(f"With a link {LINK}"), 200),
        (lambda x: x.say("A bare domain counts: example.com"), 200),
        (lambda x: x.photo("Described"), 5),
        (lambda x: x.ask("DELETE", f"/2/tweets/{x.said('Gone')}"), 25),
        (lambda x: x.get(f"/2/users/{OWN}/followers"), 7),
        (lambda x: x.get(f"/2/tweets/{x.said('Read')}"), 16),
        (lambda x: x.say(""), 0),
    ],
)
def test_everything_is_added_up_at_x_s_prices(x: Client, account: Server, request_of: object, mills: int) -> None:
    assert callable(request_of)
    request_of(x)

    with account.store.transaction() as db:
        assert limits.spent(db) == mills


def test_without_credit_nothing_is_done(x: Client, account: Server) -> None:
    account.give_credit(0.015)

    answers = [x.say("Paid for").status_code, x.say("Not paid for").status_code, x.get("/2/users/me").status_code]
    account.give_credit(None)

    assert answers == [201, 402, 402]
    assert x.say("Paid again").status_code == 201
    assert len(account.tweets()) == 2
