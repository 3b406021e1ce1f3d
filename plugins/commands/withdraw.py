"""How is a post taken back, in a hurry? One command: page, pictures and tweet go, and what is left is listed."""

from collections.abc import Iterator
from pathlib import Path

import click

from plugins.clone.meant import Meant, meant
from plugins.clone.ports import Ports, open_ports
from plugins.clone.remark import kept
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.exits import gravest
from plugins.console.output import Output
from plugins.mirror.withdraw import Order, begin
from plugins.model.errors import Refused, SchoolgateError
from plugins.model.words import count
from plugins.press.graves import graves
from plugins.press.takedown import Going, take_off, where
from plugins.saying.deletion import delete_tweet
from plugins.saying.picture import withdraw_picture

_LONGEST = 200
_OFF = "the page is off the site; its address says that the post was withdrawn"


@command("withdraw")
@click.argument("post", required=False)
@click.option("--photo", metavar="FILE", help="Take one picture back instead, from every post that shows it.")
@click.option("--by", default="head", show_default=True, help="Who decides: a role, not a name.")
@click.option("--reason", default="", help="Why, in a few words without names; it stays on the ledger.")
def withdraw(out: Output, *, post: str | None, photo: str | None, by: str, reason: str) -> int:
    """Take POST back: its page, its pictures and its tweet. POST is its page's address, its id or its file.

    It works when nothing can be built or checked. Run it again as often as you like; it goes on where it stopped.
    """
    if (post is None) == (photo is None):
        raise click.UsageError("Say which: a post, or --photo FILE.")
    if len(reason) > _LONGEST or not 0 < len(by.strip()) <= _LONGEST:
        raise Refused(f"say who decides, and why in at most {_LONGEST} characters", fix="leave --reason out, or cut it")
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        decided = (kept(by, workspace), kept(reason, workspace))
        if photo is not None:
            return withdraw_picture(out, workspace, ports, photo, decided)
        return _withdraw_post(out, workspace, ports, post or "", decided)


def _withdraw_post(out: Output, workspace: Workspace, ports: Ports, post: str, decided: tuple[str, str]) -> int:
    found = meant(post, workspace, ports.ledger.read(), ports.channel)
    page = f"{workspace.school.site.url}/news/{found.post}/"
    order = Order(
        post=found.post,
        channel=ports.channel,
        approver=decided[0],
        reason=decided[1],
        at=ports.clock.now(),
        permalink=page if found.seen else "",
    )
    entry = begin(ports.ledger, order)
    out.fact(post=found.post, page=page)
    out.say(f"Taking back {found.post}:")
    out.say("    done: written down; from now on nothing publishes or tweets it")
    code = gravest(_site(out, workspace, ports, found), delete_tweet(out, workspace, ports, entry))
    _tell_end(out, workspace, found, code)
    return code


def _site(out: Output, workspace: Workspace, ports: Ports, found: Meant) -> int:
    """The page and its pictures; whatever goes wrong here must not keep the tweet."""
    try:
        buried = graves(ports.ledger.read(), workspace.school)
        removed = take_off(workspace, Going(paths=(f"news/{found.post}/",), buried=buried))
    except SchoolgateError as error:
        out.say("    NOT YET: the page is still on the site")
        out.error(error)
        return error.exit_code
    out.say(f"    {where(workspace, _OFF)}")
    if removed.photos:
        out.say(f"    done: {count(len(removed.photos), 'picture file')} deleted from the site and this machine")
    if removed.shared:
        out.say(f"    LOOK: {count(len(removed.shared), 'picture file')} kept, for other posts show them too")
    out.fact(photos=list(removed.photos), shared=list(removed.shared))
    return exits.DONE


def _tell_end(out: Output, workspace: Workspace, found: Meant, code: int) -> None:
    left = list(_left(workspace, found))
    out.fact(remaining=left)
    out.say()
    out.say("Copies that no program can fetch back, and what you can do:")
    for line in left:
        out.say(f"    - {line}")
    out.say()
    again = f"publish.py withdraw {found.post}"
    out.say("It is done." if code == exits.DONE else f"It is NOT finished. Run the same again: {again}")


def _left(workspace: Workspace, found: Meant) -> Iterator[str]:
    for source in found.sources:
        yield f"{source} and its photos: delete them here with a pull request; git's history keeps them all the same"
    if not found.sources:
        yield "git's history may hold the post and its photos"
    yield "other clones and builds of this repository, and the machine that last put the site up"
    yield (
        f"search engines: ask them to forget {workspace.school.site.url}/news/{found.post}/ "
        "(each has a form for removed pages)"
    )
    yield "feed readers, browsers and web archives that have fetched the page already"
    yield "Twitter's own copies for some days, and pictures of the screen that people took"
