from pathlib import Path

import pytest

from plugins.commands.remember import with_entries
from plugins.model.errors import Refused
from plugins.model.school import Allowed
from plugins.model.settings import parse
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, text, write

TOML = make.SCHOOL_TOML.read_text(encoding="utf-8")
ENTRY = Allowed(words="Amara Nwosu", reason='an author, "the" one')
EXEMPT = "[{rule: child-name, target: 'summary, body', reason: an author, expires: 2027-01-01}]"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remember")
    (folder / "roll.csv").write_text("first,last\nZuzanna,Quillfeather\n", encoding="utf-8")
    posts = (
        text("visit-2b3c", body="Well done Amara Nwosu and Zuzanna Mazur!", exemptions=EXEMPT),
        text("fair-2b3c", exemptions="[{rule: whereabouts, target: body, reason: over, expires: 2027-01-01}]"),
        text("draft-2b3c", category="gossip"),
    )
    return make_workspace(folder, *posts)


def test_an_exempted_name_is_allowed_in_every_post_and_one_on_the_roll_never(school: Path) -> None:
    env = {"SCHOOLGATE_ROLL_FILE": str(school.parent / "roll.csv")}
    said = invoke(school, "remember", "content/news/visit-2b3c.md", env=env)
    assert (said.exit_code, "1 name more" in said.stdout) == (0, True)
    assert "Amara" not in said.output
    allowed = parse((school / "school.toml").read_text(encoding="utf-8")).allowed
    assert allowed == (Allowed(words="Amara Nwosu", reason="an author"),)
    write(school, text("later-2b3c", body="Amara Nwosu won."))
    (school / "content/news/visit-2b3c.md").unlink()
    (school / "content/news/draft-2b3c.md").unlink()
    assert [one for one in document(school, "check")["findings"] if one["rule"] == "child-name"] == []


@pytest.mark.parametrize(("post", "why"), [("fair-2b3c", "only the lexicon knows"), ("draft-2b3c", "cannot be read")])
def test_what_has_no_such_exemption_changes_nothing(post: str, why: str, tmp_path: Path) -> None:
    faulty = text("draft-2b3c", category="gossip")
    other = text("fair-2b3c", exemptions="[{rule: whereabouts, target: body, reason: over, expires: 2027-01-01}]")
    root = make_workspace(tmp_path, faulty, other)
    before = (root / "school.toml").read_bytes()
    said = invoke(root, "remember", f"content/news/{post}.md")
    assert (said.exit_code, why in said.stderr) == (1, True)
    assert (root / "school.toml").read_bytes() == before


@pytest.mark.parametrize(
    "toml",
    [
        TOML,
        TOML.replace("[policy]\n", '[policy]\nallow = [{ words = "Willow", reason = "a class" }]\n'),
        TOML.replace("[policy]\n", '[policy] # ours\nallow = [\n  { words = "Willow", reason = "a class" },\n]\n'),
        TOML[: TOML.index("[policy]")] + TOML[TOML.index("[deploy]") :] + "\n[policy]\n",
    ],
)
def test_an_entry_is_added_before_those_that_are_there_and_every_comment_stays(toml: str) -> None:
    added = with_entries(toml, (ENTRY,))
    assert parse(added).allowed == (ENTRY, *parse(toml).allowed)
    assert [line for line in toml.splitlines() if line.startswith("#") and line not in added] == []


def test_a_list_that_is_written_otherwise_is_left_alone() -> None:
    other = TOML.replace("[policy]\n", '[policy]\n"allow" = [{ words = "Willow", reason = "a class" }]\n')
    assert parse(other).allowed
    with pytest.raises(Refused, match="unusual"):
        with_entries(other, (ENTRY,))
