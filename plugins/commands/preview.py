"""What would be published and said? The same way as `publish`, with every effect left out; drafts are shown as well."""

import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from plugins.commands import check, exits
from plugins.commands.assess import Assessment, assess
from plugins.commands.command import command
from plugins.commands.output import Output, waits
from plugins.commands.ports import open_ports
from plugins.commands.staging import stage
from plugins.commands.start import imagine
from plugins.commands.workspace import Workspace, alone, open_workspace
from plugins.mirror.forecast import Forecast, forecast
from plugins.model.case import Judged
from plugins.model.school import School
from plugins.model.words import count, day_and_clock


@command("preview")
def preview(out: Output) -> int:
    """Show what would be published and tweeted, when, why and at what cost. Sends nothing.

    The site is built with drafts in .schoolgate/preview/site.
    """
    workspace = open_workspace(Path.cwd())
    with alone(workspace), open_ports(workspace) as ports:
        assessment = assess(workspace, ports, out.step, publishes=False)
        check.tell(out, workspace, assessment)
        if assessment.plan.stops:
            return exits.REFUSED
        out.step("building the site, drafts included")
        shown = _also(assessment)
        staged = stage(workspace, assessment, ports.git, also=shown)
        hidden = {one.case.path for one in shown}
        items = [item for item in staged.manifest.items if item.source not in hidden]
        snapshot = imagine(items, assessment)
        outlook = forecast(items, snapshot, assessment.now, workspace.school, ports.channel)
        site = _keep(workspace)
    tell(out, workspace.school, outlook, assessment.now)
    out.fact(site=str(site))
    out.say(f"The site, drafts included: {site}")
    return check.code(assessment.plan)


def _also(assessment: Assessment) -> list[Judged]:
    """What a preview shows beyond the plan: drafts, later posts and those that wait, unless they are forbidden.

    A waiting post takes the place of its earlier version, and is left out where that one is shown.
    """
    plan = assessment.plan
    earlier = {approval.post for approval in plan.earlier}
    found = (*plan.drafts, *plan.future, *plan.waiting)
    return [one for one in found if one.post and not one.blocked and one.post.id not in earlier]


def _keep(workspace: Workspace) -> Path:
    target = workspace.state / "preview"
    shutil.rmtree(target, ignore_errors=True)
    workspace.staging.rename(target)
    return target / "site"


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
