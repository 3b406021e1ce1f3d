import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from plugins.clone.workspace import alone, open_workspace
from plugins.detect import feed
from plugins.mirror.ledger import GitLedger
from plugins.model.entry import Change, State
from plugins.rehearsal.faults import Do, Fault
from plugins.repo.git import Git
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import LOOK, POST, account, due, entry, later, script, snapshot, status, tweets, twin
from tests.commands.workspace import LEDGER, make_photo, make_workspace, photos, run, text, tree
from tests.mirror.fakes import entry as standing

SITE = "https://www.thistledown-primary.example"
FAIR, CHOIR = "fair-2b3c", "choir-1a2b"
PAGE = f"{SITE}/news/{FAIR}/"
DELETE = "DELETE /2/tweets/{id}"
WORDS = "A secret that must go."


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three posts, published and tweeted: the fair has a photo of its own and one that it shares. Nobody changes it."""
    both = f"[{photos()[1:-1]}, {photos('stall.jpg', alt='A stall with blue cloth')[1:-1]}]"
    mention = "We met [at the fair](/news/fair-2b3c/)."
    root = make_workspace(
        tmp_path_factory.mktemp("live"),
        text(FAIR, body=WORDS, photos=both, category="event", tags="[stalls]"),
        text(CHOIR, body=mention, photos=photos()),
        text("maths-3c4d"),
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


def told_where(root: Path) -> list[str]:
    """Which files still tell the post, outside content/, git and the rehearsal account itself."""
    kept = {**tree(root / "public"), **tree(root / ".schoolgate")}
    return [
        path
        for path, content in kept.items()
        if (WORDS.encode() in content or b"News about fair" in content) and ".sqlite3" not in path
    ]


def is_over(root: Path) -> bool:
    """Page, pictures and tweet are gone, the ledger knows, and the other posts are as they were."""
    done = entry(root, FAIR)
    page = (root / "public/current/news" / FAIR / "index.html").read_text(encoding="utf-8")
    return (
        (done.state, done.how) == (State.SKIPPED, "withdrawn")
        and [FAIR in tweet for tweet in tweets(root)] == [False, False]
        and told_where(root) == []
        and "This post was withdrawn" in page
        and "noindex" in page
    )


def test_one_command_takes_page_pictures_and_tweet_back_and_lists_what_is_left(school: Path) -> None:
    shown = {path.name for path in (school / "public/current/photos").iterdir()}
    said = invoke(school, "withdraw", PAGE, "--by", "head", "--reason", "consent withdrawn")
    assert said.exit_code == 0, said.output
    assert is_over(school)
    left = {path.name for path in (school / "public/current/photos").iterdir()}
    assert (len(shown), len(left)) == (4, 2)  # each photo as JPEG and as AVIF
    cards = {path.name for path in (school / "public/current/cards").iterdir()}
    cached = {path.name for path in (school / ".schoolgate/cache").iterdir() if path.suffix in {".jpg", ".avif"}}
    assert (len(cards), cached) == (2, left | cards)
    assert (school / "public/gone.txt").read_text(encoding="utf-8") == f"/news/{FAIR}/\n"
    assert "NOT" not in said.stdout
    for words in ("done: the account shows nothing of it", "2 picture files kept", f"content/news/{FAIR}.md", PAGE):
        assert words in said.stdout
    assert "It is done." in said.stdout
    done = entry(school, FAIR)
    assert (done.approver, done.reason) == ("head", "consent withdrawn")


def test_a_copy_under_another_id_brings_nothing_of_it_back(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    copy = (school / "content/news" / f"{FAIR}.md").read_text(encoding="utf-8").replace(FAIR, "fair-zzzz")
    (school / "content/news/fair-zzzz.md").write_text(copy, encoding="utf-8")
    later(school, 1800)
    assert "content/news/fair-zzzz.md" in document(school, "publish")["plan"]["withdrawn"]
    (school / "content/news/fair-zzzz.md").write_text(copy.replace("[stalls]", "[cakes]"), encoding="utf-8")
    said = document(school, "publish")
    assert [one["why"] for one in said["held"]] == ["fair-2b3c was withdrawn; it was said in the same words"]
    assert not any("fair" in tweet for tweet in tweets(school))


def test_what_remains_is_a_sound_site(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    site = school / "public/current"
    assert (site / "news" / CHOIR / "index.html").read_text(encoding="utf-8").count(f'href="/news/{FAIR}/"') == 1
    for page in ("index.html", "archives/index.html", "category/event/index.html"):
        words = (site / page).read_text(encoding="utf-8")
        assert f"/news/{FAIR}/" not in words
        assert words.count("<li>") == words.count("</li>")
    atom = (site / "feeds/atom.xml").read_text(encoding="utf-8")
    assert atom.count("<at:deleted-entry ") == 1
    for name, number in (("atom", 2), ("rss", 2), ("event", 0)):
        assert len(feed.entries(feed.parse((site / f"feeds/{name}.xml").read_bytes()))) == number
    assert PAGE not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert len(list((school / "public").glob("[0-9a-f]" * 32))) == 1


def test_afterwards_it_is_neither_built_nor_said_again(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    again = document(school, "publish")
    assert (again["exit_code"], again["said"], again["plan"]["withdrawn"]) == (0, [], [f"content/news/{FAIR}.md"])
    assert is_over(school)
    atom = (school / "public/current/feeds/atom.xml").read_text(encoding="utf-8")
    assert atom.count("<at:deleted-entry ") == 1
    manifest = json.loads((school / ".schoolgate/build/manifest.json").read_text(encoding="utf-8"))
    assert f"news/{FAIR}/index.html" in manifest["files"]


def test_the_last_build_can_still_be_sent(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert invoke(school, "send").exit_code == 0
    assert is_over(school)


def test_twice_is_as_good_as_once(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR, "--by", "head").exit_code == 0
    before = snapshot(school).tip
    assert invoke(school, "withdraw", FAIR, "--by", "deputy").exit_code == 0
    assert snapshot(school).tip == before
    assert is_over(school)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe nothing", f"---\nid: {FAIR}\nno: [end\n".encode()])
def test_it_works_when_the_post_can_no_longer_be_read(school: Path, content: bytes) -> None:
    (school / f"content/news/{FAIR}.md").write_bytes(content)
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert is_over(school)


def test_it_works_when_another_post_stops_every_build(school: Path) -> None:
    (school / "content/news/broken.md").write_text("no front matter", encoding="utf-8")
    assert invoke(school, "publish").exit_code == 1
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert is_over(school)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (status(503, on=DELETE), 75),
        (status(401, on=DELETE), 3),
        (Fault(on=DELETE, do=Do.ACCEPT_THEN_CUT), 75),
        (Fault(on=DELETE, do=Do.GARBAGE), 75),
        (status(503, on="GET /2/users/me"), 75),
        (status(402, on="GET /2/users/{id}/tweets"), 3),
    ],
)
def test_when_the_account_does_not_answer_the_page_goes_and_the_next_run_finishes(
    school: Path, fault: Fault, code: int
) -> None:
    number = entry(school, FAIR).tweet_id
    script(school, fault)
    said = invoke(school, "withdraw", FAIR)
    assert said.exit_code == code
    assert "done: the page is off the site" in said.stdout
    assert f"https://x.com/ThistledownPri/status/{number}" in said.stdout
    assert f"It is NOT finished. Run the same again: publish.py withdraw {FAIR}" in said.stdout
    assert (told_where(school), entry(school, FAIR).state) == ([], State.WITHDRAWING)
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert is_over(school)


def test_when_another_command_is_building_the_tweet_goes_at_once(school: Path) -> None:
    with alone(open_workspace(school)):
        said = invoke(school, "withdraw", FAIR)
    assert said.exit_code == 75
    assert "NOT YET: the page is still on the site" in said.stdout
    assert len(tweets(school)) == 2
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert is_over(school)


def test_a_post_that_was_never_said_is_never_said(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    assert invoke(root, "withdraw", FAIR).exit_code == 0
    assert (entry(root, FAIR).state, invoke(root, "publish").exit_code, tweets(root)) == (State.SKIPPED, 0, [])


def test_a_draft_that_nobody_saw_gets_no_tombstone(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(CHOIR), text(FAIR, status="draft")))
    assert invoke(root, "withdraw", FAIR).exit_code == 0
    assert not (root / "public/current/news" / FAIR).exists()
    assert invoke(root, "publish").exit_code == 0
    assert not (root / "public/current/news" / FAIR).exists()
    assert not (root / "public/gone.txt").exists()


def test_while_nobody_knows_whether_it_was_said_it_is_looked_for(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    script(root, Fault(on=POST, do=Do.STATUS, status=503, made=True))
    with account(root) as server:
        server.show_after(600)
    assert invoke(root, "send").exit_code == 4
    told = document(root, "withdraw", FAIR)
    assert (told["exit_code"], told["state"], len(tweets(root))) == (75, "WITHDRAWING", 1)
    assert told["again_at"]
    person = invoke(root, "withdraw", FAIR)
    assert "NOT YET: a tweet of it may still appear; run this again after Monday 23 November 2026, 10" in person.stdout
    later(root, 601)
    assert (invoke(root, "withdraw", FAIR).exit_code, tweets(root)) == (0, [])


def test_a_little_waiting_is_done_by_the_command_itself(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    script(root, status(503))
    assert invoke(root, "send").exit_code == 4
    later(root, 719)
    said = invoke(root, "withdraw", FAIR)
    assert (said.exit_code, entry(root, FAIR).state) == (0, State.SKIPPED)
    assert "looking at the account again in 60 seconds" in said.stderr


def test_scheduled_runs_finish_a_withdrawal(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR), text(CHOIR)))
    script(root, status(503))
    invoke(root, "send")
    assert invoke(root, "withdraw", FAIR).exit_code == 75
    assert "go on with it: publish.py withdraw" in invoke(root, "status").stdout
    for _ in range(2):
        later(root, 721)
        invoke(root, "publish")
    assert (entry(root, FAIR).state, [FAIR in one for one in tweets(root)]) == (State.SKIPPED, [])


def test_a_held_post_is_over(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    script(root, status(403))
    assert invoke(root, "send").exit_code == 4
    assert (invoke(root, "withdraw", FAIR).exit_code, entry(root, FAIR).state) == (0, State.SKIPPED)


def test_who_deploys_by_other_means_gets_a_site_without_it(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text(FAIR, body=WORDS), text(CHOIR))
    assert invoke(root, "ledger", "init").exit_code == 0
    said = invoke(root, "withdraw", FAIR)
    assert said.exit_code == 0
    assert "put that site up now, the old one still shows it" in said.stdout
    assert told_where(root) == []
    assert "withdrawn" in (root / ".schoolgate/build/site/news" / FAIR / "index.html").read_text(encoding="utf-8")


def test_nothing_but_ledger_and_account_is_needed(school: Path) -> None:
    for path in ("content", "theme"):
        (school / path).rename(school / f"{path}.away")
    said = invoke(school, "withdraw", FAIR)
    assert said.exit_code == 0
    assert f"content/news/{FAIR}.md and its photos" in said.stdout
    assert is_over(school)


@pytest.mark.parametrize("broken", ["manifest", "build"])
def test_without_a_last_build_the_deployed_site_loses_it_all_the_same(school: Path, broken: str) -> None:
    if broken == "build":
        shutil.rmtree(school / ".schoolgate/build")
    else:
        (school / ".schoolgate/build/manifest.json").write_text("{}", encoding="utf-8")
        shutil.rmtree(school / ".schoolgate/build/content")
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert [path for path in told_where(school) if "manifest" not in path] == []


def test_a_post_of_which_only_the_account_is_left_is_taken_back(school: Path) -> None:
    for folder in ("content", "public", ".schoolgate/build"):
        shutil.rmtree(school / folder)
    said = invoke(school, "withdraw", f"https://x.com/ThistledownPri/status/{entry(school, FAIR).tweet_id}")
    assert said.exit_code == 0
    assert "LOOK: no site is kept on this machine" in said.stdout
    assert not any(FAIR in one for one in tweets(school))


def test_a_post_that_only_the_ledger_knows_may_be_in_gits_history(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(CHOIR)))
    ledger = GitLedger(Git(root), ref=LEDGER, remote="")
    old = standing("old-1a2b", State.SENT)
    ledger.advance(ledger.read(), Change(summary="Test", entries=(old,)))
    said = invoke(root, "withdraw", "old-1a2b")
    assert said.exit_code == 0
    assert "git's history may hold the post and its photos" in said.stdout


def test_where_this_machines_clock_is_ahead_it_does_not_look_for_ever(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    script(root, status(503))
    invoke(root, "send")
    later(root, 719)
    script(root, Fault(on=LOOK, do=Do.WRONG_DATE, seconds=-3600.0, times=4))
    said = invoke(root, "withdraw", FAIR)
    assert (said.exit_code, said.stderr.count("looking at the account again")) == (75, 4)
    assert invoke(root, "withdraw", FAIR).exit_code == 0


def test_in_a_real_process_it_ends_the_same(school: Path) -> None:
    said = run(school, "withdraw", f"content/news/{FAIR}.md")
    assert (said.returncode, said.stdout.splitlines()[-1]) == (0, "It is done.")
    assert is_over(school)


EFFECTS = frozenset({"os.rename", "os.symlink", "subprocess.Popen", "socket.connect"})
"""What Python itself tells of before it does it: files put in place, git, and calls to the account."""
STRIDE = 8


def die_at(root: Path, number: int, *arguments: str) -> bool:
    """Withdraw (the fair, or what is named) in a process that is killed at its n-th effect; whether it was."""
    hook = f"""
