"""An export: a line for each material, its identifier and title between a tab."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from converters.exports.material import Material
from converters.exports.writing import Written
from converters.progress import Progress
from validators.packages.durable import replacing


@dataclass(frozen=True, slots=True)
class Titles:
    """One file, a material a line."""

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`: nothing is kept in memory, and the old file stays until the new one is whole."""
        count = 0
        with replacing(target) as stream:
            for material in materials:
                record = material.record
                stream.write(f"{record.identifier}\t{' '.join(record.title.split())}\n".encode())
                count += 1
                progress.advance(note=material.package.name)
        return Written((target,), count)


EXPORTS = {"titles": {".tsv": Titles()}}
