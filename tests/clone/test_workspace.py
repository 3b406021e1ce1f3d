from dataclasses import replace
from pathlib import Path

import pytest

from plugins.clone.workspace import Workspace, alone, open_workspace
from plugins.detect.roll import load_roll
from plugins.model.errors import SettingsWrong, TryAgain
from plugins.model.school import Allowed
from tests import make
from tests.commands.workspace import make_workspace


@pytest.mark.parametrize(
    ("url", "prefix"), [("https://school.example", ""), ("https://trust.example/our/school", "/our/school")]
)
def test_a_site_may_live_below_the_path_of_a_trust(tmp_path: Path, url: str, prefix: str) -> None:
    workspace = open_workspace(make_workspace(tmp_path))
    school = replace(workspace.school, site=replace(workspace.school.site, url=url))
    assert replace(workspace, school=school).prefix == prefix


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_settings_that_cannot_be_read_are_told_with_the_folder_to_be_in(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "school.toml").write_bytes(content)
    with pytest.raises(SettingsWrong, match=r"school\.toml cannot be read") as raised:
        open_workspace(tmp_path)
    assert "run this in the folder that holds school.toml" in raised.value.fix


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("content/news/2026-11-20-jonty.md", True),
        ("jontyquillfeather", True),
        ("content/news/2026-11-20-fair.md", False),
        ("grace-before-lunch", False),
        ("dahlia-show", False),
    ],
)
def test_a_few_words_may_name_a_child_on_the_roll(tmp_path: Path, text: str, *, named: bool) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("first,last\nJonty,Quillfeather\nGrace,Ombersley\nDahlia,Ombersley\n", encoding="utf-8")
    workspace = open_workspace(make_workspace(tmp_path))
    assert not workspace.names_a_child(text)
    school = replace(workspace.school, allowed=(Allowed(words="Dahlia show", reason="the flowers"),))
    assert replace(workspace, school=school, roll=load_roll(roll)).names_a_child(text) is named


def test_who_builds_is_alone_and_lets_go_even_after_an_error(tmp_path: Path) -> None:
    workspace = open_workspace(make_workspace(tmp_path))
    with pytest.raises(TryAgain, match="another command is building"), alone(workspace), alone(workspace):
        pytest.fail("two were alone")
    with alone(workspace):
        assert (workspace.state / "lock").exists()


@pytest.mark.parametrize(
    ("catalogue", "said"), [('"Search" = "Chwilio"\n', "Chwilio"), ('"Search" = \n', "Search"), (None, "Search")]
)
def test_what_has_to_be_said_is_said_in_english_where_the_catalogue_cannot_be_read(
    tmp_path: Path, catalogue: str | None, said: str
) -> None:
    school = make.school()
    workspace = Workspace(root=tmp_path, school=replace(school, site=replace(school.site, lang="cy")), roll=None)
    (tmp_path / "theme/languages").mkdir(parents=True)
    if catalogue is not None:
        (tmp_path / "theme/languages/cy.toml").write_text(catalogue, encoding="utf-8")

    assert workspace.say("Search") == said


@pytest.mark.parametrize("place", ["tagline", "title", "address"])
def test_settings_that_stand_on_every_page_name_no_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("first,last\nZebedee,Quillfeather\n", encoding="utf-8")
    monkeypatch.setenv("SCHOOLGATE_ROLL_FILE", str(roll))
    root = make_workspace(tmp_path)
    open_workspace(root)
    lines = (root / "school.toml").read_text(encoding="utf-8").splitlines()
    told = [f'{place} = "Well done Zebedee"' if line.startswith(f"{place} =") else line for line in lines]
    assert told != lines
    (root / "school.toml").write_text("\n".join(told), encoding="utf-8")
    with pytest.raises(SettingsWrong, match=rf"{place} names a child who is on the list of pupils") as raised:
        open_workspace(root)
    assert "Zebedee" not in f"{raised.value}{raised.value.fix}"
    open_workspace(root, judging=False)
