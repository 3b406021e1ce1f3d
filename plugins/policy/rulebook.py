"""Which rules are in force? Every one of them, by name; nothing is found by looking around."""

from plugins.policy.rules import (
    alt_text,
    child_name,
    hours,
    links,
    photo_face,
    photo_metadata,
    photo_text,
    reply_debate,
    tweet_length,
)
from plugins.policy.rules import format as form

RULES = (
    form.RULE,
    child_name.RULE,
    photo_face.RULE,
    photo_text.RULE,
    photo_metadata.RULE,
    hours.RULE,
    reply_debate.RULE,
    tweet_length.RULE,
    alt_text.RULE,
    links.RULE,
)
