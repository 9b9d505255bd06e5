"""Office Open XML packages (ECMA-376), opened with distrust: bounded sizes, no document types, no entities."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from converters.legacy.conversion import Findings, convert_text
from converters.legacy.detection import ENOUGH, likeness
from converters.reading.problems import Damaged, TooLarge, Unsafe, damaged, encrypted
from validators.problems import Message, say

_MAX_PART = 300_000_000  # bytes, unpacked
_MAX_PARTS = 20_000
_MAX_SWELLING = 400  # times; the most repetitive real sheet measured reaches 60
SWELLING_COUNTS_FROM = 30_000_000  # bytes
_HEAD = 65_536  # bytes
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w{1,40})/")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = Any  # lxml's elements have no types of their own here


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: where it leads and what for."""

    target: str
    kind: str
    external: bool


class OfficePackage:
    """A package's parts, parsed on demand."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lstrip("/"): name for name in archive.namelist()}
        self.unread: list[str] = []
        """Parts beside the text that could not be read; whoever reads the text tells of them."""

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._names

    def parts(self, prefix: str) -> list[str]:
        """Parts below a folder."""
        return sorted(name for name in self._names if name.startswith(prefix))

    def beside(self, part: str) -> Element | None:
        """A part that the text can do without, as a chart; None where it is missing or damaged."""
        if not self.has(part):
            return None
        try:
            return self.xml(part)
        except Damaged:
            self.unread.append(part)
            return None

    def unread_notes(self) -> Iterator[Message]:
        """What a person should know of the parts that could not be read."""
        return (say("A part of the file could not be read ({part}).", part=part) for part in dict.fromkeys(self.unread))

    def read(self, part: str) -> bytes:
        """A part's bytes, by what really comes out of the archive.

        Raises:
            Damaged, TooLarge: It is broken, missing, or unpacks to an absurd size.
        """
        try:
            info = self._archive.getinfo(self._names[part])
            with self._archive.open(info) as stream:
                data = stream.read(_MAX_PART + 1)
        except KeyError as error:
            raise damaged(part) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged(part) from error
        except RuntimeError as error:  # zipfile's way of saying "encrypted"
            raise encrypted() from error
        swollen = len(data) > SWELLING_COUNTS_FROM and len(data) > _MAX_SWELLING * max(info.compress_size, 1)
        if len(data) > _MAX_PART or swollen:
            raise TooLarge(say("A part of the file unpacks to far more than it should."))
        return data

    def xml(self, part: str) -> Element:
        """A part's root element.

        Raises:
            Unsafe: It declares a document type; Office never does, entity bombs do.
            Damaged: It is not well formed.
        """
        return parse_xml(transitional(self.read(part)), part)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The relationships of a part by their id, targets resolved to part names."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(place):
            return {}
        found = {}
        for item in self.xml(place).iter(_RELATIONSHIPS):
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target) if target[:1] != "/" else target[1:])
            found[item.get("Id", "")] = Relation(target, item.get("Type", "").rsplit("/", 1)[-1], external)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Parts a part is related to in one way ("footnotes", "header", …)."""
        relations = self.relations(part).values()
        return [item.target for item in relations if item.kind == kind and not item.external and self.has(item.target)]


def transitional(data: bytes) -> bytes:
    """XML with the namespaces of Strict Office Open XML (ISO/IEC 29500-1) named as everybody else names them."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data) if b"purl.oclc.org/ooxml" in data else data


def parse_xml(data: bytes, part: str) -> Element:
    """Parse XML that nobody vouches for."""
    if declares_types(data):
        raise Unsafe(
            say("The file holds XML that is built to harm ({part}).", part=part),
            hint=say("Do not open it; ask where it came from."),
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(f"{part}: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unsafe(say("The file holds XML that is built to harm ({part}).", part=part))
    return root


def declares_types(data: bytes) -> bool:
    """Whether XML declares a document type or entities, in UTF-8 or UTF-16."""
    head = data[:_HEAD].replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


@contextmanager
def open_office_package(path: Path) -> Iterator[OfficePackage]:
    """Open an Office file.

    Raises:
        Damaged: It is no archive, or its directory is broken.
        TooLarge: More parts than any real file has.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged().at(path) from error
    with archive:
        if len(archive.namelist()) > _MAX_PARTS:
            raise TooLarge(say("The file has more than {number} parts.", number=_MAX_PARTS), path=path)
        try:
            yield OfficePackage(archive)
        except Damaged as problem:
            raise problem.at(path) from problem.__cause__


def title_in_properties(package: OfficePackage) -> str | None:
    """The title among the file's properties, in Unicode, if it is more than a leftover."""
    if not package.has("docProps/core.xml"):
        return None
    found = package.xml("docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title")
    return worthy_title(found)


def worthy_title(title: str | None) -> str | None:
    """A title worth having: Unicode, several words, no file name."""
    text = " ".join(convert_text(title or "", None, Findings()).split())
    if len(text.split()) < 2 or text.lower().endswith((".doc", ".docx", ".pdf", ".ppt", ".pptx", ".tmp", ".dot")):
        return None
    return text if likeness(text).rate >= ENOUGH and not text.lower().startswith("microsoft word") else None
