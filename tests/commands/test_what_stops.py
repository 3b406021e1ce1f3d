import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from plugins.model.finding import Severity
from plugins.policy.rule import Rule
from plugins.policy.rulebook import RULES
from tests import pictures
from tests.commands import workspace
from tests.commands.rehearsal import due, refs, script, status, tweets, twin
from tests.commands.workspace import make_photo, make_workspace, photos, run, set_clock, text, told, tree

FAIR = text("fair-2b3c", date="2026-11-20 10:00")
CHOIR = text("choir-3c4d", date="2026-11-20 11:00")
CHESS = text("chess-6f7a", date="2026-11-20 12:00")
CHILD = "Jonty Quillfeather"
THANKS = "Thank you for the story, @a_childrens_author, we loved it."
URGENT = "{reason: the boiler has failed, expires: 2026-11-24 18:00}"
ROLL = "SCHOOLGATE_ROLL_FILE"


def located(root: Path) -> None:
    """A photo whose camera wrote down where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    Image.new("RGB", (8, 6)).save(make_photo(root, "located.jpg"), exif=exif)


def with_a_face(root: Path) -> None:
    pictures.face().save(make_photo(root, "seen.jpg"))


def signed(root: Path) -> None:
    pictures.written("by Jonty", "Quillfeather").save(make_photo(root, "signed.jpg"))


def nothing(_root: Path) -> None:
    pass


BAD: dict[str, tuple[str, Callable[[Path], None]]] = {
    "format": (text("bad-9z9z", templat="special"), nothing),
    "child-name": (text("bad-9z9z", body=f"Well done to {CHILD}."), nothing),
    "photo-face": (text("bad-9z9z", photos=photos("seen.jpg")), with_a_face),
    "photo-text": (text("bad-9z9z", photos=photos("signed.jpg")), signed),
    "photo-metadata": (text("bad-9z9z", photos=photos("located.jpg")), located),
    "hours": (text("bad-9z9z", date="2026-11-21 10:00"), nothing),
    "reply-debate": (text("bad-9z9z", summary='"@a_parent Yes, the hall is open."'), nothing),
    "tweet-length": (text("bad-9z9z", summary=("We counted along. " * 16).strip()), nothing),
    "alt-text": (text("bad-9z9z", photos=photos(alt="IMG_4021.JPG")), nothing),
    "links": (text("bad-9z9z", body="Read [the times](https://bit.ly/3abcdef)."), nothing),
    "individual-child": (text("bad-9z9z", body="One boy in Year 4 has been much better behaved today."), nothing),
    "whereabouts": (text("bad-9z9z", body="Year 6 will be at the museum on Friday from 10am to 2pm."), nothing),
    "face-described": (text("bad-9z9z", photos=photos(alt="A girl smiling at the camera")), nothing),
    "contact-detail": (text("bad-9z9z", body="Ring the coach on 07700 900123."), nothing),
    "exemption-misuse": (
        text("bad-9z9z", date="2026-11-22 10:00", title="Library books", urgent=URGENT, body="Please return them."),
        nothing,
    ),
}


def effects(root: Path) -> tuple[dict[str, bytes], str, list[str]]:
    return tree(root / "public"), refs(root), tweets(root)


def on_site(root: Path) -> set[str]:
    """The posts that have a page."""
    return {page.parent.name for page in (root / "public" / "current" / "news").glob("*/index.html")}


@pytest.fixture(scope="module")
def roll(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment that names a list of pupils, outside of every clone."""
    file = tmp_path_factory.mktemp("office") / "roll.csv"
    file.write_text("first,last\nJonty,Quillfeather\nBrimsy,Sparrowhawk\n", encoding="utf-8")
    return {ROLL: str(file)}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_workspace(tmp_path_factory.mktemp("published"), FAIR, CHOIR)
    assert run(root, "publish").returncode == 0
    return root


@pytest.fixture
def school(published: Path, tmp_path: Path) -> Path:
    return twin(published, tmp_path)


REFUSING = [rule for rule in RULES if rule.strongest is Severity.BLOCK]


@pytest.mark.parametrize("rule", REFUSING, ids=lambda rule: rule.id)
def test_a_post_that_breaks_one_rule_stops_everything(published: Path, roll: dict[str, str], rule: Rule) -> None:
    post, prepare = BAD[rule.id]
    before = effects(published)
    file = published / "content" / "news" / "bad-9z9z.md"
    try:
        prepare(published)
        workspace.write(published, post)
        said = run(published, "publish", env=roll)
    finally:
        file.unlink()
    found = re.compile(
        rf"^content/news/bad-9z9z\.md:\d+:\d+: BLOCK {rule.id} \({re.escape(rule.clause)}\) \S.*\n    fix: \S",
        re.MULTILINE,
    )
    assert found.search(said.stdout), said.stdout
    assert said.stdout.count(" BLOCK ") == 1
    assert said.stdout.endswith("Nothing was written and nothing was sent.\n")
    assert (said.returncode, effects(published)) == (1, before)
    assert "Jonty" not in said.stdout + said.stderr
    assert "Quillfeather" not in said.stdout + said.stderr


