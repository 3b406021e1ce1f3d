from plugins.model.finding import FORMAT
from plugins.reading.faults import Faults


def test_faults_are_told_once_and_by_their_places() -> None:
    faults = Faults("content/news/a.md")
    faults.add(4, 1, "second", "correct it")
    faults.add(2, 7, "first", "correct it")
    faults.add(4, 1, "second", "correct it")
    assert [(str(told.place), told.note) for told in faults.told()] == [
        ("content/news/a.md:2:7", "first"),
        ("content/news/a.md:4:1", "second"),
    ]
    assert {told.kind for told in faults.told()} == {FORMAT}


def test_a_file_of_a_thousand_faults_tells_fifty() -> None:
    faults = Faults("content/a.md")
    for line in range(1, 1001):
        faults.add(line, 1, "wrong", "correct it")
    assert [told.place.line for told in faults.told()] == list(range(1, 51))
