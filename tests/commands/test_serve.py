import signal
from pathlib import Path

import pytest
import requests

from tests.commands.inside import document
from tests.commands.rehearsal import due, start
from tests.commands.workspace import make_workspace, text

REAL = {
    'account = "rehearsal"': 'account = "x"',
    'remote = ""': 'remote = "origin"',
    'backend = "none" # allowed for the rehearsal account only': (
        'backend = "signature"\n[[approval.approvers]]\nrole = "head"\nkey = "ssh-ed25519 ' + "A" * 68 + '"'
    ),
}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due(make_workspace(tmp_path_factory.mktemp("serve"), text("fair-2b3c")))


def test_serve_shows_both_until_ctrl_c(school: Path) -> None:
    lines: list[str] = []
    with start(school, "serve") as process:
        while len(lines) < 3 and process.stdout:
            lines.append(process.stdout.readline())
        answers = [requests.get(line.split()[-1], timeout=10) for line in lines[:2]]
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Thistledown Primary School" in answers[0].text
    assert "rehearsal" in answers[1].text
    assert lines[2] == "Ctrl-C ends this.\n"


def test_with_the_real_account_the_site_alone_is_shown(school: Path, tmp_path: Path) -> None:
    roll = tmp_path / "roll.csv"
    roll.write_text("first,last\nJonty,Quillfeather\n", encoding="utf-8")
    settings = school / "school.toml"
    before = settings.read_text(encoding="utf-8")
    after = before
    for old, new in REAL.items():
        after = after.replace(old, new)
    settings.write_text(after, encoding="utf-8")
    with start(school, "serve", env={"SCHOOLGATE_ROLL_FILE": str(roll)}) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
    settings.write_text(before, encoding="utf-8")
    assert lines[0].startswith("The site:  ")
    assert lines[1] == "Ctrl-C ends this.\n"


def test_before_the_first_publish_there_is_nothing_to_show(tmp_path: Path) -> None:
    told = document(make_workspace(tmp_path), "serve")
    assert (told["exit_code"], told["error"]["what"]) == (1, "there is no site yet")
