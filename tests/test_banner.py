from datetime import datetime
from types import SimpleNamespace
from typing import Any

from plugins.banner import show_urgent_news
from plugins.model.order import Order
from plugins.model.post import Urgent
from tests import make


def article(published: str, expires: str = "") -> SimpleNamespace:
    urgent = Urgent(reason="snow", expires=make.at(expires)) if expires else None
    post = make.post(published=make.at(published), urgent=urgent)
    return SimpleNamespace(post=post, date=post.published)


def shown(*articles: SimpleNamespace, now: datetime | None = None, **order_has: Any) -> dict[str, Any]:
    """The context of the templates of a build at `now`; without one, of a build by Pelican alone."""
    order = Order(now=now, ledger="", approved=frozenset(), **order_has) if now else None
    context = {"SCHOOL": make.school(), "articles": articles, "SCHOOLGATE_ORDER": order}
    show_urgent_news([SimpleNamespace(context=context)])
    return context


def test_the_newest_urgent_news_is_shown_until_it_expires() -> None:
    plain = article("2026-11-23 09:00")
    old = article("2026-11-22 07:00", "2026-11-24 18:00")
    new = article("2026-11-23 07:00", "2026-11-23 18:00")
    assert shown(plain, old, new, now=make.at("2026-11-23 10:00"))["BANNER"] is new
    assert shown(plain, old, new, now=make.at("2026-11-23 18:00"))["BANNER"] is old
    assert shown(plain, old, new, now=make.at("2026-11-24 18:00"))["BANNER"] is None


def test_an_article_knows_its_own_tweet_and_whether_it_still_stands() -> None:
    plain, urgent = article("2026-11-23 09:00"), article("2026-11-23 07:00", "2026-11-23 18:00")
    shown(plain, urgent, now=make.at("2026-11-23 10:00"), said={plain.post.id: "https://x.com/school/status/1"})
    assert (plain.said, plain.stands, urgent.stands) == ("https://x.com/school/status/1", False, True)
    shown(urgent, now=make.at("2026-11-23 18:00"))
    assert (urgent.said, urgent.stands) == ("", False)


def test_without_news_there_is_no_banner_and_the_order_says_what_time_it_is() -> None:
    context = shown(now=make.at("2026-11-23 10:00"))
    assert context["BANNER"] is None
    assert context["NOW"] == make.at("2026-11-23 10:00")


def test_pelican_alone_asks_the_machines_clock() -> None:
    over = article("2020-01-06 07:00", "2020-01-06 18:00")
    stands = article("2020-01-06 07:00", "2099-01-06 18:00")
    context = shown(over, stands)
    assert context["BANNER"] is stands
    assert context["NOW"].utcoffset() is not None
