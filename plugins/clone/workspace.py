"""Where is everything? The folders of one clone, and the settings that stand in it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from plugins.account import follows
from plugins.clone.planted import STATE, demand_own
from plugins.detect.known import Known
from plugins.detect.memory import Memory
from plugins.detect.roll import Roll, is_hashed, load_roll
from plugins.detect.seal import Cache
from plugins.model.entry import Snapshot
from plugins.model.errors import CouldNotRun, SettingsWrong, TryAgain
from plugins.model.phrases import Phrases, load
from plugins.model.school import School
from plugins.model.settings import parse

ROLL_VARIABLE = "SCHOOLGATE_ROLL_FILE"
STAFF_VARIABLE = "SCHOOLGATE_STAFF_FILE"
KEY_VARIABLE = "SCHOOLGATE_ROLL_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One clone of a school's repository. `roll` is None where no list of pupils was given."""

    root: Path
    school: School
    roll: Roll | None

    @property
    def known(self) -> Known:
        """What the gate knows before it reads."""
        return Known(school=self.school, roll=self.roll, memory=Memory(self.cache))

    def knowing(self, snapshot: Snapshot) -> Known:
        """The same, with the pictures that the ledger says were withdrawn."""
        return replace(self.known, banned=frozenset(snapshot.banned))

    @property
    def cache(self) -> Cache:
        """Where things are kept between two runs, with a key that stays out of them."""
        return Cache(folder=self.state / "cache", key_file=self.state / "key")

    def names_a_child(self, text: str) -> bool:
        """Whether a few words, such as the name of a file, name a child on the roll; without a roll nobody knows."""
        if self.roll is None:
            return False
        from plugins.detect.names import is_named  # noqa: PLC0415 - its patterns take a while to load

        return is_named(text, self.roll, self.school.no_names)

    @property
    def say(self) -> Phrases:
        """How the site speaks of itself where it has to, whatever is wrong with its catalogue: in English then."""
        try:
            return load(self.root / "theme", self.school.site.lang)
        except SettingsWrong:
            return Phrases()

    @property
    def content(self) -> Path:
        """What teachers edit."""
        return self.root / "content"

    @property
    def state(self) -> Path:
        """What this machine keeps between two runs; safe to delete on the real account, whose ledger is elsewhere."""
        return self.root / STATE

    @property
    def staging(self) -> Path:
        """Where a site is built and judged again before anyone sees it."""
        return self.state / "staging"

    @property
    def preview(self) -> Path:
        """The last preview, drafts included: never deployed."""
        return self.state / "preview"

    @property
    def manifest(self) -> Path:
        """The manifest of the last finished build."""
        return self.state / "build" / "manifest.json"

    @property
    def built(self) -> Path:
        """The site of the last finished build."""
        return self.state / "build" / "site"

    @property
    def followers(self) -> Path:
        """Which followers were reviewed: remembered on this machine alone."""
        return self.state / "followers.sqlite3"

    @property
    def prefix(self) -> str:
        """The path of the site's address: "" for most, "/school" of https://trust.example/school."""
        return urlsplit(self.school.site.url).path

    @property
    def public(self) -> Path:
        """Where the site is deployed to."""
        return self.root / self.school.deploy.directory


def open_workspace(root: Path, *, judging: bool = True) -> Workspace:
    """Read the settings; SettingsWrong lists mistakes.

    For whoever is going to judge also follows.toml and the roll; CouldNotRun where others could fill our folders.
    """
    file = root / "school.toml"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsWrong(
            f"{file} cannot be read", fix="run this in the folder that holds school.toml, content/ and publish.py"
        ) from error
    school = parse(text)
    if not judging:
        return Workspace(root=root, school=school, roll=None)
    demand_own(root, school.deploy.directory)
    handles = tuple(sorted(one.handle.casefold() for one in follows.listed(root)))
    workspace = Workspace(root=root, school=replace(school, follows=handles), roll=_roll(root, school))
    _demand_nobody(workspace)
    return workspace


def _demand_nobody(workspace: Workspace) -> None:
    """R8: what the settings say stands on every page; like a post, they name no child."""
    for place, words in workspace.school.shown if workspace.roll else ():
        if workspace.names_a_child(words):
            raise SettingsWrong(
                f"school.toml: {place} names a child who is on the list of pupils",
                fix="write it without the name; if no child is meant, add the words to [policy] allow with the reason",
            )


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """Build in this clone while nobody else does; TryAgain while somebody is at it. Who is killed lets go."""
    workspace.state.mkdir(exist_ok=True)
    with (workspace.state / "lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TryAgain(
                "another command is building the site in this folder", fix="wait until it is done, then run this again"
            ) from error
        yield


def _roll(root: Path, school: School) -> Roll | None:
    """The list of pupils; the real account never runs without one."""
    named = os.environ.get(ROLL_VARIABLE, "")
    if not named:
        if school.rehearsal:
            return None
        raise CouldNotRun(
            "no list of pupils is given, so their names cannot be looked for",
            fix=f"set {ROLL_VARIABLE} to the CSV export of the school's system, kept outside this repository",
        )
    file = Path(named).resolve()
    if file.is_relative_to(root.resolve()) and not is_hashed(file):
        raise CouldNotRun(
            "the list of pupils lies inside this repository, where git could publish it",
            fix=f"move the file out of the repository and set {ROLL_VARIABLE} to its new place",
        )
    return listed(file)


def listed(roll: Path) -> Roll:
    """The list of pupils, and the list of staff where one is given beside it."""
    staff = os.environ.get(STAFF_VARIABLE)
    return load_roll(roll, staff=Path(staff) if staff else None, key=os.environ.get(KEY_VARIABLE, ""))
