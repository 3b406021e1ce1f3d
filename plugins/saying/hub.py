"""Who brings our feeds to readers at once? A WebSub hub, where the school names one: it is told that they changed.

Only of a site that stands at its public address, and softly: whatever goes wrong is told, and nothing waits for it.
"""

import requests

from plugins.clone.workspace import Workspace
from plugins.console.output import Output
from plugins.model.school import School

FEEDS = ("atom.xml", "feed.json")
"""Those that name the hub, so that readers can ask it."""

_TIMEOUT_S = 10


def deployed_feed(workspace: Workspace) -> bytes:
    """The Atom feed that stands on the site now; empty where there is none."""
    feed = workspace.public / "current" / "feeds" / FEEDS[0]
    return feed.read_bytes() if feed.is_file() else b""


def tell_hub(out: Output, workspace: Workspace, before: bytes) -> None:
    """Tell the hub, if the deployed feed is another than `before`; see the W3C's WebSub, section 7."""
    school = workspace.school
    if school.feed_hub and school.deploy.live == "url" and deployed_feed(workspace) != before:
        wrong = _ping(school)
        out.step(
            f"the hub was not told: {wrong}; readers see the news when they next look" if wrong else "told the hub"
        )


def _ping(school: School) -> str:
    """What went wrong; empty where the hub took the news."""
    for feed in FEEDS:
        fields = {"hub.mode": "publish", "hub.url": f"{school.site.url}/feeds/{feed}"}
        try:
            answer = requests.post(school.feed_hub, data=fields, timeout=_TIMEOUT_S, allow_redirects=False)
        except requests.RequestException:
            return "it does not answer"
        if answer.status_code // 100 != 2:  # noqa: PLR2004 - the 2xx of HTTP
            return f"it answers {answer.status_code}"
    return ""
