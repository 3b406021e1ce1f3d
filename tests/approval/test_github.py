"""Every way to get a yes from GitHub that nobody gave; and the ways in which a good one stays good."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.approval.api import GitHub
from plugins.approval.github import Reviews
from plugins.approval.subject import Answer, Ask, Subject
from plugins.model.errors import ApprovalUnreachable, CouldNotRun
from plugins.model.post import ContentHash
from plugins.model.trust import Principal, Trust
from plugins.repo.git import Git
from plugins.x.secrets import Secret
from tests import make
from tests.approval.forge import HEAD, MAIN, REPOSITORY, TOKEN, Forge, commit, review, serve, user
from tests.commands.workspace import commit as committed
from tests.commands.workspace import git

NOW = make.at("2026-11-23 10:00")
TEACHER, HEADTEACHER, DEPUTY, STRANGER = user(11, "teacher"), user(22, "head"), user(33, "deputy"), user(44, "stranger")
WEB = {"id": 19864447, "login": "web-flow", "type": "User"}
POST, PHOTO = "content/news/walk-3c4d.md", "content/photos/leaves.jpg"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school's clone with one post and its photo, each brought by its own commit; nobody changes it."""
    root = tmp_path_factory.mktemp("clone")
    git(root, "init", "--quiet", "--initial-branch=main")
    for path, content in ((PHOTO, b"red leaves"), (POST, b"We walked to the river.\n")):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_bytes(content)
        committed(root)
    return root


@pytest.fixture
def forge(clone: Path) -> Iterator[Forge]:
    """GitHub, where the teacher's pull request 5 brought the post and the photo, and the head approved it."""
    made = Forge()
    pull(made, 5)
    for path in (POST, PHOTO):
        made.brought[git(clone, "log", "-1", "--format=%H", "--", path)] = [5]
        made.contents[HEAD, path] = {"type": "file", "sha": git(clone, "rev-parse", f"HEAD:{path}")}
    made.reviews[5] = [review(1, HEADTEACHER)]
    with serve(made):
        yield made


def pull(made: Forge, number: int, head: str = HEAD, by: Any = TEACHER) -> None:
    """A merged pull request of two commits, whose branch its author pushed."""
    made.pulls[number] = {
        "number": number,
        "user": by,
        "merged_at": "2026-11-20T11:00:00Z",
        "commits": 2,
        "base": MAIN,
        "head": {"sha": head, "ref": f"news-{number}", "repo": {"id": 7}},
    }
    made.commits[number] = [commit("0" * 40, by), commit(head, by, committer=WEB)]
    made.pushes.append({"ref": f"refs/heads/news-{number}", "after": head, "actor": by})


def subject(clone: Path, *asks: Ask) -> Subject:
    files = tuple((path, hashlib.sha256((clone / path).read_bytes()).hexdigest()) for path in (POST, PHOTO))
    return Subject(id="walk-3c4d", content=ContentHash("a" * 64), files=files, tweet="We walked.", asks=asks)


HEAD_ON_THE_LIST = Principal(role="head", id="22")


FORM = user(9, "form[bot]", "Bot")
FACE, THANKS = Ask(rule="photo-face", target="c" * 64), Ask(rule="reply-debate", target="summary")
AUTHORS = (Principal(role="form", id="9"), Principal(role="teacher", id="11"))


def ask(
    clone: Path,
    forge: Forge,
    *asks: Ask,
    head: Principal = HEAD_ON_THE_LIST,
    about: Subject | None = None,
    authors: tuple[Principal, ...] = (),
) -> Answer:
    approvers = (head, Principal(role="deputy", id="33"))
    trust = Trust(backend="github", repository=REPOSITORY, approvers=approvers, authors=authors)
    github = GitHub(forge.url, REPOSITORY, lambda: Secret(TOKEN), timeout=5)
    return Reviews(github=github, git=Git(clone), root=clone, trust=trust)(about or subject(clone, *asks), NOW)


def why(
    clone: Path,
    forge: Forge,
    *asks: Ask,
    head: Principal = HEAD_ON_THE_LIST,
    authors: tuple[Principal, ...] = (),
) -> str:
    answer = ask(clone, forge, *asks, head=head, authors=authors)
    assert (answer.approver, answer.evidence) == ("", "")
    return answer.why


