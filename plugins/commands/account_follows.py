"""Whom does the account follow that it should not, and the other way round? A list of links, to work off."""

from pathlib import Path

from plugins.account.follows import Listed, Row, Verdict, compare, parse
from plugins.clone.ports import open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.send import demand_pinned
from plugins.model.words import count


@command("follows")
def follows(out: Output) -> int:
    """Compare follows.toml with whom the account follows, and list what to do on X. Follows and unfollows nobody."""
    workspace = open_workspace(Path.cwd(), judging=False)
    wanted = listed(workspace)
    with open_ports(workspace) as ports:
        account = ports.connect()
        demand_pinned(account.me(), workspace.school)
        rows = compare(wanted, account)
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


def listed(workspace: Workspace) -> tuple[Listed, ...]:
    """The accounts of follows.toml; nobody where there is no such file."""
    file = workspace.root / "follows.toml"
    return parse(file.read_text(encoding="utf-8"), workspace.school) if file.is_file() else ()


def _plain(row: Row) -> dict[str, str]:
    return {"verdict": row.verdict.name.lower(), "handle": row.handle, "link": row.link, "fix": row.fix}
