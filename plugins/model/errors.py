"""What may the caller do next? Errors are named by the answer; each says what, where and what to do.

SchoolgateError
├── Refused                 1   the content or the request is refused; change it
├── CouldNotRun             3   a part is missing or broken; nothing was decided
│   ├── SettingsWrong           school.toml or a file it names
│   ├── GateMissing             the gate did not judge everything
│   ├── BuildFailed             Pelican stopped, or its output is not what was expected
│   ├── DeployFailed            the site did not get to where readers find it
│   ├── LedgerMissing           no ledger; missing is not empty
│   ├── LedgerBroken            corrupt, or written by a newer version
│   ├── AccountWrong            not the pinned account, or its credentials or credit are refused
│   ├── ClockWrong              this machine's time is not the account's
│   └── ProgramMissing          git or another program cannot be run
├── TryAgain               75   nothing was lost; the same command later
│   ├── LedgerUnreachable       the remote did not answer
│   ├── LostRace                another publisher was first
│   ├── AccountUnreachable      X did not answer, or not sensibly, to something that may be repeated
│   ├── NotApproved             a yes was taken back while the command ran
│   ├── ApprovalUnreachable     whether somebody said yes cannot be asked just now
│   └── NotLive                 a page is not on the site yet
└── Outcome                     what became of one call that says something
    ├── CertainlyNotSent        nothing was said: `status` and `retry_at` say how to go on
    └── PerhapsSent             unknown: look, never send again blindly
"""

from datetime import datetime


class SchoolgateError(Exception):
    """Everything Schoolgate raises on purpose: `what` went wrong and where, and `fix`, what to do about it."""

    exit_code = 70

    def __init__(self, what: str, *, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


class Refused(SchoolgateError):
    """The content or the request is refused."""

    exit_code = 1


class CouldNotRun(SchoolgateError):
    """A part is missing or broken; nothing was decided."""

    exit_code = 3


class SettingsWrong(CouldNotRun):
    """school.toml, or a file it names, has mistakes; `what` lists all of them."""


class GateMissing(CouldNotRun):
    """The gate did not judge everything that would become public."""


class BuildFailed(CouldNotRun):
    """Pelican stopped, or the staged site is not what was expected; the old site stays."""


class DeployFailed(CouldNotRun):
    """The site did not get to where readers find it; what stands there is the old one or the new one, whole."""


class LedgerMissing(CouldNotRun):
    """There is no ledger; a missing ledger is not an empty one."""


class LedgerBroken(CouldNotRun):
    """The ledger is corrupt, or a newer version of Schoolgate wrote it."""


class AccountWrong(CouldNotRun):
    """The account is not the pinned one, or refuses the credentials, or has no credit."""


class ClockWrong(CouldNotRun):
    """This machine's time differs from the account's by more than two minutes."""


class ProgramMissing(CouldNotRun):
    """A program that is needed cannot be run."""


class TryAgain(SchoolgateError):
    """Nothing was lost; the same command later."""

    exit_code = 75


class LedgerUnreachable(TryAgain):
    """The ledger's remote did not answer; whether a change arrived is unknown until it is read again."""


class LostRace(TryAgain):
    """Another publisher advanced the ledger first."""


class AccountUnreachable(TryAgain):
    """X did not answer, or not sensibly, to something that may be repeated."""


class NotApproved(TryAgain):
    """A yes was taken back while the command ran; the next run tells what is missing."""


class ApprovalUnreachable(TryAgain):
    """Whether somebody said yes cannot be asked just now; nothing is taken for a yes meanwhile."""


class NotLive(TryAgain):
    """A page is not on the site yet, or shows other content than was built."""


class Outcome(SchoolgateError):
    """What became of one call that says something on the account."""

    exit_code = 4


class CertainlyNotSent(Outcome):
    """Nothing was said. `status` is the HTTP status (0: no byte left this machine), `retry_at` X's own reset time."""

    def __init__(self, what: str, *, fix: str, status: int, retry_at: datetime | None = None) -> None:
        super().__init__(what, fix=fix)
        self.status = status
        self.retry_at = retry_at


class PerhapsSent(Outcome):
    """Unknown; `duplicate` when X says that it has the same text already."""

    def __init__(self, what: str, *, fix: str, duplicate: bool = False) -> None:
        super().__init__(what, fix=fix)
        self.duplicate = duplicate
