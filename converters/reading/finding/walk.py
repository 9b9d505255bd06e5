"""From what a person names (files, folders, archives) to the files to read.

Folders and archives come from anywhere: links that lead in circles, archives that climb out of their folder or unfold
to terabytes are left alone and reported; the rest is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from converters.reading.finding.archives import Budget, unpack_members
from converters.reading.finding.sniff import EXTENSIONS, READABLE, SourceFormat, sniff
from converters.reading.problems import NoMaterials, NotFound
from validators.problems import Problem, say

_MAX_FOLDER_DEPTH = 32
_GROUND_TRUTH = ".gt.txt"
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: The file itself; for a member of an archive, its unpacked copy.
        origin: The file the person has: `path`, or the archive.
        name: How to call it in messages: relative to what was named, through archives ("bo.zip/2003/qd.doc").
    """

    path: Path
    origin: Path
    name: str

    @property
    def is_member(self) -> bool:
        """Whether it lies inside an archive."""
        return not self.name.endswith(self.origin.name)

    @property
    def as_had(self) -> str:
        """The file as the person has it; for a member of an archive, the archive and the name inside."""
        if not self.is_member:
            return str(self.origin)
        return f"{self.origin}/{self.name.split(f'{self.origin.name}/', 1)[-1]}"


@dataclass(frozen=True, slots=True)
class FoundSources:
    """What a walk found.

    Attributes:
        sources: In the order given; inside folders and archives sorted by name.
        problems: What could not be entered, each with its path.
        skipped: Files of kinds that are not read (only inside folders and archives).
    """

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[str, ...]


class _Walk:
    """What one walk has gathered so far."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.budget = Budget()
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        self.skipped: list[str] = []

    def enter(self, path: Path) -> None:
        """Something a person named: never skipped silently."""
        before = len(self.sources), len(self.problems)
        if path.is_dir():
            self._folder(path, path)
        elif not path.exists():
            raise NotFound(say("There is no such file or folder."), hint=say("Check the path."), path=path)
        else:
            self._file(path, path, path.name, named=True)
        if (len(self.sources), len(self.problems)) == before:
            raise NoMaterials(
                say("There is nothing in it that could be read."),
                hint=READABLE,
                path=path,
            )

    def _folder(self, folder: Path, root: Path) -> None:
        for path in files_below(folder, self.problems):
            self._file(path, path, path.relative_to(root).as_posix(), named=False)

    def _file(self, path: Path, origin: Path, name: str, *, named: bool, depth: int = 0) -> None:
        claimed = EXTENSIONS.get(path.suffix.lower())
        if claimed is None and not named:
            self.skipped.append(name)
        elif claimed is SourceFormat.ZIP or (named and claimed is None and _is_archive(path)):
            self._archive(path, origin, name, depth)
        else:
            self.sources.append(Source(path, origin, name))

    def _archive(self, path: Path, origin: Path, name: str, depth: int) -> None:
        try:
            for member in unpack_members(path, self.workspace, self.budget, depth):
                if isinstance(member, Problem):
                    self.problems.append(member.at(origin))
                elif is_hidden(member.name):
                    continue
                else:
                    self._file(member.path, origin, f"{name}/{member.name}", named=False, depth=depth + 1)
        except Problem as problem:
            self.problems.append(problem.at(origin))


def find_sources(paths: Iterable[Path], *, workspace: Path) -> FoundSources:
    """All files to read below the given files, folders and archives.

    Args:
        paths: Files, folders, ZIP archives.
        workspace: An existing folder for members of archives; the caller removes it when the sources are done with.

    Returns:
        Sources, problems and skipped files. A path that does not exist, or holds nothing readable, is a problem in
        the result, never an exception: the other paths still count.
    """
    walk = _Walk(workspace)
    for path in paths:
        try:
            walk.enter(path)
        except Problem as problem:
            walk.problems.append(problem)
    return FoundSources(_without_repeats(walk.sources), tuple(walk.problems), tuple(walk.skipped))


def is_hidden(name: str) -> bool:
    """Files that are no material of a person's.

    Those of the system or of an open program (`.git`, `~$draft.docx`, `Thumbs.db`, `__MACOSX`), and `NAME.gt.txt`,
    which the OCR field's habit (tesstrain) keeps beside a picture as its true text.
    """
    parts = name.replace("\\", "/").split("/")
    if parts[-1].casefold().endswith(_GROUND_TRUTH):
        return True
    return any(part.startswith((".", "~$")) or part.casefold() in _SYSTEM_NAMES for part in parts if part)


def _is_archive(path: Path) -> bool:
    try:
        return sniff(path) is SourceFormat.ZIP
    except Problem:
        return False


def files_below(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Files below a folder, sorted, without links to folders, hidden files and our own packages.

    Args:
        folder: That a person named.
        problems: Takes in what could not be entered.
    """

    def report(error: OSError) -> None:
        problems.append(NotFound(say("This folder cannot be entered."), path=error.filename))

    for place, folders, files in os.walk(folder, onerror=report, followlinks=False):
        here = Path(place)
        too_deep = len(here.relative_to(folder).parts) >= _MAX_FOLDER_DEPTH
        if "bagit.txt" in files and here != folder:
            folders.clear()  # a package made earlier is a product, not a source
            continue
        folders[:] = [] if too_deep else sorted(name for name in folders if not is_hidden(name))
        for name in sorted(files):
            path = here / name
            if is_hidden(name):
                continue
            if path.is_file():
                yield path
            elif not path.exists():
                problems.append(NotFound(say("This link leads nowhere."), path=path))


def _without_repeats(sources: list[Source]) -> tuple[Source, ...]:
    """A file named twice (by itself and by its folder) is read once."""
    seen: dict[Path, Source] = {}
    for source in sources:
        seen.setdefault(source.path.resolve(), source)
    return tuple(seen.values())
