"""Why was this refused? The page of one rule: what the school says, why, what passes, what does not, what to do."""

import click

from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.policy.rulebook import RULES

_PAGES = {rule.id: rule for rule in RULES}


@command("explain")
@click.argument("rule", type=click.Choice(sorted(_PAGES)), metavar="RULE")
def explain(out: Output, *, rule: str) -> int:
    """Tell what RULE keeps and why, with examples. A finding names its rule: child-name, whereabouts."""
    page = _PAGES[rule]
    out.fact(rule=page.id, clause=page.clause, title=page.title, page=page.page)
    out.say(f"{page.title} ({page.id}, clause {page.clause})\n\n{page.page.strip()}")
    return exits.DONE
