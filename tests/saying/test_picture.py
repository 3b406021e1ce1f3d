"""One picture is taken back from everywhere: by its file or by what the site shows; refused ever after."""

import shutil
from pathlib import Path

import pytest

from plugins.model.entry import State
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import account, entry, later, script, snapshot, status, tweets, twin
from tests.commands.test_withdraw import die_at
from tests.commands.workspace import make_photo, make_workspace, photos, text, tree, write
from tests.mirror.test_revision import SPACING

FAIR, CHOIR, MATHS = "fair-2b3c", "choir-1a2b", "maths-3c4d"
STALL = "content/photos/stall.jpg"
BOTH = f"[{photos()[1:-1]}, {photos('stall.jpg', alt='A stall with blue cloth')[1:-1]}]"
DELETE = "DELETE /2/tweets/{id}"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three posts, published and tweeted; two show the stall, one of them with another picture. Nobody changes it."""
    root = make_workspace(
        tmp_path_factory.mktemp("live"),
        text(FAIR, photos=BOTH, category="event"),
        text(CHOIR, photos=photos("stall.jpg", alt="A stall with blue cloth")),
        text(MATHS, photos=photos()),
        own_memory=True,
    )
    make_photo(root, "stall.jpg", colour="navy")
    said = invoke(root, "publish")
    assert said.exit_code == 0, said.output
    return root


@pytest.fixture
def school(live: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return twin(live, tmp_path)


def shown(root: Path) -> set[str]:
    """The pictures that the deployed site holds."""
    return {path.name for path in (root / "public/current/photos").iterdir()}


def is_gone(root: Path) -> bool:
    """No page, feed, picture file, cache or tweet shows it; the third post is as it was."""
    (picture,) = snapshot(root).banned.values()
    names = [file.removeprefix("photos/") for file in picture.files]
    assert names
    kept = {**tree(root / "public"), **tree(root / ".schoolgate")}
    told = [
        path
        for path, content in kept.items()
        if ".sqlite3" not in path and (path.endswith(tuple(names)) or any(name.encode() in content for name in names))
    ]
    cards = {path.name for place in ("public", ".schoolgate") for path in (root / place).rglob("*-card.jpg")}
    assert cards == {path.name for path in (root / "public/current/cards").iterdir()}
    assert len(cards) == 1
    with account(root) as server:
        said = [tweet.text for tweet in server.tweets()]
    return told == [] and len(said) == 1 and MATHS in said[0] and bool(shown(root))


def test_a_picture_leaves_every_page_feed_and_tweet(school: Path) -> None:
    said = invoke(school, "withdraw", "--photo", STALL, "--by", "head", "--reason", "consent withdrawn")
    assert said.exit_code == 0, said.output
    assert is_gone(school)
    assert said.stdout.rstrip().endswith("It is done.")
    for post in (FAIR, CHOIR):
        assert f"- {post}: take the picture out of its photos" in said.stdout
        assert not (school / "public/current/news" / post / "index.html").exists()
        assert (entry(school, post).state, entry(school, post).how) == (State.SKIPPED, "corrected")
    (picture,) = snapshot(school).banned.values()
    assert (picture.approver, picture.reason) == ("head", "consent withdrawn")
    before = snapshot(school)
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    assert snapshot(school) == before


def test_it_is_refused_ever_after_and_the_posts_come_back_without_it(school: Path) -> None:
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    later(school, SPACING)
    told = document(school, "publish")
    assert told["exit_code"] == 4
    assert [one["message"] for one in told["findings"] if one["severity"] == "BLOCK"] == [
        "this picture was withdrawn, and is shown nowhere any more"
    ] * 2
    assert is_gone(school)
    write(school, text("again-4d5e", photos=photos("stall.jpg", alt="A stall with blue cloth")))
    assert invoke(school, "publish").exit_code == 1
    (school / "content/news/again-4d5e.md").unlink()
    write(school, text(FAIR, photos=photos(), category="event"), text(CHOIR))
    assert invoke(school, "publish").exit_code == 0
    assert (len(tweets(school)), entry(school, f"{FAIR}.r2").state) == (3, State.SENT)
    assert (school / "public/current/news" / FAIR / "index.html").is_file()


def test_an_approved_version_with_it_is_not_built_again(school: Path) -> None:
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    write(school, text(CHOIR, title="Nothing but a title", summary="", photos=photos()))
    said = document(school, "build")
    assert said["exit_code"] in {1, 4}
    assert not (school / ".schoolgate/build/site/news" / CHOIR / "index.html").exists()


def test_the_picture_as_the_site_shows_it_will_do(school: Path, tmp_path: Path) -> None:
    text_ = (school / "public/current/news" / CHOIR / "index.html").read_text(encoding="utf-8")
    name = next(name for name in sorted(shown(school)) if name in text_ and name.endswith(".jpg"))
    saved = tmp_path / "Download.jpg"
    shutil.copy2(school / "public/current/photos" / name, saved)
    (school / ".schoolgate/cache/broken-1.made").write_text("[{}]", encoding="utf-8")
    for half in ("build/.new-0badcafe", "cache/.part-0badcafe"):  # of runs that were killed
        (school / ".schoolgate" / half).write_text(name, encoding="utf-8")
    assert invoke(school, "withdraw", "--photo", str(saved)).exit_code == 0
    assert is_gone(school)
    assert invoke(school, "withdraw", "--photo", str(saved)).exit_code == 0


def test_where_nothing_is_remembered_the_photo_is_enough(school: Path) -> None:
    shutil.rmtree(school / ".schoolgate/cache")
    shutil.rmtree(school / ".schoolgate/build")
    (school / "content/news").rename(school / "elsewhere")
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    assert is_gone(school)


def test_what_is_no_picture_any_more_is_banned_all_the_same(school: Path) -> None:
    broken = school / "content/photos/broken.jpg"
    broken.write_bytes(b"no picture")
    said = document(school, "withdraw", "--photo", str(broken))
    assert (said["exit_code"], said["posts"]) == (0, [])
    assert [one.files for one in snapshot(school).banned.values()] == [()]


def test_a_tweet_that_cannot_be_deleted_is_told_and_the_same_again_finishes(school: Path) -> None:
    script(school, status(503, on=DELETE))
    said = invoke(school, "withdraw", "--photo", STALL)
    assert said.exit_code == 75
    assert "NOT YET: the tweet may still stand" in said.stdout
    assert f"It is NOT finished. Run the same again: --photo {STALL}" in said.stdout
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    assert is_gone(school)


def test_in_doubt_whether_it_was_tweeted_it_is_not_done(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text(FAIR, photos=photos()))
    script(root, status(503))
    assert invoke(root, "publish").exit_code == 4
    (root / "public/.schoolgate").unlink()
    said = invoke(root, "withdraw", "--photo", "content/photos/leaves.jpg")
    assert said.exit_code == 1
    assert f"nobody knows whether {FAIR} was tweeted" in said.stdout
    assert "NOT YET: the picture is still on the site" in said.stdout


@pytest.mark.parametrize("number", [4, 30, 70])
def test_killed_half_way_the_same_command_finishes(school: Path, number: int) -> None:
    assert die_at(school, number, "--photo", STALL)
    assert (school / "public/current/index.html").is_file()
    assert invoke(school, "withdraw", "--photo", STALL).exit_code == 0
    assert is_gone(school)


@pytest.mark.parametrize("words", [(), (FAIR, "--photo", STALL)])
def test_a_post_or_a_picture(live: Path, words: tuple[str, ...]) -> None:
    assert invoke(live, "withdraw", *words).exit_code == 2


def test_a_file_that_is_not_there_is_refused(live: Path) -> None:
    said = invoke(live, "withdraw", "--photo", "content/photos/nowhere.jpg")
    assert said.exit_code == 1
    assert "save it from the website" in said.stderr
