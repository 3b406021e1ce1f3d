"""The administrator's commands, run against the rehearsal account over real HTTP."""

import os
import re
import shutil
from pathlib import Path
from threading import Event

import pytest

from plugins.account.reviewed import Reviewed
from plugins.clone.workspace import open_workspace
from plugins.commands import account_followers
from plugins.console.output import Output
from plugins.model.people import Person
from plugins.rehearsal.people import Invented
from plugins.signing import signing
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import account, due, status, tweets
from tests.commands.workspace import ROOT, SNOW, make_workspace, text, write

OLD = text("harvest-1a2b", date="2026-10-14 10:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


def write_setting(root: Path, old: str, new: str) -> None:
    file = root / "school.toml"
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def lights(root: Path) -> dict[str, str]:
    return {one["name"]: one["light"] for one in document(root, "account")["duties"]}


def test_without_a_further_word_the_overview_is_told_with_signs_and_words(root: Path) -> None:
    said = invoke(root, "account")
    assert said.exit_code == 4
    assert "[+] in order R1  who runs it: the deputy head, of the Senior Leadership Team\n" in said.stdout
    assert "[!] due      R7  letter to parents: the letter to parents has no date" in said.stdout
    assert "    fix: make it with publish.py account letter" in said.stdout
    assert said.stdout == invoke(root, "account", "overview").stdout


def test_every_duty_is_there_as_json(root: Path) -> None:
    found = lights(root)
    assert found["public account"] == found["bio"] == found["reply settings"] == "green"
    assert {found[name] for name in ("approvers", "register", "letter to parents", "alignment")} == {"amber"}


def test_a_protected_account_is_overdue(root: Path) -> None:
    with account(root) as server:
        server.protect()
    assert lights(root)["public account"] == "red"


def test_an_account_that_cannot_be_asked_is_a_line_and_hides_no_other(root: Path) -> None:
    with account(root) as server:
        server.script(status(503, on="GET /2/users/me"))
    found = lights(root)
    assert found["the account"] == "amber"
    assert "letter to parents" in found


@pytest.mark.parametrize(("compared", "light"), [("2026-11-20 10:00", "green"), ("2026-10-20 10:00", "amber")])
def test_a_comparison_grows_old(root: Path, compared: str, light: str) -> None:
    page = root / ".schoolgate" / "align.html"
    page.write_text("page")
    moment = make.at(compared).timestamp()
    os.utime(page, (moment, moment))
    assert lights(root)["alignment"] == light


def test_credentials_are_told_with_their_days_and_with_advice(root: Path) -> None:
    line = '{ name = "password", holder = "deputy head", successor = "head", changed = 2026-05-01 }'
    write_setting(root, "grace_days = 28", f"grace_days = 28\nkept = [{line}]\n#")
    said = invoke(root, "account", "credentials")
    assert said.exit_code == 4
    assert "[!] due      R2  password: changed Friday 1 May 2026 (held by the deputy head);" in said.stdout
    assert "National Cyber Security Centre" in said.stdout
    assert document(root, "account", "credentials")["advice"]


def test_r2_a_leaver_makes_everything_due_at_once_and_what_is_to_be_done_is_told_once(root: Path) -> None:
    names = ("password", "API keys", "domain")
    fields = 'holder = "deputy head", successor = "head", changed = 2026-11-02'
    kept = ", ".join(f'{{ name = "{name}", {fields} }}' for name in names)
    write_setting(root, "grace_days = 28", f"grace_days = 28\nleft = 2026-11-20\nkept = [{kept}]\n#")
    told = document(root, "account", "credentials")["duties"]
    assert {one["due"] for one in told if one["name"] in names} == {"2026-11-20"}
    said = invoke(root, "account", "credentials").stdout
    assert said.count("because somebody who knew it left") == 3
    assert said.count("fix: change it") == 1


def test_r2_an_overdue_password_stops_sending_but_never_urgent_news(tmp_path: Path) -> None:
    root = due(
        make_workspace(tmp_path, OLD, text("fair-2b3c"), SNOW.replace("2026-11-20 10:00", "2026-11-23 09:00")),
        announce=2,
    )
    line = '{ name = "password", holder = "deputy head", successor = "head", changed = 2026-01-05 }'
    write_setting(root, "grace_days = 28", f"grace_days = 28\nkept = [{line}]\n#")
    said = invoke(root, "send")
    assert said.exit_code == 4
    assert [tweet.splitlines()[0] for tweet in tweets(root)] == ["School is closed today because of heavy snow."]
    assert "fair-2b3c waits: the password was due to be changed on Monday 6 July 2026" in said.stdout


def test_the_letter_is_written_to_print_and_to_translate_and_stays_on_this_machine(root: Path) -> None:
    told = document(root, "account", "letter")
    assert told["exit_code"] == 0
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF-")
    assert "Monday 23 November 2026" in Path(told["page"]).read_text(encoding="utf-8")
    assert Path(told["pdf"]).parent == Path(told["page"]).parent == root / ".schoolgate"


def test_r13_the_worksheet_shows_every_draft_of_the_lessons_and_no_answer(root: Path) -> None:
    shutil.copytree(ROOT / "docs" / "lessons", root / "docs" / "lessons")
    told = document(root, "account", "lessons")
    assert told["exit_code"] == 0
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF-")
    page = Path(told["page"]).read_text(encoding="utf-8")
    titles = re.findall("<h2>Post ([0-9]): ", page)
    assert titles == ["1", "2", "3", "4", "5"]
    assert not re.search(r"R[0-9]|BLOCK", page)


@pytest.mark.parametrize("spoilt", [False, True])
def test_r13_drafts_that_are_not_there_or_cannot_be_read_are_told(root: Path, *, spoilt: bool) -> None:
    if spoilt:
        folder = Path(shutil.copytree(ROOT / "docs" / "lessons" / "drafts", root / "docs" / "lessons" / "drafts"))
        (folder / "lesson-5-a-rainbow.md").write_text("no front matter", encoding="utf-8")
    told = document(root, "account", "lessons")
    assert (told["exit_code"], "git checkout docs/lessons/drafts" in told["error"]["fix"]) == (3, True)


def test_r3_followers_are_read_told_and_remembered(root: Path) -> None:
    assert lights(root)["followers"] == "amber"
    told = document(root, "account", "followers")
    assert (told["exit_code"], told["new"], told["waiting"], told["reasons"], told["cost_usd"]) == (4, 7, 7, 1, "0.007")
    said = invoke(root, "account", "followers", "--all")
    assert "7 followers read in 1 call, about $0.007; 0 new, the whole list.\n" in said.stdout
    assert "To work through them: publish.py account followers --page\n" in said.stdout
    reviewed = Reviewed(root / ".schoolgate" / "followers.sqlite3")
    now = make.at("2026-11-23 10:00")
    reviewed.decide([one.id for one in reviewed.waiting()], "keep", "", now)
    assert lights(root)["followers"] == "green"
    assert document(root, "account", "followers")["exit_code"] == 0


def test_r3_open_blocks_and_what_was_forgotten_are_told(root: Path) -> None:
    reviewed = Reviewed(root / ".schoolgate" / "followers.sqlite3")
    reviewed.meet([Person(id="1800000000000000005", handle="xx", name="X")], make.at("2026-11-20 10:00"))
    reviewed.decide(["1800000000000000005"], "block", "sells prizes", make.at("2026-11-20 10:00"))
    reviewed.meet([Person(id="9", handle="yy", name="Y")], make.at("2026-01-20 10:00"))
    said = invoke(root, "account", "followers")
    assert "1 person kept long enough, and forgotten." in said.stdout
    assert "1 block not seen on the account yet" in said.stdout


def test_the_page_opens_for_as_long_as_it_is_wanted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_followers, "Event", Interrupted)
    said = invoke(root, "account", "followers", "--page")
    assert re.search(r"To look at them: http://127\.0\.0\.1:\d+/\S{32}/\n", said.stdout)
    assert said.exit_code == 4


