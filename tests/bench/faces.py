"""Judge the faces of labelled pictures as `check` does, and tell what was missed and what was refused wrongly.

    python -m tests.bench.faces FOLDER [OUT.json]

FOLDER/images/ holds pictures; FOLDER/truth.json, where there is one, lists {"file", "cat"} of each. Every picture is
judged as if its post declared that nobody is in it. Boxes are [x, y, width, height, score] in pixels of the upright
picture. Nothing is remembered between two runs.
"""

import hashlib
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.detect.decode import decode
from plugins.detect.photo import told
from plugins.detect.sight import Sight
from plugins.model.case import Case
from plugins.model.errors import Refused
from plugins.model.finding import Severity
from plugins.policy.rules.photo_face import RULE
from tests import make

WITH_A_FACE = ("pos", "pos_tiny", "crowd", "scene_face")
WITHOUT = ("neg", "neg_people", "art_noface")
"""Drawn and painted faces (art_face) and doubtful pictures (exclude) are in neither sum."""
VERDICTS = {Severity.BLOCK: "block", Severity.ASK: "ask"}
COLUMNS = ("block", "ask", "pass", "unread")
SCHOOL = make.school()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One picture, judged: boxes in pixels with scores; how long it took, and the most memory of the process so far."""

    verdict: str
    faces: tuple[tuple[float, ...], ...]
    milliseconds: float
    megabytes: float


def look(file: Path) -> Look:
    """Judge one picture, cold; one that is too large or damaged is refused unread, by another rule."""
    data = file.read_bytes()
    shown = make.photo(file=file.name, digest=hashlib.sha256(data).hexdigest())
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        try:
            faces = Sight(shown=shown, file=file).faces(make.memory(Path(folder)))
            width, height = decode(data, file.suffix).size
        except Refused:
            return Look(verdict="unread", faces=(), milliseconds=0, megabytes=0)
    took = (time.process_time() - start) * 1000
    seen = tuple(replace(told(face), target="photos[0]") for face in faces)
    case = Case(path=file.name, post=make.post(photos=(shown,)), tweet=None, detections=seen)
    worst = max((finding.severity for finding in RULE.judge(case, SCHOOL)), default=Severity.NOTE)
    boxes = tuple(
        (
            *(round(part, 1) for part in (f.x * width, f.y * height, f.width * width, f.height * height)),
            round(f.score, 3),
        )
        for f in faces
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Look(verdict=VERDICTS.get(worst, "pass"), faces=boxes, milliseconds=took, megabytes=peak)


def report(looks: Mapping[str, Look], categories: Mapping[str, str]) -> str:
    """What a person wants to know, in lines."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for name, one in looks.items():
        tally[categories.get(name, "unlabelled")][one.verdict] += 1
    lines = [f"{'category':<12}{'pictures':>9}" + "".join(f"{column:>8}" for column in COLUMNS)]
    for category in (*WITH_A_FACE, *WITHOUT, *sorted(tally.keys() - {*WITH_A_FACE, *WITHOUT})):
        count = tally[category]
        if count:
            cells = "".join(f"{count[column]:>8}" for column in COLUMNS)
            lines.append(f"{category:<12}{count.total():>9}{cells}")
    real = sum((tally[category] for category in WITH_A_FACE), Counter[str]())
    none = sum((tally[category] for category in WITHOUT), Counter[str]())
    if real and none:
        found, refused = (_part(some, real.total()) for some in (real.total() - real["pass"], real["block"]))
        wrong, asked = (_part(none[verdict], none.total()) for verdict in ("block", "ask"))
        lines += [
            f"image recall    {found} refused or asked about, {refused} refused",
            f"wrong blocks    {wrong} of the pictures without a face; asked about {asked}",
            *(f"  missed        {name}" for name in _those(looks, categories, WITH_A_FACE, "pass")),
            *(f"  wrong block   {name}" for name in _those(looks, categories, WITHOUT, "block")),
        ]
    times = sorted(one.milliseconds for one in looks.values())
    lines.append(
        f"a picture       {statistics.median(times):.0f} ms (median), {times[-1]:.0f} ms (most) of one core, cold; "
        f"{max(one.megabytes for one in looks.values()):.0f} MB a process"
    )
    return "\n".join(lines) + "\n"


def _part(some: int, all_: int) -> str:
    return f"{some}/{all_} ({some / all_:.3f})"


def _those(
    looks: Mapping[str, Look], categories: Mapping[str, str], wanted: tuple[str, ...], verdict: str
) -> list[str]:
    return [name for name, one in looks.items() if categories.get(name) in wanted and one.verdict == verdict]


def main(folder: Path, out: Path | None = None) -> None:
    """Measure and tell; write every verdict to `out`."""
    files = sorted(file for file in (folder / "images").iterdir() if file.is_file())
    if not files:
        raise SystemExit(f"there are no pictures in {folder / 'images'}")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        looks = dict(zip((file.name for file in files), pool.map(look, files, chunksize=4), strict=True))
    truth = folder / "truth.json"
    known = json.loads(truth.read_text(encoding="utf-8")) if truth.is_file() else []
    sys.stdout.write(report(looks, {one.get("file", ""): one.get("cat", "unlabelled") for one in known}))
    if out:
        images = {
            name: {"verdict": one.verdict.replace("unread", "block"), "faces": one.faces} for name, one in looks.items()
        }
        out.write_text(json.dumps({"images": images}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:]))
