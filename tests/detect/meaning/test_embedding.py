import numpy as np

from plugins.detect.meaning.embedding import SIZE, embed


def test_each_text_has_a_row_of_length_one_in_its_own_place() -> None:
    texts = ["The coach leaves at nine.", "Our bus departs at 9am.", "Custard is yellow."]
    rows = embed(texts)
    assert rows.shape == (3, SIZE)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_what_else_is_measured_at_the_same_time_makes_no_difference() -> None:
    many = [f"{'A long sentence about a very small snail. ' * number} End" for number in range(1, 20)]
    assert np.allclose(embed(["Hello, dear parents."])[0], embed([*many, "Hello, dear parents."])[-1], atol=1e-5)


def test_no_text_has_no_row_and_a_very_long_one_is_read_as_far_as_it_goes() -> None:
    assert embed([]).shape == (0, SIZE)
    assert np.allclose(embed(["snail " * 200]), embed(["snail " * 300]))
