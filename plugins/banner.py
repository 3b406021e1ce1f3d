"""Is there urgent news right now? The newest that has not expired is shown on every page, with its date."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pelican import signals


def show_urgent_news(generators: Sequence[Any]) -> None:
    """Give every template what the order knows and the posts do not.

    NOW is the build's own time, SAID the address of each post's tweet, BANNER the urgent article that still counts, or
    None.
    """
    context = generators[0].context
    order = context.get("SCHOOLGATE_ORDER")
    now = order.now if order else datetime.now(context["SCHOOL"].site.timezone)
    context["NOW"] = now
    urgent = [one for one in context["articles"] if one.post.urgent and now < one.post.urgent.expires]
    context["SAID"] = order.said if order else {}
    context["BANNER"] = max(urgent, key=lambda one: one.date, default=None)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(show_urgent_news)
