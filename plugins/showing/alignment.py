"""What does the comparison look like on paper? One page that needs nothing else: no script, no style from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from plugins.mirror.align import Row
from plugins.model.school import School
from plugins.model.words import count, day_and_clock

_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Site, feed and account · {school}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ font-weight: bold; padding: .5rem 0; text-align: left }}
th, td {{ border-bottom: 1px solid; padding: .4rem .8rem .4rem 0; text-align: left; vertical-align: top }}
td {{ overflow-wrap: anywhere }}
.differs {{ font-weight: bold }}
</style>
</head>
<body>
<main>
<h1>Site, feed and account</h1>
<p>{school}, @{handle}, {when}. {cost}</p>
{tables}</main>
</body>
</html>
"""
_TABLE = """\
<table>
<caption>{caption}</caption>
<thead><tr><th scope="col">How it stands</th><th scope="col">What</th><th scope="col">When</th>\
<th scope="col">Why</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row with what the policy says about its tweet."""

    row: Row
    clauses: tuple[str, ...] = ()


def page(told: Sequence[Told], school: School, now: datetime, cost: str) -> str:
    """The page; differences first."""
    parts = [[one for one in told if one.row.differs is differs] for differs in (True, False)]
    captions = (f"{count(len(parts[0]), 'difference')}", f"{len(parts[1])} in step")
    tables = "".join(
        _TABLE.format(caption=caption, rows="".join(_row(one, school) for one in part))
        for caption, part in zip(captions, parts, strict=True)
        if part
    )
    return _PAGE.format(
        school=escape(school.name),
        handle=escape(school.account.handle),
        when=escape(day_and_clock(now.astimezone(school.hours.timezone))),
        cost=escape(cost),
        tables=tables or "<p>There is nothing to compare yet.</p>\n",
    )


def link(row: Row, school: School) -> str:
    """The address of a row's tweet, else of its page, else nothing."""
    if row.tweet:
        return f"https://x.com/{school.account.handle}/status/{row.tweet.id}"
    return f"{school.site.url}/news/{row.post}/" if row.post else ""


def name(row: Row) -> str:
    """What a row is about, in one word."""
    return row.post or (f"tweet {row.tweet.id}" if row.tweet else "the feed")


def _row(told: Told, school: School) -> str:
    row, address = told.row, link(told.row, school)
    what = f'<a href="{escape(address)}">{escape(name(row))}</a>' if address else escape(name(row))
    when = escape(day_and_clock(row.at.astimezone(school.hours.timezone))) if row.at else ""
    why = escape("; ".join((row.why, *told.clauses)))
    mark = ' class="differs"' if row.differs else ""
    return f'<tr><th scope="row"{mark}>{escape(row.verdict)}</th><td>{what}</td><td>{when}</td><td>{why}</td></tr>\n'
