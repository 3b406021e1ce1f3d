"""What became of a held post? A person looked at the account, and says it here."""

from pathlib import Path

import click

from plugins.clone.ports import open_ports
from plugins.clone.remark import kept
from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror import resolve as decisions
from plugins.mirror.forecast import IN_WORDS
from plugins.mirror.resolve import Decision
from plugins.model.entry import State
from plugins.model.post import PostId


@command("resolve")
@click.argument("post")
@click.option("--sent", metavar="URL", help="It was said: the address of the tweet.")
@click.option("--not-sent", is_flag=True, help="It was not said: try again.")
@click.option("--drop", is_flag=True, help="It shall not be said.")
@click.option("--by", required=True, help="Who decides: a role such as head, not a name.")
def resolve(out: Output, *, post: str, sent: str | None, not_sent: bool, drop: bool, by: str) -> int:
    """Settle POST, which is held because nobody could tell whether it was said. Look at the account first."""
    if [bool(sent), not_sent, drop].count(True) != 1:
        raise click.UsageError("Say one of --sent URL, --not-sent and --drop.")
    workspace = open_workspace(Path.cwd(), judging=False)
    state = State.SENT if sent else State.RETRY if not_sent else State.SKIPPED
    with open_ports(workspace) as ports:
        decision = Decision(
            state=state,
            approver=kept(by, workspace),
            at=ports.clock.now(),
            tweet_id=decisions.tweet_id(sent, workspace.school.account.handle) if sent else "",
        )
        entry = decisions.resolve(ports.ledger, PostId(post), ports.channel, decision)
    out.fact(post=post, state=str(entry.state))
    out.say(f"{post} is now {IN_WORDS[entry.state]}: {entry.reason}.")
    return exits.DONE
