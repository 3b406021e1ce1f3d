import errno
import json
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

from plugins.console.command import answer
from plugins.console.output import Output
from publish import COMMANDS, main
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due
from tests.commands.workspace import make_workspace, run, text

NAME = "Jonty Quillfeather"
CALLS: list[tuple[int, tuple[str, ...]]] = [
    (0, ("check",)),
    (0, ("build",)),
    (0, ("preview",)),
    (0, ("publish",)),
    (0, ("send",)),
    (0, ("status",)),
    (0, ("pause", "--reason", "snow")),
    (0, ("pause", "--lift")),
    (2, ("pause",)),
    (0, ("new", "Sports day")),
    (1, ("new", "")),
    (2, ("new",)),
    (0, ("photo", "fresh.png")),
    (1, ("photo", "content/photos/leaves.jpg")),
    (2, ("photo", "nowhere.jpg")),
    (1, ("resolve", "fair-2b3c", "--drop", "--by", "head")),
    (2, ("resolve", "fair-2b3c", "--by", "head")),
    (1, ("ledger", "init")),
    (2, ("ledger", "init", "--announce", "many")),
    (2, ("status", "--nonsense")),
]
ARGUMENTS = {
    "approve": ["a-1b2c"],
    "submit": ["a-1b2c"],
    "closure": ["closed", "--on", "2026-11-24", "--reason", "snow"],
    "review": ["--since", "HEAD"],
    "resend": ["a-1b2c", "--reason", "the date"],
    "new": ["Title"],
    "remember": [__file__],
    "photo": [__file__],
    "pause": ["--lift"],
    "resolve": ["a-1b2c", "--drop", "--by", "head"],
    "withdraw": ["a-1b2c"],
    "intake": ["1"],
    "exempt": [__file__, "--rule", "hours", "--target", "summary", "--reason", "fair", "--until", "2027-07-31"],
}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = due(make_workspace(tmp_path_factory.mktemp("json"), text("fair-2b3c")))
    Image.new("RGB", (8, 6)).save(root / "fresh.png")
    return root


@pytest.mark.parametrize(
    ("code", "arguments"), CALLS, ids=lambda call: " ".join(call) if isinstance(call, tuple) else ""
)
def test_a_program_gets_one_json_document_however_it_ends(school: Path, code: int, arguments: tuple[str, ...]) -> None:
    told = document(school, *arguments)
    assert told["exit_code"] == code
    assert ("error" in told) == (code != 0)
    assert code == 0 or (told["error"].keys() == {"kind", "what", "fix"} and all(told["error"].values()))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"explain", "roll"}))  # which need no folder
def test_outside_of_a_schools_folder_every_command_says_so(tmp_path: Path, name: str) -> None:
    arguments = ["ledger", "init"] if name == "ledger" else [name, *ARGUMENTS.get(name, [])]
    told = document(tmp_path, *arguments)
    assert (told["exit_code"], told["error"]["kind"]) == (3, "SettingsWrong")
    assert list(tmp_path.iterdir()) == []


def test_all_mistakes_of_the_settings_are_told_at_once(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    settings = (root / "school.toml").read_text(encoding="utf-8")
    settings = settings.replace('opens = "08:00"', 'opens = "early"').replace('lang = "en-GB"', 'langue = "en-GB"')
    settings = settings.replace("[letter]", '[letter]\nsent = "soon"')
    (root / "school.toml").write_text(settings, encoding="utf-8")
    said = invoke(root, "check")
    assert (said.exit_code, said.stdout) == (3, "")
    assert said.stderr.startswith("error: school.toml has mistakes:\n")
    assert "  [hours] opens: must look like '08:00'\n" in said.stderr
    assert "  [letter] sent: must be a date, 2026-09-01\n" in said.stderr
    assert "  [site] langue: is not a setting; take it out or correct its spelling\n" in said.stderr


def test_a_mistake_in_schoolgate_itself_is_exit_70_and_quotes_nothing(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, text("fair-2b3c", body=f"{NAME} came."), own_plugins=True)
    judge = root / "plugins" / "policy" / "judge.py"
    source = judge.read_text(encoding="utf-8")
    judge.write_text(
        source.replace('"""\n', '"""\n\n', 1) + f"\n\ndef judge(*_, **__):\n    raise ValueError('{NAME}')\n"
    )
    for form in ((), ("--json",)):
        said = run(root, "publish", *form)
        told = said.stdout + said.stderr
        assert said.returncode == 70
        assert "a mistake in Schoolgate itself: ValueError at judge.py:" in told
        assert not any(name in told for name in NAME.split())
    assert json.loads(said.stdout)["exit_code"] == 70
    assert not (root / "public").exists()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, 3), (errno.EROFS, 3), (errno.EFBIG, 3), (errno.EACCES, 3), (errno.EBADF, 70)]
)
def test_a_full_disk_is_no_mistake_of_ours(capsys: pytest.CaptureFixture[str], number: int, code: int) -> None:
    def fails() -> int:
        raise OSError(number, os.strerror(number), f"/home/{NAME}")

    assert answer(Output(as_json=False), fails) == code
    told = capsys.readouterr().err
    assert ("make room on the disk" in told, "a mistake in Schoolgate" in told) == (code == 3, code == 70)
    assert NAME not in told


def test_ctrl_c_is_told_as_something_that_may_be_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert answer(Output(as_json=False), interrupted) == 75
    assert (
        capsys.readouterr().err
        == "error: stopped by Ctrl-C\n    fix: run the same command again; nothing is said twice\n"
    )


def test_of_a_mistake_in_schoolgate_its_place_is_told_and_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> int:
        raise ValueError(NAME)

    assert answer(Output(as_json=False), broken) == 70
    told = capsys.readouterr().err
    assert told.startswith("error: a mistake in Schoolgate itself: ValueError at test_command.py:")
    assert not any(name in told for name in NAME.split())


def test_wrong_use_is_left_to_click() -> None:
    def wrong() -> int:
        raise click.UsageError("Say why.")

    with pytest.raises(click.UsageError):
        answer(Output(as_json=False), wrong)


def test_a_command_that_is_not_known_is_wrong_use(tmp_path: Path) -> None:
    assert invoke(tmp_path, "tweet").exit_code == 2


def test_the_help_shows_no_sign_of_its_making() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    assert "\n  Exit codes: 0 done, 1 refused, 2 usage" in told
    assert "\\b" not in told
