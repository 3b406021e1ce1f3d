from collections.abc import Callable

import pytest

from plugins.x.shapes import list_of, number_of, object_of, text_of


@pytest.mark.parametrize(("shape", "good"), [(number_of, "17"), (text_of, ""), (object_of, {}), (list_of, [])])
def test_what_is_right_is_given_back_and_all_else_is_one_error(shape: Callable[[object], object], good: object) -> None:
    assert shape(good) == good
    with pytest.raises(ValueError, match="no "):
        shape(None)
