"""Places that a person marks as doubtful for the next one, on the disk at once, until they go into the package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from converters.corrections.readers.raised import Raised
from pbgdpl_cli.review.answers.durable_lines import DurableLines, place_of
from validators.problems import OutputProblem, say

_RAISED = TypeAdapter(Raised)
LONGEST_NOTE = 500  # characters; a note is a sentence or two


class DamagedMarks(OutputProblem):
    """Marks that are not in the package yet cannot be read."""

    code = "damaged-marks"


class Marks:
    """The marks for one package that are not in it yet.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: Of its record.

    Raises:
        DamagedMarks: They cannot be read.
    """

    def __init__(self, home: Path, package: Path, identifier: str) -> None:
        self._kept = DurableLines(place_of(home, package, identifier, ".marks.jsonl"))
        try:
            self._marks = [_RAISED.validate_python(line) for line in self._kept.read()]
        except ValueError as error:
            raise DamagedMarks(
                say("Marks that are not in their package yet cannot be read."),
                hint=say("Keep a copy of the file, then take it away: {path}", path=self._kept.file),
                path=self._kept.file,
            ) from error

    @property
    def waiting(self) -> Sequence[Raised]:
        """Those that are not in the package yet."""
        return tuple(self._marks)

    def add(self, raised: Raised) -> None:
        """Write one down; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        self._kept.append(_RAISED.dump_python(raised, mode="json"))
        self._marks.append(raised)

    def moved(self, marks: Sequence[Raised]) -> None:
        """These are in the package now; one made meanwhile stays.

        Raises:
            OSError: The disk refused.
        """
        left = [one for one in self._marks if one not in marks]
        self._kept.file.unlink(missing_ok=True)
        self._marks = []
        for one in left:
            self.add(one)
