import pytest

from plugins.detect.contact import DOUBTFUL, SURE, contacts
from plugins.model.finding import CONTACT_DETAIL
from plugins.model.post import Field, Link
from tests import make

SCHOOL = make.school()


def measured(text: str, **changes: object) -> list[float]:
    post = make.post(summary=text, **changes)
    found = contacts(post, "content/news/x.md", SCHOOL)
    assert all(one.kind == CONTACT_DETAIL and one.target in {"summary", "body"} for one in found)
    assert all(text not in one.note + one.remedy for one in found)
    return [one.confidence for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ring the office on 01632 960123.",
        "Ring us: +44 1632 960123.",
        "Childline is there on 0800 1111, the Samaritans on 116 123.",
        "Text GIVE to 70085 and give £2.",
        "House T-shirts are sold by Bright Threads Schoolwear, 01632 960550.",
        "Write to office@thistledown-primary.example or head@thistledown-primary.example.",
        "The library takes bookings at info@fernbridge-library.example.",
        "We raised £1,234.50 and walked 12,500,000 steps in 2026.",
        "Year 4 Court of Kings, 3 Blind Mice and 10 Green Bottles were sung.",
        "Visitors come to Mill Lane, Fernbridge FB1 2ZZ.",
        "The museum is at 14 High Street.",
        "10 Downing Street and 221B Baker Street were built in the junk-model town.",
        "Thanks to @an_author for the story.",
        "One two three four, once I caught a fish alive.",
    ],
)
def test_the_schools_own_details_organisations_and_plain_figures_pass(text: str) -> None:
    assert measured(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring his mum on 07700 900123.",
        "Bottles for the tombola to Sheila, 07700 900 388, please.",
        "Call +44 (0)7700 900123.",
        "Call 0044 7700 900123 for a lift.",
        "Phone Lorraine after six on 01632 960877.",
        "It is oh double seven double oh, nine double oh, one two three.",
        "Send recipes to bakes.and.cakes@dogmail.example.",
        "Send recipes to bakes.and.cakes (at) dogmail (dot) example.",
        "Send recipes to bakes at dogmail dot example.",
        "Drop egg boxes at Carole's, 19 Pinfold Croft.",
        "Post cards to her at Flat 2, The Maltings, Brewery Lane.",
        "They can be left with Yasmin at 5a Corporation Parade.",
        "She lives at Orchard Road, next to the park.",
        "Follow her on Instagram: @dancing.shoes_09",
        "Add dino_king99 on Roblox, or @dino.king on Snapchat.",
        "The parents' group is at chat.whatsapp.com/AbCdEf123.",
        "Leave it at his house, SW1A 1AA.",
    ],
)
def test_how_to_reach_a_private_person_is_sure(text: str) -> None:
    assert max(measured(text)) == SURE


@pytest.mark.parametrize(
    "text",
    [
        "Spare jumpers are welcome, 01632 960987.",
        "The friends write from friendsofourschool@gmail.com.",
        "Parcels for the tombola go to 12 Mulberry Close.",
        "The meeting point has the postcode ZE1 0AA.",
    ],
)
def test_what_nobody_can_place_is_doubtful(text: str) -> None:
    assert measured(text) == [DOUBTFUL]


def test_an_association_with_a_page_of_its_own_is_doubtful() -> None:
    assert measured("The school choir is on facebook as choir_page.2") == [DOUBTFUL]


def test_the_targets_of_links_are_read_as_well() -> None:
    links = (
        Link(target="mailto:bakes.and.cakes@dogmail.example", line=9),
        Link(target="https://chat.whatsapp.com/AbCdEf123", line=11),
        Link(target="https://example.org/07700900123", line=12),
    )
    found = contacts(make.post(links=links), "content/news/x.md", SCHOOL)
    assert [(one.place.line, one.target, one.confidence) for one in found] == [(9, "body", SURE), (11, "body", SURE)]


def test_the_line_of_the_body_is_told() -> None:
    fields = (Field(name="body", text="Hello.", line=7), Field(name="body", text="Ring 07700 900123.", line=8))
    (found,) = contacts(make.post(fields=fields), "content/news/x.md", SCHOOL)
    assert str(found.place) == "content/news/x.md:8:1"
