"""What exactly will be said? The post's own words and the address of its page; never a reply, a quote or a mention."""

import hashlib
import re
import unicodedata

from plugins.model.post import Post
from plugins.model.tweet import Tweet
from plugins.tweet.links import find_links
from plugins.tweet.weigh import weighted_length

_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.{1,280}?)(?<=\S)\1(?!\w)")
_ALIKE = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2212", "''\"\"------", "\ufe0e\ufe0f")
_LAST_LINK = re.compile(r"\s+https?://\S+\s*\Z")


def permalink(site_url: str, post: Post) -> str:
    """The public address of a post's page; `site_url` ends without a slash."""
    return f"{site_url}/{post.path}"


def compose(post: Post, site_url: str) -> Tweet:
    """The post's tweet or, where it has none, its summary without Markdown's emphasis, and the permalink below it."""
    words = unicodedata.normalize("NFC", post.tweet or _EMPHASIS.sub(r"\2", post.summary)).strip()
    link = permalink(site_url, post)
    text = f"{words}\n\n{link}"
    return Tweet(post=post.id, text=text, weight=weighted_length(text), permalink=link)


def links_elsewhere(tweet: Tweet, site_url: str) -> bool:
    """Whether X would make a link to another site of the tweet's own words, as it does of `school.It` or `Year 2.Art`.

    What is written with the address of the school's own site leads home.
    """
    words = words_of(tweet.text)
    own = re.compile(rf"(?:https://)?{re.escape(site_url.partition('://')[2])}(?![\w.:-])", re.IGNORECASE)
    return any(not own.match(words, start, end) for start, end in find_links(words))


def words_of(text: str) -> str:
    """A tweet's text without the permalink at its end."""
    return _LAST_LINK.sub("", text)


def text_hash(text: str) -> str:
    """SHA-256 of a tweet's words in 64 hexadecimal digits: the same for texts that a reader would call the same.

    The permalink at the end, capitals, compatibility forms, the slant of quotation marks and dashes, an emoji's two
    ways of being drawn and the kind and amount of white space make no difference.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words_of(text)).casefold()).translate(_ALIKE)
    return hashlib.sha256(" ".join(folded.split()).encode(errors="surrogatepass")).hexdigest()
