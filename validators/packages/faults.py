"""What can be wrong with a package on disk, apart from what its record says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from validators.problems import Message, OutputProblem, Problem, UnreadableInput


class FaultKind(StrEnum):
    """The ways a bag can be broken."""

    NOT_A_BAG = "not-a-bag"
    MISSING_FILE = "missing-file"
    UNEXPECTED_FILE = "unexpected-file"
    CHECKSUM = "checksum"
    SIZE = "size"
    NAME_CONFLICT = "name-conflict"
    LINK = "link"
    ESCAPE = "escape"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        kind: What is wrong.
        path: The file it concerns, relative to the package, with forward slashes; "" for the whole package.
        detail: What is wrong with what is no bag or cannot be read; of other kinds the rule's sentence says all.
    """

    kind: FaultKind
    path: str
    detail: Message | None = None


class UnsafeName(OutputProblem):
    """A file may not go into a package under this name."""

    code = "unsafe-name"


class NotAPackage(UnreadableInput):
    """Neither a package folder, nor a zip of one, nor a record."""

    code = "not-a-package"


class UnsafeArchive(UnreadableInput):
    """A zip that is damaged, or built to fill the disk or to write outside its folder."""

    code = "unsafe-archive"


class PackageLocked(Problem):
    """Another run of this program is changing the package."""

    code = "package-locked"


class ChangedMeanwhile(OutputProblem):
    """Somebody who does not hold the package's lock changed it while it was being changed or read."""

    code = "changed-meanwhile"


class PayloadLost(OutputProblem):
    """A change would take a file away that nobody named."""

    code = "payload-lost"


class PackageDamaged(UnreadableInput):
    """A file that is to be kept is missing, or is not the one that was sealed."""

    code = "package-damaged"
