import json
from pathlib import Path

import pytest

from plugins.detect.names import names
from plugins.detect.roll import Child, Roll
from plugins.model.finding import FIRST_NAME, FULL_NAME, LIKELY_NAME, POSSIBLE_NAME, Detection
from plugins.model.post import Field
from plugins.model.school import Allowed
from tests import make
from tests.bench.names import fields

CASES = Path(__file__).parent.parent / "cases"
DATA = Path(__file__).parents[2].parent / "shared" / "data"
LEAST_RECALL = 0.95
LEAST_PRECISION = 0.95


def look(*texts: tuple[str, str], roll: Roll | None = None, allowed: tuple[Allowed, ...] = ()) -> tuple[Detection, ...]:
    lines = tuple(Field(name=name, text=text, line=line) for line, (name, text) in enumerate(texts, start=2))
    return names(make.post(fields=lines), "content/news/a.md", roll, allowed)


def kinds(text: str, field: str = "body", allowed: tuple[Allowed, ...] = ()) -> set[str]:
    return {seen.kind for seen in look((field, text), allowed=allowed)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Year 4 painted pebbles with poppies.",
        "Mrs Amy Lovell and Dr. A. Nwosu spoke; Mr and Mrs Young clapped.",
        "Our cook Zeynep made soup.",
        "Zeynep, our cook, made soup.",
        "The kitchen team (Pat, Olga and Femi) fed 300 people.",
        "Thank you to Femi from the catering company.",
        "Call Priya on 01632 960555.",
        "Maureen has promised to make it again.",
        "Rosa Parks stayed in her seat, and Rosa was brave.",
        "A photograph by Priya Nair.",
        "Newton's laws explain our trolley.",
        "Storm Eunice took our shed, and the Jude Bellingham of our league scored.",
        "Victoria Park, Willow class and Grace Road are near.",
        "Hattie the hen laid an egg; our dog Bertie watched.",
        "Noah built an ark of lolly sticks.",
        "Year 5 read *Arlo and the Great Big Mix-Up*, and Arlo made us laugh.",
        "Year 6 rehearse *Oliver!* and Oliver needs a hat.",
        "Will there be cake? There will.",
        "We went to Chelsea, and the points went up in Hazel.",
        "Well done Year 4, well done everyone, congratulations to Beech class!",
        "Ring the bell. May half term is near. In Paris it rained.",
        "After 27 years of custard, Jean is hanging up her ladle.",
        "Thank you to Parveen, Bogdan and Sheila in the kitchen for spotless pans.",
        "Year 1 go to Sandhaven beach on Wednesday 6 May.",
        "Kane for Saka? Bellingham for Mbappé? Sticker swaps are at morning break only.",
        "Books by J.K. Rowling and C.S. Lewis, and the U.K. and U.S. flags.",
        "Write to amara.builds@mail.example or look at our/amara page.",
        "Forty new Level 2 cyclists passed. As Coach Mensah says, medals rust.",
        "The attendance cup goes to Puffin. Puffin class are proud.",
        "Ramadan Mubarak from all of us at Nur al-Huda Primary.",
        "Special mention for Dave on the barbecue and for Nasreen's samosas.",
        "Jasmine is climbing up the bike shed. A friend starts in Rowan, and Rowan have made a banner.",
        "Our pen pals live in Chester, Florence and Sydney.",
        "Tess is a spaniel, and one of Tess's readers has finished a shelf.",
        "Sandeep Rai MP came. Nia Bowen, who was here from 1999, came too.",
        "Rowan and Hazel won the cup. Well done, Rowan class!",
        "Books by J.K. Rowling of our library. Somebody's mum and nobody's dad came.",
        "Peter, Benjamin and Flopsy came to school for Beatrix Potter day.",
        "Our word of the week is 'Kindling'.",
        "Ta-ra to the old sign, and welcome to Ysgol Bryn Coed.",
        "A train from Stanley to Kendal, and tins from Jacob's crackers. We read of Hermione and of Loki.",
    ],
)
def test_who_is_no_pupil_and_what_is_no_person_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Well done to Amara!",
        "Amara, Kofi and Zuzanna in Year 4",
        "Ka-Ho won by a mile.",
        "MATEUSZ HAS READ FORTY BOOKS",
        "well done arjun, zuzanna and emily!",
        "Thanks to @archie.builds.stuff for the clip!",
        "Our cook's helper was Zuzanna from Year 2.",
        "Mr Novak, whose son Hugo was born on Wednesday",
        "Amira's mum, Julie, baked.",
        "Grace won the poetry slam.",
        "Star of the week: Will.",
        "Hope from Year 3 played the cello.",
        "A performance by Jasper.",
        "Jack has had his first poem printed.",
        "Bonnie and Sonny with their marrow",
        "Amara and Thrandil built a den.",
        "Farewell to Kofi and May.",
        "Shirley and Amara sang.",
        "It was Nebyat who worked it out.",
        "Thank you to 'Tugger' in Year 6, who stacked every chair.",
        "Massive shout-out to Bazza and Smudge, our Y6 tech monitors!",
        "It was Wren who spotted the fox.",
        "Sunny's robot went furthest.",
        "Blessing and Praise carried the banner. Poppy and Robin opened the fair.",
        "Well done to Sheila and Amara of Year 3 for their work in the kitchen garden.",
        "Well done, Oliver!",
        "Oliver Smith drew a leaf, and Jacob's poem is on the wall.",
        "Well done, Stanley!",
        "Kelsey won the poetry slam.",
        "Ronaldo in Year 4 has a new kite.",
    ],
)
def test_a_name_that_is_given_to_children_is_found_without_a_roll(text: str) -> None:
    assert kinds(text) == {LIKELY_NAME}


