"""How an export is written: one file of lines, one file a record, a folder. Never half of one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from converters.exports.material import Material
from converters.progress import Progress
from validators.packages.durable import replacing, sync_tree, unfinished_name, walk, write_text
from validators.problems import Message, OutputProblem, say

MADE = ".pbgdpl-export"
"""Names, in a folder that was written, what is in it: such a folder may be written anew."""
_as_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: `json.dumps` makes one for every piece
_SHOWN = 40  # characters of a folder's own name in the name of its unfinished copy


class NotOurFolder(OutputProblem):
    """The target is a folder with something in it that no export wrote."""

    code = "not-our-folder"


class OneRecordOnly(OutputProblem):
    """One file was asked for, which can hold one record, and there are several."""

    code = "one-record-only"


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        files: The files, in order; a folder stands for what is in it.
        pieces: How many chunks, questions, records stand in them.
        notes: What else is to be told, where something was left out.
    """

    files: tuple[Path, ...]
    pieces: int
    notes: tuple[Message, ...] = ()


class Export(Protocol):
    """Writes materials in one form."""

    @property
    def gives_files(self) -> bool:
        """Whether files of the packages are given out, too, not their records alone."""

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """Write them.

        Args:
            materials: Taken one after the other; none is kept.
            target: A file, or a folder where an export is several files.
            progress: Told of every material.

        Raises:
            OutputProblem: The target is a folder that holds something else, or a file that cannot hold several.
            OSError: The target cannot be written or the disk is full; what was there before still is.
        """


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One file, a JSON object a line.

    Attributes:
        pieces: The objects of a material.
    """

    pieces: Callable[[Material], Iterator[dict[str, Any]]]
    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        count = 0
        with replacing(target) as stream:
            for material in materials:
                for piece in self.pieces(material):
                    stream.write(_as_json(piece).encode("utf-8") + b"\n")
                    count += 1
                progress.advance(note=material.package.name)
        return Written((target,), count)


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """One file, a JSON object in which a list holds the pieces: `{"…": …, "items": […], "_count_": 2}`.

    Attributes:
        pieces: The objects of a material.
        opening: Members before the list.
        items: Name of the list.
        count: Name of their number behind the list, for they are counted while they are written; None for none.
    """

    pieces: Callable[[Material], Iterator[dict[str, Any]]]
    opening: tuple[tuple[str, Any], ...]
    items: str
    count: str | None = None
    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        count = 0
        with replacing(target) as stream:
            head = _as_json(dict(self.opening))[:-1]
            stream.write(f"{head}, {json.dumps(self.items)}: [".encode())
            for material in materials:
                for piece in self.pieces(material):
                    stream.write((",\n" if count else "\n").encode() + _as_json(piece).encode("utf-8"))
                    count += 1
                progress.advance(note=material.package.name)
            counted = "" if self.count is None else f", {json.dumps(self.count)}: {count}"
            stream.write(f"\n]{counted}}}\n".encode())
        return Written((target,), count)


@dataclass(frozen=True, slots=True)
class EachInFolder:
    """A folder with a text file for each record, named after its package.

    Attributes:
        text: A material as text.
        ending: Of the files.
    """

    text: Callable[[Material], str]
    ending: str
    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        names = Names()
        with new_folder(target) as folder:
            for material in materials:
                name = names.free(material.package.name)
                (folder / f"{name}{self.ending}").write_bytes(self.text(material).encode("utf-8"))
                progress.advance(note=material.package.name)
        return Written((target,), len(names))


@dataclass(frozen=True, slots=True)
class OneRecord:
    """A file that holds one record.

    Attributes:
        text: A material as text.
    """

    text: Callable[[Material], str]
    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        count = 0
        with replacing(target) as stream:
            for count, material in enumerate(materials, 1):
                if count > 1:
                    raise OneRecordOnly(
                        say("A file of this kind holds one record, and there are several."),
                        hint=say("Name a folder: {line}", line=f"-o {target.stem}"),
                        path=target,
                    )
                stream.write(self.text(material).encode("utf-8"))
                progress.advance(note=material.package.name)
        return Written((target,), count)


class Names:
    """File names that were given out, told apart as Windows tells them: without regard to capitals."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __len__(self) -> int:
        return len(self._taken)

    def free(self, name: str) -> str:
        """A name nobody has: itself, or with the first number that is free ("goi", "goi-2")."""
        number, free = 1, name
        while free.casefold() in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._taken.add(free.casefold())
        return free


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when the block ends well and vanishes when it does not.

    A folder that stands there already is replaced when it is empty, or when everything in it is from an export.

    Yields:
        An unfinished folder beside the target, whose parent must exist.

    Raises:
        NotOurFolder: What stands there holds something else; it is untouched.
        OSError: The folder cannot be written or the disk is full; what was there before still is.
    """
    _refuse_others(target)
    unfinished = target.with_name(unfinished_name(target.name[:_SHOWN], "part"))
    try:
        unfinished.mkdir()
        yield unfinished
        write_text(unfinished / MADE, "".join(f"{name}\n" for name in sorted(_files_in(unfinished))))
        sync_tree(unfinished)
        _take_the_place(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _refuse_others(target: Path) -> None:
    if not target.exists() and not target.is_symlink():
        return
    ours = target.is_dir() and not target.is_symlink()
    held = _files_in(target) if ours else {target.name}
    made = target / MADE
    known = {MADE, *made.read_text("utf-8", "replace").splitlines()} if ours and made.is_file() else set()
    if strange := sorted(held - known):
        raise NotOurFolder(
            say("There is something here that no export wrote: {name}", name=strange[0]),
            hint=say("Name a new folder with -o."),
            path=target,
        )


def _files_in(folder: Path) -> set[str]:
    return {entry.relative_to(folder).as_posix() for entry in walk(folder) if entry.is_symlink() or not entry.is_dir()}


def _take_the_place(unfinished: Path, target: Path) -> None:
    if not target.exists():
        unfinished.replace(target)
        return
    old = target.with_name(unfinished_name(target.name[:_SHOWN], "old"))
    target.replace(old)
    try:
        unfinished.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
