from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from plugins.clone.assess import Assessment, assess
from plugins.clone.ports import Ports, open_ports
from plugins.clone.workspace import open_workspace
from plugins.console.output import Output
from plugins.model.entry import Change, Snapshot
from plugins.model.errors import LostRace
from plugins.model.ledger import Ledger
from plugins.model.manifest_json import load
from plugins.press.staging import Staged
from plugins.saying.sending import record
from tests.commands.inside import invoke
from tests.commands.rehearsal import due, snapshot, twin
from tests.commands.workspace import git, make_workspace, photos, text, write


@dataclass(slots=True)
class Busy:
    """A ledger that somebody else advances `times` before us."""

    ledger: Ledger
    times: int

    def read(self) -> Snapshot:
        return self.ledger.read()

    def create(self, change: Change) -> Snapshot:
        return self.ledger.create(change)

    def advance(self, snapshot: Snapshot, change: Change) -> Snapshot:
        if self.times:
            self.times -= 1
            raise LostRace("another publisher was first", fix="again")
        return self.ledger.advance(snapshot, change)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due(make_workspace(tmp_path_factory.mktemp("ready"), text("fair-2b3c")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A new post with a photo that was approved just now, and everything to record it with."""

    root: Path
    assessment: Assessment
    ports: Ports
    staged: Staged

    def record(self, times: int) -> None:
        ports = replace(self.ports, ledger=Busy(self.ports.ledger, times))
        record(Output(as_json=True), self.assessment, ports, self.staged)


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Iterator[Desk]:
    root = twin(ready, tmp_path)
    write(root, text("leaves-3c4d", photos=photos()))
    workspace = open_workspace(root)
    manifest = load(workspace.manifest.read_text(encoding="utf-8"))
    with open_ports(workspace) as ports:
        staged = Staged(site=workspace.built, manifest=manifest, tree=workspace.content, forbidden=())
        yield Desk(root=root, assessment=assess(workspace, ports, print), ports=ports, staged=staged)


@pytest.mark.parametrize("times", [0, 1, 4])
def test_an_approval_is_recorded_with_its_bytes_whoever_writes_in_between(desk: Desk, times: int) -> None:
    desk.record(times)
    approval = next(known for post, known in snapshot(desk.root).approvals.items() if post == "leaves-3c4d")
    assert git(desk.root, "cat-file", "blob", approval.source) == text("leaves-3c4d", photos=photos()).strip()
    assert [name for name, _ in approval.photos] == ["leaves.jpg"]
    assert git(desk.root, "cat-file", "-t", approval.photos[0][1]) == "blob"


def test_what_another_publisher_recorded_already_is_not_recorded_again(desk: Desk) -> None:
    desk.record(0)
    tip = snapshot(desk.root).tip
    desk.record(0)
    assert snapshot(desk.root).tip == tip


def test_a_ledger_that_never_rests_is_tried_again_later(desk: Desk) -> None:
    with pytest.raises(LostRace, match="others keep writing"):
        desk.record(5)


def test_the_ledger_holds_no_words_of_a_post(ready: Path) -> None:
    assert invoke(ready, "send").exit_code == 0
    kept = git(ready, "log", "--patch", "refs/schoolgate/rehearsal")
    assert "fair-2b3c" in kept
    assert "Everybody counted along" not in kept
    assert "There is something new" not in kept
