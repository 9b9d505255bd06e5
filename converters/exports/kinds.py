"""The kinds of export, by name: what each writes, and in which form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from converters.exports.chunks import chunks_of
from converters.exports.material import Material
from converters.exports.questions import contest_item, questions_of, triple
from converters.progress import Progress
from validators.packages.durable import replacing


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        files: The files, in order.
        pieces: How many chunks, questions, records stand in them.
    """

    files: tuple[Path, ...]
    pieces: int


class Export(Protocol):
    """Writes materials in one form."""

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """Write them.

        Args:
            materials: Taken one after the other; none is kept.
            target: A file, or a folder where an export is several files.
            progress: Told of every material.

        Raises:
            OSError: The target cannot be written or the disk is full; what was there before still is.
        """


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One file, a JSON object a line.

    Attributes:
        pieces: The objects of a material.
    """

    pieces: Callable[[Material], Iterator[dict[str, Any]]]

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        count = 0
        with replacing(target) as stream:
            for material in materials:
                for piece in self.pieces(material):
                    stream.write(json.dumps(piece, ensure_ascii=False).encode("utf-8") + b"\n")
                    count += 1
                progress.advance(note=material.package.name)
        return Written((target,), count)


@dataclass(frozen=True, slots=True)
class Contest:
    """One file as readers of legal question contests know it: `{"_name_", "_count_", "items": [...]}`."""

    name: str = "pbgdpl"

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`; `_count_` stands behind the items, for they are counted while they are written."""
        count = 0
        with replacing(target) as stream:
            stream.write(f'{{"_name_": "{self.name}", "items": ['.encode())
            for material in materials:
                for asked in questions_of(material):
                    item = json.dumps(contest_item(asked), ensure_ascii=False)
                    stream.write((",\n" if count else "\n").encode() + item.encode("utf-8"))
                    count += 1
                progress.advance(note=material.package.name)
            stream.write(f'\n], "_count_": {count}}}\n'.encode())
        return Written((target,), count)


def _triples(material: Material) -> Iterator[dict[str, Any]]:
    return (triple(asked, material) for asked in questions_of(material))


EXPORTS: Mapping[str, Mapping[str, Export]] = MappingProxyType(
    {
        "chunks": {".jsonl": JsonLines(chunks_of)},
        "qa": {".json": Contest(), ".jsonl": JsonLines(_triples)},
    }
)
"""By kind, and by the ending of the target; the first is taken where the target has none of them."""
