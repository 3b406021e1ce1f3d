"""What do machines find at the addresses they know? Sitemap, robots.txt, security.txt, and headers for the web host."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from plugins.feeds import put
from plugins.model.school import School

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
CSP = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
"""What a browser may load for a page: pictures, style and letters of this site, and nothing that runs.

Where nothing runs, nothing connects: `connect-src` only lets a search engine's browser read robots.txt from the page.
"""
CSP_SEARCH = f"{CSP}; script-src 'self' 'wasm-unsafe-eval'"
"""The same, and for the page of the search its own program; a host that is told of all pages at once is told this."""
_HEADERS = f"""\
/*
  Content-Security-Policy: {CSP_SEARCH}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
"""


def write_wellknown(school: School, output: Path, *, now: datetime) -> None:
    """Write them below `output`, whose pages are all there; `now` dates security.txt.

    `_headers` is read by Netlify, Cloudflare Pages and others; every page says its own policy besides.
    """
    put(output / "sitemap.xml", _sitemap(output, school.site.url))
    put(output / "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {school.site.url}/sitemap.xml\n".encode())
    put(output / ".well-known" / "security.txt", _security(school, now).encode())
    put(output / "_headers", _HEADERS.encode())


def _sitemap(output: Path, url: str) -> bytes:
    """Every page but those that say what is missing, in the order of addresses."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    pages = (page.relative_to(output).as_posix() for page in output.rglob("index.html"))
    for address in sorted(page.removesuffix("index.html") for page in pages):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{url}/{address}"
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _security(school: School, now: datetime) -> str:
    """RFC 9116: whom to tell of a weakness, until next year's end of January, so that it changes once a year."""
    return (
        f"Contact: mailto:{school.email}\n"
        f"Expires: {now.year + 1}-01-31T00:00:00Z\n"
        f"Preferred-Languages: {school.site.lang.split('-')[0]}\n"
        f"Canonical: {school.site.url}/.well-known/security.txt\n"
    )
