"""Has the ledger forgotten that a post was withdrawn? The site still tells; it is written down again, and stays out.

A ledger that was put back from a backup knows nothing of what was withdrawn since then, and nor does the account, whose
tweet is deleted. The feed that readers get names the newest posts that are gone, whatever became of the ledger.
"""

from plugins.clone.meant import claimed
from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console.output import Output
from plugins.mirror.tombstone import deleted
from plugins.mirror.withdraw import Order, begin
from plugins.model.errors import LedgerMissing
from plugins.model.urn import urn
from plugins.press.graves import graves


def remember(out: Output, workspace: Workspace, ports: Ports) -> None:
    """Take back again, on the ledger, each post that the deployed site tells to be withdrawn; told to the person.

    Raises what the ledger raises. Without a ledger, or where no site answers yet, there is nothing to compare.
    """
    from plugins.mirror.live import read_live  # noqa: PLC0415 - what asks over HTTP takes a while to load
    from plugins.saying.sending import reachable  # noqa: PLC0415 - the same

    school = workspace.school
    try:
        snapshot = ports.ledger.read()
    except LedgerMissing:
        return
    with reachable(workspace) as base:
        told = deleted(read_live(f"{school.site.url}/feeds/atom.xml", base=base))
    gone = told - {grave.urn for grave in graves(snapshot, school)}
    known = {post for _, post in claimed(workspace.content)} | set(snapshot.approvals) if gone else set()
    for post in sorted(post for post in known if urn(school, post) in gone):
        order = Order(
            post=post,
            channel=ports.channel,
            approver="the site",
            reason="withdrawn before; the ledger had forgotten it",
            at=ports.clock.now(),
            permalink=f"{school.site.url}/news/{post}/",
        )
        begin(ports.ledger, order)
        out.say(f"{post} stays withdrawn: the site says so, and the ledger had forgotten it.")
        out.say("    Was the ledger put back from a backup? Withdraw again, too, what pictures were withdrawn since.")
