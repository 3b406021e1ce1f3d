from dataclasses import replace
from pathlib import Path

import pytest

from plugins.commands.workspace import alone, open_workspace
from plugins.model.errors import SettingsWrong, TryAgain
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


def test_who_builds_is_alone_and_lets_go_even_after_an_error(tmp_path: Path) -> None:
    workspace = open_workspace(make_workspace(tmp_path))
    with pytest.raises(TryAgain, match="another command is building"), alone(workspace), alone(workspace):
        pytest.fail("two were alone")
    with alone(workspace):
        assert (workspace.state / "lock").exists()
