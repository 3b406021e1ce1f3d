from plugins.rehearsal.limits import PER_WINDOW
from plugins.rehearsal.routes import API, OPEN


def test_every_endpoint_of_x_has_a_limit_and_nothing_else_does() -> None:
    assert PER_WINDOW.keys() == API.keys()
    assert not API.keys() & OPEN.keys()
