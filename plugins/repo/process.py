"""How does a program come to its end? With all its children, and never later than it may."""

import os
import signal
import subprocess
from contextlib import suppress


def finish(process: "subprocess.Popen[bytes]", stdin: bytes, timeout: float) -> tuple[bytes, bytes]:
    """What the program wrote to its output and its error; subprocess.TimeoutExpired after `timeout` seconds.

    The program leads a session of its own (`start_new_session`): where it is given up, its children end with it.
    """
    try:
        return process.communicate(stdin, timeout=timeout)
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its own children, ssh for one, would live on
        process.wait()
        raise
