"""What does a page look like? Drawn by the browser of this machine, which sees nothing but this machine."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from plugins.model.errors import CouldNotRun

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_LIMIT_S = 60
_QUIET = (
    "--headless=new",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-quic",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def browser() -> str:
    """The program; empty where this machine has none that can draw without a window."""
    return next((found for name in _NAMES if (found := shutil.which(name))), "")


def draw(program: str, address: str, picture: Path, width: int, height: int) -> None:
    """Draw the top of a page as PNG, so many pixels wide and high; CouldNotRun where it does not succeed in time."""
    with tempfile.TemporaryDirectory(prefix="schoolgate-") as folder:
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium refuses its sandbox to the superuser
        place = (f"--user-data-dir={folder}", f"--window-size={width},{height}", f"--screenshot={picture}")
        try:
            subprocess.run(  # noqa: S603 - no shell; the arguments are ours
                (program, *_QUIET, *root, *place, address),
                env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "LANG": "C.UTF-8"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_LIMIT_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise CouldNotRun(
                f"the browser did not draw the picture ({type(error).__name__})",
                fix="leave --pictures out, or look whether this browser starts: chromium --version",
            ) from error
    if not picture.is_file():
        raise CouldNotRun("the browser drew nothing", fix="leave --pictures out; the comment holds all the words")
