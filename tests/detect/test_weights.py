import hashlib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from plugins.detect.weights import weights
from plugins.model.errors import CouldNotRun

METADATA = next(str(file) for file in distribution("pytest").files or () if file.name == "METADATA")


def test_a_file_of_an_installed_package_is_found_by_its_digest() -> None:
    file = Path(str(distribution("pytest").locate_file(METADATA)))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert weights("pytest", METADATA, digest).is_file()


@pytest.mark.parametrize(("package", "path"), [("no-such-package", "a"), ("pytest", "no-such-file")])
def test_without_its_weights_nothing_is_judged(package: str, path: str) -> None:
    with pytest.raises(CouldNotRun, match="not installed"):
        weights(package, path, "0" * 64)


def test_other_weights_than_were_measured_are_refused() -> None:
    with pytest.raises(CouldNotRun, match="not those that were measured"):
        weights("pytest", METADATA, "0" * 64)
