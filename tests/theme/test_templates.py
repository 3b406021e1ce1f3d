"""Every kind of page, checked as text: what it must have, and what may never be in it."""

import gzip
import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped] # lxml has no type information

from plugins.wellknown import CSP, CSP_SEARCH
from tests import make
from tests.theme.site import THEME, Article, articles, pages, render, urgent

PAGES = pages()
SITE = "https://www.thistledown-primary.example"
each_page = pytest.mark.parametrize("address", PAGES)


def read(address: str) -> Any:
    return html.document_fromstring(PAGES[address])


def article(**changes: Any) -> Any:
    return html.document_fromstring(render("article.html", **{"article": articles()[0], **changes}))


def meta(page: Any) -> dict[str, str]:
    return {found.get("name") or found.get("property"): found.get("content") for found in page.iter("meta")}


@each_page
def test_a_page_has_one_heading_a_title_a_language_and_its_landmarks(address: str) -> None:
    page = read(address)

    assert PAGES[address].startswith("<!DOCTYPE html>")
    assert [found.tag for found in page.xpath("//h1")] == ["h1"]
    assert page.findtext("head/title").endswith(" · Thistledown Primary School")
    assert page.get("lang") == "en-GB"
    assert [len(page.xpath(f"/html/body/{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert page.xpath("string(//header//nav/@aria-label)") == "Main"
    assert page.xpath("string(//body/a[1]/@href)") == "#" + page.xpath("string(//main/@id)")


@each_page
def test_headings_go_down_one_step_at_a_time(address: str) -> None:
    levels = [int(found.tag[1]) for found in read(address).xpath("//main//*[self::h1 or self::h2 or self::h3]")]

    assert all(after - before <= 1 for before, after in pairwise(levels))


@each_page
def test_a_page_runs_no_script_has_no_style_of_its_own_and_asks_nobody_else(address: str) -> None:
    page = read(address)
    loaded = [*page.xpath("//@src"), *page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")]
    loaded += [part.split()[0] for found in page.xpath("//@srcset") for part in found.split(", ")]

    assert (
        page.xpath(
            "//script[not(@type='application/ld+json' or @src='/theme/search.js')]"
            " | //style | //iframe | //object | //form | //base | //@style"
            " | //@*[starts-with(name(), 'on')]"
        )
        == []
    )
    assert all(found.startswith("/") and not found.startswith("//") for found in loaded)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == (CSP_SEARCH if address == "search/" else CSP)
    assert (page.xpath("//script/@src") == ["/theme/search.js"]) == (address == "search/")
    assert not [found for found in page.xpath("//@href") if found.startswith("javascript:")]


@each_page
def test_every_picture_has_an_alternative_text_and_a_size(address: str) -> None:
    for image in read(address).iter("img"):
        assert image.get("alt") is not None
        assert image.get("width").isdecimal()
        assert image.get("height").isdecimal()
        assert image.get("src") == "/theme/thistle.svg" or image.get("alt")


@each_page
def test_every_date_is_in_words_for_people_and_exact_for_machines(address: str) -> None:
    for found in read(address).iter("time"):
        assert found.get("datetime").endswith("+00:00") or found.get("datetime").endswith("+01:00")
        assert " 202" in found.text or found.text.endswith("m")


@each_page
def test_a_page_leads_to_both_feeds(address: str) -> None:
    feeds = read(address).xpath("//link[@rel='alternate']/@href")

    assert {"/feeds/rss.xml", "/feeds/atom.xml"} <= set(feeds)


@each_page
def test_only_the_page_that_is_nowhere_has_no_address(address: str) -> None:
    canonical = read(address).xpath("//link[@rel='canonical']/@href")

    if address == "404.html":
        assert canonical == []
        assert meta(read(address))["robots"] == "noindex"
    elif address not in ("banner/", "empty/"):
        assert canonical == [f"{SITE}/{address}"]


def test_without_its_script_the_search_leads_to_the_archive() -> None:
    page = read("search/")

    assert "You find every post without it" in page.xpath("string(//main)")
    assert page.xpath("//main//a/@href") == ["/archives/"]


def test_a_school_without_a_search_does_not_offer_one() -> None:
    school = make.school()
    without = html.document_fromstring(
        render("index.html", SCHOOL=replace(school, site=replace(school.site, search=False)))
    )

    assert "/search/" in read("").xpath("//header//nav//a/@href")
    assert "/search/" not in without.xpath("//@href")


def test_hostile_words_are_shown_as_words() -> None:
    page = read("news/hostile-0000/")

    assert page.findtext(".//h1") == 'Fish <script>alert(1)</script> & "chips" \''
    assert meta(page)["og:title"] == page.findtext(".//h1")
    assert {found.get("type") for found in page.iter("script")} == {"application/ld+json"}
    assert json.loads(page.findtext("head/script"))["@graph"][0]["headline"] == page.findtext(".//h1")


def test_a_post_carries_the_hash_that_the_live_check_compares() -> None:
    assert meta(article())["content-hash"] == "a" * 64


def test_a_post_describes_itself_to_those_who_share_it() -> None:
    told = meta(article())

    assert told["og:type"] == "article"
    assert told["og:title"] == "A field of poppies"
    assert told["og:description"] == told["description"] == articles()[0].summary
    assert told["og:url"] == f"{SITE}/news/poppies-2k4m/"
    assert told["og:image"] == f"{SITE}/cards/0123-card.jpg"
    assert told["og:image:alt"] == told["twitter:image:alt"] == told["og:title"]
    assert told["twitter:card"] == "summary_large_image"
    assert told["article:published_time"] == "2026-11-20T15:20:00+00:00"


def test_the_body_stands_in_a_post_as_it_was_sanitised() -> None:
    (body,) = article().find_class("post-body")

    assert [found.tag for found in body] == ["p", "h2", "ul", "blockquote", "table"]


def test_the_first_photo_is_fetched_at_once_and_the_others_when_they_are_near() -> None:
    first, second = article().xpath("//main//figure")

    assert [first.find(".//img").get("loading"), second.find(".//img").get("loading")] == ["eager", "lazy"]
    assert first.find(".//img").get("fetchpriority") == "high"
    assert first.xpath(".//source/@srcset") == ["/photos/poppies-1200.avif 1200w"]
    assert first.find(".//img").get("srcset") == "/photos/poppies-600.jpg 600w, /photos/poppies-1200.jpg 1200w"
    assert first.findtext("figcaption/span") == "Poppies by the whole of Year 2"
    assert first.xpath("string(.//*[@class='credit'])") == "Picture: School"
    assert second.find("figcaption") is None


def test_an_event_tells_when_and_where_and_a_day_only_once() -> None:
    when, where = article().xpath("//section[@aria-labelledby='event']//dd")

    assert " ".join(when.text_content().split()) == "Friday 4 December 2026, 3.15pm to 4.30pm"
    assert where.text == "The main hall"


def test_an_event_can_be_put_into_a_calendar_and_is_told_to_search_engines() -> None:
    page = article()
    told = json.loads(page.findtext("head/script"))["@graph"]

    assert "/news/poppies-2k4m/event.ics" in page.xpath("//main//a/@href")
    assert [one["@type"] for one in told] == ["NewsArticle", "Event"]
    assert (told[1]["startDate"], told[1]["location"]["name"]) == ("2026-12-04T15:15:00+00:00", "The main hall")


def test_the_calendar_shows_what_comes_and_what_has_been() -> None:
    before = read("calendar/")
    after = html.document_fromstring(render("calendar.html", NOW=make.at("2026-12-08 09:00")))
    none = render("calendar.html", EVENTS=())

    assert before.xpath("//*[@class='agenda']//a/text()") == ["A field of poppies", "Winter fair"]
    assert before.find_class("lines") == []
    assert after.xpath("//*[@class='lines']//a/text()") == ["A field of poppies"]
    assert {"/calendar/all.ics", "/calendar/year-2.ics"} <= set(after.xpath("//main//a/@href"))
    assert "Nothing is planned" in none


def test_the_page_of_feeds_leads_to_each_of_them() -> None:
    links = set(read("feeds/").xpath("//main//a/@href"))

    assert {"/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"} <= links
    assert {"/feeds/audience/year-2.xml", "/feeds/achievement.xml"} <= links


def test_a_class_leads_to_its_own_feed_and_where_it_has_dates_to_its_calendar() -> None:
    with_dates = read("audience/year-2/").xpath("//main//ul[@class='ways']//a/@href")
    without = html.document_fromstring(render("audience.html", audience="Year 3")).xpath("//ul[@class='ways']//a/@href")

    assert with_dates == ["/feeds/audience/year-2.xml", "/calendar/year-2.ics"]
    assert without == ["/feeds/audience/year-3.xml"]
    assert read("category/achievement/").xpath("//ul[@class='ways']//a/@href") == ["/feeds/achievement.xml"]


def test_a_telephone_number_runs_from_left_to_right_in_every_language() -> None:
    assert set(read("").xpath("//a[starts-with(@href, 'tel:')]/@dir")) == {"ltr"}


def test_an_event_of_two_days_names_both() -> None:
    page = html.document_fromstring(render("article.html", article=articles()[1]))

    assert " ".join(page.xpath("string(//section[@aria-labelledby='event']//dd[1])").split()) == (
        "Friday 11 December 2026, 3.15pm to Saturday 12 December 2026, 9am"
    )


def test_words_in_another_language_say_so_and_run_their_own_way() -> None:
    page = read("news/urdu-9999/")

    assert [(found.get("lang"), found.get("dir")) for found in page.xpath("//h1 | //*[@class='post-body']")] == [
        ("ur", "rtl"), ("ur", "rtl"),
    ]  # fmt: skip
    assert page.xpath("//time[@lang] | //dl//dt[@lang]") == []
    welsh = Article(post=make.post(lang="cy"))
    assert html.document_fromstring(render("article.html", article=welsh)).xpath("//h1/@dir") == ["ltr"]


def test_urgent_news_shows_until_when_it_stands_and_later_that_it_is_over() -> None:
    during = render("article.html", article=urgent())
    after = render("article.html", article=replace(urgent(), stands=False))

    assert "Stands until" in during
    assert "Over since" in after
    assert "boiler" not in during


def test_the_banner_is_on_every_page_with_its_date_and_nowhere_without_news() -> None:
    with_news = html.document_fromstring(render("audiences.html", BANNER=urgent()))

    banner = with_news.xpath("string(//*[@class='banner'])")
    assert "Monday 23 November 2026, 10am" in banner
    assert "Tuesday 24 November 2026, 9am" in banner
    assert "banner" not in PAGES["audiences/"]


def test_a_post_leads_to_its_category_its_classes_and_its_topics() -> None:
    links = article().xpath("//main//a/@href")

    assert {"/category/achievement/", "/audience/year-2/", "/audience/whole-school/", "/topic/art/"} <= set(links)


def test_the_real_account_is_linked_and_a_rehearsed_one_is_not() -> None:
    school = make.school()
    real = replace(school, account=replace(school.account, kind="x"))

    rehearsed, spoken = article(), article(SCHOOL=real)

    assert "https://x.com/ThistledownPri" not in rehearsed.xpath("//@href")
    assert "twitter:site" not in meta(rehearsed)
    assert spoken.xpath("//main//a[@href='https://x.com/ThistledownPri']/text()") == ["our Twitter account"]
    assert meta(spoken)["twitter:site"] == "@ThistledownPri"
    assert "does not reply" in spoken.xpath("string(//main)")
    assert "https://x.com/ThistledownPri" in render("index.html", SCHOOL=real)


def test_a_post_leads_to_its_tweet_once_it_is_said_and_the_account_is_real() -> None:
    real = replace(make.school(), account=replace(make.school().account, kind="x"))
    said = replace(articles()[0], said="https://x.com/ThistledownPri/status/1")

    page = article(SCHOOL=real, article=said)

    assert page.xpath("//main//a[text()='on Twitter']/@href") == ["https://x.com/ThistledownPri/status/1"]
    assert "The account does not reply." in page.xpath("string(//main)")
    assert article(article=said).xpath("//main//a[text()='on Twitter']") == []


def test_home_shows_the_newest_first_the_next_events_and_how_to_follow() -> None:
    page = read("")

    assert page.xpath("//main//article//a/text()")[0] == "A field of poppies"
    assert len(page.xpath("//main//article")) == len(articles())
    assert page.xpath("//*[@class='soon']//li/a/text()") == ["A field of poppies", "Winter fair"]
    assert "does not reply" in page.xpath("string(//*[@class='follow'])")


def test_home_shows_nine_posts_at_most_and_no_event_that_is_over() -> None:
    page = html.document_fromstring(render("index.html", articles=articles() * 2, NOW=make.at("2027-01-05 09:00")))

    assert len(page.xpath("//main//article")) == 9
    assert page.find_class("soon") == []


def test_a_home_without_posts_welcomes_and_leads_on() -> None:
    page = read("empty/")

    assert page.xpath("string(//h2[@id='latest'])") == "Welcome"
    assert page.xpath("//main//ul[contains(@class, 'tiles')]//a/@href") == ["/about/", "/privacy/"]
    assert "does not reply" in page.xpath("string(//*[@class='follow'])")
    assert "No news yet." in PAGES["audience/nursery/"]
    assert "No news yet." in render("archives.html", articles=())


def test_the_archive_is_in_school_years_and_months() -> None:
    page = read("archives/")

    assert page.xpath("//main//h2/text()") == ["School year 2026 to 2027", "School year 2025 to 2026"]
    assert page.xpath("//main//h3/text()") == [
        "November 2026", "October 2026", "September 2026", "July 2026", "March 2026",
    ]  # fmt: skip
    assert [len(found) for found in page.find_class("lines")] == [4, 1, 1, 1, 1]


def test_the_page_one_is_on_is_marked_in_the_menu() -> None:
    marked = [read(address).xpath("//nav//*[@aria-current]/@href") for address in ("", "archives/", "about/")]

    assert marked == [["/"], ["/archives/"], ["/about/", "/about/"]]


def test_the_head_names_two_pages_and_the_foot_all_of_them() -> None:
    page = read("")

    assert page.xpath("//header//nav//a/@href")[-1] == "/about/"
    assert {"/about/", "/privacy/"} <= set(page.xpath("//footer//nav//a/@href"))


def test_a_site_below_a_path_keeps_every_link_below_it() -> None:
    for template in ("index.html", "archives.html", "categories.html", "audiences.html", "404.html"):
        page = html.document_fromstring(render(template, BASE="/school"))
        local = [found for found in page.xpath("//@href | //@src") if found.startswith("/")]

        assert local
        assert all(found.startswith("/school/") for found in local)


def test_an_unknown_category_is_shown_by_its_own_name() -> None:
    club = Article(post=make.post(category="club"))

    assert ">Club</a>" in render("article.html", article=club)


def test_pages_are_light() -> None:
    css = (THEME / "static/thistledown.css").read_bytes()
    post = PAGES["news/poppies-2k4m/"].encode()

    assert len(css) <= 12 * 1024
    assert len(gzip.compress(css)) + len(gzip.compress(post)) <= 10 * 1024


def test_the_style_asks_nobody_else_either() -> None:
    css = (THEME / "static/thistledown.css").read_text(encoding="utf-8")

    assert "@import" not in css
    assert set(re.findall(r"url\((.*?)\)", css)) <= {file.name for file in (THEME / "static").iterdir()}
    assert "Reserved Font Name" not in (THEME / "static/OFL.txt").read_text(encoding="utf-8").split("---")[0]