def test_a_reviewed_pull_request_is_a_yes_by_role_and_tells_where(clone: Path, forge: Forge) -> None:
    assert ask(clone, forge) == Answer(approver="head", evidence=f"pull request 5, review 1 at {HEAD[:12]}")


def test_squashed_and_rebased_content_is_approved_as_it_was_reviewed(clone: Path, forge: Forge) -> None:
    """The commits on the default branch are other commits than those that were reviewed; the bytes are the same."""
    assert {one["sha"] for one in forge.commits[5]}.isdisjoint(forge.brought)
    assert ask(clone, forge).approver == "head"


def test_all_pages_are_read_and_a_reviewers_last_decision_counts(clone: Path, forge: Forge) -> None:
    forge.reviews[5] = [
        review(1, HEADTEACHER, "CHANGES_REQUESTED"),
        review(2, STRANGER),
        review(3, STRANGER, "COMMENTED"),
        review(4, HEADTEACHER, commit_id="0" * 40),
        review(5, HEADTEACHER),
        review(6, HEADTEACHER, "COMMENTED"),
        review(7, None),
    ]
    assert ask(clone, forge).approver == "head"
    forge.reviews[5].append(review(8, DEPUTY, "CHANGES_REQUESTED"))
    assert "an approver asks for changes" in why(clone, forge)


def test_who_renamed_the_login_is_the_same_person_and_who_took_the_old_one_is_not(clone: Path, forge: Forge) -> None:
    forge.reviews[5] = [review(1, user(22, "ms-head"))]
    assert ask(clone, forge).approver == "head"
    forge.reviews[5] = [review(1, user(55, "head"))]
    assert "nobody on the list approved it" in why(clone, forge)


def test_self_approval_is_none(clone: Path, forge: Forge) -> None:
    forge.pulls[5]["user"] = HEADTEACHER
    assert "head had a hand in it" in why(clone, forge)


def test_a_colleague_may_approve_what_a_head_wrote(clone: Path, forge: Forge) -> None:
    forge.pulls[5]["user"] = HEADTEACHER
    forge.reviews[5].append(review(2, DEPUTY))
    assert ask(clone, forge).approver == "deputy"


def test_approve_then_push_more(clone: Path, forge: Forge) -> None:
    forge.reviews[5] = [review(1, HEADTEACHER, commit_id="0" * 40)]
    assert "head approved an earlier version" in why(clone, forge)


@pytest.mark.parametrize("last", [True, False], ids=["last", "before the last"])
def test_a_push_onto_a_colleagues_pull_request_then_approve(clone: Path, forge: Forge, *, last: bool) -> None:
    forge.pushes.append({"ref": "refs/heads/news-5", "after": HEAD if last else "0" * 40, "actor": HEADTEACHER})
    assert "head had a hand in it" in why(clone, forge)


@pytest.mark.parametrize(
    "hand",
    [
        commit(HEAD, HEADTEACHER),
        commit(HEAD, TEACHER, committer=HEADTEACHER),
        commit(HEAD, TEACHER, message="News\n\nCo-authored-by: H <22+head@users.noreply.github.com>"),
    ],
    ids=["author", "committer", "co-author"],
)
def test_who_had_a_hand_in_a_commit_cannot_approve_it(clone: Path, forge: Forge, hand: Any) -> None:
    forge.commits[5][1] = hand
    assert "head had a hand in it" in why(clone, forge)


@pytest.mark.parametrize(
    ("hand", "told"),
    [
        (commit(HEAD, None), "whom GitHub does not know"),
        (commit(HEAD, user(9, "form[bot]", "Bot")), "a program had a hand in it"),
        (commit(HEAD, TEACHER, message="x\n\nCo-Authored-By: H <head@school.example>"), "tells no number"),
    ],
    ids=["unknown", "bot", "co-author by e-mail"],
)
def test_where_it_cannot_be_known_who_wrote_nobody_can_approve(clone: Path, forge: Forge, hand: Any, told: str) -> None:
    forge.commits[5][1] = hand
    assert told in why(clone, forge)


