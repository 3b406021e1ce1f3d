import numpy as np
import pytest

from plugins.detect.meaning.meanings import SENTENCES
from plugins.detect.meaning.model import EVENT, URGENT, claim_features, features, packed, shipped
from plugins.model.finding import FACE_DESCRIBED, INDIVIDUAL_CHILD, NEGATIVE_TONE, REPLY_DEBATE, WHEREABOUTS


def test_the_shipped_weights_fit_the_features() -> None:
    model = shipped()
    rows = features(["Hello."], [""], shipped().pieces)
    assert set(model.weights) == {*SENTENCES, FACE_DESCRIBED, EVENT, URGENT}
    assert all(len(model.weights[kind]) == rows.shape[1] + 1 for kind in (*SENTENCES, FACE_DESCRIBED))
    assert all(len(model.weights[claim]) == claim_features(["x"]).shape[1] + 1 for claim in (EVENT, URGENT))


@pytest.mark.parametrize(
    ("kind", "plain", "meant"),
    [
        (
            INDIVIDUAL_CHILD,
            "Year 4 painted some wonderful pictures.",
            "A Year 4 boy was sent home for being rude today.",
        ),
        (WHEREABOUTS, "Our fair is in the hall on Friday.", "Year 4 will be at the zoo on Friday from 10am until 2pm."),
        (NEGATIVE_TONE, "Thank you for your kindness.", "We are disgusted by such selfish and lazy behaviour."),
        (REPLY_DEBATE, "The forms are in book bags.", "Tell us what you think in the comments below!"),
    ],
)
def test_what_is_meant_is_likelier_than_what_is_plain(kind: str, plain: str, meant: str) -> None:
    unlikely, likely = shipped().likely(kind, features([plain, meant], ["", ""], shipped().pieces))
    assert unlikely < 0.2
    assert likely > 0.6


def test_the_sentences_around_count_less_than_the_sentence() -> None:
    alone, beside = features(["We sang.", "We sang."], ["", "He was rude at 9.15 on Friday."], ())
    assert np.any(alone != beside)
    assert np.all(alone[:384] == beside[:384])


def test_weights_are_written_as_sixteen_bits_each() -> None:
    assert packed(np.array([0.0, 1.0])) == "AAAAPA=="
