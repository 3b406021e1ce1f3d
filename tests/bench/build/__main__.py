"""Build the same posts with Schoolgate, with Pelican as it comes and with Hugo, in turn, and tell the ratios.

    python -m tests.bench.build FOLDER N[,N...] RUNS HUGO [JSON]

HUGO is Hugo's own program, or empty. Every tool gets the same posts and photos and makes a page of each post, category,
topic and class. *Cold*: nothing of an earlier build is there; ours keeps what detectors measured and pictures made of
photos, as everybody's machine does after a check. *Edit*: one sentence of one post is another since the last build, and
`check` has seen it, as it does before each commit. Ours is the whole of `publish.py build`: judging, pressing, the
second judgement. Each round gives one ratio against each tool; the median is told. Search is left out.
"""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench.build.news import News, draw, news
from tests.bench.build.seen import remember
from tests.bench.build.tools import Tool, tools

Times = dict[str, list[float]]


def prepare(base: Path, tool: Tool, posts: Sequence[News]) -> Path:
    """The tool's folder, with everything in it and built once."""
    folder = base / tool.name
    cache = folder / ".schoolgate" / "cache"
    if cache.is_dir():
        cache.rename(base / "cache")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tool.lay(folder)
    for one in posts:
        tool.write(folder, one)
    shutil.copytree(base / "photos", folder / tool.photos)
    if tool.name == "ours":
        remember(folder, base / "cache")
    run(tool.command, folder)
    return folder


def run(command: Sequence[str], folder: Path) -> float:
    """The wall time of a command in seconds; whatever fails ends the bench."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return took


def cold(tool: Tool, folder: Path, _post: News) -> float:
    """A build where nothing is built."""
    for name in tool.forget:
        shutil.rmtree(folder / name, ignore_errors=True)
    return run(tool.command, folder)


def edit(tool: Tool, folder: Path, post: News) -> float:
    """A build after one post was edited."""
    tool.write(folder, post)
    if tool.check:
        run(tool.check, folder)
    return run(tool.command, folder)


def rounds(
    build: Callable[[Tool, Path, News], float], all_tools: Mapping[Tool, Path], posts: Sequence[News], runs: int
) -> Times:
    """So many rounds of all tools, in turn."""
    times: Times = {tool.name: [] for tool in all_tools}
    for number in range(runs):
        post = posts[len(posts) // 2 + number].edited(number)
        for tool, folder in all_tools.items():
            times[tool.name].append(build(tool, folder, post))
    return times


def ratios(name: str, times: Times) -> dict[str, float]:
    """The median of the rounds' ratios, by what was built and against which tool."""
    return {
        f"{name}_vs_{other}": round(statistics.median(a / b for a, b in zip(times["ours"], theirs, strict=True)), 3)
        for other, theirs in times.items()
        if other != "ours"
    }


def measure(base: Path, number: int, runs: int, hugo: str) -> dict[str, float]:
    """Everything for so many posts, told as it comes."""
    posts = news(number)
    draw(base / "photos", posts)
    folders = {tool: prepare(base, tool, posts) for tool in tools(hugo)}
    pages = {tool.name: sum(1 for _ in (folder / tool.made).rglob("*.html")) for tool, folder in folders.items()}
    sys.stdout.write(f"{number} posts; pages: {pages}; {runs} rounds, wall seconds (median)\n")
    if min(pages.values()) < number or pages["ours"] < max(pages.values()):
        raise SystemExit("ours makes fewer pages than another tool: that would be no comparison")
    found: dict[str, float] = {}
    for name, build in (("cold", cold), ("edit", edit)):
        times = rounds(build, folders, posts, runs)
        told = "  ".join(f"{tool} {statistics.median(of_it):.2f}" for tool, of_it in times.items())
        found |= ratios(name, times)
        sys.stdout.write(f"  {name}: {told}\n")
    sys.stdout.write(f"  ratios: {found}\n")
    return found


def main(base: Path, numbers: str, runs: str, hugo: str, out: str = "") -> None:
    """Measure each number of posts; the last one's ratios are written to `out`."""
    found: dict[str, float] = {}
    for number in map(int, numbers.split(",")):
        found = measure(base / str(number), number, int(runs), hugo)
    if out:
        Path(out).write_text(json.dumps({"ratios": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
