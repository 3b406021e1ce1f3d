"""How does a tweet made by hand become the school's? An approver says so: an entry of the ledger, and a draft post."""

from plugins.clone.ports import Ports
from plugins.clone.workspace import Workspace
from plugins.console import exits
from plugins.console.output import Output
from plugins.mirror.align import ADOPTED, Row, Verdict
from plugins.mirror.tombstone import replace_file
from plugins.model.entry import Change, Entry, State
from plugins.model.errors import Refused
from plugins.model.post import ContentHash, PostId
from plugins.saying.handmade import Draft, draft, judge_tweets, violations
from plugins.tweet.compose import text_hash


def adopt_tweet(out: Output, workspace: Workspace, ports: Ports, row: Row, approver: str) -> int:
    """Take a clean tweet over. Refused for any other; LostRace where the ledger moved: run it again.

    A tweet of a post that waits to be said becomes that post's own. Any other becomes a draft in content/news; if the
    draft is there already, it is kept.
    """
    tweet = row.tweet
    if tweet is None or row.verdict is not Verdict.BY_HAND:
        raise Refused(f"that tweet cannot be taken over: {row.why}", fix="look at it on the account, then decide")
    judged = judge_tweets([tweet], workspace)[tweet.id]
    if broken := violations(judged):
        told = "\n".join(f"  {one.clause} {one.rule}: {one.message}" for one in broken)
        raise Refused(f"tweet {tweet.id} breaks the policy:\n{told}", fix="delete it on the account")
    snapshot = ports.ledger.read()
    standing = snapshot.entries.get((row.post, ports.channel)) if row.post else None
    if standing and standing.state is not State.RETRY:
        raise Refused(f"{row.post} has a tweet already", fix="delete one of the two on the account")
    post = row.post or _write(out, workspace, draft(tweet, workspace.school))
    approval = snapshot.approvals.get(post)
    entry = Entry(
        post=post,
        channel=ports.channel,
        state=State.SENT,
        at=ports.clock.now(),
        content_hash=approval.content_hash if approval else ContentHash(""),
        text_hash=text_hash(tweet.text),
        permalink=f"{workspace.school.site.url}/news/{post}/",
        tweet_id=tweet.id,
        how=ADOPTED,
        approver=approver,
        reason="made by hand and taken over",
    )
    ports.ledger.advance(snapshot, Change(summary=f"Adopt {post} on {ports.channel}", entries=(entry,)))
    out.fact(post=post, tweet=tweet.id)
    out.say(f"Tweet {tweet.id} is the school's: {post}. It is not tweeted again.")
    return exits.DONE


def _write(out: Output, workspace: Workspace, made: Draft) -> PostId:
    """The draft of a tweet that no post says; the post's id."""
    file = workspace.content / made.path
    if not file.exists():
        replace_file(file, made.text)
    out.fact(draft=f"content/{made.path}")
    out.say(f"A draft for the website: content/{made.path}")
    return made.post
