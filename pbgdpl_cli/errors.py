"""From problems to exit codes and sentences: the one place where this is decided.

Problem (validators.problems)            exit code
├── UnreadableInput                      4
├── MissingDependency                    3
├── OutputProblem                        1
├── WrongUsage                           2
├── PortalProblem                        6
└── Interrupted                          130
"""

from __future__ import annotations

import errno
import traceback
from collections.abc import Mapping
from pathlib import Path

from pbgdpl_cli.result import ErrorItem, ExitCode
from validators.in_our_words import of_system
from validators.problems import Message, MissingDependency, OutputProblem, Problem, UnreadableInput, say


class WrongUsage(Problem):
    """The command line asks for something that makes no sense."""

    code = "usage"


class PortalProblem(Problem):
    """The portal refused, or cannot be reached."""

    code = "portal"


class Interrupted(Problem):
    """A person stopped the command."""

    code = "interrupted"

    def __init__(self) -> None:
        super().__init__(say("Stopped."), hint=say("What is done is kept; the same command goes on where it stopped."))


_EXIT_CODES: tuple[tuple[type[Problem], ExitCode], ...] = (
    (UnreadableInput, ExitCode.UNREADABLE),
    (MissingDependency, ExitCode.MISSING),
    (WrongUsage, ExitCode.USAGE),
    (PortalProblem, ExitCode.REFUSED),
    (Interrupted, ExitCode.INTERRUPTED),
)

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
LOG_BOUND = 1_000_000  # bytes; then the log of defects begins anew


def item_of(problem: Problem) -> ErrorItem:
    """The error item a problem becomes."""
    path = None if problem.path is None else str(problem.path)
    return ErrorItem(problem.code, problem.message, exit_code_of(problem), path, problem.hint)


def exit_code_of(problem: Problem) -> ExitCode:
    """The exit code of a problem's class."""
    return next((code for kind, code in _EXIT_CODES if isinstance(problem, kind)), ExitCode.SOME_FAILED)


class DiskFull(OutputProblem):
    """No space left."""

    code = "disk-full"


class InternalError(Problem):
    """A defect of ours. The details are in a file, not on the screen."""

    code = "internal"


class OutOfMemory(Problem):
    """The system gave no more memory."""

    code = "memory"


def problem_behind(error: Exception, home: Path) -> Problem:
    """What a person is told about any exception; the details of a defect of ours go into a file.

    Args:
        error: What was raised.
        home: The program's own folder, for that file.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, OSError):
        return from_os_error(error)
    if isinstance(error, MemoryError):
        return OutOfMemory(
            say("There is not enough memory for this."), hint=say("Close other programs, or use fewer processes: -j 1")
        )
    return _defect(error, home)


def _defect(error: Exception, home: Path) -> InternalError:
    log = home / "error.log"
    hint = say("Please report it together with the file {log}.", log=log)
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = not log.exists() or log.stat().st_size > LOG_BOUND
        with log.open("w" if fresh else "a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        hint = say("Please report it: {details}", details=repr(error))
    return InternalError(say("This failed because of an error in the program itself."), hint=hint)


def from_os_error(error: OSError) -> Problem:
    """The problem an operating-system error stands for."""
    path = Path(error.filename) if isinstance(error.filename, str) else None
    if error.errno in _DISK_FULL:
        return DiskFull(
            say("No space is left on the disk."),
            hint=say("Free some space and run the same command again; what was finished is kept."),
            path=path,
        )
    if isinstance(error, FileNotFoundError):
        return UnreadableInput(say("There is no such file or folder."), hint=say("Check the path."), path=path)
    sentence, hint = _SENTENCES.get(error.errno or 0, (None, None))
    if sentence is None:
        sentence = say("The system refused: {reason}.", reason=of_system(error))
    return OutputProblem(sentence, hint=hint, path=path)


_FORBIDDEN = (
    say("This place cannot be read or written: permission is denied."),
    say("Choose another folder, or ask for permission to use this one."),
)
_IN_THE_WAY = (
    say("There is a file where a folder should be."),
    say("Choose another folder, or move that file away."),
)
_SENTENCES: Mapping[int, tuple[Message, Message]] = {
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: (say("This disk can only be read."), say("Choose a folder on another disk.")),
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: (say("There is a folder where a file should be."), say("Choose another folder, or move it away.")),
    errno.ENAMETOOLONG: (say("The name or the path is too long."), say("Choose a shorter name or a folder higher up.")),
    errno.EIO: (say("The disk could not be read or written."), say("The disk may be failing: copy what matters.")),
    errno.EFBIG: (say("The file would be larger than the disk allows."), say("Choose a folder on another disk.")),
    errno.ELOOP: (say("Symbolic links form a loop here."), say("Name the file itself, not a link to it.")),
    errno.EMFILE: (say("Too many files are open."), say("Close other programs and run the same command again.")),
}
