"""What do governors get each month? A report of counts, on paper and as a page, from ledger, content and review."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import click

from plugins.account.duty import Light
from plugins.account.refusals import FILE, counted
from plugins.account.report import Month, report
from plugins.account.reviewed import Reviewed
from plugins.clone.assess import read_ledger
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.commands.account_letter import keep
from plugins.commands.account_overview import duties
from plugins.console import exits
from plugins.console.command import command
from plugins.console.output import Output
from plugins.mirror.revision import is_withdrawn
from plugins.model.entry import Entry
from plugins.model.post import Kind
from plugins.model.tweet import Tweet
from plugins.reading.reader import read_all
from plugins.tweet.cost import READ, cost


@command("report")
@click.option("--month", metavar="YYYY-MM", help="Which month; the last whole one where none is named.")
def governors(out: Output, *, month: str | None) -> int:
    """Write the governors' report of one month: counts alone, A4 PDF and a page. Reads the account's own lists."""
    workspace = open_workspace(Path.cwd(), judging=False)
    with open_ports(workspace) as ports:
        today = workspace.school.day(ports.clock.now())
        first = _first(month, today)
        found = _month(workspace, ports, first)
        left = tuple(f"{one.clause} {one.name}" for one in duties(workspace, ports) if one.light is not Light.GREEN)
    keep(out, workspace, report(found, workspace.school, today, left), f"governors-{first:%Y-%m}")
    out.fact(
        month=f"{first:%Y-%m}",
        posts=found.posts,
        tweets=found.tweets,
        approvals=found.approvals,
        refusals=dict(found.refusals),
        withdrawals=found.withdrawals,
        cost_usd=str(found.cost),
    )
    return exits.DONE


def _first(month: str | None, today: date) -> date:
    """The first day of the month that is meant."""
    if month is None:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month):
        raise click.UsageError("Say the month as --month 2026-11.")
    return date.fromisoformat(f"{month}-01")


def _month(workspace: Workspace, ports: Ports, first: date) -> Month:
    school = workspace.school
    begin, end = (
        datetime(day.year, day.month, 1, tzinfo=school.hours.timezone) for day in (first, first + timedelta(days=32))
    )

    def inside(moment: datetime | None) -> bool:
        return moment is not None and begin <= moment < end

    snapshot = read_ledger(ports)
    entries = [entry for entry in snapshot.entries.values() if entry.channel == ports.channel]
    said = [entry for entry in entries if entry.tweet_id and inside(entry.claimed_at)]
    approvals = [approval for approval in snapshot.approvals.values() if inside(approval.at)]
    posts = [one.post for one in read_all(workspace.content, school) if one.post and inside(one.post.published)]
    review = Reviewed(workspace.followers).counts(begin, end)
    return Month(
        first=first,
        posts=sum(post.kind is Kind.POST and post.id in snapshot.approvals for post in posts),
        tweets=len(said),
        approvals=len(approvals),
        questions=sum(len(approval.asks) for approval in approvals),
        refusals=counted(workspace.state / FILE, f"{first:%Y-%m}"),
        exemptions=sum(len(post.exemptions) for post in posts),
        withdrawals=sum(is_withdrawn(entry) and inside(entry.at) for entry in entries),
        kept=review["kept"],
        blocked=review["blocked"],
        cost=sum((_cost(entry) for entry in said), READ * review["read"]),
    )


def _cost(entry: Entry) -> Decimal:
    """A tweet leads to its page, so it costs what a tweet with a link costs."""
    tweet = Tweet(post=entry.post, text=entry.permalink, weight=0, permalink=entry.permalink)
    return cost(tweet, len(entry.media))
