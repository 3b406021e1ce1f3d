"""What would be published and said? The same way as `publish`, with every effect left out; drafts are shown as well."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from plugins.clone.assess import assess
from plugins.clone.ports import open_ports
from plugins.clone.start import imagine
from plugins.clone.workspace import alone, open_workspace
from plugins.commands import check
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output, waits
from plugins.mirror.forecast import Forecast, forecast
from plugins.model.school import School
from plugins.model.words import count, day_and_clock
from plugins.press.proofs import prove
from plugins.showing.desk.live import live
from plugins.showing.desk.saves import saves


@command("preview")
@click.option("--live", "lasting", is_flag=True, help="Show it in a browser, new at each save, until Ctrl-C.")
def preview(out: Output, *, lasting: bool) -> int:
    """Show what would be published and tweeted, when, why and at what cost. Sends nothing.

    The site is built with drafts in .schoolgate/preview/site.
    """
    workspace = open_workspace(Path.cwd())
    if lasting:
        return live(out, workspace, saves(workspace.root))
    with alone(workspace), open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, publishes=False)
        check.tell(out, workspace, assessment)
        if assessment.plan.stops:
            return exits.REFUSED
        out.step("building the site, drafts included")
        proofs = prove(workspace, assessment)
        snapshot = imagine(proofs.planned, assessment)
        outlook = forecast(proofs.planned, snapshot, assessment.now, workspace.school, ports.channel)
    tell(out, workspace.school, outlook, assessment.now)
    out.fact(site=str(proofs.site))
    out.say(f"The site, drafts included: {proofs.site}")
    return check.code(assessment.plan)


def tell(out: Output, school: School, outlook: tuple[Forecast, ...], now: datetime) -> None:
    """Tell each tweet that is still to come, exactly as it would be said."""
    coming = [one for one in outlook if one.state not in _OVER]
    account = "rehearsal account" if school.rehearsal else "account"
    out.say()
    out.say(f"The {account} @{school.account.handle}, {day_and_clock(now.astimezone(school.hours.timezone))}:")
    for one in coming:
        out.say()
        out.say(f"{one.item.post} {'would go now' if one.would_go else waits(one.why, one.at, now, school)}")
        photos = count(len(one.item.media), "photo")
        out.say(f"    {one.item.tweet.weight} of 280 characters, ${one.cost:.3f}, {photos}")
        for line in one.item.tweet.text.splitlines():
            out.say(f"    | {line}".rstrip())
        for media in one.item.media:
            out.say(f"    photo {media.file}: {media.alt}")
    if not coming:
        out.say("    nothing is to be said")
    out.fact(tweets=[_plain(one) for one in coming])


_OVER = frozenset({"said", "not to be said"})


def _plain(one: Forecast) -> dict[str, object]:
    return {
        "post": one.item.post,
        "text": one.item.tweet.text,
        "weight": one.item.tweet.weight,
        "photos": [asdict(media) for media in one.item.media],
        "state": one.state,
        "would_go": one.would_go,
        "at": one.at.isoformat() if one.at else None,
        "why": one.why,
        "cost_usd": str(one.cost),
    }
