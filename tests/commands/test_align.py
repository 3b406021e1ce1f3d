import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plugins.rehearsal.faults import Do, Fault
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import LOOK, account, due, entry, script, snapshot, tweets, twin
from tests.commands.workspace import make_workspace, text, told, write
from tests.rehearsal.client import Client

FAIR, CHOIR = "fair-2b3c", "choir-1a2b"
ROLL = "first,last\nJonty,Quillfeather\n"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two posts, published and tweeted; nobody changes it."""
    root = make_workspace(tmp_path_factory.mktemp("live"), text(FAIR), text(CHOIR))
    assert invoke(root, "publish").exit_code == 0
    return root


@pytest.fixture
def school(live: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return twin(live, tmp_path)


def by_hand(root: Path, words: str) -> str:
    with account(root) as server:
        return Client(server).said(words)


def roll(root: Path) -> dict[str, str | None]:
    file = root.parent / "roll.csv"
    file.write_text(ROLL, encoding="utf-8")
    return {"SCHOOLGATE_ROLL_FILE": str(file)}


def differences(root: Path) -> list[tuple[str, str | None]]:
    rows = document(root, "align")["rows"]
    return [(row["verdict"], row["post"]) for row in rows if row["differs"]]


def test_in_step_is_exit_0_and_says_what_it_cost(live: Path) -> None:
    said = invoke(live, "align")
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("2 in step, 0 differences. 2 tweets read, $0.002.\n")
    found = document(live, "align")
    assert (found["cost_usd"], [row["verdict"] for row in found["rows"]]) == ("0.002", ["in step", "in step"])


def test_nothing_is_sent_and_nothing_is_written_down(live: Path) -> None:
    before = (snapshot(live).tip, tweets(live))
    invoke(live, "align")
    assert (snapshot(live).tip, tweets(live)) == before


def test_what_differs_is_a_table_of_80_columns_and_exit_4(school: Path) -> None:
    number = by_hand(school, "Our hall smells of paint.")
    said = invoke(school, "align")
    assert said.exit_code == 4
    lines = said.stdout.splitlines()
    assert lines[0] == "2 in step, 1 difference. 3 tweets read, $0.003."
    table = lines[1 : next(n for n, line in enumerate(lines) if line.startswith("tweet "))]
    assert max(len(line) for line in table) <= 80
    assert "posted by hand" in said.stdout
    assert f"https://x.com/ThistledownPri/status/{number}" in said.stdout
    assert f"publish.py align --adopt {number} --by ROLE" in said.stdout
    assert "no list of pupils was given" in said.stderr


def test_each_difference_has_its_name(school: Path) -> None:
    with account(school) as server:
        x = Client(server)
        assert x.ask("DELETE", f"/2/tweets/{entry(school, FAIR).tweet_id}").status_code == 200
    write(school, text(CHOIR, summary="There are other words about the choir."), text("maths-3c4d"))
    assert invoke(school, "build").exit_code == 0
    found = differences(school)
    assert ("deleted there", FAIR) in found
    assert ("edited here", CHOIR) in found
    assert ("page missing", CHOIR) in found
    assert [verdict for verdict, post in found if post == "maths-3c4d"] == [
        "page missing",
        "not in the feed",
        "missing on the account",
    ]


def test_without_a_deployed_site_every_page_is_missing(school: Path) -> None:
    shutil.rmtree(school / "public/current/news")
    (school / "public/current/feeds/atom.xml").write_text("<", encoding="utf-8")
    assert differences(school).count(("page missing", FAIR)) == 1
    assert ("not in the feed", FAIR) in differences(school)


def test_the_page_needs_nothing_else_and_quotes_safely(school: Path) -> None:
    by_hand(school, "<b>Our hall</b>")
    found = document(school, "align")
    page = Path(found["page"]).read_text(encoding="utf-8")
    HTMLParser().feed(page)
    assert Path(found["page"]) == school / ".schoolgate/align.html"
    assert "<script" not in page
    assert "<caption>1 difference</caption>" in page
    assert "<caption>2 in step</caption>" in page
    assert page.count('<th scope="row"') == 3
    assert "<b>" not in page


def test_a_tweet_that_breaks_the_policy_is_told_with_clause_and_link_and_cannot_be_taken_over(school: Path) -> None:
    number = by_hand(school, "Well done to Jonty Quillfeather!")
    env = roll(school)
    said = invoke(school, "align", env=env)
    assert "R8 child-name: A child's full name" in said.stdout
    assert "It breaks the policy and cannot be taken over" in said.stdout
    assert "--adopt" not in said.stdout
    assert "Quillfeather" not in said.output + (school / ".schoolgate/align.html").read_text(encoding="utf-8")
    before = snapshot(school).tip
    refused = invoke(school, "align", "--adopt", number, "--by", "head", env=env)
    assert (refused.exit_code, snapshot(school).tip) == (1, before)
    assert "R8 child-name" in refused.stderr
    assert not list((school / "content").rglob("*quill*"))


def test_a_tweet_at_night_broke_the_hours(school: Path) -> None:
    with account(school) as server:
        server.advance(10 * 3600)
        Client(server).said("Our hall smells of paint.")
    (row,) = [row for row in document(school, "align")["rows"] if row["differs"]]
    assert [clause.split(":")[0] for clause in row["violations"]] == ["R4 hours"]


def test_a_clean_tweet_is_taken_over_and_becomes_a_draft(school: Path) -> None:
    number = by_hand(school, "Our hall smells of paint.\n\nCome and see!")
    address = f"https://x.com/ThistledownPri/status/{number}"
    done = told(school, "align", "--adopt", address, "--by", "deputy head")
    assert done["exit_code"] == 0
    known = entry(school, done["post"])
    assert (str(known.state), known.how, known.tweet_id, known.approver) == ("SENT", "adopted", number, "deputy head")
    written = (school / done["draft"]).read_text(encoding="utf-8")
    assert "status: draft" in written
    assert "Our hall smells of paint." in written
    assert invoke(school, "check").exit_code == 0
    assert differences(school) == []
    assert invoke(school, "publish").exit_code == 0
    assert len(tweets(school)) == 3


def test_taken_over_and_completed_it_is_not_tweeted_again(school: Path) -> None:
    number = by_hand(school, "Our hall smells of paint.")
    done = document(school, "align", "--adopt", number, "--by", "head")
    file = school / done["draft"]
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft", "status: ready"), encoding="utf-8")
    assert invoke(school, "publish").exit_code == 0
    assert len(tweets(school)) == 3


def test_a_draft_that_is_there_already_is_kept(school: Path) -> None:
    number = by_hand(school, "Our hall smells of paint.")
    again = twin(school, school.parent / "again")
    path = document(school, "align", "--adopt", number, "--by", "head")["draft"]
    (again / path).write_text((school / path).read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert document(again, "align", "--adopt", number, "--by", "head")["exit_code"] == 0
    assert (again / path).read_text(encoding="utf-8").endswith("More.\n")


def test_a_post_said_by_hand_before_its_turn_becomes_that_tweets(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, text(FAIR)))
    number = by_hand(root, f"Come to the fair! https://www.thistledown-primary.example/news/{FAIR}/")
    done = document(root, "align", "--adopt", number, "--by", "head")
    assert (done["exit_code"], done["post"], "draft" in done) == (0, FAIR, False)
    assert (entry(root, FAIR).how, entry(root, FAIR).tweet_id) == ("adopted", number)
    assert invoke(root, "send").exit_code == 0
    assert len(tweets(root)) == 1


def test_a_second_tweet_of_a_post_is_not_taken_over(school: Path) -> None:
    number = by_hand(school, f"Again! https://www.thistledown-primary.example/news/{FAIR}/")
    refused = invoke(school, "align", "--adopt", number, "--by", "head")
    assert refused.exit_code == 1
    assert "has a tweet already" in refused.stderr


@pytest.mark.parametrize("words", ["99999", "not a tweet"])
def test_only_a_tweet_that_is_there_can_be_taken_over(live: Path, words: str) -> None:
    refused = invoke(live, "align", "--adopt", words, "--by", "head")
    assert refused.exit_code == 1
    assert "the account shows no such tweet" in refused.stderr


def test_a_tweet_that_is_the_schools_already_is_not_taken_over(live: Path) -> None:
    refused = invoke(live, "align", "--adopt", entry(live, FAIR).tweet_id, "--by", "head")
    assert refused.exit_code == 1
    assert "page and tweet say the same" in refused.stderr


@pytest.mark.parametrize("options", [("--adopt", "1"), ("--by", "head"), ("--adopt", "1", "--by", "")])
def test_nobody_takes_over_without_saying_who(live: Path, options: tuple[str, ...]) -> None:
    assert invoke(live, "align", *options).exit_code == 2


def test_without_a_build_there_is_nothing_to_compare(tmp_path: Path) -> None:
    said = invoke(make_workspace(tmp_path), "align")
    assert said.exit_code == 1
    assert "there is no finished build" in said.stderr


def test_an_empty_site_is_in_step(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    assert invoke(root, "publish").exit_code == 0
    assert invoke(root, "align").exit_code == 0
    assert "There is nothing to compare yet." in (root / ".schoolgate/align.html").read_text(encoding="utf-8")


def test_an_account_that_does_not_answer_is_asked_later(school: Path) -> None:
    script(school, Fault(on=LOOK, do=Do.STATUS, status=503))
    said = invoke(school, "align", "--json")
    assert said.exit_code == 75
    assert json.loads(said.stdout)["error"]["kind"] == "AccountUnreachable"


def test_a_withdrawn_post_that_was_said_again_by_hand_is_found(school: Path) -> None:
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    by_hand(school, f"The fair! https://www.thistledown-primary.example/news/{FAIR}/")
    assert differences(school) == [("withdrawn, still there", FAIR)]
    assert invoke(school, "withdraw", FAIR).exit_code == 0
    assert differences(school) == []
