"""What does `check` cost? For a post and for a photo the first time, for what was seen before, and after an edit.

    python -m tests.bench.check FOLDER N RUNS [JSON]

*Cold*: nothing is remembered; first without photos, which gives the cost of a post, then with three for every ten
posts, which gives that of a photo. *Warm*: the same again. *Edit*: one sentence of one post with a photo is another.
*New photo*: that post's photo is another as well. *Resumed*: a cold check is killed half-way, and what the next one
still has to do is told as part of the whole. Each is a process of its own, as a person starts it: seconds by the wall,
and of the processor, which do not depend on what else the machine is doing.
"""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from PIL import Image

from tests.bench.build.news import News, draw, news
from tests.bench.build.tools import Tool, tools
from tests.bench.overhead import Instant, instant, median

_REMEMBERED = ".schoolgate"


def clone(base: Path, tool: Tool, posts: Sequence[News], photos: Path | None) -> Path:
    """A clone of its own with these posts; without `photos`, no post has one."""
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    tool.lay(base)
    for one in posts:
        tool.write(base, one if photos else replace(one, photo=""))
    if photos:
        shutil.copytree(photos, base / tool.photos)
    return base


def spent(tool: Tool, folder: Path) -> Instant:
    """The time of one check; one that could not judge ends the bench."""
    start = instant()
    done = subprocess.run(tool.check, cwd=folder, capture_output=True, text=True, check=False)
    took = instant().since(start)
    if done.returncode not in (0, 4):
        raise SystemExit(f"check ended with {done.returncode}: {done.stdout}{done.stderr}")
    return took


def cold(tool: Tool, folder: Path) -> Instant:
    """A check that remembers nothing."""
    shutil.rmtree(folder / _REMEMBERED, ignore_errors=True)
    return spent(tool, folder)


def resumed(tool: Tool, folder: Path, whole: Instant) -> Instant:
    """What is left to do after a cold check was killed half-way."""
    shutil.rmtree(folder / _REMEMBERED, ignore_errors=True)
    with subprocess.Popen(tool.check, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as begun:
        time.sleep(whole.wall / 2)
        begun.send_signal(signal.SIGKILL)
    return spent(tool, folder)


def edited(tool: Tool, folder: Path, post: News, runs: int, *, photo: bool) -> list[Instant]:
    """Checks after an edit each, of the words alone or of the photo too."""
    times = []
    for number in range(runs):
        tool.write(folder, post.edited(number))
        if photo:
            ground = (200, 180, 40 + number)
            Image.new("RGB", (1600, 1200), ground).save(folder / tool.photos / post.photo, quality=90)
        times.append(spent(tool, folder))
    return times


def measure(base: Path, number: int, runs: int) -> Mapping[str, Instant]:
    """Everything, by name."""
    ours, posts = tools("")[0], news(number)
    draw(base / "photos", posts)
    pictures = [one for one in posts if one.photo]
    words = clone(base / "words", ours, posts, None)
    few = clone(base / "few", ours, posts[-1:], None)
    whole = clone(base / "whole", ours, posts, base / "photos")
    without, alone, with_photos = cold(ours, words), cold(ours, few), cold(ours, whole)
    again = [spent(ours, whole) for _ in range(runs)]
    edits = edited(ours, whole, pictures[-1], runs, photo=False)
    photos = edited(ours, whole, pictures[-1], runs, photo=True)
    return {
        "cold": with_photos,
        "each post": _shared(without.since(alone), number - 1),
        "each photo": _shared(with_photos.since(without), len(pictures)),
        "warm": _middle(again),
        "edit": _middle(edits),
        "new photo": _middle(photos),
        "resumed": resumed(ours, whole, with_photos),
    }


def _middle(times: list[Instant]) -> Instant:
    return Instant(median(times, "wall"), median(times, "cpu"))


def _shared(whole: Instant, parts: int) -> Instant:
    return Instant(whole.wall / parts, whole.cpu / parts)


def main(base: Path, number: str, runs: str, out: str = "") -> None:
    """Measure and tell; the figures are written to `out` as well."""
    found = measure(base, int(number), int(runs))
    sys.stdout.write(f"check of {number} posts, three of ten with a photo; seconds, medians of {runs}\n")
    sys.stdout.writelines(f"  {name:10} wall {one.wall:7.2f} processor {one.cpu:7.2f}\n" for name, one in found.items())
    sys.stdout.write(f"  resumed: {found['resumed'].cpu / found['cold'].cpu:.0%} of a cold check's processor time\n")
    if out:
        Path(out).write_text(
            json.dumps({name: asdict(one) for name, one in found.items()}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
