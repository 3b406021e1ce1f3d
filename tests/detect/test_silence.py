"""What looks at children's photos tells nobody: no telemetry, and no file in the home of whoever runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK = """
from plugins.detect.meaning.embedding import _session
from plugins.detect.writing import open_reader
import os

_session()
open_reader()
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def test_opening_every_model_leaves_no_device_number_and_nothing_to_be_sent(tmp_path: Path) -> None:
    passed_on = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    said = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env={**passed_on, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert said.stdout == "1\n", said.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
