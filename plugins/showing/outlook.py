"""When would a post be tweeted, for all that stands in it? Asked before it is approved, and before it is built."""

from datetime import datetime

from plugins.console.output import waits
from plugins.model.manifest import item_of
from plugins.model.post import Post, Status
from plugins.model.school import School
from plugins.model.tweet import Tweet
from plugins.tweet.window import opening


def outlook(post: Post, tweet: Tweet, now: datetime, school: School) -> str:
    """One sentence, as if the post were approved at the moment `now`; what else waits for its turn is left aside."""
    if post.status is Status.DRAFT:
        return "A draft: nothing happens yet"
    start = max(now, post.published)
    window = opening(item_of(post, tweet), start, school.hours)
    if window.open and start == now:
        return "Would be tweeted as soon as it is approved"
    if window.at is None:
        return f"Would not be tweeted: {window.why}"
    told = waits(window.why, window.at, now, school)
    return "Would be tweeted later: " + told.removeprefix("waits: ")
