"""Training again gives the same weights, and what is shipped was trained from what is versioned."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from plugins.detect.meaning import model
from plugins.detect.meaning.passages import split
from plugins.model.finding import INDIVIDUAL_CHILD, REPLY_DEBATE, WHEREABOUTS
from tests import train
from tests.cases.posts import folder, readings, rows
from tests.make import school

ONE = (WHEREABOUTS,)
CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def few() -> train.Data:
    every = tuple(train.sentences())
    return train.data([*every[:60], *every[-60:], *[one for one in every if one.claim][:40]])


def test_training_again_gives_the_same_file(few: train.Data) -> None:
    again = train.data([*few.said, *few.claimed])
    assert train.dump(train.train(again, kinds=ONE), again) == train.dump(train.train(few, kinds=ONE), few)


def test_the_shipped_weights_name_the_very_data_that_is_versioned() -> None:
    named = json.loads(model.FILE.read_text(encoding="utf-8"))["data"]
    files = [*CASES.glob("sentences/*.jsonl"), *CASES.glob("p*.jsonl")]
    assert named == {str(file.relative_to(CASES)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_line_that_parts_hits_from_misses_is_found() -> None:
    features = np.array([[0.0], [0.1], [0.9], [1.0]] * 10)
    weights = train.fit(features, features[:, 0] > 0.5, 0.01)
    likely = 1 / (1 + np.exp(-(features[:4, 0] * weights[0] + weights[1])))
    assert list(likely > 0.5) == [False, False, True, True]


def test_a_held_out_fold_is_not_learned_from(few: train.Data) -> None:
    whole, part = train.train(few, kinds=ONE), train.train(few, kinds=ONE, kept=lambda one: one.fold != 0)
    posts = train.train(few, kinds=ONE, kept=lambda one: not one.post or one.fold != 0)
    assert np.any(whole[WHEREABOUTS] != part[WHEREABOUTS])
    assert np.all(whole[WHEREABOUTS] == posts[WHEREABOUTS])


def test_a_post_is_always_in_the_same_fold() -> None:
    folds = [train.fold_of(f"d{number:03}") for number in range(1, 241)]
    assert folds[:5] == [train.fold_of(f"d{number:03}") for number in range(1, 6)]
    assert {min(folds.count(fold), 35) for fold in range(train.FOLDS)} == {35}


def test_a_span_marks_the_sentences_that_it_touches(tmp_path: Path) -> None:
    row = {
        "id": "x1", "title": "News", "summary": "A Year 4 boy has won a medal. Join us!",
        "body": "We sang. Discuss below!",
        "category": "news", "date": "2026-11-23T10:00:00", "event": True, "urgent": False, "image": None,
        "labels": [], "spans": {INDIVIDUAL_CHILD: ["A Year 4 boy has won a medal."], REPLY_DEBATE: ["Discuss below!"]},
    }  # fmt: skip
    ((_, reading),) = readings([row], tmp_path, school())
    assert reading.post
    marked = {one.text: one.labels for one in train.of_post(reading.post, row) if one.labels}
    assert marked == {"A Year 4 boy has won a medal.": {INDIVIDUAL_CHILD}, "Discuss below!": {REPLY_DEBATE}}
    assert [one.claim for one in train.of_post(reading.post, row) if one.claim] == ["event"]


def test_every_labelled_post_can_be_read() -> None:
    labelled = [row for file in ("policy-dev.jsonl", "posts-compliant.jsonl") for row in rows(CASES / file)]
    with folder() as place:
        read = list(readings(labelled, Path(place), school()))
    assert [name for name, reading in read if reading.post is None] == []
    alts = [reading.post.photos[0].alt for _, reading in read if reading.post and reading.post.photos]
    assert "A boy in blue glasses looking at the camera" in alts


def test_labelled_sentences_are_each_said_once_and_have_known_labels() -> None:
    known = {*train.KINDS, "contact-detail", "exemption-misuse", "child-name", "hours"}
    said = [row for file in sorted(CASES.glob("sentences/*.jsonl")) for row in rows(file)]
    assert all(set(row["labels"]) <= known for row in said)
    assert all(split(row["text"]) for row in said)
