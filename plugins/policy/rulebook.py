"""Which rules are in force? Every one of them, by name; nothing is found by looking around."""

from plugins.policy.rules import (
    alt_text,
    child_name,
    contact_detail,
    exemption_misuse,
    face_described,
    hours,
    individual_child,
    links,
    negative_tone,
    photo_face,
    photo_metadata,
    photo_text,
    reply_debate,
    tweet_length,
    whereabouts,
)
from plugins.policy.rules import format as form

RULES = (
    form.RULE,
    child_name.RULE,
    individual_child.RULE,
    whereabouts.RULE,
    face_described.RULE,
    contact_detail.RULE,
    photo_face.RULE,
    photo_text.RULE,
    photo_metadata.RULE,
    hours.RULE,
    exemption_misuse.RULE,
    negative_tone.RULE,
    reply_debate.RULE,
    tweet_length.RULE,
    alt_text.RULE,
    links.RULE,
)