class Interrupted(Event):
    """Whoever waits for it presses Ctrl-C at once."""

    def wait(self, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt(timeout)


def test_r11_whom_the_account_follows_is_compared_with_the_list(root: Path) -> None:
    shutil.copy(ROOT / "follows.toml", root)
    assert lights(root)["follows"] == "green"
    assert document(root, "account", "follows")["exit_code"] == 0
    with account(root) as server:
        server.rename(1800000000000000008, "new_stars")
        server.suspend(1800000000000000009)
        server.put(Invented(relation="following", id=1900000000000000001, username="somebody", name="Somebody"))
    said = invoke(root, "account", "follows")
    assert said.exit_code == 4
    assert "@somebody: not on the list: to be unfollowed\n    https://x.com/i/user/1900000000000000001\n" in said.stdout
    assert "@stars_for_all_reh: has another handle now" in said.stdout
    assert "@countyMuseumFB_reh: gone or suspended\n    fix: take it out of follows.toml" in said.stdout
    assert lights(root)["follows"] == "amber"


def test_r2_whoever_approves_is_asked_about_a_password_that_is_due(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = '{ name = "password", holder = "deputy head", successor = "head", changed = 2026-05-01 }'
    write_setting(root, "grace_days = 28", f"grace_days = 28\nkept = [{line}]\n#")
    for day, asked in (("2026-10-29", False), ("2026-10-30", True)):
        signing.remind(Output(as_json=False), open_workspace(root), make.at(f"{day} 10:00"))
        assert ("R2 password, due: changed Friday 1 May 2026" in capsys.readouterr().err) is asked


def test_governors_get_counts_of_a_month_and_nothing_else(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, OLD, text("fair-2b3c")))
    assert invoke(root, "send").exit_code == 0
    write(root, text("tea-3c4d", title="Tea with Ada Nightjar of Year 4", date="2026-11-22 10:00"))
    assert invoke(root, "check").exit_code == 1
    told = document(root, "account", "report", "--month", "2026-11")
    assert (told["exit_code"], told["posts"], told["tweets"], told["cost_usd"]) == (0, 1, 1, "0.200")
    assert told["refusals"]["R4"] == 1
    page = Path(told["page"]).read_text(encoding="utf-8")
    assert "Our Twitter account in November 2026" in page
    assert '<th scope="row">Tweets</th><td>1</td>' in page
    assert "Nightjar" not in page
    assert "fair" not in page
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF-")


def test_the_last_whole_month_is_meant_where_none_is_named(root: Path) -> None:
    told = document(root, "account", "report")
    assert (told["month"], told["tweets"], told["refusals"]) == ("2026-10", 0, {})
    assert '<th scope="row">none</th><td>0</td>' in Path(told["page"]).read_text(encoding="utf-8")
    assert invoke(root, "account", "report", "--month", "2026-13").exit_code == 2


def test_r3_whoever_approves_is_asked_about_a_review_that_is_overdue(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, now = open_workspace(root), make.at("2026-11-23 10:00")
    signing.remind(Output(as_json=False), workspace, now)
    assert capsys.readouterr().err == ""
    reviewed = Reviewed(workspace.followers)
    signing.remind(Output(as_json=False), workspace, now)
    assert "R3 followers, due: never looked at; publish.py account followers --page" in capsys.readouterr().err
    reviewed.read(now, 7, whole=True)
    signing.remind(Output(as_json=False), workspace, now)
    assert capsys.readouterr().err == ""