import os, sys
left = [{number}]
def watch(event, _):
    if event in {sorted(EFFECTS)}:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), 9)
sys.argv = ["publish.py", "withdraw", *{list(arguments or [FAIR])}]
sys.path.insert(0, ".")
from publish import main
sys.addaudithook(watch)
main()
"""
    environment = {name: os.environ[name] for name in ("PATH",)}
    said = subprocess.run([sys.executable, "-c", hook], cwd=root, env=environment, capture_output=True, check=False)
    assert said.returncode in {0, -signal.SIGKILL}, said.stderr
    return said.returncode != 0


def test_killed_anywhere_the_same_command_finishes(live: Path, tmp_path: Path) -> None:
    for number in count(1, STRIDE):
        root = twin(live, tmp_path / str(number))
        killed = die_at(root, number)
        page = root / "public/current/news" / FAIR / "index.html"
        assert page.is_file()
        assert (root / "public/current/index.html").is_file()
        if WORDS in page.read_text(encoding="utf-8"):
            assert killed
        assert invoke(root, "withdraw", FAIR).exit_code == 0
        assert is_over(root), number
        shutil.rmtree(root)
        if not killed:
            assert number > 5 * STRIDE
            return


def test_against_a_publisher_that_is_speaking_nothing_is_left(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    script(root, Fault(on=POST, do=Do.HANG, made=True, seconds=600.0))
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with subprocess.Popen([sys.executable, "publish.py", "send"], cwd=root, env=environment) as publisher:
        while not tweets(root):
            assert publisher.poll() is None
            time.sleep(0.05)
        assert invoke(root, "withdraw", FAIR).exit_code == 0
        publisher.kill()
    assert (tweets(root), entry(root, FAIR).state) == ([], State.SKIPPED)
    assert (invoke(root, "publish").exit_code, tweets(root)) == (0, [])


@pytest.mark.parametrize("options", [("--reason", "x" * 201), ("--by", " "), ("--by", "x" * 201)])
def test_who_and_why_are_a_few_words(live: Path, options: tuple[str, ...]) -> None:
    assert invoke(live, "withdraw", FAIR, *options).exit_code == 1
    assert entry(live, FAIR).state is State.SENT


def test_without_a_ledger_nothing_can_be_written_down(tmp_path: Path) -> None:
    assert invoke(make_workspace(tmp_path, text(FAIR)), "withdraw", FAIR).exit_code == 3
