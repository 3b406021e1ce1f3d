"""Could somebody else have filled the folders of this machine? What stands there is believed, and written into.

What a clone remembers and builds stays out of git, so whatever git has there came with somebody's commit; and a link in
its place leads the next build into another folder. Who only takes something back, pauses or looks need not ask.
"""

from collections.abc import Iterator
from pathlib import Path

from plugins.model.errors import CouldNotRun
from plugins.repo.errors import GitFailed
from plugins.repo.git import Git

STATE = ".schoolgate"


def demand_own(root: Path, directory: str) -> None:
    """CouldNotRun where git tracks a file of `.schoolgate` or of the site in `directory`, or a link stands for either.

    An absolute `directory` outside the clone is its owner's business, links and all.
    """
    places = [STATE, *_inside(root, directory)]
    if place := _tracked(root, places):
        raise CouldNotRun(
            f"git has files of {place}/, which this machine alone may write: somebody could have put anything there",
            fix=f"take them out of git and off this disk: git rm -r -f {place}; then find out who committed them",
        )
    for link in _links(root, places):
        raise CouldNotRun(
            f"{link.relative_to(root)} is a link to another place, where a build would write and delete",
            fix=f"look where it leads, then delete the link: rm {link.relative_to(root)}",
        )


def _inside(root: Path, directory: str) -> Iterator[str]:
    """The folder of the deployed site as it is called from the clone's root, where it belongs there."""
    site = root / directory
    if site.is_relative_to(root):
        yield site.relative_to(root).as_posix()


def _tracked(root: Path, places: list[str]) -> str:
    """The first of the folders of which git's index has anything, in small letters or large; empty where it has none.

    Not every disk tells .Schoolgate from .schoolgate.
    """
    git = Git(root)
    try:
        found = git.run("ls-files", "-z", "--", *(f":(icase,literal){place}" for place in places))
    except GitFailed:
        git.demand_repository()
        raise
    names = found.decode("utf-8", "replace").casefold()
    return next((place for place in places if names.startswith(place.casefold())), places[-1]) if names else ""


def _links(root: Path, places: list[str]) -> Iterator[Path]:
    """Links on the way to the folders, and directly in ours; what a folder holds further down is looked at in use."""
    for place in places:
        here = root / place
        yield from (
            one for one in (here, *here.parents) if one.is_relative_to(root) and one != root and one.is_symlink()
        )
    state = root / STATE
    if state.is_dir():
        yield from sorted(one for one in state.iterdir() if one.is_symlink())
