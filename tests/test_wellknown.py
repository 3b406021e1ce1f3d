from pathlib import Path
from xml.etree import ElementTree as ET

from plugins.wellknown import CSP_SEARCH, write_wellknown
from tests import make

SITE = "https://www.thistledown-primary.example"


def written(root: Path, path: str) -> str:
    for page in ("index.html", "news/fair-1a2b/index.html", "404.html"):
        (root / page).parent.mkdir(parents=True, exist_ok=True)
        (root / page).write_text("")
    write_wellknown(make.school(), root, now=make.at("2026-11-23 12:00"))
    return (root / path).read_text(encoding="utf-8")


def test_the_sitemap_has_every_page_but_the_one_for_what_is_missing(tmp_path: Path) -> None:
    root = ET.fromstring(written(tmp_path, "sitemap.xml"))  # noqa: S314 - our own file

    assert [found.text for found in root.findall("{*}url/{*}loc")] == [f"{SITE}/", f"{SITE}/news/fair-1a2b/"]


def test_robots_may_read_everything_and_learn_where_the_map_is(tmp_path: Path) -> None:
    assert written(tmp_path, "robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"


def test_whoever_finds_a_weakness_learns_whom_to_tell(tmp_path: Path) -> None:
    lines = written(tmp_path, ".well-known/security.txt").splitlines()

    assert lines == [
        "Contact: mailto:office@thistledown-primary.example",
        "Expires: 2027-01-31T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {SITE}/.well-known/security.txt",
    ]


def test_the_web_host_is_told_what_the_page_that_may_most_says_of_itself(tmp_path: Path) -> None:
    headers = written(tmp_path, "_headers")

    assert headers.startswith(f"/*\n  Content-Security-Policy: {CSP_SEARCH}; frame-ancestors 'none'\n")
    assert "X-Content-Type-Options: nosniff" in headers
