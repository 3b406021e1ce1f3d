from dataclasses import replace
from pathlib import Path

from plugins.clone.ports import open_ports
from plugins.clone.workspace import open_workspace
from plugins.model.entry import Change, Entry, State
from plugins.model.post import ContentHash, PostId
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due, later
from tests.commands.workspace import SNOW, make_workspace, run, text, write

OLD = text("harvest-1a2b", date="2026-10-14 10:00")
LATER = text("leaves-2b3c", not_before="2026-11-30 09:00", summary="Leaves. 🍁")


def test_before_the_first_publish_nothing_was_ever_said(tmp_path: Path) -> None:
    said = invoke(make_workspace(tmp_path), "status")
    assert said.exit_code == 0
    assert said.stdout == "There is no ledger yet: nothing was ever tweeted. The first make publish begins it.\n"


def test_it_tells_what_waits_and_until_when_on_any_terminal(tmp_path: Path) -> None:
    root = due(make_workspace(tmp_path, OLD, LATER))
    said = run(root, "status", env={"PYTHONIOENCODING": "ascii"})
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == ("leaves-2b3c waits until Monday 09:00\nThe ledger knows 1 post.\n    not to be said: 1\n")


def test_it_tells_when_the_last_run_was_what_is_urgent_and_what_was_said(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, LATER, text("fair-2b3c"), now="2026-11-23 17:59")
    assert invoke(root, "publish").exit_code == 75
    later(root, 3600)
    write(root, SNOW, text("choir-1a2b"))
    assert invoke(root, "build").exit_code == 0
    said = invoke(root, "status").stdout.splitlines()
    assert said[0] == "Last run: Monday 23 November 2026, 5.59pm: some of it waits for its time."
    assert said[1].startswith("URGENT snow-7a8b ")
    assert said[2:5] == [
        "choir-1a2b waits for an approver's yes",
        "leaves-2b3c waits until Monday 09:00",
        "The ledger knows 1 post.",
    ]
    assert said[5:] == ["    said: 1", "    Monday 23 November 2026, 5.59pm: fair-2b3c"]
    told = document(root, "status")
    assert told["last_run"]["exit_code"] == 75
    assert next((one["post"], one["urgent"]) for one in told["waiting"]) == ("snow-7a8b", True)


def entry(state: State, reason: str = "") -> Entry:
    return Entry(
        post=PostId(f"{state.lower()}-1a2b"),
        channel="rehearsal",
        state=state,
        at=make.at("2026-11-23 09:00"),
        content_hash=ContentHash("a" * 64),
        permalink=f"https://www.thistledown-primary.example/news/{state.lower()}-1a2b/",
        reason=reason,
    )


def test_it_tells_what_is_in_doubt_and_what_to_do(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    entries = (
        entry(State.HELD, "X refuses it (403)"),
        entry(State.SENDING),
        entry(State.WITHDRAWING),
        entry(State.SENT),
        replace(entry(State.SENT), post=PostId("sent-1a2b.r2")),
        replace(entry(State.SKIPPED), how="withdrawn"),
    )
    with open_ports(open_workspace(root)) as ports:
        ports.ledger.create(Change(summary="Begin", entries=entries))
    said = invoke(root, "status")
    assert said.exit_code == 4
    for line in (
        "The ledger knows 5 posts.",
        "    not to be said: 1, 1 of them withdrawn",
        "held-1a2b: held for a person (X refuses it (403))",
        "    look at the account, then say what you saw: publish.py resolve held-1a2b",
        "sending-1a2b: unknown whether it was said",
        "    the next make publish looks at the account again",
        "withdrawing-1a2b: being withdrawn",
    ):
        assert f"{line}\n" in said.stdout
    told = document(root, "status")
    assert [(one["post"], one["state"]) for one in told["settle"]] == [
        ("held-1a2b", "HELD"),
        ("sending-1a2b", "SENDING"),
        ("withdrawing-1a2b", "WITHDRAWING"),
    ]
    assert told["counts"] == {"HELD": 1, "SENDING": 1, "WITHDRAWING": 1, "SENT": 2, "SKIPPED": 1}
