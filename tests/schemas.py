"""Schemas of the bodies that keep the standards: from the folder that `PBGDPL_SCHEMAS` names, never from the net."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree


def schema(name: str) -> etree.XMLSchema:
    folder = os.environ.get("PBGDPL_SCHEMAS")
    path = Path(folder or "", name)
    if folder is None or not path.is_file():
        pytest.skip(f"PBGDPL_SCHEMAS names no folder with {name}")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(path.parent))
    return etree.XMLSchema(etree.parse(path, parser))


class _Beside(etree.Resolver):
    """Schemas that are imported by their address are taken from the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str, context: object) -> object:
        path = self.folder / url.rpartition("/")[2]
        if path.is_file():
            return self.resolve_filename(str(path), context)
        if path.name == "xml.xsd":
            return self.resolve_string(_XML_XSD, context)
        return None


_XML_XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
    '<xs:attribute name="lang" type="xs:language"/><xs:attribute name="space" type="xs:NCName"/>'
    '<xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="id" type="xs:ID"/></xs:schema>'
)
