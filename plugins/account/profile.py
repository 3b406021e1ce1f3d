"""Does the account show itself as the policy says? Public, and open about being automated (R3, R7)."""

from collections.abc import Iterator

from plugins.account.duty import Duty, Light
from plugins.model.people import Person
from plugins.model.school import School

_ASK_NOBODY = 'set reply_settings = "mentionedUsers" under [account] in school.toml'


def duties(own: Person) -> Iterator[Duty]:
    """What the account's own profile says."""
    yield Duty(
        clause="R3",
        name="public account",
        light=Light.RED if own.protected else Light.GREEN,
        says="it is protected: parents cannot see it" if own.protected else "everybody can read it",
        fix="on X: Settings, Audience and tagging, then untick Protect your posts" if own.protected else "",
    )
    automated = "automated" in own.bio.casefold()
    yield Duty(
        clause="R7",
        name="bio",
        light=Light.GREEN if automated else Light.AMBER,
        says="says that the account is automated" if automated else "does not say that the account is automated",
        fix="" if automated else "on X: write into the bio that posts are automated and replies are not read",
    )


def replies(school: School) -> Duty:
    """R7: who may answer its tweets."""
    chosen = school.account.reply_settings
    return Duty(
        clause="R7",
        name="reply settings",
        light=Light.GREEN if chosen else Light.AMBER,
        says=f"answers are limited ({chosen})" if chosen else "everybody may answer its tweets",
        fix="" if chosen else _ASK_NOBODY,
    )
