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
from pathlib import Path

from pbgdpl_cli.result import ErrorItem, ExitCode
from validators.problems import MissingDependency, OutputProblem, Problem, UnreadableInput, say


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
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


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


def from_os_error(error: OSError) -> Problem:
    """The problem an operating-system error stands for."""
    path = Path(error.filename) if isinstance(error.filename, str) else None
    if error.errno in _DISK_FULL:
        return DiskFull(
            say("No space is left on the disk."),
            hint=say("Free some space and run the same command again; it goes on where it stopped."),
            path=path,
        )
    if error.errno in _FORBIDDEN:
        return OutputProblem(
            say("This place cannot be read or written: permission is denied."),
            hint=say("Choose another folder, or ask for the right to use this one."),
            path=path,
        )
    if isinstance(error, FileNotFoundError):
        return UnreadableInput(say("There is no such file or folder."), hint=say("Check the path."), path=path)
    reason = error.strerror or type(error).__name__
    return OutputProblem(say("The system refused: {reason}.", reason=reason), path=path)
