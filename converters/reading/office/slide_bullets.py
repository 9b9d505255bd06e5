"""Bullets that slides print without saying so themselves: those of the layout and the master (ECMA-376-1, 21.1.2.4)."""

from __future__ import annotations

import re

from converters.reading.office.package import Element, OfficePackage

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LEVEL = re.compile(rf"{re.escape(_A)}lvl([1-9])pPr")
_BULLETS = (f"{_A}buChar", f"{_A}buAutoNum", f"{_A}buBlip")


def bullet_of(properties: Element | None) -> tuple[int, bool | None]:
    """The depth of a paragraph, from 0, and whether it says itself that it has a bullet; None where it does not say."""
    if properties is None:
        return 0, None
    depth = int(properties.get("lvl", 0))
    if properties.find(f"{_A}buNone") is not None:
        return depth, False
    return depth, True if any(properties.find(tag) is not None for tag in _BULLETS) else None


def own_depths(styles: Element | None, depths: frozenset[int]) -> frozenset[int]:
    """Depths that have bullets, after styles of lists had their say.

    Args:
        styles: `lstStyle` of a shape, or `bodyStyle` of a master.
        depths: What holds without them, from 0.
    """
    found = set(depths)
    for level in styles if styles is not None else ():
        match = _LEVEL.fullmatch(str(level.tag))
        said = bullet_of(level)[1] if match is not None else None
        if match is not None and said is not None:
            (found.add if said else found.discard)(int(match.group(1)) - 1)
    return frozenset(found)


class BodyBullets:
    """Which depths of a body have bullets, as the layout and the master of a slide have it."""

    def __init__(self, package: OfficePackage, slide: str) -> None:
        layouts = package.related(slide, "slideLayout")
        self._layouts = [package.xml(part) for part in layouts]
        self._master: frozenset[int] = frozenset()
        for part in layouts:
            for master in package.related(part, "slideMaster"):
                self._master = own_depths(package.xml(master).find(f"{_P}txStyles/{_P}bodyStyle"), self._master)

    def depths(self, index: str, kind: str) -> frozenset[int]:
        """The depths with bullets, from 0, of a placeholder.

        Args:
            index: Of the placeholder; empty where it has none.
            kind: Its type, looked for where no placeholder of the layout has the index.
        """
        for layout in self._layouts:
            holders = {holder: shape for shape in layout.iter(f"{_P}sp") for holder in shape.iter(f"{_P}ph")}
            same = [shape for holder, shape in holders.items() if index and holder.get("idx") == index]
            alike = [shape for holder, shape in holders.items() if holder.get("type", "obj") == kind]
            for shape in (same or alike)[:1]:
                return own_depths(shape.find(f"{_P}txBody/{_A}lstStyle"), self._master)
        return self._master
