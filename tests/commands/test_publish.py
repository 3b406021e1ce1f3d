from pathlib import Path

import pytest

from tests.commands import workspace
from tests.commands.rehearsal import account, refs, script, snapshot, status, tweets, twin
from tests.commands.workspace import git, make_workspace, run, text, told, tree

OLDER = text("harvest-1a2b", date="2026-10-14 10:00")
NEW = (text("fair-2b3c"), text("choir-3c4d"), text("chess-4d5e", date="2026-11-19 10:00"))
SNOW = text("snow-5e6f", date="2026-11-23 09:00")


def about(root: Path) -> list[str]:
    """What the tweets are about, oldest first."""
    return [said.split("about ")[1].split(".")[0] for said in tweets(root)]


def effects(root: Path) -> tuple[dict[str, bytes], str, list[str]]:
    """Everything that a command could change outside of what it may always write anew."""
    return tree(root / "public"), refs(root), tweets(root)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose first `publish` went well; nobody changes it."""
    root = make_workspace(tmp_path_factory.mktemp("published"), OLDER, *NEW)
    said = run(root, "publish")
    assert said.returncode == 0, said.stderr
    return root


@pytest.fixture
def school(published: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return twin(published, tmp_path)


def test_the_first_publish_says_the_newest_three_and_the_archive_is_its_baseline(published: Path) -> None:
    assert about(published) == ["chess", "choir", "fair"]
    states = {(entry.post, str(entry.state)) for entry in snapshot(published).entries.values()}
    assert states == {
        ("harvest-1a2b", "SKIPPED"),
        *((post, "SENT") for post in ("fair-2b3c", "choir-3c4d", "chess-4d5e")),
    }
    assert (published / "public" / "current" / "news" / "harvest-1a2b" / "index.html").is_file()


def test_a_second_publish_changes_nothing_and_says_so(school: Path) -> None:
    before = effects(school)
    said = run(school, "publish")
    assert (said.returncode, effects(school)) == (0, before)
    assert "Nothing is new: the rehearsal account has said everything that the site says." in said.stdout


def test_a_new_post_is_said_once_and_nothing_else_is_said_again(school: Path) -> None:
    workspace.write(school, SNOW)
    document = told(school, "publish")
    assert document["exit_code"] == 0
    assert [(one["post"], one["word"]) for one in document["said"]] == [("snow-5e6f", "said")]
    assert about(school) == ["chess", "choir", "fair", "snow"]
    assert told(school, "publish")["said"] == []
    assert len(tweets(school)) == 4


def test_a_post_that_was_said_is_not_said_again_when_it_is_edited_or_its_file_renamed(school: Path) -> None:
    said = tweets(school)
    workspace.write(school, text("fair-2b3c", summary="The fair is about to move.", body="It moves to the hall."))
    assert run(school, "publish").returncode == 0
    page = (school / "public" / "current" / "news" / "fair-2b3c" / "index.html").read_text(encoding="utf-8")
    assert "It moves to the hall." in page
    (school / "content" / "news" / "fair-2b3c.md").rename(school / "content" / "news" / "2026-winter-fair.md")
    assert run(school, "publish").returncode == 0
    assert (school / "public" / "current" / "news" / "fair-2b3c" / "index.html").is_file()
    assert tweets(school) == said


def test_on_a_sunday_night_the_rehearsal_goes_by_its_accounts_own_clock(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, *NEW, now="2026-11-22 23:30")
    said = run(root, "publish")
    assert said.returncode == 0
    assert (
        "rehearsal: its account's clock says Monday 23 November 2026, 8am; nothing here reaches Twitter" in said.stderr
    )
    assert len(tweets(root)) == 3


def test_the_rehearsals_ledger_never_leaves_the_clone(school: Path, tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(school, "init", "--quiet", "--bare", str(origin))
    git(school, "remote", "add", "origin", str(origin))
    git(school, "push", "--quiet", "origin", "main")
    workspace.write(school, SNOW)
    assert run(school, "publish").returncode == 0
    git(school, "push", "--quiet", "--all", "origin")
    assert git(origin, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    assert workspace.ledger(school)


def test_publish_tells_where_the_site_and_the_feed_are(school: Path) -> None:
    said = run(school, "publish")
    current = school / "public" / "current"
    for file in (current / "index.html", current / "feeds" / "rss.xml"):
        assert f": {file} (public address https://www.thistledown-primary.example/" in said.stdout
        assert file.is_file()


def test_a_site_that_is_looked_at_from_outside_is_not_said_while_it_does_not_answer(tmp_path: Path) -> None:
    nobody = {'live = "loopback"': 'live = "url"', "https://www.thistledown-primary.example": "http://127.0.0.1:9"}
    root = make_workspace(tmp_path, *NEW, toml=nobody)
    said = run(root, "publish")
    assert said.returncode == 75
    assert "fair-2b3c waits: the page of fair-2b3c does not answer" in said.stdout
    assert (tweets(root), (root / "public" / "current" / "index.html").is_file()) == ([], True)


def test_a_second_build_in_the_same_folder_is_told_to_wait(school: Path) -> None:
    from plugins.clone.workspace import alone, open_workspace  # noqa: PLC0415

    before = effects(school)
    with alone(open_workspace(school)):
        for command in (("publish",), ("build",), ("preview",), ("ledger", "init")):
            document = told(school, *command)
            assert (document["exit_code"], document["error"]["kind"]) == (75, "TryAgain")
    assert effects(school) == before


def test_what_the_account_refuses_after_the_switch_leaves_the_site_deployed(school: Path) -> None:
    workspace.write(school, SNOW)
    script(school, status(503, on="GET /2/users/me"))
    said = run(school, "publish")
    assert said.returncode == 75
    assert (school / "public" / "current" / "news" / "snow-5e6f" / "index.html").is_file()
    with account(school) as server:
        assert len(server.tweets()) == 3
