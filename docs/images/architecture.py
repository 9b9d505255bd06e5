"""Draw `architecture.svg` from the code: the rooms, what each is for, and which rooms know which.

Usage: python docs/images/architecture.py [--check]

A room is a folder of one of the three packages; its sentence is the first line of its `__init__` docstring. An arrow
from one room to another means that a module of the first imports one of the second; arrows that follow from others
(A → B → C makes A → C needless) are left out. With `--check` nothing is written; the exit code is 1 when the picture
no longer shows the code.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURE = Path(__file__).with_suffix(".svg")
PACKAGES = {
    "pbgdpl_cli": ("the program", "#7a1420", "#fbefee"),
    "converters": ("how to get there", "#1c4a7d", "#edf3fa"),
    "validators": ("what is right", "#1d5c3f", "#edf6f0"),
}
WIDTH = 1480
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y = 250, 102, 46, 18
MARGIN, BAND_HEAD = 36, 58
LINE_LETTERS = 35

_TIP = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 10 5 0 10z" fill="#8a8278"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class Room:
    """One folder of a package.

    Attributes:
        name: Its dotted name.
        sentence: What it is for.
        modules: How many modules stand in it and below.
    """

    name: str
    sentence: str
    modules: int

    @property
    def package(self) -> str:
        """The package it belongs to."""
        return self.name.partition(".")[0]


def rooms() -> list[Room]:
    """The folders directly below each package that hold modules."""
    found = []
    for package in PACKAGES:
        for folder in sorted((ROOT / package).iterdir()):
            if (folder / "__init__.py").is_file():
                modules = sum(1 for path in folder.rglob("*.py") if path.name != "__init__.py")
                found.append(Room(f"{package}.{folder.name}", _sentence(folder), modules))
    return found


def _sentence(folder: Path) -> str:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def imports(room: Room, known: Iterable[str]) -> set[str]:
    """The other rooms whose modules this room's modules import."""
    names = set(known)
    reached = set()
    for path in (ROOT / room.name.replace(".", "/")).rglob("*.py"):
        for target in _imported(path):
            other = ".".join(target.split(".")[:2])
            if other in names and other != room.name:
                reached.add(other)
    return reached


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def reduced(arrows: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that do not follow from others (transitive reduction of an acyclic graph)."""
    below: dict[str, set[str]] = {}

    def reach(name: str) -> set[str]:
        if name not in below:
            below[name] = set()
            below[name] = set().union(*({other} | reach(other) for other in arrows[name])) if arrows[name] else set()
        return below[name]

    return {
        name: {other for other in others if not any(other in reach(third) for third in others - {other})}
        for name, others in arrows.items()
    }


def level(name: str, arrows: Mapping[str, set[str]], seen: frozenset[str] = frozenset()) -> int:
    """How many rooms of the same package stand below this one, along the longest way."""
    package = name.partition(".")[0]
    inside = [other for other in arrows[name] if other.startswith(f"{package}.") and other not in seen]
    return 1 + max((level(other, arrows, seen | {name}) for other in inside), default=-1)


def placed(all_rooms: list[Room], arrows: Mapping[str, set[str]]) -> tuple[dict[str, tuple[float, float]], list[float]]:
    """The top left corner of every room, and the bottom of every band."""
    corners: dict[str, tuple[float, float]] = {}
    top, bottoms = float(MARGIN), []
    for package in PACKAGES:
        rows: dict[int, list[str]] = {}
        for room in all_rooms:
            if room.package == package:
                rows.setdefault(level(room.name, arrows), []).append(room.name)
        top += BAND_HEAD
        for _, names in sorted(rows.items(), reverse=True):
            wide = len(names) * BOX_WIDTH + (len(names) - 1) * GAP_X
            left = (WIDTH - wide) / 2
            for place, name in enumerate(names):
                corners[name] = (left + place * (BOX_WIDTH + GAP_X), top)
            top += BOX_HEIGHT + GAP_Y * 2
        bottoms.append(top)
        top += GAP_Y
    return corners, bottoms


def drawn() -> str:
    """The picture as SVG."""
    all_rooms = rooms()
    known = [room.name for room in all_rooms]
    arrows = {room.name: imports(room, known) for room in all_rooms}
    corners, bottoms = placed(all_rooms, arrows)
    height = round(bottoms[-1] + MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" role="img">',
        "<title>The rooms of the program and which rooms know which</title>",
        _TIP,
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_bands(bottoms),
        *_arrows(arrows, corners),
        *(_box(room, corners[room.name]) for room in all_rooms),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bands(bottoms: list[float]) -> Iterator[str]:
    top = float(MARGIN)
    for (package, (purpose, ink, paper)), bottom in zip(PACKAGES.items(), bottoms, strict=True):
        yield (
            f'<rect x="12" y="{top:.0f}" width="{WIDTH - 24}" height="{bottom - top:.0f}" rx="14" fill="{paper}"/>'
            f'<text x="36" y="{top + 34:.0f}" font-size="22" font-weight="700" fill="{ink}">{package}'
            f'<tspan font-size="17" font-weight="400" dx="12">{purpose}</tspan></text>'
        )
        top = bottom + GAP_Y


def _arrows(arrows: Mapping[str, set[str]], corners: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    inside = {
        name: {other for other in others if other.partition(".")[0] == name.partition(".")[0]}
        for name, others in arrows.items()
    }
    for name, others in reduced(inside).items():
        for other in sorted(others):
            (x1, y1), (x2, y2) = corners[name], corners[other]
            start, end = x1 + BOX_WIDTH / 2, x2 + BOX_WIDTH / 2
            begin, finish = y1 + BOX_HEIGHT, y2 - 3
            middle = (begin + finish) / 2
            yield (
                f'<path d="M{start:.0f} {begin:.0f} C{start:.0f} {middle:.0f} {end:.0f} {middle:.0f} {end:.0f} '
                f'{finish:.0f}" fill="none" stroke="#8a8278" stroke-width="1.6" marker-end="url(#tip)"/>'
            )


def _box(room: Room, corner: tuple[float, float]) -> str:
    left, top = corner
    ink = PACKAGES[room.package][1]
    lines = textwrap.wrap(room.sentence, LINE_LETTERS)[:4]
    place = f'x="{left + 12:.0f}" font-size="12.5" fill="#3c3833"'
    said = "".join(
        f'<text {place} y="{top + 42 + 16 * row:.0f}">{escape(line)}</text>' for row, line in enumerate(lines)
    )
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8" fill="#ffffff" '
        f'stroke="{ink}" stroke-width="1.4"/><text x="{left + 12:.0f}" y="{top + 23:.0f}" font-size="16" '
        f'font-weight="700" fill="{ink}">{room.name.partition(".")[2]}/</text>'
        f'<text x="{left + BOX_WIDTH - 12:.0f}" y="{top + 23:.0f}" font-size="12" text-anchor="end" fill="#8a8278">'
        f"{room.modules}</text>{said}"
    )


def main(argv: list[str]) -> int:
    """Write the picture, or tell whether it is still true."""
    picture = drawn()
    if "--check" in argv:
        return int(not PICTURE.is_file() or PICTURE.read_text(encoding="utf-8") != picture)
    PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
