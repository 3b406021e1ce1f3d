"""Is the tweet short enough to be sent? It weighs at most 280.

The school does not say this; Twitter does: a tweet weighs at most 280. Most letters weigh 1, an emoji 2, and the
link to the page, which the tool adds, always 23.

Why: Twitter refuses a tweet that is too long, and a sentence that is cut off misleads.

Passes, one sentence::

    summary: Together we have read enough pages to reach Edinburgh.

Passes, a long summary with a short tweet of its own::

    summary: >-
      Together we have read enough pages since September to reach from our gate to Edinburgh if they were laid end to
      end, and every class from Nursery to Year 6 has added to the line, page by page, at home, in the library corner
      and under the old oak at playtime.
    tweet: Together we have read enough pages to reach Edinburgh.

Refused, more than 280::

    summary: >-
      Together we have read enough pages since September to reach from our gate to Edinburgh if they were laid end to
      end, and every class from Nursery to Year 6 has added to the line, page by page, at home, in the library corner
      and under the old oak at playtime, with a torch.

What to do: shorten the summary, or give the post a short `tweet` of its own; the page keeps the long summary.
"""

from collections.abc import Iterator

from plugins.model.case import Case
from plugins.model.finding import Finding, Severity
from plugins.model.school import School
from plugins.policy.rule import Rule, spoken

_LIMIT = 280


def judge(case: Case, _school: School) -> Iterator[Finding]:
    """The measured weight of the tweet."""
    if case.post is None or case.tweet is None or case.tweet.weight <= _LIMIT:
        return
    field = spoken(case.post)
    yield RULE.block(
        case.place(field),
        f"The tweet is too long by {case.tweet.weight - _LIMIT}: it weighs {case.tweet.weight}, "
        f"with its link, and {_LIMIT} are allowed.",
        "Shorten the tweet." if field == "tweet" else "Shorten the summary, or add a short tweet: of its own.",
        target=field,
    )


RULE = Rule(
    id="tweet-length",
    clause="+",
    title="Short enough for Twitter",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
