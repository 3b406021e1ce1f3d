"""Does a command begin at once? What it does not need is not loaded, and all are listed all the same."""

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from publish import COMMANDS, main

ROOT = Path(__file__).parent.parent
HEAVY = {"cv2", "feedgen", "keyring", "numpy", "onnxruntime", "pelican", "rapidocr", "requests", "tokenizers", "tweepy"}


def test_every_command_has_a_line_of_its_own_in_the_help() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    listed = [line.split()[0] for line in told.partition("Commands:")[2].splitlines() if line.startswith("  ")]
    assert [word for word in listed if word in COMMANDS] == list(COMMANDS)


def test_a_command_that_there_is_not_is_wrong_use() -> None:
    told = CliRunner().invoke(main, ["publsh"])
    assert (told.exit_code, "No such command" in told.output) == (2, True)


def test_to_read_and_to_judge_what_is_remembered_no_heavy_library_is_loaded() -> None:
    names = ("build", "check", "new", "pause", "status")
    loads = "; ".join(f"import plugins.commands.{name}" for name in names)
    code = f"import sys, publish; {loads}; print(*sorted(set(sys.modules) & {HEAVY}))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == []
