import numpy as np

from plugins.detect.meaning.pieces import shown, vocabulary

TEXTS = ("We sang a song.", "We sang, and we sang.", "Nobody danced.")


def test_a_piece_is_known_from_so_many_texts_on_and_counted_once_in_each() -> None:
    assert vocabulary(TEXTS, 2) == (".", "sang", "we")
    assert vocabulary(TEXTS, 4) == ()


def test_a_text_shows_the_known_pieces_that_stand_in_it() -> None:
    assert np.count_nonzero(shown(TEXTS, ("danced", "sang", "we")), axis=1).tolist() == [2, 2, 1]
    assert shown(TEXTS, ()).shape == (3, 0)
