from pathlib import Path

import pytest

from tests.commands.inside import document, invoke
from tests.commands.workspace import make_workspace, text

KEY = "SCHOOLGATE_ROLL_KEY"
ROLL = "SCHOOLGATE_ROLL_FILE"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roll")
    (folder / "roll.csv").write_text("first,last\nThrandil,Quillfeather\n", encoding="utf-8")
    return make_workspace(folder, text("fair-2b3c", body="Thrandil Quillfeather sang."))


def test_a_hashed_list_in_the_repository_finds_the_name_where_the_key_is_given_and_nothing_runs_without(
    school: Path,
) -> None:
    csv, key_file = school.parent / "roll.csv", school.parent / "roll.key"
    made = invoke(school, "roll", "hash", "roll.hashed", "--new-key", str(key_file), env={ROLL: str(csv), KEY: None})
    assert (made.exit_code, "1 pupil" in made.stdout) == (0, True)
    assert key_file.stat().st_mode & 0o077 == 0
    assert "quillfeather" not in (school / "roll.hashed").read_text(encoding="utf-8").casefold()
    secret = key_file.read_text(encoding="utf-8").strip()
    assert secret not in made.output
    found = document(school, "check", env={ROLL: "roll.hashed", KEY: secret})
    assert [(one["rule"], one["severity"]) for one in found["findings"]] == [("child-name", "BLOCK")]
    blind = document(school, "check", env={ROLL: "roll.hashed", KEY: None})
    assert (blind["exit_code"], "SCHOOLGATE_ROLL_KEY" in blind["error"]["fix"]) == (3, True)
    again = invoke(school, "roll", "hash", "again.hashed", env={ROLL: str(csv), KEY: secret})
    assert again.exit_code == 0
    assert (school / "again.hashed").read_bytes() == (school / "roll.hashed").read_bytes()
    twice = invoke(school, "roll", "hash", "x", "--new-key", str(key_file), env={ROLL: str(csv)})
    assert (twice.exit_code, "is there already" in twice.stderr) == (1, True)
    hashed = invoke(school, "roll", "hash", "x", env={ROLL: "roll.hashed", KEY: secret})
    assert (hashed.exit_code, "hashed already" in hashed.stderr) == (1, True)


def test_without_a_list_or_a_key_nothing_is_written(school: Path) -> None:
    csv = str(school.parent / "roll.csv")
    assert invoke(school, "roll", "hash", "none.hashed").exit_code == 3
    assert invoke(school, "roll", "hash", "none.hashed", env={ROLL: csv, KEY: None}).exit_code == 3
    assert not (school / "none.hashed").exists()
