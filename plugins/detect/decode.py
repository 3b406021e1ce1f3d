"""Can this picture be decoded safely? Its pixels, unpacked by a confined process, or one plain reason why not."""

import atexit
import json
import stat
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any, cast

from PIL import Image

from plugins.detect.unpack import PHONES
from plugins.model.errors import Refused

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
_LIMIT_S = 60.0
_LONGEST_ANSWER = 4096
_ROOT = Path(__file__).parents[2]
_PROGRAM = ("-m", "plugins.detect.unpack")


def read(file: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file of at most `most` bytes; Refused otherwise."""
    try:
        size = file.stat()
        if not stat.S_ISREG(size.st_mode):
            raise Refused("this is not a picture file", fix="name a JPEG, PNG or WebP file")
        if size.st_size > most:
            raise Refused(f"the picture is larger than {most // 1_000_000} MB", fix="make it smaller and save it again")
        return file.read_bytes()
    except OSError as error:
        raise Refused("the picture cannot be read", fix="check that the file is there and not locked") from error


def decode(data: bytes, suffix: str, pixels: int = MOST_PIXELS) -> Image.Image:
    """The picture as readers will see it: upright, on white paper, in sRGB, with nothing but its pixels.

    Refused as `unpack` refuses, and where the process that unpacks it does not answer in time or has to be ended.
    """
    unpacker = _PHONES if suffix.casefold() in PHONES else _UNPACKER
    return unpacker.unpack(data, suffix, pixels)


class Unpacker:
    """One confined process for all pictures of a run, begun at the first of them and anew after it had to be ended."""

    def __init__(self, program: tuple[str, ...] = _PROGRAM, limit_s: float = _LIMIT_S) -> None:
        self._command = [sys.executable, *program]
        self._limit_s = limit_s
        self._running: subprocess.Popen[bytes] | None = None
        self._one = Lock()

    def unpack(self, data: bytes, suffix: str, pixels: int) -> Image.Image:
        """As `decode`."""
        with self._one:
            process = self._running = self._running or self._start()
            watch = Timer(self._limit_s, process.kill)
            watch.start()
            found = None
            try:
                found = _asked(process, data, {"suffix": suffix, "pixels": pixels, "bytes": len(data)})
            except Exception as error:  # what a process says that was ended or taken over is in no list
                raise Refused(
                    "the picture takes too long or too much memory to open, or breaks the program that opens it",
                    fix="open it in a picture program and save it again as JPEG, smaller",
                ) from error
            finally:
                watch.cancel()
                if found is None:  # what it might say later on must not be taken for the next picture
                    self._end()
        if isinstance(found, Refused):
            raise found
        return found

    def close(self) -> None:
        """End the process, where there is one."""
        with self._one:
            self._end()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - our own module, no shell
            self._command, cwd=_ROOT, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def _end(self) -> None:
        if self._running:
            self._running.kill()
            self._running.communicate()
            self._running = None


def _asked(process: "subprocess.Popen[bytes]", data: bytes, wish: dict[str, Any]) -> Image.Image | Refused:
    """What the process answers; an error of any kind where it does not answer well."""
    asked, told = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    asked.write(json.dumps(wish).encode() + b"\n" + data)
    asked.flush()
    head = json.loads(told.readline(_LONGEST_ANSWER))
    if "what" in head:
        return Refused(str(head["what"]), fix=str(head["fix"]))
    width, height = (int(side) for side in head["size"])
    if not 0 < width * height <= wish["pixels"]:
        raise ValueError("more pixels than were asked for")
    return Image.frombytes("RGB", (width, height), told.read(width * height * 3))


_UNPACKER = Unpacker()
_PHONES = Unpacker((*_PROGRAM, "phones"))
atexit.register(_UNPACKER.close)
atexit.register(_PHONES.close)
