"""Does the tweet answer somebody, or quote somebody? It says the school's own news alone.

The school says:

> The school Twitter account will not reply to any 'replies' on Twitter. The account will not be used as a platform
> to discuss or debate school related issues. This will be made clear to parents via a letter prior to the account
> launching.

Why: what starts as one kind answer ends as a debate about children in public.

A tweet that starts with a mention is an answer, also behind a full stop, a quotation mark or an emoji. A link to
somebody's tweet quotes it, RT and via repeat it, and $NAMES lead to talk about shares.

Whoever is mentioned may answer, so any other mention is refused as well, but for two that are asked about: of an
account that the school follows (follows.toml lists it), and of somebody who is thanked in the middle of a sentence, as
an author is. Where school.toml lets everyone answer, a note says so.

Words that ask for comments, replies, votes or views on the account, and words that answer a person or a criticism,
are measured by a small language model: refused where they are sure, asked about where they are doubtful. An
invitation to the office, to a meeting, or to a form on paper passes; so does a question that nobody is asked to
answer, and a debate that pupils had in class.

Passes, nobody is mentioned::

    summary: Together we have read enough pages to reach Edinburgh.

Passes, the school's own address for letters::

    summary: Write to office@thistledown-primary.example by Friday.

Passes, a question that needs no answer::

    summary: What would you save from the Great Fire? Year 2 have been packing their bags.

Passes, views that go to the office::

    summary: We are asking families about the playground. Forms are in book bags and go back to the office.

Asks, thanks to an author::

    summary: Thank you to the author of our story, @an_author, for a signed copy.

Refused, an account that the school does not follow::

    summary: Our story today was about the lighthouse of @a_lighthouse and we loved it.

Refused, an answer::

    summary: "@a_parent Yes, the hall is open."

Refused, an answer behind a full stop::

    summary: .@a_parent Yes, the hall is open.

Refused, an invitation to debate::

    summary: Should homework be banned? Tell us what you think in the comments below!

Refused, an answer to criticism::

    summary: To the parent who complained here yesterday about the fence, your comment is simply wrong.

Refused, a link to a tweet::

    tweet: We agree https://x.com/a_paper/status/1234567890

Refused, somebody else's words::

    tweet: RT @a_paper Schools will close early on Friday.

Refused, talk about shares::

    tweet: Year 6 learnt what $ABC stands for.

What to do: say the school's own news in the school's own words; answer a parent by telephone or letter, and ask for
views by a form, at the gate or in a meeting.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from plugins.model.case import Case
from plugins.model.finding import REPLY_DEBATE, Finding, Place, Severity
from plugins.model.post import Kind
from plugins.model.school import School
from plugins.policy.rule import Rule, spoken
from plugins.policy.thresholds import THRESHOLDS

_NEWS = "Say the school's own news in its own words."
_NAME = r"@[A-Za-z0-9_]"
_FORBIDDEN = (
    (
        re.compile(rf"[\W_]*{_NAME}"),
        "The tweet starts with a mention, so it is an answer.",
        "The account answers nobody: telephone or write instead, or put the school's news first.",
    ),
    (
        re.compile(rf".*?(?<![A-Za-z0-9])(RT|MT|via)[\s:]*{_NAME}", re.IGNORECASE | re.DOTALL),
        "The tweet repeats somebody else's.",
        _NEWS,
    ),
    (
        re.compile(
            r".*?(?<![a-z0-9-])(x|twitter|fxtwitter|vxtwitter|fixupx)\.com/\S*?status(es)?/\d",
            re.IGNORECASE | re.DOTALL,
        ),
        "The tweet links to a tweet, so it quotes it.",
        _NEWS,
    ),
    (
        re.compile(r".*?(?<![A-Za-z0-9$])\$[A-Za-z]{1,6}(?![A-Za-z0-9])", re.DOTALL),
        "The tweet has a word that starts with a dollar sign, which Twitter links to talk about shares.",
        "Leave the dollar sign out.",
    ),
)
_MENTION = re.compile(r"(?<![A-Za-z0-9_!#$%&*@])@([A-Za-z0-9_]+)")
_SENTENCE = re.compile(r"(?<=[!?])|(?<=\w{3}\.)\s|\n")
_THANKS = re.compile(r"\b(thank|grateful|gratitude|diolch)", re.IGNORECASE)


def judge(case: Case, school: School) -> Iterator[Finding]:
    """What the words mean, and the tweet's text as Twitter will read it."""
    yield from _meant(case)
    if case.post is None or case.tweet is None:
        return
    field = spoken(case.post)
    place = case.place(field)
    text = _as_twitter_reads(case.tweet.text)
    broken = [(message, remedy) for pattern, message, remedy in _FORBIDDEN if pattern.match(text)]
    for message, remedy in broken:
        yield RULE.block(place, message, remedy, target=field)
    welcome = set() if broken else {_welcome(*one, school) for one in _mentions(text)}
    if False in welcome:
        yield RULE.block(
            place,
            "The tweet mentions an account that the school does not follow, and so invites it to answer.",
            "Leave the @ out, or thank an author in the middle of a sentence.",
            target=field,
        )
    elif welcome:
        yield RULE.ask(
            place,
            "The tweet mentions an account.",
            "An approver says that this is news or thanks and no answer, or leave the @ out.",
            target=field,
        )
    if not school.account.reply_settings:
        yield RULE.note(
            Place(path="school.toml"),
            "Everyone may answer the account's tweets.",
            'Set reply_settings = "mentionedUsers" under [account]: nobody is mentioned, so nobody is invited.',
        )


def _mentions(text: str) -> Iterator[tuple[str, str]]:
    """Each account that is mentioned, with the sentence around it."""
    for sentence in _SENTENCE.split(text):
        yield from ((handle, sentence) for handle in _MENTION.findall(sentence))


def _welcome(handle: str, sentence: str, school: School) -> bool:
    """Whether a mention may be accepted: of an account that is followed, or of somebody who is thanked, not asked."""
    return handle.casefold() in school.follows or (_THANKS.search(sentence) is not None and "?" not in sentence)


def _meant(case: Case) -> Iterator[Finding]:
    """Answers and invitations in a post; a page is not said on the account, and may tell that it does not answer."""
    if case.post is None or case.post.kind is Kind.PAGE:
        return
    elsewhere = "Give the news alone; answer by telephone, and ask for views by a form or at a meeting"
    for seen in case.detections:
        severity = THRESHOLDS[REPLY_DEBATE].severity(seen.confidence) if seen.kind == REPLY_DEBATE else None
        if severity is Severity.BLOCK:
            message = "This sentence answers somebody, or invites answers."
            yield replace(RULE.block(seen.place, message, f"{elsewhere}.", target=seen.target), liftable=True)
        elif severity:
            yield RULE.ask(
                seen.place,
                "This sentence may answer somebody, or invite answers.",
                f"{elsewhere}; or an approver says that it does neither.",
                target=seen.target,
            )


def _as_twitter_reads(text: str) -> str:
    """Wide and small forms made plain, and what nobody can see taken out."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Mn"})


RULE = Rule(
    id="reply-debate",
    clause="R7",
    title="No answers, no debate",
    strongest=Severity.BLOCK,
    judge=judge,
    page=__doc__ or "",
)
