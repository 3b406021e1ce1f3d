"""The school's own content is what a newcomer sees first: it keeps every rule that it tells others to keep."""

import calendar
import hashlib
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image

from plugins.detect.metadata import metadata
from plugins.model.finding import Place
from plugins.model.post import Kind, Post
from plugins.reading.reader import Reading, read_all
from plugins.tweet.compose import compose
from plugins.tweet.freshness import last_moment
from tests import make

CONTENT = Path(__file__).parent.parent / "content"
PAGES = {
    "about",
    "about-our-account",
    "accessibility",
    "contact",
    "e-safety",
    "e-safety-lessons",
    "photo-credits",
    "twitter-policy",
}
DAYS, MONTHS = calendar.day_name[:], calendar.month_name[1:]
NAMED_DAY = re.compile(rf"({'|'.join(DAYS)}) (\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return read_all(CONTENT, make.school())


@pytest.fixture(scope="module")
def posts(readings: tuple[Reading, ...]) -> tuple[Post, ...]:
    """Newest first."""
    found = [reading.post for reading in readings if reading.post and reading.post.kind is Kind.POST]
    return tuple(sorted(found, key=lambda post: post.published, reverse=True))


@pytest.fixture(scope="module")
def pages(readings: tuple[Reading, ...]) -> tuple[Post, ...]:
    return tuple(reading.post for reading in readings if reading.post and reading.post.kind is Kind.PAGE)


def test_every_file_is_read_without_a_fault(readings: tuple[Reading, ...]) -> None:
    assert [fault for reading in readings for fault in reading.faults] == []


def test_a_whole_school_year_and_the_term_after_it_are_there(posts: tuple[Post, ...]) -> None:
    months = Counter(post.published.strftime("%Y-%m") for post in posts)
    assert len(posts) >= 44
    school_months = {f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13) if month != 8}
    assert set(months) == {month for month in school_months if "2025-09" <= month <= "2026-11"}


def test_every_category_is_used_and_urgent_only_once(posts: tuple[Post, ...]) -> None:
    used = Counter(post.category for post in posts)
    assert set(used) == {"news", "achievement", "event", "trip", "sport", "notice", "urgent"}
    assert used["urgent"] == 1


def test_the_urgent_post_expired_long_ago(posts: tuple[Post, ...]) -> None:
    (urgent,) = (post for post in posts if post.urgent)
    assert urgent.urgent
    assert urgent.category == "urgent"
    assert urgent.urgent.expires < make.at("2026-02-01 00:00")


def test_ids_are_unique_and_a_posts_id_ends_in_four_characters_of_chance(
    posts: tuple[Post, ...], pages: tuple[Post, ...]
) -> None:
    assert len({post.id for post in (*posts, *pages)}) == len(posts) + len(pages)
    assert [post.id for post in posts if not re.fullmatch(r"[a-z0-9-]+-[a-z2-7]{4}", post.id)] == []


def test_a_file_is_named_after_its_day_and_its_id(posts: tuple[Post, ...]) -> None:
    for post in posts:
        assert Path(post.source).name == f"{post.published:%Y-%m-%d}-{post.id[:-5]}.md"


def test_every_page_is_there(pages: tuple[Post, ...]) -> None:
    assert {page.id for page in pages} == PAGES


def test_posts_outside_the_opening_hours_are_events_or_urgent(posts: tuple[Post, ...]) -> None:
    hours = make.school().hours
    for post in posts:
        inside = post.published.weekday() in hours.days and hours.opens <= post.published.time() <= hours.closes
        assert inside or post.event or post.urgent, post.source


def test_every_weekday_agrees_with_its_date(posts: tuple[Post, ...]) -> None:
    found = 0
    for post in posts:
        for match in NAMED_DAY.finditer(f"{post.summary}\n{post.text}"):
            day = _date_near(post.published, match)
            assert DAYS[day.weekday()] == match[1], f"{post.source}: {match[0]}"
            found += 1
    assert found >= 10


def _date_near(published: datetime, match: re.Match[str]) -> date:
    """The next such date, which may be in the year after the post's."""
    month, day = MONTHS.index(match[3]) + 1, int(match[2])
    here = date(published.year, month, day)
    return (
        date(int(match[4]), month, day)
        if match[4]
        else here
        if here >= published.date()
        else here.replace(year=here.year + 1)
    )


def test_every_tweet_fits_and_no_two_are_alike(posts: tuple[Post, ...]) -> None:
    tweets = [compose(post, make.school().site.url) for post in posts]
    assert [tweet.post for tweet in tweets if tweet.weight > 280] == []
    assert len({tweet.text.split("\n")[0] for tweet in tweets}) == len(tweets)


def test_the_newest_three_may_be_said_on_any_day_and_show_a_photo(posts: tuple[Post, ...]) -> None:
    newest = posts[:3]
    assert all(make.at("2026-11-19 08:00") <= post.published < make.at("2026-11-21 00:00") for post in newest)
    assert [last_moment(f"{post.title}\n{post.summary}\n{post.tweet}", post.published) for post in newest] == [None] * 3
    assert all(post.photos for post in newest)


def test_summaries_are_short_and_bodies_say_more(posts: tuple[Post, ...]) -> None:
    for post in posts:
        assert len(post.summary) <= 200, post.source
        assert 40 <= len(post.text.split()) <= 160, (post.source, len(post.text.split()))
        assert post.audience, post.source


def test_every_link_to_our_own_site_leads_to_a_page_or_a_post(posts: tuple[Post, ...], pages: tuple[Post, ...]) -> None:
    addresses = {f"/{post.path}" for post in (*posts, *pages)}
    ours = [link.target for post in (*posts, *pages) for link in post.links if link.target.startswith("/")]
    assert len(ours) >= 10
    assert set(ours) <= addresses


def test_the_policy_page_links_to_xs_own_safety_advice(pages: tuple[Post, ...]) -> None:
    (policy,) = (page for page in pages if page.id == "twitter-policy")
    assert "https://help.x.com/en/safety-and-security" in {link.target for link in policy.links}


def test_every_photo_is_used_described_and_credited_and_shows_nobody(posts: tuple[Post, ...]) -> None:
    shown = [photo for post in posts for photo in post.photos]
    assert {photo.file for photo in shown} == {file.name for file in (CONTENT / "photos").iterdir()}
    assert len({photo.digest for photo in shown}) >= 14
    assert len({photo.alt for photo in shown}) == len(shown)
    assert all(photo.alt and photo.caption and photo.people == "none" for photo in shown)
    assert all(re.search(r"\((CC0|public domain)\)$", photo.credit) for photo in shown)


@pytest.mark.parametrize("file", sorted((CONTENT / "photos").iterdir()), ids=lambda file: file.name)
def test_a_photo_carries_pixels_alone(file: Path) -> None:
    assert metadata(file, Place(path=file.name)) == ()
    assert file.stat().st_size < 400_000
    with Image.open(file) as image:
        assert max(image.size) <= 1600


def test_photos_are_what_the_posts_say_they_are(posts: tuple[Post, ...]) -> None:
    for photo in (photo for post in posts for photo in post.photos):
        assert hashlib.sha256((CONTENT / "photos" / photo.file).read_bytes()).hexdigest() == photo.digest
