"""What a command hands back. It prints nothing itself: one renderer turns this into text or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from validators.problems import Message

Payload_co = TypeVar("Payload_co", covariant=True)


class ExitCode(IntEnum):
    """The program's exit codes, part of its contract."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    MISSING = 3
    UNREADABLE = 4
    INVALID = 5
    REFUSED = 6
    INTERRUPTED = 130


class Status(StrEnum):
    """How a command ended, for the JSON envelope."""

    SUCCESS = "success"
    PARTIAL = "partial"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """One thing that went wrong, for one file or for the whole command."""

    code: str
    message: Message
    exit_code: ExitCode
    path: str | None = None
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people."""

    headings: tuple[Message, ...]
    rows: tuple[tuple[Message | str, ...], ...]


@dataclass(frozen=True, slots=True)
class OperationResult(Generic[Payload_co]):
    """What a command did.

    Attributes:
        command: Its name.
        data: The `data` member of the JSON envelope: a frozen dataclass whose fields are its keys; None when the
            command ended before there was anything to tell.
        lines: What a person reads on stdout, in order: sentences, tables, or text as it is.
        errors: What failed.
        succeeded: How many items were done; with errors it tells partial success from failure.
        exit_code: Set where it does not follow from the errors (findings of `validate`, for instance).
        answers: The lines are what was asked for (`status`, `doctor`), not an account of what was done: -q shows them.
        body: Replaces `lines` as the whole of stdout (a SARIF report, for instance), even with `--json` off.
    """

    command: str
    data: Payload_co | None = None
    lines: tuple[Message | Table | str, ...] = ()
    errors: tuple[ErrorItem, ...] = ()
    succeeded: int = 0
    exit_code: ExitCode | None = None
    body: str | None = None
    answers: bool = False

    @property
    def status(self) -> Status:
        """No errors is success; errors with something done is partial; else error."""
        if not self.errors:
            return Status.SUCCESS
        return Status.PARTIAL if self.succeeded else Status.ERROR

    @property
    def final_exit_code(self) -> ExitCode:
        """The explicit code; otherwise 0, 1 when part was done, or the single cause's own code."""
        if self.exit_code is not None:
            return self.exit_code
        if not self.errors:
            return ExitCode.DONE
        causes = {error.exit_code for error in self.errors}
        if self.succeeded or len(causes) > 1:
            return ExitCode.SOME_FAILED
        return causes.pop()
