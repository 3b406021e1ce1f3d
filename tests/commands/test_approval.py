"""From a bare local git server, two keys and no GitHub: what A wrote and B approved is said, and nothing else is."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.clone.roster import words_that_count
from plugins.clone.workspace import open_workspace
from plugins.mirror.ledger import GitLedger
from plugins.model.entry import BASELINE, Change, Roster
from plugins.model.trust import Principal, Trust
from plugins.repo.git import Git
from tests import make
from tests.commands.hands import NONE, Hand, clone, hand, listed
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import entry, snapshot, tweets, twin
from tests.commands.workspace import (
    LEDGER,
    ROOT,
    commit,
    git,
    ledger,
    make_photo,
    make_workspace,
    photos,
    set_clock,
    text,
    write,
)

ARCHIVE = (text("harvest-1a2b", date="2026-10-14 10:00"), text("fair-2b3c"))
WALK = text("walk-3c4d", photos=photos())
THANKS = text("thanks-4d5e", summary="Thank you to @library for having us.")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hand, Hand]:
    """A who writes, and B who approves."""
    folder = tmp_path_factory.mktemp("keys")
    return hand(folder, "teacher"), hand(folder, "head")


@pytest.fixture(scope="module")
def begun(people: tuple[Hand, Hand], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publisher's clone whose ledger knows both; a walk was written since. Nobody changes it."""
    teacher, head = people
    root = make_workspace(tmp_path_factory.mktemp("begun"), *ARCHIVE, toml={NONE: listed(head, authors=(teacher,))})
    told = document(root, "ledger", "init")
    assert told["exit_code"] == 0, told
    write(root, WALK)
    return root


@pytest.fixture
def school(begun: Path, tmp_path: Path) -> Path:
    return twin(begun, tmp_path)


