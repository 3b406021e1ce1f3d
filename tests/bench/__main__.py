"""Build the same posts with Schoolgate and with plain Pelican, in turn, and tell the ratio of their times.

    python -m tests.bench [POSTS] [RUNS]

Plain Pelican reads the same Markdown with its own reader and its `simple` theme, and judges nothing; ours is the whole
of `publish.py build`: reading, judging, pressing, the second judgement. Each pair of runs gives one ratio; the median
is told with the least and the most.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BODY = "The whole of Year 4 measured the *playground* with string, **twice**, and agreed.\n\n" * 6


def ours(folder: Path, posts: int) -> list[str]:
    """A workspace of our own kind; the command that builds it."""
    for name in ("plugins", "theme", "pelicanconf.py", "publish.py", "school.toml"):
        (folder / name).symlink_to(ROOT / name)
    news = folder / "content" / "news"
    news.mkdir(parents=True)
    for number in range(posts):
        day = f"2025-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        news.joinpath(f"post-{number}.md").write_text(
            f"---\nid: post-{number}\ntitle: Post {number}\ndate: {day} 10:00\ncategory: news\n"
            f"summary: What Year 4 measured, part {number}.\nevent:\n  reason: a day of measuring\n"
            f"  start: {day} 09:00\n  end: {day} 15:00\n  place: school\n---\n{BODY}",
            encoding="utf-8",
        )
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return [sys.executable, "publish.py", "build", "--json"]


def plain(folder: Path, posts: int) -> list[str]:
    """The same posts for Pelican as it comes."""
    news = folder / "content"
    news.mkdir(parents=True)
    for number in range(posts):
        day = f"2025-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        news.joinpath(f"post-{number}.md").write_text(
            f"Title: Post {number}\nDate: {day} 10:00\nCategory: news\nSlug: post-{number}\n"
            f"Summary: What Year 4 measured, part {number}.\n\n{BODY}",
            encoding="utf-8",
        )
    folder.joinpath("pelicanconf.py").write_text('PLUGINS = []\nSITEURL = "https://x.example"\n', encoding="utf-8")
    return [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-t", "simple"]


def seconds(command: list[str], folder: Path) -> float:
    """The wall time of one cold run."""
    for name in (".schoolgate", "output"):
        shutil.rmtree(folder / name, ignore_errors=True)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return took


def main(posts: int, runs: int) -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = Path(temporary, "ours"), Path(temporary, "plain")
        for folder in folders:
            folder.mkdir()
        commands = ours(folders[0], posts), plain(folders[1], posts)
        seconds(commands[0], folders[0])
        seconds(commands[1], folders[1])
        pairs = [(seconds(commands[0], folders[0]), seconds(commands[1], folders[1])) for _ in range(runs)]
    ratios = [mine / theirs for mine, theirs in pairs]
    sys.stdout.write(
        f"{posts} posts, {runs} pairs of cold builds, wall seconds (median)\n"
        f"  publish.py build  {statistics.median(mine for mine, _ in pairs):6.2f}\n"
        f"  plain Pelican     {statistics.median(theirs for _, theirs in pairs):6.2f}\n"
        f"  ratio             {statistics.median(ratios):6.2f}  (least {min(ratios):.2f}, most {max(ratios):.2f})\n"
    )


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("200", "5")[len(sys.argv) - 1 :])))
