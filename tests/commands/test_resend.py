from pathlib import Path

import pytest

from plugins.model.entry import State
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import entry, later, script, status, tweets
from tests.commands.workspace import make_workspace, text, write
from tests.mirror.test_revision import SPACING

FAIR = "fair-2b3c"
PAGE = f"https://www.thistledown-primary.example/news/{FAIR}/"
REASON = ("--reason", "wrong day")
DELETE = "DELETE /2/tweets/{id}"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school whose one post was tweeted."""
    root = make_workspace(tmp_path, text(FAIR, summary="The fair is by the river."))
    assert invoke(root, "publish").exit_code == 0
    later(root, SPACING)
    return root


def said(root: Path) -> list[str]:
    return [tweet.splitlines()[0] for tweet in tweets(root)]


def test_a_wrong_tweet_goes_and_the_correction_is_said_once(school: Path) -> None:
    write(school, text(FAIR, summary="The fair is by the mill."))
    assert invoke(school, "publish").exit_code == 0
    assert said(school) == ["The fair is by the river."]
    assert f"publish.py resend {FAIR} does" in " ".join(invoke(school, "align").stdout.split())
    answer = invoke(school, "resend", PAGE, *REASON)
    assert answer.exit_code == 0
    assert "done: the account shows nothing of it" in answer.stdout
    assert said(school) == []
    assert invoke(school, "resend", FAIR, *REASON).exit_code == 0
    for told in (True, False):
        answer = invoke(school, "publish")
        assert answer.exit_code == 0, answer.output
        assert ("    | The fair is by the mill." in answer.stdout) is told
    assert said(school) == ["The fair is by the mill."]
    repeated = invoke(school, "resend", FAIR, *REASON)
    assert (repeated.exit_code, said(school)) == (0, ["The fair is by the mill."])
    assert "another --reason" in repeated.stdout
    again = entry(school, f"{FAIR}.r2")
    assert again.state is State.SENT
    assert "The fair is by the mill" in (school / f"public/current/news/{FAIR}/index.html").read_text(encoding="utf-8")
    assert invoke(school, "align").exit_code == 0
    address = f"https://x.com/x/status/{again.tweet_id}"
    assert document(school, "withdraw", address)["post"] == FAIR
    assert said(school) == []
    assert "withdrawn" in (school / f"public/current/news/{FAIR}/index.html").read_text(encoding="utf-8")


def test_until_it_is_corrected_it_waits_and_its_page_stays(school: Path) -> None:
    script(school, status(503, on=DELETE))
    answer = invoke(school, "resend", FAIR, *REASON, "--by", "deputy")
    assert answer.exit_code == 75
    assert f'Run the same again: publish.py resend {FAIR} --reason "wrong day"' in answer.stdout
    assert f"publish.py resend {FAIR} goes on with it" in invoke(school, "status").stdout
    told = document(school, "publish")
    assert (told["exit_code"], said(school)) == (4, [])
    assert "waits for the correction" in told["waiting"][0]["why"]
    assert (school / f"public/current/news/{FAIR}/index.html").is_file()


@pytest.mark.parametrize("options", [("--reason", " "), ("--reason", "x" * 201), (*REASON, "--by", " ")])
def test_who_and_why_are_a_few_words(school: Path, options: tuple[str, ...]) -> None:
    assert invoke(school, "resend", FAIR, *options).exit_code == 1
    assert len(tweets(school)) == 1
