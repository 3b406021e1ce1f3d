"""How good are the pages? Each kind of page of a built site by Lighthouse, and every page by the W3C's own checker.

    python -m tests.bench.lighthouse [SITE] [OUT.json]

SITE is the folder of a published site, with its search (public/current where none is given), OUT.json gets the scores.
Exit 1 where a page stays below what is promised: 1.00 for accessibility, best practices and SEO, 0.98 for performance,
no error in its HTML. Needs npm, a Java and chromium; performance is only true on a machine that does nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from plugins.mirror import live

HERE = Path(__file__).parent / "site"
PROMISED = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.98}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


def kinds(site: Path) -> list[str]:
    """The address of one page of each kind: every page at the top, and the first below each folder."""
    found: dict[str, str] = {}
    for page in sorted(site.rglob("index.html")):
        parts = page.relative_to(site).parts[:-1]
        found.setdefault("/".join((*parts[:1], "*")) if len(parts) > 1 else "/".join(parts), "/".join((*parts, "")))
    return sorted(address.lstrip("/") for address in found.values())


def scores(address: str) -> dict[str, float]:
    """What Lighthouse says of one page, from 0 to 1."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(HERE / "node_modules/.bin/lighthouse"), address, "--quiet", "--output=json"]
        command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run(command, env=environment, check=True, timeout=300)
        told = json.loads(report.read_bytes())["categories"]
    return {name: told[name]["score"] or 0.0 for name in PROMISED}


def faults(site: Path) -> list[str]:
    """Every error that the W3C's checker finds in the pages of the site."""
    checker = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss1m", "-jar", str(checker), "--skip-non-html", "--errors-only", "--format", "gnu", str(site)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    return said.stderr.splitlines()


def main(site: Path, out: Path | None) -> int:
    """Look at everything and tell it; 1 where something is below what is promised."""
    wrong = faults(site)
    lines = [f"{len(list(site.rglob('*.html')))} pages, {len(wrong)} errors of HTML", *wrong[:20]]
    with live.serve(site) as base:
        measured = {path: scores(f"{base}/{path}") for path in kinds(site)}
    for path, found in measured.items():
        lines.append(f"/{path:40}" + "  ".join(f"{name} {score:.2f}" for name, score in found.items()))
    sys.stdout.write("\n".join((*lines, "")))
    if out:
        out.write_text(json.dumps({"html_errors": len(wrong), "pages": measured}, indent=1), encoding="utf-8")
    below = [path for path, found in measured.items() if any(found[name] < least for name, least in PROMISED.items())]
    return int(bool(wrong or below))


if __name__ == "__main__":
    given = [Path(word) for word in sys.argv[1:]]
    sys.exit(main(given[0] if given else Path("public/current"), given[1] if len(given) > 1 else None))