def test_a_live_post_that_is_changed_into_a_forbidden_one_stops_everything(
    published: Path, roll: dict[str, str]
) -> None:
    before = effects(published)
    workspace.write(published, text("fair-2b3c", body=f"{CHILD} runs the stall."))
    codes = [run(published, command, env=roll).returncode for command in ("build", "preview", "send")]
    codes.append(run(published, "ledger", "init", env=roll).returncode)
    workspace.write(published, FAIR)
    assert (codes, effects(published)) == ([1] * 4, before)


def test_urgent_news_is_not_stopped_by_another_post(school: Path) -> None:
    set_clock(school, "2026-11-23 20:30")
    workspace.write(
        school,
        text("fair-2b3c", templat="special", body="Changed and forbidden."),
        text("boiler-4d5e", date="2026-11-23 20:15", urgent=URGENT),
    )
    said = run(school, "publish")
    assert said.returncode == 4
    assert "    refused: content/news/fair-2b3c.md" in said.stdout
    assert tweets(school)[-1].startswith("There is something new about boiler.")
    assert on_site(school) == {"fair-2b3c", "choir-3c4d", "boiler-4d5e"}
    page = (school / "public" / "current" / "news" / "fair-2b3c" / "index.html").read_text(encoding="utf-8")
    assert "Everybody counted along." in page
    assert "Changed and forbidden." not in page


def test_a_live_post_that_a_newer_roll_forbids_is_withheld_and_the_others_go(
    tmp_path: Path, roll: dict[str, str]
) -> None:
    named = text("stall-7a8b", body="See the brimsy sparrowhawk there.")  # without a roll, no name
    root = make_workspace(tmp_path, named, FAIR)
    assert run(root, "publish").returncode == 0
    workspace.write(root, CHOIR)
    said = run(root, "publish", env=roll)
    assert said.returncode == 4
    assert "    live until now, withheld: content/news/stall-7a8b.md" in said.stdout
    assert on_site(root) == {"fair-2b3c", "choir-3c4d"}
    assert tweets(root)[-1].startswith("There is something new about choir.")


def test_what_is_forbidden_or_taken_back_since_the_build_is_not_sent(tmp_path: Path, roll: dict[str, str]) -> None:
    named, late, gone = (
        text("stall-7a8b", body="See the brimsy sparrowhawk there."),
        text("late-8b9c"),
        text("gone-9c1d"),
    )
    root = due(make_workspace(tmp_path, named, late, gone, FAIR), announce=4)
    workspace.write(root, text("late-8b9c", status="draft"))
    (root / "content" / "news" / "gone-9c1d.md").unlink()
    document = told(root, "send", env=roll)
    assert (document["exit_code"], [one["post"] for one in document["said"]]) == (4, ["fair-2b3c"])
    assert document["waiting"] == []
    assert len(tweets(root)) == 1


def test_a_post_with_an_open_question_waits_and_its_last_approved_version_stays(school: Path) -> None:
    workspace.write(
        school,
        text("fair-2b3c", summary=f'"{THANKS}"', body="With an author."),
        text("author-5e6f", summary=f'"{THANKS}"'),
        CHESS,
    )
    said = run(school, "publish")
    assert said.returncode == 4
    assert "    waiting for an approval: content/news/author-5e6f.md" in said.stdout
    assert "    waiting for an approval: content/news/fair-2b3c.md" in said.stdout
    assert on_site(school) == {"fair-2b3c", "choir-3c4d", "chess-6f7a"}
    page = (school / "public" / "current" / "news" / "fair-2b3c" / "index.html").read_text(encoding="utf-8")
    assert "With an author." not in page
    assert [said.partition(".")[0] for said in tweets(school)][-1] == "There is something new about chess"
    feed = (school / "public" / "current" / "feeds" / "rss.xml").read_text(encoding="utf-8")
    assert "author" not in feed


def test_drafts_and_later_posts_are_left_out_and_nobody_is_bothered(school: Path) -> None:
    workspace.write(school, text("draft-5e6f", status="draft"), text("soon-6f7a", date="2026-11-24 10:00"))
    document = told(school, "publish")
    assert document["exit_code"] == 0
    assert document["plan"]["drafts"] == ["content/news/draft-5e6f.md"]
    assert document["plan"]["future"] == ["content/news/soon-6f7a.md"]
    assert (on_site(school), len(tweets(school))) == ({"fair-2b3c", "choir-3c4d"}, 2)
    set_clock(school, "2026-11-24 10:00")
    assert run(school, "publish").returncode == 0
    assert (on_site(school), len(tweets(school))) == ({"fair-2b3c", "choir-3c4d", "soon-6f7a"}, 3)


def test_when_the_window_closes_during_a_run_the_rest_waits_until_monday(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, FAIR, CHOIR, CHESS, now="2026-11-27 17:59")
    said = run(root, "publish")
    assert said.returncode == 75
    assert "    chess-6f7a waits until Monday 08:00\n" in said.stdout
    assert (on_site(root), len(tweets(root))) == ({"fair-2b3c", "choir-3c4d", "chess-6f7a"}, 2)


def test_the_gravest_of_several_ends_is_told(school: Path) -> None:
    workspace.write(
        school,
        text("author-5e6f", summary=f'"{THANKS}"'),
        *(text(f"news-{n}a2b", title=f"News {n}", summary=f"News {n}.") for n in range(1, 5)),
    )
    assert run(school, "build").returncode == 4
    assert run(school, "publish").returncode == 75  # one waits for an approver, one of four for the next run
    script(school, status(401))
    assert run(school, "publish").returncode == 3
    assert run(school, "publish").returncode == 4
