from pathlib import Path

import pytest

from plugins.mirror.forecast import IN_WORDS
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due, entry, script, status, tweets, twin
from tests.commands.workspace import make_workspace, text

TWEET = "https://x.com/ThistledownPri/status/2124805152568246272"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A post that the account refused; nobody changes it."""
    root = due(make_workspace(tmp_path_factory.mktemp("held"), text("fair-2b3c")))
    script(root, status(403))
    assert invoke(root, "send").exit_code == 4
    return root


@pytest.mark.parametrize(
    ("options", "words", "then"),
    [
        (("--sent", TWEET), "said: a person saw it on the account", 0),
        (("--not-sent",), "not said, will be tried again: a person says that it was not said", 1),
        (("--drop",), "not to be said: a person dropped it", 0),
    ],
)
def test_a_person_settles_what_is_held(
    held: Path, tmp_path: Path, options: tuple[str, ...], words: str, then: int
) -> None:
    root = twin(held, tmp_path)
    said = invoke(root, "resolve", "fair-2b3c", *options, "--by", "head")
    assert (said.exit_code, said.stdout) == (0, f"fair-2b3c is now {words}.\n")
    settled = entry(root, "fair-2b3c")
    assert (IN_WORDS[settled.state], settled.approver, settled.how) == (words.partition(":")[0], "head", "person")
    assert (invoke(root, "send").exit_code, len(tweets(root))) == (0, then)


@pytest.mark.parametrize(
    "options", [(), ("--drop", "--not-sent"), ("--sent", TWEET, "--drop"), ("--drop", "--by", "head", "--sent", "")]
)
def test_a_decision_is_one_of_three(held: Path, options: tuple[str, ...]) -> None:
    expected = 1 if options[-2:] == ("--sent", "") else 2
    said = invoke(held, "resolve", "other-2b3c", *options, "--by", "head")
    assert said.exit_code == expected


def test_nobody_decides_without_saying_who(held: Path) -> None:
    said = invoke(held, "resolve", "fair-2b3c", "--drop")
    assert said.exit_code == 2
    assert "--by" in said.stderr


@pytest.mark.parametrize(
    ("post", "address"),
    [
        ("fair-2b3c", "https://x.com/SomebodyElse/status/1"),
        ("fair-2b3c", "not an address"),
        ("other-3c4d", TWEET),
    ],
)
def test_what_is_not_held_or_not_ours_is_refused(held: Path, post: str, address: str) -> None:
    told = document(held, "resolve", post, "--sent", address, "--by", "head")
    assert (told["exit_code"], told["error"]["kind"]) == (1, "Refused")
    assert str(entry(held, "fair-2b3c").state) == "HELD"
