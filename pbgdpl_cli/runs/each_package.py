"""The one way commands go through packages: what goes wrong with one is told of, and the others go on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pbgdpl_cli.errors import item_of, problem_behind
from pbgdpl_cli.result import ErrorItem
from validators.packages.faults import NotAPackage
from validators.packages.package import MaterialPath, PackageForm, find_packages
from validators.problems import say

ALL_FORMS = frozenset(PackageForm)
FOLDERS = frozenset({PackageForm.FOLDER})
SENDABLE = frozenset({PackageForm.FOLDER, PackageForm.ZIP})
EDITABLE = frozenset({PackageForm.FOLDER, PackageForm.RECORD})


@dataclass(slots=True)
class Failures:
    """What went wrong with single items of a batch.

    Attributes:
        home: The program's own folder, where the details of a defect are kept.
        errors: One item a failure, in order; the same is told of once.
    """

    home: Path
    errors: list[ErrorItem] = field(default_factory=list)

    @contextlib.contextmanager
    def of(self, path: Path) -> Iterator[None]:
        """Whatever is raised in the block becomes an error item about this path."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  (one bad item never stops a batch, whatever a library throws)
            self.add(error, path)

    def add(self, error: Exception, path: Path) -> None:
        """Take down what was raised for a path."""
        item = item_of(problem_behind(error, self.home).at(path))
        if item not in self.errors:  # a refusal holds for every kind of derivative
            self.errors.append(item)


def each_package(
    places: Sequence[Path],
    failures: Failures,
    *,
    forms: frozenset[PackageForm] = FOLDERS,
    may_be_none: bool = False,
) -> Iterator[MaterialPath]:
    """The packages at or below some places, each once, in the order of the places.

    Args:
        places: Packages, or folders of packages.
        failures: Is told of a place that does not exist or cannot be read, and of one without packages. Whoever works
            on a package does it in `with failures.of(found.path)`.
        forms: Which forms count.
        may_be_none: Whether a place without packages is fine.
    """
    seen: set[Path] = set()
    for place in places:
        found: list[MaterialPath] = []
        with failures.of(place):
            found = [item for item in find_packages([place]) if item.form in forms]
            if not found and not may_be_none:
                raise NotAPackage(
                    say("There is no package here."),
                    hint=say("Make packages with: {line}", line="pbgdpl convert INPUT -o FOLDER"),
                )
        for item in found:
            if item.path not in seen:
                seen.add(item.path)
                yield item
