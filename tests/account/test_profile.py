from dataclasses import replace

from plugins.account.duty import Light
from plugins.account.profile import duties, replies
from plugins.model.people import Person
from tests import make

OWN = Person(id="1", handle="ThistledownPri", name="Thistledown", bio="Automated posts. We do not read replies.")


def test_a_public_account_that_says_it_is_automated_is_in_order() -> None:
    assert {one.light for one in duties(OWN)} == {Light.GREEN}


def test_a_protected_account_is_overdue() -> None:
    public, _ = duties(replace(OWN, protected=True))
    assert (public.clause, public.light) == ("R3", Light.RED)
    assert "Protect your posts" in public.fix


def test_a_bio_that_does_not_say_so_is_asked_about() -> None:
    _, bio = duties(replace(OWN, bio="News from our school."))
    assert bio.light is Light.AMBER
    assert bio.fix


def test_who_may_answer_is_told() -> None:
    school = make.school()
    assert replies(school).light is Light.GREEN
    open_to_all = replace(school, account=replace(school.account, reply_settings=""))
    assert replies(open_to_all).light is Light.AMBER
    assert "mentionedUsers" in replies(open_to_all).fix
