"""Tweets that answer, overflow, hide a line or command somebody."""

from tests.hostile.case import posted

TWEETS = (
    posted("too-heavy", "too long by 1", tweet="a" * 219),
    posted("too-heavy-emoji", "too long by", tweet="\U0001f33a" * 140),
    posted("answer", "starts with a mention", tweet="'@a_parent Yes, the hall is open.'"),
    posted("answer-behind-a-stop", "starts with a mention", tweet="'.@a_parent Yes.'"),
    posted("answer-full-width", "starts with a mention", tweet="'\uff20a_parent Yes.'"),
    posted("cashtags", "a dollar sign", tweet="Year 6 learnt about $ABC and $XYZ today."),
    posted("line-separator", "(U+2028)", tweet="Hello\u2028@a_parent"),
    posted("paragraph-separator", "(U+2029)", tweet="Hello\u2029there"),
    posted("vertical-tab", "(U+000B)", tweet="Hello\x0bthere"),
    posted("quoted-tweet", "links to a tweet", tweet="We agree https://x.com/a_paper/status/1234567890"),
    posted("address", "has an address in it", tweet="More on www.evil.co.uk today."),
    posted("hidden-address", "a link to another site", tweet="We had fun at school.It was great."),
)
