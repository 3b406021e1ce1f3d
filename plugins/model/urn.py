"""What does the Atom feed call a post? A name made of the site's host and the post's id, the same for ever."""

from urllib.parse import urlsplit
from uuid import NAMESPACE_DNS, uuid5

from plugins.model.school import School


def urn(school: School, name: str) -> str:
    """The Atom id of a post (`name` is its id) or of a feed (its path)."""
    return uuid5(uuid5(NAMESPACE_DNS, urlsplit(school.site.url).netloc), name).urn