@pytest.mark.parametrize("pusher", [None, user(9, "form[bot]", "Bot")])
def test_who_pushed_must_be_a_person_that_github_knows(clone: Path, forge: Forge, pusher: Any) -> None:
    forge.pushes[0]["actor"] = pusher
    assert "had a hand in it" in why(clone, forge)
    forge.pushes.clear()
    assert "GitHub does not tell who pushed it" in why(clone, forge)


@pytest.mark.parametrize("repository", [None, {"id": 8}], ids=["a fork that is gone", "a fork"])
def test_what_came_from_a_fork_is_nobodys(clone: Path, forge: Forge, repository: Any) -> None:
    forge.pulls[5]["head"]["repo"] = repository
    assert "it came from another repository" in why(clone, forge)


def test_a_bot_approves_nothing_even_where_it_is_listed(clone: Path, forge: Forge) -> None:
    forge.reviews[5] = [review(1, user(22, "head", "Bot"))]
    assert "head is no person" in why(clone, forge)


def filed(forge: Forge, *people: int, by: Any = FORM) -> None:
    """The form's program wrote, pushed and opened pull request 5, for these people."""
    pull(forge, 5, by=by)
    forge.pulls[5]["commits"] = 1
    names = "".join(f"\nCo-authored-by: somebody <{one}+somebody@users.noreply.github.com>" for one in people)
    forge.commits[5] = [commit(HEAD, by, message=f"News\n{names}")]
    forge.pushes[:] = [{"ref": "refs/heads/news-5", "after": HEAD, "actor": by}]


def test_what_came_by_the_form_is_approved_by_somebody_who_neither_filed_nor_edited_it(
    clone: Path, forge: Forge
) -> None:
    filed(forge, 11, 44)
    assert ask(clone, forge, authors=AUTHORS).approver == "head"
    filed(forge, 11, 22)
    assert "head had a hand in it" in why(clone, forge, authors=AUTHORS)
    filed(forge, 22)
    assert "head had a hand in it" in why(clone, forge, authors=AUTHORS)


def test_the_form_must_tell_for_whom_it_writes_and_be_on_the_list(clone: Path, forge: Forge) -> None:
    filed(forge)
    assert "does not tell for whom" in why(clone, forge, authors=AUTHORS)
    filed(forge, 11)
    gone = replace(AUTHORS[0], until=make.at("2026-11-20 00:00"))
    for authors in ((), AUTHORS[1:], (gone,)):
        assert "nobody knows for whom" in why(clone, forge, authors=authors)


def test_another_program_does_not_become_the_form_by_its_login(clone: Path, forge: Forge) -> None:
    filed(forge, 11, by=user(99, "form[bot]", "Bot"))
    assert "nobody knows for whom" in why(clone, forge, authors=AUTHORS)


def test_who_pushes_onto_the_forms_pull_request_had_a_hand_in_it(clone: Path, forge: Forge) -> None:
    filed(forge, 11)
    forge.pushes.append({"ref": "refs/heads/news-5", "after": HEAD, "actor": HEADTEACHER})
    assert "head had a hand in it" in why(clone, forge, authors=AUTHORS)


def test_a_person_on_the_list_of_authors_writes_as_before(clone: Path, forge: Forge) -> None:
    assert ask(clone, forge, authors=AUTHORS).approver == "head"


CLOSURE = "content/news/closed-2026-11-23-snow.md"


@pytest.fixture
def closed(forge: Forge, tmp_path: Path) -> Path:
    """A clone whose words of closures came by pull request 5, which the deputy approved; the form's program then
    committed a closure for the head."""
    root = tmp_path / "closed"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root))
    for path in ("closures.toml", CLOSURE):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"words of {path}\n", encoding="utf-8")
        committed(root)
    words, told = (git(root, "log", "-1", "--format=%H", "--", path) for path in ("closures.toml", CLOSURE))
    forge.brought[words] = [5]
    forge.contents[HEAD, "closures.toml"] = {"type": "file", "sha": git(root, "rev-parse", "HEAD:closures.toml")}
    forge.reviews[5] = [review(1, DEPUTY)]
    forge.made[told] = signed(22)
    return root


