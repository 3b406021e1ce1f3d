"""Whom shall the account follow, and who said yes to that? The list as it stands, and what it still waits for (R11)."""

from dataclasses import dataclass

from plugins.account.follows import FILE, Listed, listed
from plugins.approval.subject import of_follows
from plugins.clone.assess import read_ledger
from plugins.clone.ports import Ports
from plugins.clone.roster import words_that_count
from plugins.clone.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The accounts of follows.toml; `waits` tells why they do not count yet, empty where somebody said yes."""

    listed: tuple[Listed, ...]
    waits: str = ""


def chosen(workspace: Workspace, ports: Ports) -> Chosen:
    """The list, proven like a post: by those whose word counts today. To follow nobody needs nobody's yes."""
    found = listed(workspace.root)
    if not found:
        return Chosen(listed=())
    now = ports.clock.now()
    word = words_that_count(workspace, read_ledger(ports), now, publishes=False)
    answer = word.ask(of_follows((workspace.root / FILE).read_bytes()), now)
    return Chosen(listed=found, waits="" if answer.approver else answer.why)
