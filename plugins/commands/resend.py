"""How is a tweet corrected? It is taken back first; the corrected post is said once more, after a yes of its own."""

from pathlib import Path

import click

from plugins.clone.meant import meant
from plugins.clone.ports import open_ports
from plugins.clone.remark import kept
from plugins.clone.workspace import open_workspace
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.revision import CORRECTED
from plugins.mirror.withdraw import Order, begin
from plugins.model.entry import State
from plugins.model.errors import Refused
from plugins.saying.deletion import delete_tweet

_LONGEST = 200


@command("resend")
@click.argument("post")
@click.option("--reason", required=True, help="What was wrong, in a few words without names; it stays on the ledger.")
@click.option("--by", default="head", show_default=True, help="Who decides: a role, not a name.")
def resend(out: Output, *, post: str, reason: str, by: str) -> int:
    """Take the tweet of POST back, to say its correction. The page stays; POST is as for withdraw.

    The next publish or send tweets the post once more, as soon as an approver has said yes to the corrected version.
    """
    if not 0 < len(reason.strip()) <= _LONGEST or not 0 < len(by.strip()) <= _LONGEST:
        raise Refused(f"say who decides and what was wrong, in at most {_LONGEST} characters", fix='--reason "…"')
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        found = meant(post, workspace, ports.ledger.read(), ports.channel)
        order = Order(
            post=found.post,
            channel=ports.channel,
            approver=kept(by, workspace),
            reason=kept(reason, workspace),
            at=ports.clock.now(),
            permalink="",
            how=CORRECTED,
        )
        entry = begin(ports.ledger, order)
        out.fact(post=found.post)
        out.say(f"Taking back the tweet of {found.post}; its page stays:")
        taken = entry.state is not State.WITHDRAWING
        code = exits.DONE if taken else delete_tweet(out, workspace, ports, entry)
    if taken and entry.state is not State.RETRY:
        out.say("It was taken back before, and its correction is on its way or tweeted: publish.py status tells.")
        out.say("To take the correction back, too, say what is wrong with it: another --reason.")
    elif code == exits.DONE:
        out.say(
            "It is taken back. Correct the post and have it approved, if that is not done; then make publish says it"
        )
        out.say("once more. What was said before is never said again.")
    else:
        out.say(f'It is NOT finished. Run the same again: publish.py resend {found.post} --reason "{order.reason}"')
    return code
