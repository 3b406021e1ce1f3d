import pytest

from plugins.rehearsal.server import Server
from plugins.rehearsal.timeline import token
from tests.rehearsal.client import LINK, OWN, Client

PATH = f"/2/users/{OWN}/tweets"


def test_text_comes_back_escaped_and_its_links_shortened(x: Client) -> None:
    x.said(f"Tea & cake <3 {LINK}, and example.com")

    (tweet,) = x.timeline(**{"tweet.fields": "entities,created_at,author_id,reply_settings"})

    urls = tweet["entities"]["urls"]
    assert tweet["text"].startswith("Tea &amp; cake &lt;3 https://t.co/")
    assert [url["expanded_url"] for url in urls] == [LINK, "http://example.com"]
    assert [tweet["text"][url["start"] : url["end"]] for url in urls] == [url["url"] for url in urls]
    assert urls[0]["display_url"] == "thistledown-primary.exampl…"
    assert (tweet["created_at"], tweet["author_id"]) == ("2026-11-23T10:00:00.000Z", OWN)
    assert tweet["reply_settings"] == "everyone"


def test_photos_add_one_link_and_come_with_their_alt_text(x: Client) -> None:
    number = x.said("Look", media={"media_ids": [x.photo("A ring of pebbles"), x.photo()]})

    answer = x.get(
        PATH, expansions="attachments.media_keys", **{"media.fields": "alt_text,url", "tweet.fields": "entities"}
    ).json()

    tweet = answer["data"][0]
    page = f"https://x.com/ThistledownPri/status/{number}/photo/1"
    assert {url["expanded_url"] for url in tweet["entities"]["urls"]} == {page}
    assert tweet["text"] == f"Look {tweet['entities']['urls'][0]['url']}"
    first, second = answer["includes"]["media"]
    assert first["alt_text"] == "A ring of pebbles"
    assert "alt_text" not in second
    assert tweet["attachments"]["media_keys"] == [first["media_key"], second["media_key"]]
    assert x.ask("GET", first["url"].removeprefix(x.url)).headers["Content-Type"] == "image/jpeg"


def test_only_the_fields_that_were_asked_for_come_back(x: Client) -> None:
    x.said("Plain")

    (tweet,) = x.timeline(expansions="attachments.media_keys")

    assert tweet.keys() == {"id", "text", "edit_history_tweet_ids"}


def test_the_newest_comes_first_and_pages_lead_to_the_oldest(x: Client, account: Server) -> None:
    ids = []
    for number in range(12):
        ids.append(x.said(f"Number {number}"))
        account.advance(60)

    seen, params = [], {"max_results": "5"}
    while True:
        page = x.get(PATH, **params).json()
        seen += [tweet["id"] for tweet in page["data"]]
        if "next_token" not in page["meta"]:
            break
        params["pagination_token"] = page["meta"]["next_token"]

    assert seen == ids[::-1]
    assert page["meta"] == {"result_count": 2, "newest_id": ids[1], "oldest_id": ids[0]}


def test_times_and_ids_narrow_the_view(x: Client, account: Server) -> None:
    first = x.said("At ten")
    account.advance(3600)
    second = x.said("At eleven")

    def ids(**params: str) -> list[str]:
        return [tweet["id"] for tweet in x.timeline(**params)]

    assert ids(start_time="2026-11-23T10:30:00Z") == [second]
    assert ids(end_time="2026-11-23T11:00:00Z") == [first]
    assert ids(since_id=first) == [second]
    assert ids(until_id=second) == [first]
    assert ids(exclude="replies,retweets") == [second, first]


def test_a_deleted_tweet_is_gone(x: Client) -> None:
    number = x.said("Taken back")
    x.ask("DELETE", f"/2/tweets/{number}")

    assert x.get(PATH).json() == {"meta": {"result_count": 0}}
    assert "data" not in x.get(f"/2/tweets/{number}").json()


def test_a_new_tweet_can_be_late_on_the_timeline_though_it_is_there(x: Client, account: Server) -> None:
    account.show_after(300)
    number = x.said("Slow")

    before = x.timeline()
    account.advance(300)

    assert before == []
    assert [tweet["id"] for tweet in x.timeline()] == [number]


def test_tweets_are_found_by_their_ids(x: Client) -> None:
    number = x.said("Here")

    assert x.get(f"/2/tweets/{number}").json()["data"]["text"] == "Here"
    assert x.get("/2/tweets/17").json()["errors"][0]["detail"] == "Could not find tweet with id: [17]."
    both = x.get("/2/tweets", ids=f"{number},17").json()
    assert ([tweet["id"] for tweet in both["data"]], both["errors"][0]["value"]) == ([number], "17")
    assert x.get("/2/tweets", ids=number).json().keys() == {"data"}
    assert x.get("/2/tweets", ids="17").json().keys() == {"errors"}


@pytest.mark.parametrize(
    ("path", "params"),
    [
        (PATH, {"max_results": "4"}),
        (PATH, {"max_results": "101"}),
        (PATH, {"max_results": "many"}),
        (PATH, {"since_id": "first"}),
        (PATH, {"until_id": ""}),
        (PATH, {"start_time": "yesterday"}),
        (PATH, {"end_time": "2026-11-23T10:00:00"}),
        (PATH, {"exclude": "quotes"}),
        (PATH, {"tweet.fields": "secrets"}),
        (PATH, {"expansions": "everything"}),
        (PATH, {"pagination_token": "!"}),
        (PATH, {"pagination_token": token("17").upper()}),
        (PATH, {"pagination_token": token("words")}),
        ("/2/tweets", {}),
        ("/2/tweets", {"ids": ",".join(["1"] * 101)}),
        ("/2/tweets/99999999999999999999", {}),
        ("/2/tweets/one", {}),
    ],
)
def test_a_wrong_question_is_400(x: Client, path: str, params: dict[str, str]) -> None:
    x.said("Something to look at")

    assert x.get(path, **params).status_code == 400


def test_nobody_else_s_timeline_can_be_read(x: Client) -> None:
    assert x.get("/2/users/17/tweets").status_code == 403