@pytest.mark.parametrize(
    "text",
    [
        "Well done Thrandil for that catch.",
        "Well done to Sheila for the soup.",
        "The story of Tobias is an old one.",
        "top scorers: kestrel: saoirse. merlin: abdirahman.",
        "Super scientists: A.P., D.L. and M.K. in Rowan class.",
        "We clapped when Thrandil finished his lap.",
        "Well done to Sumayyaah for that poem.",
        "In our class Sumayyaah is a star.",
        "This week's attendance star: D.K. in 3P!",
        "Star of the afternoon: R.J.-M. in 5 Rowan.",
        "Thrandil and his new pal",
        "Elizabeth Barker's sampler was on show.",
        "The PTA thanks Nasreen.",
    ],
)
def test_a_doubtful_name_is_asked_about(text: str) -> None:
    assert kinds(text) == {POSSIBLE_NAME}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("photos[0].file", "amara-with-cup.jpg"),
        ("photos[0].file", "IMG_amara2.jpg"),
        ("tags[0]", "welldoneamara"),
        ("tags[0]", "amara"),
        ("link", "https://x.example/amara"),
        ("file", "news/well-done-amara.md"),
    ],
)
def test_where_no_capital_is_owed_none_is_needed(field: str, text: str) -> None:
    assert kinds(text, field) == {LIKELY_NAME}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("photos[0].file", "mr-amara-reads.jpg"),
        ("photos[0].file", "rosa-parks-mural.jpg"),
        ("photos[0].file", "the-rose-may-open.jpg"),
        ("photos[0].credit", "Priya Nair"),
        ("exemptions[0].reason", "Priya is the author"),
        ("lang", "Priya"),
    ],
)
def test_fields_in_which_adults_are_named_are_left_to_the_roll(field: str, text: str) -> None:
    assert kinds(text, field) == set()


def test_an_adult_who_was_introduced_is_known_in_the_whole_post() -> None:
    assert look(("title", "Zeynep's soup"), ("body", "Zeynep, our cook, made soup. Zeynep smiled.")) == ()
    assert look(("title", "Zeynep's soup"), ("body", "Zeynep in Year 4 made soup."))


def test_allowed_words_are_no_name() -> None:
    assert kinds("Well done Zog!", allowed=(Allowed(words="Zog", reason="a puppet"),)) == set()
    assert kinds("Amara won.", allowed=(Allowed(words="Amara", reason="a ship"),)) == set()


def test_beside_a_roll_the_lexicon_finds_children_of_other_schools() -> None:
    roll = Roll(children=(Child(firsts=("Jonty",), lasts=("Quillfeather",)),))
    seen = look(("title", "Jonty won"), ("summary", "Jonty Quillfeather won"), ("body", "Amara won"), roll=roll)
    assert [(one.kind, one.place.line) for one in seen] == [(FIRST_NAME, 2), (FULL_NAME, 3), (LIKELY_NAME, 4)]


def test_a_long_list_of_names_is_judged_without_a_look_around_each() -> None:
    assert kinds("Our cook is here. " + "Amara met our cook Zeynep. " * 200) == {LIKELY_NAME}


def _measured(file: Path) -> tuple[float, float, list[str]]:
    right = wrong = missed = 0
    alarms: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        seen = names(make.post(fields=tuple(fields(case))), "a.md", None, ())
        if case.get("child", "child-name" in case.get("labels", ())):
            right, missed = right + bool(seen), missed + (not seen)
        elif seen:
            wrong += 1
            alarms.append(case["id"])
    return right / ((right + missed) or 1), right / ((right + wrong) or 1), alarms


@pytest.mark.parametrize("name", ["names.jsonl", "names-unseen.jsonl", "names-last.jsonl"])
def test_names_of_many_heritages_are_found_and_near_misses_pass(name: str) -> None:
    recall, precision, _ = _measured(CASES / name)
    assert recall >= LEAST_RECALL
    assert precision >= LEAST_PRECISION


@pytest.mark.skipif(not DATA.exists(), reason="the posts that keep the policy are not beside the repository")
def test_posts_that_keep_the_policy_name_nobody() -> None:
    assert _measured(DATA / "posts-compliant.jsonl")[2] == []