def signed(*people: int, by: Any = FORM, verified: bool = True) -> dict[str, Any]:
    """A commit of the program's, as GitHub tells it, for these people."""
    names = "".join(f"\nCo-authored-by: x <{one}+x@users.noreply.github.com>" for one in people)
    made = commit("", by, message=f"Closure\n{names}")
    return {**made, "commit": {**made["commit"], "verification": {"verified": verified}}}


def snow(root: Path, forge: Forge, *asks: Ask, authors: tuple[Principal, ...] = AUTHORS) -> Answer:
    words, told = (hashlib.sha256((root / path).read_bytes()).hexdigest() for path in ("closures.toml", CLOSURE))
    files = ((CLOSURE, told),)
    about = Subject(id="closed", content=ContentHash("a" * 64), files=files, wording=words, asks=asks)
    return ask(root, forge, about=about, authors=authors)


def test_one_approver_tells_of_a_closure_in_words_that_another_one_approved(closed: Path, forge: Forge) -> None:
    assert snow(closed, forge, THANKS) == Answer(approver="head", evidence="closure by head, its words by deputy")
    forge.made = {commit: {**told, "committer": WEB} for commit, told in forge.made.items()}
    assert snow(closed, forge).approver == "head"


@pytest.mark.parametrize(
    "told",
    [
        signed(),
        signed(22, 33),
        signed(11),
        signed(22, verified=False),
        signed(22, by=user(99, "form[bot]", "Bot")),
        signed(22, by=user(9, "form[bot]")),
        signed(22, by=None),
        {**signed(22), "committer": HEADTEACHER},
        {**signed(22), "committer": None},
        {
            **signed(22),
            "commit": {"message": "x\n\nCo-authored-by: H <a@b.example>", "verification": {"verified": True}},
        },
        None,
    ],
    ids=[
        "nobody",
        "two",
        "no approver",
        "forged",
        "another program",
        "a person",
        "unknown",
        "signed by a person",
        "by nobody",
        "no number",
        "not there",
    ],
)
def test_a_closure_that_no_single_approver_started_by_the_program_is_a_post_like_any_other(
    closed: Path, forge: Forge, told: Any
) -> None:
    forge.made = dict.fromkeys(forge.made, told)
    assert snow(closed, forge).why == "no pull request brought it"


def test_who_started_a_closure_must_not_be_the_only_one_who_approved_its_words(closed: Path, forge: Forge) -> None:
    forge.reviews[5] = [review(1, HEADTEACHER)]
    assert snow(closed, forge).why == "nobody else approved the words of closures"
    forge.reviews[5].append(review(2, DEPUTY))
    assert snow(closed, forge).approver == "head"
    forge.brought.clear()
    assert snow(closed, forge).why == "no pull request brought it"


def test_a_program_that_is_not_listed_tells_of_no_closure(closed: Path, forge: Forge) -> None:
    assert snow(closed, forge, authors=AUTHORS[1:]).why == "no pull request brought it"


def test_an_evil_merge_brings_what_nobody_reviewed(clone: Path, forge: Forge) -> None:
    forge.contents[HEAD, POST] = {"type": "file", "sha": "9" * 40}
    assert "what was reviewed is not what stands here" in why(clone, forge)
    forge.contents[HEAD, POST] = None
    assert "what was reviewed is not what stands here" in why(clone, forge)


def test_an_image_swapped_under_the_same_name_needs_a_yes_of_its_own(clone: Path, forge: Forge) -> None:
    """It came by another pull request, which nobody approved; that the first one was approved is not enough."""
    pull(forge, 6, "2" * 40)
    forge.brought[git(clone, "log", "-1", "--format=%H", "--", PHOTO)] = [6]
    forge.contents["2" * 40, PHOTO] = forge.contents[HEAD, PHOTO]
    assert why(clone, forge) == "pull request 6: nobody on the list approved it"
    forge.reviews[6] = [review(9, DEPUTY, commit_id="2" * 40)]
    assert ask(clone, forge).evidence.endswith(f"pull request 6, review 9 at {'2' * 12}")


