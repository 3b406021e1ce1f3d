from pathlib import Path

import numpy as np

from plugins.detect.meaning.meanings import around, measured
from plugins.detect.meaning.model import Model, claim_features, features, shipped
from plugins.detect.meaning.passages import Passage
from plugins.detect.meaning.remembered import meanings
from plugins.model.finding import (
    EXEMPTION_MISUSE,
    FACE_DESCRIBED,
    INDIVIDUAL_CHILD,
    NEGATIVE_TONE,
    REPLY_DEBATE,
    UNREAD,
    WHEREABOUTS,
    Detection,
)
from plugins.model.post import Event, Field, Post, Urgent
from tests import make

PATH = "content/news/x.md"


def always(likely: float) -> Model:
    """A model that finds everything equally likely."""
    bias = np.log(likely / (1 - likely))
    sizes = {kind: features(["x"], [""], shipped().pieces).shape[1] for kind in shipped().weights}
    sizes |= dict.fromkeys(("event", "urgent"), claim_features(["x"]).shape[1])
    return Model(
        weights={kind: np.array([0.0] * size + [bias], dtype=np.float32) for kind, size in sizes.items()},
        pieces=shipped().pieces,
    )


def kinds(found: tuple[Detection, ...], target: str) -> set[str]:
    return {one.kind for one in found if one.target == target}


def written(**fields: str) -> Post:
    places = enumerate(fields.items(), start=2)
    return make.post(
        fields=tuple(
            Field(name=name.replace("photo_", "photos[0]."), text=text, line=line) for line, (name, text) in places
        )
    )


def test_a_plain_post_has_nothing_worth_telling() -> None:
    assert measured(make.post(), PATH, always(0.1)) == ()


def test_a_post_without_a_word_has_no_meaning() -> None:
    assert measured(make.post(fields=()), PATH, always(0.9)) == ()


def test_where_reading_ends_before_the_text_does_is_told_and_the_rest_is_measured() -> None:
    found = measured(written(title="One", body="a-" * 70), PATH, always(0.9))
    assert kinds(found, "body") == {UNREAD}
    assert kinds(found, "title") >= {INDIVIDUAL_CHILD}


def test_a_post_of_which_nothing_can_be_read_says_so() -> None:
    assert [one.kind for one in measured(written(body="a-" * 70), PATH, always(0.9))] == [UNREAD]


def test_what_is_looked_for_depends_on_where_the_words_stand() -> None:
    found = measured(written(title="One", body="Two", photo_alt="Three", photo_caption="Four"), PATH, always(0.9))
    sentences = {INDIVIDUAL_CHILD, WHEREABOUTS, NEGATIVE_TONE, REPLY_DEBATE}
    assert kinds(found, "title") == kinds(found, "body") == sentences
    assert kinds(found, "photos[0].alt") == {FACE_DESCRIBED}
    assert kinds(found, "photos[0].caption") == (sentences - {NEGATIVE_TONE}) | {FACE_DESCRIBED}


def test_a_measurement_has_its_place_and_confidence_and_quotes_nothing() -> None:
    found = measured(written(title="One", summary="Zebras sang."), PATH, always(0.9))
    assert {(one.place.line, one.target) for one in found} == {(2, "title"), (3, "summary")}
    assert {one.confidence for one in found} == {0.9}
    assert not any("Zebra" in str(one) for one in found)


def test_the_model_adds_to_what_patterns_know_of_faces_and_takes_nothing_away() -> None:
    (found,) = measured(written(photo_alt="A girl smiling at the camera"), PATH, always(0.01))
    assert (found.kind, found.confidence) == (FACE_DESCRIBED, 0.95)
    (found,) = measured(written(photo_alt="A puddle"), PATH, always(0.7))
    assert (found.kind, found.confidence) == (FACE_DESCRIBED, 0.7)


def test_only_what_is_claimed_is_doubted() -> None:
    start, end = make.at("2026-11-22 10:00"), make.at("2026-11-22 12:00")
    event = Event(reason="gallery", start=start, end=end, place="online")
    urgent = Urgent(reason="so that all read it", expires=end)
    assert not [one for one in measured(make.post(), PATH, always(0.15)) if one.kind == EXEMPTION_MISUSE]
    found = measured(make.post(event=event, urgent=urgent), PATH, always(0.15))
    claims = [(one.target, one.confidence) for one in found if one.kind == EXEMPTION_MISUSE]
    assert sorted(claims) == [("event", 0.85), ("urgent", 0.85)]


def test_a_sentence_is_read_beside_its_neighbours_and_a_photo_beside_the_title() -> None:
    found = [
        Passage(text=text, target=target, line=1)
        for text, target in (("T", "title"), ("A", "summary"), ("P", "photos[0].alt"), ("B", "body"), ("C", "body"))
    ]
    assert around(found) == ["T A", "T T B", "T", "T A C", "T B"]
    assert around(found[1:2]) == [""]


def test_an_unchanged_post_is_remembered(tmp_path: Path) -> None:
    memory = make.memory(tmp_path)
    post = written(summary="A Year 4 boy was sent home for being rude to a visitor.")
    first = meanings(post, PATH, memory)
    (file,) = (tmp_path / "detections" / "meaning").iterdir()
    stamp = file.stat().st_mtime_ns
    assert INDIVIDUAL_CHILD in kinds(first, "summary")
    assert meanings(post, PATH, memory) == first
    assert file.stat().st_mtime_ns == stamp
    assert meanings(written(summary="We sang."), PATH, memory) != first
    assert b"rude" not in file.read_bytes()
