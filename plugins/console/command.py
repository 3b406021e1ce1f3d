"""What is the same for every command? `--json`, errors in a teacher's words, and an exit code that means one thing."""

import functools
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, EMFILE, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import Any

import click

from plugins.console import exits
from plugins.console.output import Output
from plugins.model.errors import CouldNotRun, SchoolgateError, TryAgain

Run = Callable[..., int]


def command(name: str) -> Callable[[Run], click.Command]:
    """Make a command of a function that takes an Output and its options, and returns an exit code."""

    def decorate(run: Run) -> click.Command:
        @functools.wraps(run)
        def wrapped(*, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - click's own
            out = Output(as_json=as_json)
            with _usage(out):
                code = answer(out, functools.partial(run, out, **options))
            out.end(code)
            click.get_current_context().exit(code)

        option = click.option("--json", "as_json", is_flag=True, help="Tell one JSON document instead of lines.")
        return click.command(name, cls=_Command)(option(wrapped))

    return decorate


class _Command(click.Command):
    """A command whose wrong use is told as JSON too, where that was asked for, and without what was typed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _usage(Output(as_json="--json" in args)), _unsaid(args):
            return super().parse_args(ctx, args)


class Group(click.Group):
    """Commands below one name; a word that is none of them is not repeated either."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does."""
        with _unsaid(args):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does."""
        with _unsaid(args):
            return super().resolve_command(ctx, args)


@contextmanager
def _unsaid(args: Sequence[str]) -> Iterator[None]:
    """Leave out of click's complaint what was typed: who typed it knows it; a log need not."""
    typed = [word for arg in args for word in (arg, arg.partition("=")[2]) if word and not word.startswith("-")]
    try:
        yield
    except click.NoSuchOption as error:
        raise click.UsageError("there is no such option", error.ctx) from None
    except click.UsageError as error:
        message = error.format_message()
        for word in sorted(typed, key=len, reverse=True):
            message = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", "…", message)
        raise click.UsageError(message, error.ctx) from None


@contextmanager
def _usage(out: Output) -> Iterator[None]:
    """Finish the JSON document of a command that was called wrongly; click tells the person on standard error."""
    try:
        yield
    except click.UsageError as error:
        out.fact(error={"kind": "Usage", "what": error.format_message(), "fix": "see --help"})
        out.end(exits.USAGE)
        raise


def answer(out: Output, run: Callable[[], int]) -> int:
    """Run; every error becomes a message and its exit code. A bug tells where it is, never what it was working on."""
    try:
        return run()
    except SchoolgateError as error:
        out.error(error)
        return error.exit_code
    except click.UsageError:
        raise
    except KeyboardInterrupt:
        out.error(TryAgain("stopped by Ctrl-C", fix="run the same command again; nothing is said twice"))
        return exits.TRY_LATER
    except OSError as error:
        if error.errno not in _THIS_MACHINE:
            return _bug(out, error)
        out.error(
            CouldNotRun(
                f"this machine lets nothing be written here, or read: {error.strerror}",
                fix="make room on the disk, or give yourself the right to write in this folder; then run it again",
            )
        )
        return exits.COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - the last net: a traceback could show a name or a secret
        return _bug(out, error)


_THIS_MACHINE = frozenset({EACCES, EDQUOT, EFBIG, EMFILE, ENOSPC, EPERM, EROFS})
"""What no program can help: rights, a disk that is full or only to be read, too many open files."""


def _bug(out: Output, error: Exception) -> int:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    out.error(
        SchoolgateError(
            f"a mistake in Schoolgate itself: {type(error).__name__} at {where}",
            fix="tell whoever looks after Schoolgate; nothing more was done",
        )
    )
    return exits.BUG
