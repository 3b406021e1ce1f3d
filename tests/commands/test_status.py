from pathlib import Path

from plugins.commands.ports import open_ports
from plugins.commands.workspace import open_workspace
from plugins.model.entry import Change, Entry, State
from plugins.model.post import ContentHash, PostId
from tests import make
from tests.commands.inside import document, invoke
from tests.commands.rehearsal import due
from tests.commands.workspace import make_workspace, run, text

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
    assert said.stdout == (
        "The ledger knows 1 post.\n"
        "    not to be said: 1\n"
        "\n"
        "The rehearsal account @ThistledownPri, Monday 23 November 2026, 10am:\n"
        "\n"
        "leaves-2b3c waits until Monday 09:00\n"
        "    69 of 280 characters, $0.200, 0 photos\n"
        "    | Leaves. \\U0001f341\n"
        "    |\n"
        "    | https://www.thistledown-primary.example/news/leaves-2b3c/\n"
    )


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
    )
    with open_ports(open_workspace(root)) as ports:
        ports.ledger.create(Change(summary="Begin", entries=entries))
    said = invoke(root, "status")
    assert said.exit_code == 4
    for line in (
        "The ledger knows 4 posts.",
        "held-1a2b: held for a person (X refuses it (403))",
        "    look at the account, then say what you saw: publish.py resolve",
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
    assert told["counts"] == {"HELD": 1, "SENDING": 1, "WITHDRAWING": 1, "SENT": 1}
