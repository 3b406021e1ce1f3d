"""Do site, feed and account still say the same? Side by side, for a person; a tweet made by hand can be taken over."""

import io
import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from plugins.clone.assess import read_ledger
from plugins.clone.meant import last_build
from plugins.clone.ports import Ports, open_ports
from plugins.clone.remark import kept
from plugins.clone.workspace import ROLL_VARIABLE, Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.detect import feed
from plugins.mirror import live
from plugins.mirror.align import Row, Sides, Verdict, compare
from plugins.mirror.send import demand_pinned
from plugins.mirror.tombstone import replace_file
from plugins.model.errors import NotLive, Refused
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.words import count
from plugins.saying.adopt import adopt_tweet
from plugins.saying.handmade import judge_tweets, violations
from plugins.saying.sending import reachable
from plugins.showing.alignment import Told, link, name, page
from plugins.tweet.cost import READ

_BEGINNING = datetime(2010, 11, 7, tzinfo=UTC)
"""The earliest moment that X takes; its timeline ends at 3,200 tweets."""
_WIDTH = 80
_ID = re.compile(r"(?:.*/status/)?([0-9]{1,20})(?:[/?#].*)?")


@command("align")
@click.option("--adopt", metavar="TWEET", help="Take over a tweet made by hand: its address or number.")
@click.option("--by", metavar="ROLE", help="Who takes it over: a role such as head, not a name.")
def align(out: Output, *, adopt: str | None, by: str | None) -> int:
    """Compare site, feed and account, and judge what was tweeted by hand. Reads the account; sends nothing.

    The comparison is also a page: .schoolgate/align.html.
    """
    if (adopt is None) != (by is None) or by == "":
        raise click.UsageError("Say which tweet, and who takes it over: --adopt TWEET --by ROLE.")
    workspace = open_workspace(Path.cwd(), judging=adopt is not None or ROLL_VARIABLE in os.environ)
    with open_ports(workspace) as ports:
        sides = _look(workspace, ports)
        rows = compare(sides)
        now = ports.clock.now()
        told = _judge(rows, workspace)
        if adopt is not None and by:
            return adopt_tweet(out, workspace, ports, _chosen(adopt, rows), kept(by, workspace))
    if workspace.roll is None:
        out.step(f"no list of pupils was given ({ROLL_VARIABLE}), so no names were looked for in tweets made by hand")
    price = READ * len(sides.tweets)
    cost = f"{count(len(sides.tweets), 'tweet')} read, ${price:.3f}."
    target = workspace.state / "align.html"
    replace_file(target, page(told, workspace.school, now, cost))
    _tell(out, workspace, told, cost)
    out.say(f"The same as a page: {target}")
    out.fact(page=str(target), cost_usd=str(price), rows=[_plain(one, workspace) for one in told])
    return exits.WAITS if any(row.differs for row in rows) else exits.DONE


def _look(workspace: Workspace, ports: Ports) -> Sides:
    """Ask each side once."""
    manifest = last_build(workspace)
    if manifest is None:
        raise Refused("there is no finished build to compare with", fix="make publish")
    snapshot = read_ledger(ports)
    account = ports.connect()
    demand_pinned(account.me(), workspace.school)
    tweets = account.timeline(_BEGINNING).tweets
    with reachable(workspace) as base:
        pages = dict(_pages(manifest.items, base))
        atom = live.read_live(f"{workspace.school.site.url}/feeds/atom.xml", base=base)
    return Sides(
        items=manifest.items,
        pages=pages,
        feed=_addresses(atom),
        feed_most=workspace.school.feed_entries,
        entries=tuple(entry for entry in snapshot.entries.values() if entry.channel == ports.channel),
        tweets=tweets,
    )


def _pages(items: Sequence[Item], base: str) -> Iterator[tuple[PostId, str]]:
    """What is wrong with the page of each post that is not live as it was built."""
    for item in items:
        try:
            live.require_live(item, base=base)
        except NotLive as error:
            yield item.post, error.what


def _addresses(atom: bytes) -> tuple[str, ...]:
    """Where the deployed feed leads; nowhere, if it is none."""
    try:
        return tuple(entry.link for entry in feed.entries(feed.parse(atom)))
    except ValueError:
        return ()


def _judge(rows: Sequence[Row], workspace: Workspace) -> tuple[Told, ...]:
    tweets = [row.tweet for row in rows if row.verdict is Verdict.BY_HAND and row.tweet]
    judged = judge_tweets(tweets, workspace)
    return tuple(
        Told(
            row=row,
            clauses=tuple(
                f"{finding.clause} {finding.rule}: {finding.message}"
                for finding in (violations(judged[row.tweet.id]) if row.tweet and row.tweet.id in judged else ())
            ),
        )
        for row in rows
    )


def _chosen(words: str, rows: Sequence[Row]) -> Row:
    found = _ID.fullmatch(words.strip())
    for row in rows:
        if found and row.tweet and row.tweet.id == found[1]:
            return row
    raise Refused("the account shows no such tweet", fix="publish.py align lists the tweets that were made by hand")


def _tell(out: Output, workspace: Workspace, told: Sequence[Told], cost: str) -> None:
    """Differences line by line; what is in step is a number. Each tweet made by hand with its address."""
    school = workspace.school
    differing = [one for one in told if one.row.differs]
    out.say(f"{len(told) - len(differing)} in step, {count(len(differing), 'difference')}. {cost}")
    if differing:
        out.say(_table(differing, workspace))
    for one in differing:
        if one.row.tweet:
            out.say(f"{name(one.row)}: {link(one.row, school)}")
            for clause in one.clauses:
                out.say(f"    {clause}")
            if one.clauses:
                out.say("    It breaks the policy and cannot be taken over: delete it on the account.")
            elif one.row.verdict is Verdict.BY_HAND:
                out.say(f"    To take it over: publish.py align --adopt {one.row.tweet.id} --by ROLE")


def _table(differing: Sequence[Told], workspace: Workspace) -> str:
    table = Table(box=box.SIMPLE_HEAD, width=_WIDTH, show_edge=False)
    for heading, width in (("how", 22), ("what", 20), ("when", 10), ("why", 20)):
        table.add_column(heading, width=width, overflow="fold")
    zone = workspace.school.hours.timezone
    for one in differing:
        when = f"{one.row.at.astimezone(zone):%d.%m.%Y}" if one.row.at else ""
        table.add_row(str(one.row.verdict), name(one.row), when, one.row.why)
    paper = io.StringIO()
    Console(file=paper, width=_WIDTH, markup=False, emoji=False, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in paper.getvalue().splitlines())


def _plain(told: Told, workspace: Workspace) -> dict[str, Any]:
    row = told.row
    return {
        "verdict": str(row.verdict),
        "differs": row.differs,
        "post": row.post,
        "tweet": row.tweet.id if row.tweet else None,
        "link": link(row, workspace.school),
        "at": row.at.isoformat() if row.at else None,
        "why": row.why,
        "violations": list(told.clauses),
    }
