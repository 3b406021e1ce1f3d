"""Which way may a post go? Every change of state that ever happens, as a table, and the picture made from it.

A test compares the table with what publishing, withdrawing and settling really write, and the page with the table.

    python -m plugins.mirror.transitions docs/state-machine.md
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from plugins.model.entry import State

ABSENT = None
"""The ledger has no entry at all."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One change of state; `why` in a few words, without a colon."""

    before: State | None
    after: State
    why: str


TABLE = (
    Transition(ABSENT, State.SKIPPED, "on the site before the account began"),
    Transition(ABSENT, State.RETRY, "opened beside a tweet that was taken back, to say its correction"),
    *(
        row
        for before in (ABSENT, State.RETRY)
        for row in (
            Transition(before, State.SENDING, "claimed; its turn has come"),
            Transition(before, State.SENT, "the account shows it already"),
            Transition(before, State.HELD, "too late, said already, or a picture refused"),
        )
    ),
    Transition(State.SENDING, State.SENT, "X said yes, or the timeline shows it"),
    Transition(State.SENDING, State.RETRY, "X said no for now, or the moment has passed"),
    Transition(State.SENDING, State.HELD, "X said no for good, or two looks in vain"),
    Transition(State.SENDING, State.SENDING, "a look in vain is noted"),
    Transition(State.HELD, State.SENT, "a person saw it, or X's yes came late"),
    Transition(State.HELD, State.RETRY, "a person says that it was not said"),
    Transition(State.HELD, State.SKIPPED, "a person drops it"),
    *(
        Transition(before, State.WITHDRAWING, "a person takes it back, or corrects it")
        for before in (ABSENT, State.RETRY, State.SENDING, State.SENT, State.HELD, State.SKIPPED)
    ),
    Transition(State.WITHDRAWING, State.WITHDRAWING, "a look in vain, or X's answer, is noted"),
    Transition(State.WITHDRAWING, State.SKIPPED, "its tweet is deleted, or cannot appear any more"),
)

_PAGE = """\
# How a post goes

Made from `plugins/mirror/transitions.py` by `make fix`. ABSENT is a post of which the ledger knows nothing.

```mermaid
stateDiagram-v2
{diagram}
```

| from | to | why |
|---|---|---|
{rows}

SENT and SKIPPED are final but for a withdrawal: a tweet that was deleted, an edited post and a restored ledger are
never a reason to say a post again. SENDING without a result is *unknown*: it ends by looking at the account, never by
sending again. WITHDRAWING looks and deletes and never posts; every run of `send` goes on with it, and
`publish.py withdraw` may be run again at any time. While a claim was open when the withdrawal began, it waits until a
tweet could no longer appear (`deadline_s` + `visible_s`) and two looks, a minute apart, have found nothing.

A correction (`publish.py resend`) takes the tweet alone back: the page stays. With the entry's SKIPPED a new one is
opened in the same change, `<post id>.r2`, in RETRY; it is claimed once the ledger holds a yes to other content than
was said before. From then on the last entry speaks for the post; the ledger keeps them all.
"""


def page() -> str:
    """The page of the states, as Markdown."""
    arrows = (f"    {_name(row.before)} --> {row.after}: {row.why.replace(';', ',')}" for row in TABLE)
    rows = (f"| {_name(row.before)} | {row.after} | {row.why} |" for row in TABLE)
    return _PAGE.format(diagram="\n".join(arrows), rows="\n".join(rows))


def _name(state: State | None) -> str:
    return str(state) if state else "ABSENT"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
