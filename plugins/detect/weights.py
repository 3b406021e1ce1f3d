"""Where are a model's weights? In the package that was installed with them, unchanged; nothing is ever fetched."""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from plugins.model.errors import CouldNotRun


def weights(package: str, path: str, digest: str) -> Path:
    """The file `path` of an installed package, whose SHA-256 is `digest`; CouldNotRun where it is any other.

    The package's own code is not imported.
    """
    fix = "install again: make clean, then make setup; without it no picture can be judged"
    try:
        file = Path(str(distribution(package).locate_file(path)))
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except (PackageNotFoundError, OSError) as error:
        raise CouldNotRun(f"the weights of {package} are not installed", fix=fix) from error
    if found != digest:
        raise CouldNotRun(f"the weights of {package} are not those that were measured", fix=fix)
    return file