@pytest.fixture(scope="module")
def agreed(begun: Path, people: tuple[Hand, Hand], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with the walk submitted by A and approved by B."""
    return approved(twin(begun, tmp_path_factory.mktemp("agreed")), people)


def approved(root: Path, people: tuple[Hand, Hand], post: str = "walk-3c4d", *options: str) -> Path:
    teacher, head = people
    submitted, said = teacher.sign(root, "submit", post), head.sign(root, "approve", post, *options)
    assert (submitted.exit_code, said.exit_code) == (0, 0), submitted.output + said.output
    return root


def checked(root: Path, post: str = "walk-3c4d") -> tuple[int, bool, str]:
    """The exit code of a check, whether the post would go, and what is missing for it."""
    told = document(root, "check")
    return told["exit_code"], f"content/news/{post}.md" in told["plan"]["build"], told["missing"].get(post, "")


def test_what_a_wrote_and_b_approved_is_said_and_the_ledger_tells_by_whom(
    school: Path, people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    teacher, head = people
    origin = tmp_path / "origin.git"
    git(school, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(school, "remote", "add", "origin", str(origin))
    git(school, "push", "--quiet", "origin", "main")
    desk = clone(origin, tmp_path / "teacher")
    write(desk, WALK)
    assert teacher.sign(desk, "submit", "walk-3c4d").exit_code == 0
    commit(desk)
    git(desk, "push", "--quiet", "origin", "main")
    train = clone(origin, tmp_path / "head")
    said = head.sign(train, "approve", "content/news/walk-3c4d.md")
    assert said.stdout.endswith("Commit both and push them.\nApproved by head.\n")
    commit(train)
    git(train, "push", "--quiet", "origin", "main")
    (school / "content" / "news" / "walk-3c4d.md").unlink()
    git(school, "pull", "--quiet", "origin", "main")
    assert document(school, "publish")["exit_code"] == 0
    assert [said.splitlines()[0] for said in tweets(school)] == ["There is something new about walk."]
    by = (entry(school, "walk-3c4d").approver, entry(school, "walk-3c4d").evidence)
    assert by == ("head", "signatures: submit teacher, approve head")


def test_what_a_wrote_and_a_approved_is_refused(school: Path, people: tuple[Hand, Hand]) -> None:
    teacher, head = people
    assert head.sign(school, "submit", "walk-3c4d").exit_code == 0
    said = head.sign(school, "approve", "walk-3c4d")
    assert (said.exit_code, "you did submit this version yourself" in said.stderr) == (1, True)
    said = teacher.sign(school, "approve", "walk-3c4d")
    assert (said.exit_code, "belongs to nobody who may approve now" in said.stderr) == (1, True)
    code, goes, why = checked(school)
    assert (code, goes) == (4, False)
    assert why.startswith("no approver has signed")


def test_what_was_changed_by_one_byte_after_its_approval_is_refused(agreed: Path, tmp_path: Path) -> None:
    assert checked(agreed) == (0, True, "")
    root = twin(agreed, tmp_path)
    file = root / "content" / "news" / "walk-3c4d.md"
    words = file.read_text(encoding="utf-8")
    file.write_text(f"{words}\n", encoding="utf-8")  # a byte that no reader would see
    assert checked(root)[:2] == (4, False)
    file.write_text(words.replace("Everybody", "everybody"), encoding="utf-8")
    assert (document(root, "publish")["exit_code"], tweets(root)) == (4, [])
    assert not (root / "public" / "current" / "news" / "walk-3c4d").exists()


def test_a_photo_swapped_under_its_name_is_another_photo(agreed: Path, tmp_path: Path) -> None:
    root = twin(agreed, tmp_path)
    make_photo(root, colour="navy")
    assert checked(root)[:2] == (4, False)


def test_a_yes_to_one_post_is_none_to_another_of_the_same_words(agreed: Path, tmp_path: Path) -> None:
    root = twin(agreed, tmp_path)
    file = root / "content" / "news" / "walk-3c4d.md"
    file.write_text(file.read_text(encoding="utf-8").replace("walk-3c4d", "walk-9z9z"), encoding="utf-8")
    (root / "approvals" / "walk-3c4d").rename(root / "approvals" / "walk-9z9z")
    assert checked(root, "walk-9z9z")[:2] == (4, False)


def test_nobody_can_sign_what_reads_otherwise_than_it_shows(school: Path, people: tuple[Hand, Hand]) -> None:
    for hidden in ("\u202e", "\u200b"):  # right to left, zero width
        write(school, text("walk-3c4d", body=f"Every{hidden}body counted."))
        said = people[1].sign(school, "approve", "content/news/walk-3c4d.md")
        assert (said.exit_code, "the policy forbids it as it stands" in said.stderr) == (1, True)
    assert not (school / "approvals").exists()


def test_a_yes_taken_back_before_it_was_said_is_no_yes(school: Path, people: tuple[Hand, Hand]) -> None:
    write(school, text("walk-3c4d", not_before="2026-11-23 15:00"))
    approved(school, people)
    told = document(school, "publish")
    assert (told["exit_code"], [one["post"] for one in told["waiting"]]) == (75, ["walk-3c4d"])
    page = school / "public" / "current" / "news" / "walk-3c4d" / "index.html"
    assert "content-hash" in page.read_text(encoding="utf-8")
    shutil.rmtree(school / "approvals")
    set_clock(school, "2026-11-23 15:30")
    told = document(school, "publish")
    assert (told["exit_code"], tweets(school), page.exists()) == (4, [], False)


def test_an_open_question_is_accepted_by_its_rule_and_with_a_reason_or_not_at_all(
    school: Path, people: tuple[Hand, Hand]
) -> None:
    write(school, THANKS)
    head = people[1]
    for options in ((), ("--accept", "links=no"), ("--accept", "reply-debate=x", "--accept", "links=no")):
        said = head.sign(school, "approve", "thanks-4d5e", *options)
        assert (said.exit_code, "--accept reply-debate=" in said.stderr) == (1, True)
    assert checked(school, "thanks-4d5e")[:2] == (4, False)
    approved(school, people, "thanks-4d5e", "--accept", "reply-debate=they asked us to thank them")
    assert checked(school, "thanks-4d5e")[1:] == (True, "")
    assert document(school, "publish")["exit_code"] == 4  # the walk still waits
    assert snapshot(school).approvals[entry(school, "thanks-4d5e").post].asks == ("reply-debate",)


def test_what_stood_before_the_ledger_stays_and_is_said_by_nobody_without_a_yes(
    begun: Path, people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    assert {one.evidence for one in snapshot(begun).approvals.values()} == {BASELINE}
    root = twin(begun, tmp_path)
    git(root, "update-ref", "-d", "refs/schoolgate/rehearsal")
    (root / "content" / "news" / "walk-3c4d.md").unlink()
    assert invoke(root, "ledger", "init", "--announce", "1").exit_code == 0
    assert checked(root, "fair-2b3c")[:2] == (4, False)
    approved(root, people, "fair-2b3c")
    assert checked(root, "fair-2b3c")[:2] == (0, True)


def test_without_a_ledger_nobody_knows_whose_word_counts(school: Path) -> None:
    git(school, "update-ref", "-d", "refs/schoolgate/rehearsal")
    told = document(school, "publish")
    assert (told["exit_code"], told["error"]["kind"], ledger(school)) == (3, "LedgerMissing", "")
    assert "publish.py ledger init" in told["error"]["fix"]


def enlist(root: Path, *approvers: Hand, authors: tuple[Hand, ...], more: str = "") -> None:
    """Write another list into school.toml, as whoever can push may do."""
    settings = root / "school.toml"
    head, _, rest = settings.read_text(encoding="utf-8").partition('backend = "signature"')
    tail = rest[rest.index("\n[policy]") :]
    settings.write_text(head + listed(*approvers, authors=authors, more=more) + "\n" + tail, encoding="utf-8")


def test_a_list_edited_in_the_same_change_counts_only_after_a_recorded_approvers_yes(
    school: Path, people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    teacher, head = people
    stranger = hand(tmp_path, "stranger")
    enlist(school, head, stranger, authors=(teacher,))
    assert teacher.sign(school, "submit", "walk-3c4d").exit_code == 0
    assert stranger.sign(school, "approve", "walk-3c4d").exit_code == 0  # school.toml as it stands lists the key
    told = document(school, "check")
    assert (told["exit_code"], told["approvers_wait"][:25]) == (4, "nobody has submitted it (")
    assert "somebody signed who is not on the list" in told["missing"]["walk-3c4d"]
    for signer, part in ((teacher, "submit"), (stranger, "approve")):
        assert signer.sign(school, part, "", "--approvers").exit_code == 0
    assert checked(school)[:2] == (4, False)
    assert head.sign(school, "approve", "", "--approvers").exit_code == 0
    told = document(school, "publish")
    assert (told["exit_code"], told["approvers_wait"], len(tweets(school))) == (0, "", 1)
    roster: Any = snapshot(school).roster
    assert (roster.approver, [one.role for one in roster.trust.approvers]) == ("head", ["head", "stranger"])
    assert entry(school, "walk-3c4d").approver == "stranger"


def test_who_was_taken_off_the_list_counts_no_more_and_what_stands_stays(
    agreed: Path, people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    root = twin(agreed, tmp_path)
    teacher, _ = people
    enlist(root, hand(tmp_path, "deputy"), authors=(teacher,))
    code, goes, why = checked(root)
    assert (code, goes) == (4, False)
    assert "somebody signed who is not on the list" in why
    assert checked(root, "fair-2b3c")[1]


def test_revoking_a_key_un_approves_what_it_approved_since_and_leaving_does_not(
    agreed: Path, people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    root = twin(agreed, tmp_path)
    teacher, head = people
    assert document(root, "publish")["exit_code"] == 0
    enlist(root, head, authors=(teacher,), more="until = 2026-11-22")
    assert checked(root)[1]
    enlist(root, head, authors=(teacher,), more="revoked_since = 2026-11-24")
    assert checked(root)[1]
    enlist(root, head, authors=(teacher,), more="revoked_since = 2026-11-23")
    assert checked(root)[:2] == (4, False)


def test_a_rehearsal_that_began_without_approvers_takes_the_first_list(
    people: tuple[Hand, Hand], tmp_path: Path
) -> None:
    teacher, head = people
    root = make_workspace(tmp_path)
    GitLedger(Git(root), ref=LEDGER, remote="").create(Change(summary="Begun without approvers"))
    settings = root / "school.toml"
    words = settings.read_text(encoding="utf-8").replace(NONE, listed(head, authors=(teacher,)))
    settings.write_text(words, encoding="utf-8")
    workspace = open_workspace(root)
    word = words_that_count(workspace, snapshot(root), make.at("2026-11-23 10:00"))
    assert word.new
    assert word.new.trust == workspace.school.approval


def test_where_the_ledger_has_a_list_nobody_can_be_left_unasked(people: tuple[Hand, Hand], tmp_path: Path) -> None:
    teacher, head = people
    root = make_workspace(tmp_path, text("fair-1a2b"))
    trust = Trust(backend="signature", approvers=(Principal(role="head", key=head.public),))
    roster = Roster(trust=trust, at=make.at("2026-11-23 09:00"), approver="", evidence="the first list")
    GitLedger(Git(root), ref=LEDGER, remote="").create(Change(summary="Begun", roster=roster))
    before = snapshot(root)
    said = document(root, "publish")
    assert (said["exit_code"], said["error"]["what"]) == (
        3,
        "the ledger has a list of approvers, and school.toml asks none of them",
    )
    assert (snapshot(root).approvals, snapshot(root).entries) == (before.approvals, before.entries)
    settings = root / "school.toml"
    words = settings.read_text(encoding="utf-8").replace(NONE, listed(head, authors=(teacher,)))
    settings.write_text(words, encoding="utf-8")
    assert document(root, "check")["plan"]["waiting"]


def test_r11_a_changed_list_of_follows_counts_only_after_an_approvers_yes(
    school: Path, people: tuple[Hand, Hand]
) -> None:
    teacher, head = people
    said = head.sign(school, "approve", "", "--follows")
    assert (said.exit_code, "there is no file follows.toml" in said.stderr) == (1, True)
    assert document(school, "account", "follows")["exit_code"] == 4  # whom it follows without any list
    file = Path(shutil.copy(ROOT / "follows.toml", school))
    assert follows(school) == (4, "nobody has submitted it", [])
    said = teacher.sign(school, "submit", "", "--follows")
    assert "@fernbridge_lib_reh (organisation): the library where our classes borrow books\n" in said.stdout
    assert "    https://x.com/i/user/1800000000000000007\n" in said.stdout
    assert teacher.sign(school, "approve", "", "--follows").exit_code == 1
    assert follows(school) == (4, "no approver has signed", [])
    assert head.sign(school, "approve", "", "--follows").exit_code == 0
    assert follows(school) == (0, "", ["followed"] * 3)
    file.write_text(file.read_text(encoding="utf-8") + "# one more\n", encoding="utf-8")
    assert follows(school) == (4, "nobody has submitted it", [])
    lines = {one["name"]: one for one in document(school, "account")["duties"]}
    assert (lines["follows"]["light"], "waits for an approver's yes" in lines["follows"]["says"]) == ("amber", True)


def follows(root: Path) -> tuple[int, str, list[str]]:
    """How the list stands: exit code, what it waits for, and what is told of each account."""
    told = document(root, "account", "follows")
    return told["exit_code"], told.get("waits", "").partition(" (")[0], [row["verdict"] for row in told["rows"]]


def test_r7_who_is_on_the_list_may_be_mentioned_with_an_approvers_yes_and_nobody_else(
    school: Path, people: tuple[Hand, Hand]
) -> None:
    shutil.copy(ROOT / "follows.toml", school)
    write(school, text("boxes-5e6f", summary="Old toys came in a box from @countyMuseumFB_reh today."))
    assert checked(school, "boxes-5e6f")[:2] == (4, False)
    approved(school, people, "boxes-5e6f", "--accept", "reply-debate=the museum lends us boxes")
    assert checked(school, "boxes-5e6f")[1:] == (True, "")
    (school / "follows.toml").unlink()
    assert checked(school, "boxes-5e6f")[:2] == (1, False)
