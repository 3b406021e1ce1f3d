"""A child's name is typed wherever a command takes a word, in a school whose posts name the child: nothing repeats it.

The account's secrets lie in the environment all the while.
What is typed into a workflow's form ends in a public log; what is typed as a reason, on the ledger for ever.
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from plugins.x.secrets import variable
from publish import main
from tests.commands.inside import invoke
from tests.commands.test_canaries import BAD, CHILD, NAMED, SECRETS, hits, kept
from tests.commands.workspace import LEDGER, commit, git, make_photo, make_workspace, text, write

FULL = " ".join(CHILD)
IN_ENVIRONMENT = {variable(name): secret for name, secret in SECRETS.items()}
PAGE = f"https://www.thistledown-primary.example/news/{NAMED}/"
TWEET = f"https://x.com/{NAMED}/status/9"
RULE = ("--rule", "individual-child", "--until", "2027-07-31", "--target")
CALLS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "new": ((FULL,), ("--", f"-{FULL}")),
    "photo": ((f"../{NAMED}.png",), (f"../{NAMED}.png", "--name", NAMED), (f"/nowhere/{NAMED}.jpg",)),
    "check": (
        (),
        ("--show",),
        ("--format", "sarif"),
        ("--format", FULL),
        ("--since", NAMED),
        ("--since", FULL),
        (FULL,),
    ),
    "explain": ((NAMED,),),
    "preview": ((),),
    "review": (("--since", "HEAD~1"), ("--since", FULL)),
    "submit": ((FULL,), ("bad-9z9z", "--key", f"/nowhere/{FULL}")),
    "approve": ((NAMED,), ("bad-9z9z", "--accept", f"child-name={FULL}"), ("fair-2b3c", "--accept", f"{FULL}=x")),
    "closure": (
        ("closed", "--on", "2026-11-24", "--reason", FULL),
        ("closed", "--on", "2026-11-24", "--reason", "snow", "--class", FULL, "--key", f"/nowhere/{FULL}"),
        ("late", "--on", FULL, "--reason", "snow", "--at", FULL),
    ),
    "build": ((),),
    "publish": ((),),
    "send": ((),),
    "doctor": ((),),
    "digest": ((), (FULL,)),
    "withdraw": (
        (FULL,),
        (PAGE,),
        ("--photo", f"content/photos/{NAMED}.jpg", "--reason", FULL),
        ("--photo", FULL),
        ("fair-2b3c", "--reason", f"about {FULL}", "--by", FULL),
    ),
    "resend": ((FULL, "--reason", FULL), ("choir-3c4d", "--reason", FULL, "--by", FULL)),
    "align": ((), ("--adopt", FULL, "--by", "head"), ("--adopt", TWEET, "--by", FULL)),
    "pause": (("--reason", f"because of {FULL}"), ("--reason", FULL, "--lift")),
    "status": ((),),
    "resolve": ((FULL, "--not-sent", "--by", "head"), ("choir-3c4d", "--sent", TWEET, "--by", FULL)),
    "ledger init": ((), ("--announce", FULL), (f"--announce={FULL}",)),
    "account overview": ((), (FULL,)),
    "account credentials": ((),),
    "account followers": ((), ("--all",)),
    "account follows": ((),),
    "account letter": ((),),
    "account lessons": ((),),
    "account report": ((), ("--month", FULL)),
    "roll hash": (("../roll.hashes", "--new-key", "../roll.key"), (f"/nowhere/{FULL}",)),
    "remember": ((FULL,), (f"content/news/{NAMED}.md",), ("content/news/bad-9z9z.md",)),
    "exempt": (
        ("content/news/bad-9z9z.md", *RULE, "body", "--reason", FULL),
        (f"content/news/{NAMED}.md", *RULE, FULL, "--reason", FULL),
        ("content/news/fair-2b3c.md", "--until", FULL, "--rule", FULL, "--target", FULL, "--reason", FULL),
    ),
    "intake": (("1",), (FULL,)),
    "serve": ((FULL,),),
}
MISTYPED = ((FULL,), ("account", FULL), ("roll", FULL), (f"--{NAMED}",), ("status", f"--{NAMED}={FULL}"))


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[tuple[str, ...], str]]]:
    """A school after every call, and what each call told; every other one as JSON."""
    folder = tmp_path_factory.mktemp("typed")
    root = make_workspace(folder, text("fair-2b3c"), text("choir-3c4d"), own_memory=True)
    roll = folder / "roll.csv"
    roll.write_text(f"first,last\n{','.join(CHILD)}\n", encoding="utf-8")
    environment = {**IN_ENVIRONMENT, "SCHOOLGATE_ROLL_FILE": str(roll)}
    assert invoke(root, "publish", env=environment).exit_code == 0
    git(root, "checkout", "--quiet", "-b", NAMED)
    make_photo(root, f"{NAMED}.jpg")
    (folder / f"{NAMED}.png").write_bytes(FULL.encode())
    write(root, BAD["body"])
    commit(root, f"About {FULL}")
    told = []
    lines = [(*name.split(), *words) for name, calls in CALLS.items() for words in calls]
    for number, line in enumerate((*lines, *MISTYPED)):
        said = invoke(root, *line, *["--json"] * (number % 2), env=environment)
        assert said.exit_code != 70, line
        told.append((line, said.stdout + said.stderr))
    return root, told


def test_every_command_is_called() -> None:
    assert set(commands(main)) == CALLS.keys()


def test_no_command_repeats_a_childs_name_or_a_secret(called: tuple[Path, list[tuple[tuple[str, ...], str]]]) -> None:
    assert [line for line, told in called[1] if hits(told.encode())] == []


def test_no_reason_and_no_role_brings_a_childs_name_onto_the_ledger(
    called: tuple[Path, list[tuple[tuple[str, ...], str]]],
) -> None:
    objects = git(called[0], "rev-list", "--objects", LEDGER)
    ids = "\n".join(line.split()[0] for line in objects.splitlines())
    command = ["git", "cat-file", "--batch"]
    told = subprocess.run(command, cwd=called[0], input=ids.encode(), capture_output=True, check=True).stdout
    assert b"left out: it names a child" in told
    assert hits(told + objects.encode()) == []


def test_nothing_that_a_machine_keeps_names_a_child_or_a_secret(
    called: tuple[Path, list[tuple[tuple[str, ...], str]]],
) -> None:
    assert list(kept(called[0])) == []
