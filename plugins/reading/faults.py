"""What is wrong with this file? Every fault is collected, so that a teacher reads them all at once."""

from plugins.model.finding import FORMAT, Detection, Place

_MOST = 50


class Faults:
    """The faults of one file in the order of their places; the notes never quote a value."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: set[tuple[int, int, str, str]] = set()

    def add(self, line: int, column: int, note: str, remedy: str) -> None:
        """Remember one fault; the same one at the same place is told once."""
        self._found.add((line, column, note, remedy))

    def told(self) -> tuple[Detection, ...]:
        """The faults as detections of kind FORMAT, the first 50 of them."""
        return tuple(
            Detection(kind=FORMAT, place=Place(path=self._path, line=line, column=column), note=note, remedy=remedy)
            for line, column, note, remedy in sorted(self._found)[:_MOST]
        )
