import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.console.output import Output, waits
from plugins.model.errors import Refused
from tests import make
from tests.commands.workspace import make_workspace

NOW = make.at("2026-11-23 10:00")


@pytest.mark.parametrize(
    "words", ["[bold]Sale[/bold]", "Open at :sun: and [/]", "back\\", "ends with [", "café 🍁 [1]"]
)
def test_words_are_shown_as_they_are_whatever_a_terminal_would_make_of_them(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Output(as_json=False)
    out.say(words)
    out.step(words)
    out.error(Refused(words, fix=words))
    told = capsys.readouterr()
    assert told.out == f"{words}\n"
    assert told.err == f"· {words}\nerror: {words}\n    fix: {words}\n"


def test_a_program_gets_one_document_and_not_a_line_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output(as_json=True)
    out.say("a line")
    out.step("a step")
    out.error(Refused("what", fix="fix"))
    out.end(1)
    told = capsys.readouterr()
    assert (told.out.startswith("{"), told.out.endswith("}\n"), told.err) == (True, True, "")
    assert "a line" not in told.out
    assert "a step" not in told.out


@pytest.mark.parametrize(
    ("why", "at", "told"),
    [
        (
            "X refused it once (400)",
            "2026-11-23 10:01",
            "waits until Monday 23 November 2026, 10.01am: X refused it once (400)",
        ),
        ("waits until Tuesday 08:00", "2026-11-24 08:00", "waits until Tuesday 08:00"),
        ("X asks to wait until noon", "2026-11-23 12:00", "waits: X asks to wait until noon"),
        ("the page answers 404", "2026-11-23 10:00", "waits: the page answers 404"),
        ("waits for an approver's yes", "", "waits for an approver's yes"),
        ("all sending is paused: snow", "", "waits: all sending is paused: snow"),
    ],
)
def test_a_wait_says_why_and_its_moment_once(why: str, at: str, told: str) -> None:
    assert waits(why, make.at(at) if at else None, NOW, make.school()) == told


@pytest.mark.parametrize("as_json", [False, True])
def test_what_is_hidden_is_told_nowhere(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> None:
    out = Output(as_json=as_json)
    out.hide('content/news/zoë-"q".md', "content/(file 1)")
    out.say('refused: content/news/zoë-"q".md')
    out.step('content/news/zoë-"q".md')
    out.fact(plan=['content/news/zoë-"q".md'])
    out.error(Refused('content/news/zoë-"q".md', fix='content/news/zoë-"q".md'))
    out.end(1)
    told = capsys.readouterr()
    assert "zo" not in told.out + told.err
    assert "content/(file 1)" in told.out


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("arguments", [("check",), ("check", "--json")])
def test_who_reads_no_further_ends_nothing(tmp_path: Path, arguments: tuple[str, ...], *, full: bool) -> None:
    root = make_workspace(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    full_disk = os.open("/dev/full", os.O_WRONLY)
    try:
        done = subprocess.run(
            [sys.executable, "publish.py", *arguments],
            cwd=root,
            stdout=full_disk if full else writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
        os.close(full_disk)
    assert (done.returncode, b"mistake" in done.stderr, b"Broken" in done.stderr) == (0, False, False)
