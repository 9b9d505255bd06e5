"""The library of the installed tesseract, with its model loaded, kept in a child process beside the one that reads.

The program loads its model for every page, twice where numbers are read again (60 ms each), and takes its images from
files. The library is the same code, so it reads the same; in a process of its own its crash costs no more than that of
the program. It is used where it is certainly the program's own: found beside it, and of its version. Elsewhere, and
for whatever the child fails at, the program is asked.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, cast

from converters.ocr.engines import library_child
from converters.ocr.engines.library_child import FAILED, IMAGE, LENGTH, NUMBERS
from converters.ocr.engines.protocol import EngineTimeout
from converters.ocr.preparation.arrays import Grey
from validators.problems import say

MACHINE_CODE = b"\x7fELF"  # how programs of Linux begin; a script that stands in for tesseract is no library's
LIBRARY = "libtesseract.so.5"
LEAVING = 5.0  # seconds a child has to leave by itself


@dataclass(slots=True, eq=False)
class LibraryProcess:
    """A child that reads with the library; started when it is first asked, and again after it has died.

    Attributes:
        version: The library must have, or it is not used.
        command: What starts the child.
        usable: Whether it may be asked: False once it could not be started.
    """

    version: str
    command: tuple[str, ...]
    usable: bool = True
    _child: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, crops: Sequence[Grey], mode: int, timeout: float, *, alternatives: bool) -> str | None:
        """What the library reads in crops.

        Args:
            crops: Grey images.
            mode: Tesseract's segmentation mode.
            timeout: Seconds for all of them.
            alternatives: Whether other readings of each letter are wanted.

        Returns:
            hOCR, a page for each crop; None when the child cannot tell.

        Raises:
            EngineTimeout: Time was up; the child was ended.
        """
        with self._lock:
            child = self._started()
            if child is None:
                return None
            late = threading.Event()
            timer = threading.Timer(timeout, _end, (child, late))
            timer.start()
            try:
                answer = _answered(child, crops, mode, alternatives=alternatives)
            finally:
                timer.cancel()
            if answer is None:
                self._leave()
            if late.is_set():
                raise EngineTimeout(
                    say("Tesseract took longer than {seconds} s and was stopped.", seconds=round(timeout))
                )
            return answer

    def close(self) -> None:
        """Let the child leave."""
        with self._lock:
            self._leave()

    def _started(self) -> subprocess.Popen[bytes] | None:
        if self._child is None and self.usable:
            self._child = _start(self.command)
            said = None if self._child is None else _text(cast("IO[bytes]", self._child.stdout))
            if said is None or said.decode("utf-8", "replace").lstrip("v") != self.version:
                self.usable = False
                self._leave()
            else:
                atexit.register(self.close)
        return self._child

    def _leave(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        atexit.unregister(self.close)
        with contextlib.suppress(OSError):
            cast("IO[bytes]", child.stdin).close()  # at its end the child leaves
        try:
            child.wait(LEAVING)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        cast("IO[bytes]", child.stdout).close()


@cache
def library_process(
    program: Path, version: str, folder: Path, language: str, settings: tuple[str, ...]
) -> LibraryProcess | None:
    """The child that reads as the program does, the same for whoever asks; None where there is none.

    Args:
        program: Path of tesseract.
        version: Of it.
        folder: In which it has its models.
        language: Of the model.
        settings: NAME=VALUE of tesseract's variables.
    """
    library = _library_of(program)
    if library is None:
        return None
    script = library_child.__file__
    return LibraryProcess(version, (sys.executable, "-I", "-S", script, library, str(folder), language, *settings))


def _library_of(program: Path) -> str | None:
    """What the loader is to be given to have the library of a program; None where that is not certain."""
    if not sys.platform.startswith("linux"):
        return None
    with contextlib.suppress(OSError), program.open("rb") as file:
        start = file.read(len(MACHINE_CODE))
        return LIBRARY if start == MACHINE_CODE else None
    return None


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return None


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _answered(child: subprocess.Popen[bytes], crops: Sequence[Grey], mode: int, *, alternatives: bool) -> str | None:
    """What a child answers; None when it failed or is gone."""
    asking, answers = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    try:
        asking.write(NUMBERS.pack(len(crops), mode, int(alternatives)))
        for crop in crops:
            height, width = crop.shape
            asking.write(IMAGE.pack(width, height))
            asking.write(crop.tobytes())
        asking.flush()
    except OSError:
        return None
    texts = []
    for _ in crops:
        text = _text(answers)
        if text is None:
            return None
        texts.append(text)
    return b"".join(texts).decode("utf-8", "replace")


def _text(answers: IO[bytes]) -> bytes | None:
    length = answers.read(LENGTH.size)
    if len(length) < LENGTH.size or length == FAILED:
        return None
    size = int(LENGTH.unpack(length)[0])
    text = answers.read(size)
    return text if len(text) == size else None
