"""What stands on the desk now? Every post as its tweet, its findings and the address of its page; plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from plugins.mirror.forecast import IN_WORDS, Forecast
from plugins.model.case import Judged
from plugins.model.manifest import Item
from plugins.model.post import PostId
from plugins.model.school import School
from plugins.model.words import day_and_clock
from plugins.policy.plan import Plan
from plugins.showing.outlook import outlook
from plugins.tweet.cost import cost

_STATES = {
    "refused": "must be changed",
    "withheld": "must be changed",
    "waiting": "waits for a yes",
    "drafts": "draft",
    "future": "dated later",
    "withdrawn": "withdrawn",
    "build": "ready",
}
"""The places of a plan, in the order in which a teacher wants to see them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is shown beside the plan: `items` have a page, `coming` is the account's outlook for those to be built."""

    items: Sequence[Item]
    coming: Sequence[Forecast]
    now: datetime
    school: School


def posts(plan: Plan, scene: Scene) -> list[dict[str, Any]]:
    """Every file that was read, those that need somebody first and then the newest."""
    pages = {item.source: item for item in scene.items}
    over = {one.item.post: f"{one.state}: {one.why}".capitalize() for one in scene.coming if one.state != _TO_COME}
    found = [(number, state, one) for number, state in enumerate(_STATES) for one in getattr(plan, state)]
    found.sort(key=lambda row: (row[0], -_published(row[2]), row[2].case.path))
    return [_post(one, state, pages.get(one.case.path), over, scene) for _, state, one in found]


_TO_COME = IN_WORDS[None]
_NEVER = "Not tweeted as it stands"


def _published(one: Judged) -> float:
    return one.post.published.timestamp() if one.post else 0


def _post(one: Judged, state: str, item: Item | None, over: Mapping[PostId, str], scene: Scene) -> dict[str, Any]:
    post, tweet, school = one.post, one.case.tweet, scene.school
    return {
        "path": one.case.path,
        "title": post.title if post else one.case.path,
        "state": _STATES[state],
        "date": day_and_clock(post.published) if post else "",
        "page": _page(one, school) if state not in {"refused", "withheld", "withdrawn"} else "",
        "tweet": post and tweet and {
            "text": tweet.text,
            "weight": tweet.weight,
            "when": over.get(post.id) or (_NEVER if one.blocked else outlook(post, tweet, scene.now, school)),
            "cost": f"${cost(tweet, len(post.photos)):.3f}",
            "photos": [
                {"alt": media.alt, "src": f"{urlsplit(school.site.url).path}/{media.file}"}
                for media in (item.media if item else ())
            ],
        },
        "findings": [
            {
                "severity": finding.severity.name,
                "line": finding.place.line,
                "rule": f"{finding.rule} ({finding.clause})",
                "message": finding.message,
                "fix": finding.remedy,
            }
            for finding in sorted(one.findings, key=lambda finding: (-finding.severity, finding.place))
        ],
    }  # fmt: skip


def _page(one: Judged, school: School) -> str:
    """The address of its page on this machine."""
    return f"{urlsplit(school.site.url).path}/{one.post.path}" if one.post else ""