@pytest.mark.parametrize("how", ["pushed", "not merged", "merged elsewhere"])
def test_a_rule_switched_off_for_a_minute_lets_nothing_through(clone: Path, forge: Forge, how: str) -> None:
    if how == "pushed":
        forge.brought.clear()
    elif how == "not merged":
        forge.pulls[5]["merged_at"] = None
    else:
        forge.pulls[5]["base"] = {**MAIN, "ref": "side"}
    assert ("no pull request brought it" if how == "pushed" else "not merged into the default branch") in why(
        clone, forge
    )


def test_a_yes_to_one_post_is_none_to_another(clone: Path, forge: Forge, tmp_path: Path) -> None:
    """The same words under another name came by another commit, which no approved pull request brought."""
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", str(clone), str(copy))
    (copy / "content" / "news" / "other.md").write_bytes((copy / POST).read_bytes())
    committed(copy)
    other = subject(copy)
    other = replace(other, files=(("content/news/other.md", other.files[0][1]), *other.files[1:]))
    assert ask(copy, forge, about=other).why == "no pull request brought it"


def test_a_leaver_and_a_revoked_person_approve_nothing_whatever_the_date_of_the_review(
    clone: Path, forge: Forge
) -> None:
    for head in (
        replace(HEAD_ON_THE_LIST, until=make.at("2026-11-23 00:00")),
        replace(HEAD_ON_THE_LIST, revoked_since=make.at("2026-11-23 00:00")),
    ):
        assert "head is not on the list at this time" in why(clone, forge, head=head)


def test_a_yes_that_was_dismissed_is_none(clone: Path, forge: Forge) -> None:
    forge.reviews[5] = [review(1, HEADTEACHER, "DISMISSED")]
    assert "head took the approval back" in why(clone, forge)


def test_an_open_question_is_accepted_in_the_review_by_its_rule_and_with_a_reason(clone: Path, forge: Forge) -> None:
    assert why(clone, forge, FACE) == "no approver wrote 'accept photo-face: and the reason' into the review"
    for body in ("accept photo-face:", "I accept photo-face: yes", "accept: photo-face"):
        forge.reviews[5] = [review(1, HEADTEACHER, body=body)]
        assert why(clone, forge, FACE)
    forge.reviews[5] = [review(1, HEADTEACHER, body="Lovely.\n- Accept photo-face: it is painted\n")]
    assert ask(clone, forge, FACE).approver == "head"
    assert "accept reply-debate" in why(clone, forge, FACE, THANKS)
    forge.reviews[5].append(review(2, DEPUTY, body="accept reply-debate: they asked us to"))
    assert ask(clone, forge, FACE, THANKS).approver == "head"


def test_what_is_not_committed_as_it_stands_is_nobodys(clone: Path, forge: Forge) -> None:
    about = subject(clone)
    changed = replace(about, files=((POST, "0" * 64), *about.files[1:]))
    assert ask(clone, forge, about=changed).why == "it is not committed as it stands"
    (clone / "new.md").write_bytes(b"new")
    new = replace(about, files=(("new.md", hashlib.sha256(b"new").hexdigest()),))
    assert ask(clone, forge, about=new).why == "it is not committed as it stands"
    assert forge.asked == []


def test_more_commits_than_github_lists_are_nobodys(clone: Path, forge: Forge) -> None:
    forge.pulls[5]["commits"] = 3
    assert "does not list all of its commits" in why(clone, forge)


@pytest.mark.parametrize("status", [403, 429, 500, 503, 301])
def test_where_github_is_down_nobody_is_taken_for_a_yes(clone: Path, forge: Forge, status: int) -> None:
    forge.status = status
    with pytest.raises(ApprovalUnreachable, match=f"GitHub answers {status}"):
        ask(clone, forge)


@pytest.mark.parametrize("raw", [b"<html>", b"[1]", b"{}", b'[{"number": "x"}]', b"[null]"])
def test_an_answer_of_another_form_is_no_answer(clone: Path, forge: Forge, raw: bytes) -> None:
    forge.raw = raw
    with pytest.raises(ApprovalUnreachable):
        ask(clone, forge)


def test_a_clone_without_its_history_proves_nothing(clone: Path, forge: Forge, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{clone}", str(shallow))
    with pytest.raises(CouldNotRun, match="lacks its history"):
        ask(shallow, forge)
