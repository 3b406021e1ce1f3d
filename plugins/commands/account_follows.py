"""Whom does the account follow that it should not, and the other way round? A list of links, to work off."""

from pathlib import Path

from plugins.account.follows import Row, Verdict, compare, waiting
from plugins.clone.chosen import chosen
from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.send import demand_pinned
from plugins.model.words import count


@command("follows")
def follows(out: Output) -> int:
    """Compare follows.toml with whom the account follows, and list what to do on X. Follows and unfollows nobody."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        wanted = chosen(workspace, ports)
        if wanted.waits:
            duty = waiting(wanted.waits)
            out.say(f"Nothing is to be followed or unfollowed yet: {duty.says}\nfix: {duty.fix}")
            out.fact(rows=[], waits=wanted.waits)
            return exits.WAITS
        account = ports.connect()
        demand_pinned(account.me(), workspace.school)
        rows = compare(wanted.listed, account)
    todo = [row for row in rows if row.verdict is not Verdict.FOLLOWED]
    out.say(f"{len(rows) - len(todo)} followed as listed, {count(len(todo), 'thing')} to do.")
    for row in todo:
        out.say(f"@{row.handle}: {row.verdict}")
        for line in (row.link, row.fix and f"fix: {row.fix}"):
            if line:
                out.say(f"    {line}")
    if todo:
        out.say("X lets no program follow or unfollow: open each link. Run this again to see that it is done.")
    out.fact(rows=[_plain(row) for row in rows])
    return exits.WAITS if todo else exits.DONE


def _plain(row: Row) -> dict[str, str]:
    return {"verdict": row.verdict.name.lower(), "handle": row.handle, "link": row.link, "fix": row.fix}
