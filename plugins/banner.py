"""Is there urgent news right now? The newest that has not expired is shown on every page, with its date."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pelican import signals


def show_urgent_news(generators: Sequence[Any]) -> None:
    """Give every template what the order knows and the posts do not.

    NOW is the build's own time, BANNER the urgent article that still counts, or None. Each article knows the address of
    its own tweet (`said`, or empty), and an urgent one whether it `stands`: a page that asked for the time or for all
    tweets would be another one in each build.
    """
    context = generators[0].context
    order = context.get("SCHOOLGATE_ORDER")
    now = order.now if order else datetime.now(context["SCHOOL"].site.timezone)
    context["NOW"] = now
    for one in context["articles"]:
        one.said = order.said.get(one.post.id, "") if order else ""
        one.stands = one.post.urgent is not None and now < one.post.urgent.expires
    context["BANNER"] = max((one for one in context["articles"] if one.stands), key=lambda one: one.date, default=None)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(show_urgent_news)
