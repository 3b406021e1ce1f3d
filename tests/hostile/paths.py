"""Files and folders that lead out of content/, hide in it, or are no posts at all."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.commands.workspace import photos, text
from tests.hostile.case import Case, made, posted, raw, write

STRANGE = "this name is hidden, reserved or has strange characters"
NO_POST = "only files that end in .md are posts"
LINK = "this is a link to another place; put the file itself here"
COMMAND = "words in braces are commands of the site's generator"
NO_ADDRESS = "this is no address of a page"
ALLOWED = "a link leads to https, mailto, tel or a page of this site alone"
NO_PHOTO = "must be the name of a .jpg, .png or .webp file in content/photos"
GOOD = text("harmless-9z9z")


def _link(target: str, *, folder: bool = False) -> Callable[[Path, str], None]:
    def put(content: Path, name: str) -> None:
        write(content.parent / "elsewhere/secret.md", GOOD)
        file = content / ("news/" + name + ("" if folder else ".md"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)

    return put


def _pipe(where: str) -> Callable[[Path, str], None]:
    def put(content: Path, _: str) -> None:
        (content / where).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(content / where)

    return put


def _socket(content: Path, name: str) -> None:
    (content / "news").mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(content / "news")  # the address of a socket is short
        try:
            opened.bind(f"{name}.md")
        finally:
            os.chdir(here)


def _photo_link(content: Path, name: str) -> None:
    write(content.parent / "elsewhere/private.jpg", b"a photo of somebody")
    (content / "photos").mkdir(exist_ok=True)
    (content / f"photos/{name}.jpg").symlink_to("../../elsewhere/private.jpg")
    write(content / f"news/{name}.md", text(f"{name}-1a2b", photos=photos(f"{name}.jpg")))


def _twins(content: Path, name: str) -> None:
    write(content / f"news/{name}.md", text(f"{name}-1a2b"))
    write(content / f"news/{name.upper()}.md", text(f"{name}-3c4d"))


def _accents(content: Path, name: str) -> None:
    write(content / f"news/{name}-caf\u00e9.md", text(f"{name}-1a2b"))
    write(content / f"news/{name}-cafe\u0301.md", text(f"{name}-3c4d"))


def _submodule(content: Path, name: str) -> None:
    write(content / f"{name}/.git", "gitdir: ../../.git/modules/elsewhere\n")
    write(content / f"{name}/post.md", text(f"{name}-1a2b"))


def named(name: str, file: str, told: str = STRANGE) -> Case:
    """A harmless post in a file of this name."""
    return raw(name, told, text(f"{name}-1a2b"), file)


PATHS = (
    posted("attach", COMMAND, body="[a]({attach}../../../../proc/self/environ)"),
    posted("static", COMMAND, body="[a]({static}../../x)"),
    posted("filename", COMMAND, body="[a]({filename}/../../x.md)"),
    posted("placeholder-capitals", COMMAND, body="[a]({ATTACH}../x)"),
    posted("placeholder-entity", NO_ADDRESS, body="[a](&#123;attach&#125;../x)"),
    posted("placeholder-escaped", COMMAND, body=r"[a](\{attach}../x)"),
    posted("placeholder-percent", ALLOWED, body="[a](%7Battach%7D../x)"),
    posted("placeholder-summary", COMMAND, summary="'See {static}/x for more.'"),
    posted("placeholder-reference", COMMAND, body="[a][b]\n\n[b]: {attach}../x"),
    posted("pipes-of-old", NO_ADDRESS, body="[a](|attach|../../x)"),
    posted("climbing-link", "climbs out of its folder", body="[a](/news/../../x)"),
    posted("climbing-percent", "climbs out of its folder", body="[a](/%2e%2e/%2E./x)"),
    posted("climbing-id", "must be small letters and figures", id="../../out"),
    posted("absolute-id", "must be small letters and figures", id="/out"),
    posted("absolute-photo", NO_PHOTO, photos=photos("/etc/passwd.jpg")),
    posted("climbing-photo", NO_PHOTO, photos=photos("../../secret.jpg")),
    posted("hidden-climb-photo", NO_PHOTO, photos=photos("a/./../../secret.jpg")),
    posted("drive-photo", NO_PHOTO, photos=photos("'C:/secret.jpg'")),
    posted("backslash-photo", NO_PHOTO, photos=photos(r"'..\secret.jpg'")),
    posted("device-photo", NO_PHOTO, photos=photos("/dev/stdin.jpg")),
    posted("nul-photo", "(U+0000)", photos=photos('"a\\0.jpg"')),
    posted("absent-photo", "is not there", photos=photos("nothing.jpg")),
    posted("file-link", ALLOWED, body="[a](file:///etc/passwd)"),
    posted("drive-link", NO_ADDRESS, body=r"[a](C:\Windows\win.ini)"),
    posted("relative-link", "climbs out of its folder", body="[a](../../x)"),
    made("symlink-file", LINK, "news/symlink-file.md", _link("../../elsewhere/secret.md")),
    made("symlink-absolute", LINK, "news/symlink-absolute.md", _link("/etc/passwd")),
    made("symlink-environ", LINK, "news/symlink-environ.md", _link("/proc/self/environ")),
    made("symlink-nowhere", LINK, "news/symlink-nowhere.md", _link("nowhere.md")),
    made("symlink-loop", "cannot be opened", "news/symlink-loop.md", _link("symlink-loop.md")),
    made("symlink-folder", NO_POST, "news/symlink-folder", _link("../../elsewhere", folder=True)),
    made("symlink-photo", LINK, "photos/symlink-photo.jpg", _photo_link),
    made("pipe", "this is not a file", "news/pipe.md", _pipe("news/pipe.md")),
    made("pipe-photo", "this is not a file", "photos/pipe.jpg", _pipe("photos/pipe.jpg")),
    made("socket", "cannot be opened", "news/socket.md", _socket),
    made("twins", "differs from this one only in capitals or accents", "news/twins.md", _twins),
    made("accents", "differs from this one only in capitals or accents", "news/accents-café.md", _accents),
    made("submodule", STRANGE, "submodule/.git", _submodule),
    named("reserved", "news/con.md"),
    named("reserved-ending", "news/lpt1.txt.md"),
    named("hidden", "news/.hidden.md"),
    named("newline", "news/a\nb.md"),
    named("blank-end", "news/blank .md "),
    named("semicolon", "news/a;b.md"),
    named("stream", "news/a.md:hidden.md"),
    named("bidi-name", "news/a\u202edm.md"),
    named("capital-folder", "Photos/a.md", "the folders pages and photos are written in small letters"),
    named("capital-ending", "news/capital.MD", NO_POST),
    named("too-deep", "1/2/3/4/5/6/7/8/9", NO_POST),
    named("post-among-photos", "photos/a.md", "the folder photos holds photos alone"),
    raw("html-source", NO_POST, "<script>alert(1)</script>", "news/html-source.html"),
    raw("rst-source", NO_POST, ".. raw:: html\n\n   <script>alert(1)</script>", "news/rst-source.rst"),
    raw("svg-photo", "the folder photos holds photos alone", "<svg onload='alert(1)'/>", "photos/svg-photo.svg"),
    raw("server-settings", STRANGE, "Options +Indexes", "news/.htaccess"),
)
