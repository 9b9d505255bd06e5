"""Schemas of the bodies that keep the standards: from `PBGDPL_SCHEMAS` or a package here, never from the net."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

import pytest
from lxml import etree

_SHIPPED_WITH = {"akomantoso30.xsd": "cobalt", "oai_dc.xsd": "eulxml"}  # packages of `./run peers`


def schema(name: str) -> etree.XMLSchema:
    path = _named(name) or _shipped(name)
    if path is None:
        pytest.skip(f"PBGDPL_SCHEMAS names no folder with {name}, and no package here ships it")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(path.parent))
    return etree.XMLSchema(etree.parse(path, parser))


def _named(name: str) -> Path | None:
    path = Path(os.environ.get("PBGDPL_SCHEMAS", ""), name)
    return path if "PBGDPL_SCHEMAS" in os.environ and path.is_file() else None


def _shipped(name: str) -> Path | None:
    try:
        files = metadata.distribution(_SHIPPED_WITH.get(name, "")).files or []
    except (metadata.PackageNotFoundError, ValueError):
        return None
    return next((Path(str(file.locate())) for file in files if file.name == name), None)


class _Beside(etree.Resolver):
    """Schemas that are imported by their address are taken from the same folder, or are said here."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str, context: object) -> object:
        path = self.folder / url.rpartition("/")[2]
        if path.is_file():
            return self.resolve_filename(str(path), context)
        if path.name == "xml.xsd":
            return self.resolve_string(_XML_XSD, context)
        if path.name.startswith("simpledc"):
            return self.resolve_string(_SIMPLE_DC, context)
        return None


_XML_XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
    '<xs:attribute name="lang" type="xs:language"/><xs:attribute name="space" type="xs:NCName"/>'
    '<xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="id" type="xs:ID"/></xs:schema>'
)
# The fifteen elements of Dublin Core 1.1 (ISO 15836-1), each with a text and its language.
_ELEMENTS = [
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
]  # fmt: skip
_SIMPLE_DC = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://purl.org/dc/elements/1.1/"'
    ' targetNamespace="http://purl.org/dc/elements/1.1/" elementFormDefault="qualified">'
    '<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>'
    '<xs:complexType name="text"><xs:simpleContent><xs:extension base="xs:string">'
    '<xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>'
    + "".join(f'<xs:element name="{name}" type="text"/>' for name in _ELEMENTS)
    + "</xs:schema>"
)
