"""Is the account run as the policy says? A test for each of its clauses, over real HTTP against the rehearsal account.

Around the account are the people whom a real one has: a suspended one, a renamed one, one whose profile is protected;
and X's lists, which now and then lead in a circle.
"""

import shutil
from pathlib import Path

import pytest
import requests

from plugins.account.reviewed import Reviewed
from plugins.mirror.live import serve
from plugins.rehearsal.faults import Do, Fault
from plugins.rehearsal.people import Invented
from tests import make
from tests.commands.hands import NONE, Hand, hand, listed
from tests.commands.inside import document
from tests.commands.rehearsal import account, entry, tweets, twin
from tests.commands.workspace import ROOT, make_workspace, set_clock, text, write

WALK = text("walk-3c4d")
TEA = text("tea-4d5e")
LATER = text("later-5e6f", not_before="2026-11-23 15:00")
LIBRARY, STARS, MUSEUM = (1_800_000_000_000_000_000 + number for number in (7, 8, 9))
NOW = make.at("2026-11-23 10:00")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that has published: the walk by two people's word, a post for the afternoon too, the tea by nobody's."""
    folder = tmp_path_factory.mktemp("clauses")
    teacher, head = hand(folder, "teacher"), hand(folder, "head")
    root = make_workspace(folder, toml={NONE: listed(head, authors=(teacher,))})
    shutil.copytree(ROOT / "content" / "pages", root / "content" / "pages", dirs_exist_ok=True)
    shutil.copy(ROOT / "follows.toml", root)
    assert document(root, "ledger", "init")["exit_code"] == 0
    write(root, WALK, TEA, LATER)
    agreed(root, (teacher, head), "walk-3c4d", "later-5e6f")
    agreed(root, (teacher, head), "", option="--follows")
    assert teacher.sign(root, "submit", "tea-4d5e").exit_code == 0
    assert document(root, "publish")["exit_code"] == 75  # one waits for the afternoon
    return root


def agreed(root: Path, people: tuple[Hand, Hand], *posts: str, option: str = "") -> None:
    for post in posts:
        for part, person in zip(("submit", "approve"), people, strict=True):
            done = person.sign(root, part, post, *filter(None, [option]))
            assert done.exit_code == 0, done.output


@pytest.fixture
def school(said: Path, tmp_path: Path) -> Path:
    return twin(said, tmp_path)


def test_r1_nothing_is_said_but_what_a_senior_leader_approved_who_did_not_write_it(said: Path) -> None:
    assert [one.splitlines()[0] for one in tweets(said)] == ["There is something new about walk."]
    assert (entry(said, "walk-3c4d").approver, entry(said, "walk-3c4d").evidence) == (
        "head",
        "signatures: submit teacher, approve head",
    )
    with serve(said / "public" / "current") as site:
        found = [requests.get(f"{site}/news/{post}/", timeout=5).status_code for post in ("walk-3c4d", "tea-4d5e")]
    assert found == [200, 404]


def test_r2_an_old_password_stops_sending_until_it_is_changed(school: Path) -> None:
    set_clock(school, "2026-11-23 15:30")
    file = school / "school.toml"
    words = file.read_text(encoding="utf-8")
    for changed, count in (("2026-01-05", 1), ("2026-11-23", 2)):
        kept = f'kept = [{{ name = "password", holder = "deputy head", successor = "head", changed = {changed} }}]\n'
        file.write_text(words.replace("grace_days = 28", f"{kept}grace_days = 28"), encoding="utf-8")
        document(school, "send")
        assert len(tweets(school)) == count


def test_r3_new_followers_are_looked_at_whoever_is_renamed_suspended_or_protected(school: Path) -> None:
    assert document(school, "account", "followers")["new"] == 7
    reviewed = Reviewed(school / ".schoolgate" / "followers.sqlite3")
    reviewed.decide([one.id for one in reviewed.waiting()], "keep", "", NOW)
    with account(school) as server:
        server.rename(1_800_000_000_000_000_000, "another_name")
        server.suspend(1_800_000_000_000_000_001)
        server.put(Invented(relation="followers", id=5, username="quiet", name="Quiet", detail={"protected": True}))
    assert document(school, "account", "followers", "--all")["new"] == 1
    assert [(one.handle, one.protected) for one in reviewed.waiting()] == [("quiet", True)]


def test_r3_a_list_that_leads_in_a_circle_is_read_again_later_and_loses_nobody(school: Path) -> None:
    crowd = [Invented(relation="followers", id=10 + one, username=f"r_{one}", name="Reader") for one in range(1_500)]
    with account(school) as server:
        server.put(*crowd)
        server.script(Fault(on="GET /2/users/{id}/followers", do=Do.REPEAT_PAGE, times=2))
    assert document(school, "account", "followers", "--all")["exit_code"] == 75
    assert document(school, "account", "followers", "--all")["waiting"] == 1_507


def test_r7_nobody_is_answered_and_nobody_is_invited_to_answer(school: Path) -> None:
    with account(school) as server:
        (tweet,) = server.tweets()
        page = requests.get(f"{server.url}/status/{tweet.id}", timeout=5).text
    assert "Only accounts it mentions can reply" in page
    assert "@" not in tweet.text
    write(school, text("answer-6f7a", summary='"@a_parent Yes, the hall is open."'))
    assert (document(school, "publish")["exit_code"], len(tweets(school))) == (1, 1)


def test_r7_parents_read_in_a_letter_that_the_account_does_not_answer(school: Path) -> None:
    line = next(one for one in document(school, "account")["duties"] if one["name"] == "letter to parents")
    assert (line["light"], "has no date" in line["says"]) == ("amber", True)
    page = Path(document(school, "account", "letter")["page"]).read_text(encoding="utf-8")
    assert "does not answer replies or messages" in page


def test_r11_whom_the_account_follows_is_told_whoever_is_renamed_suspended_or_protected(school: Path) -> None:
    assert document(school, "account", "follows")["exit_code"] == 0
    with account(school) as server:
        server.rename(LIBRARY, "another_library")
        server.suspend(MUSEUM)
        server.put(
            Invented(
                relation="following", id=STARS, username="stars_for_all_reh", name="Stars", detail={"protected": True}
            ),
            Invented(relation="following", id=5, username="somebody", name="Somebody"),
        )
        server.script(Fault(on="GET /2/users/{id}/following", do=Do.REPEAT_PAGE, times=2))
    assert document(school, "account", "follows")["exit_code"] == 75
    found = {row["handle"]: row["verdict"] for row in document(school, "account", "follows")["rows"]}
    assert found == {
        "fernbridge_lib_reh": "renamed",
        "stars_for_all_reh": "followed",
        "countyMuseumFB_reh": "gone",
        "somebody": "unfollow",
    }


def test_r13_the_site_tells_that_the_account_is_for_parents_and_has_the_lessons(said: Path) -> None:
    with serve(said / "public" / "current") as site:
        policy = requests.get(f"{site}/twitter-policy/", timeout=5).text
        lessons = requests.get(f"{site}/e-safety-lessons/", timeout=5).text
    assert "must be at least 13" in policy
    assert "Ages 5 to 7" in lessons


def test_r14_the_policy_leads_to_twitters_own_safety_advice(said: Path) -> None:
    with serve(said / "public" / "current") as site:
        page = requests.get(f"{site}/twitter-policy/", timeout=5).text
    assert 'href="https://help.x.com/en/safety-and-security"' in page
