"""Office files written from XML on the spot, for what no library writes: content controls, formulas, strict names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_NAMESPACE = re.compile(rb"http://schemas.openxmlformats.org/(wordprocessingml|officeDocument|drawingml)/2006/")
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of Word; plain texts become runs."""
    inner = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def control(inner: str) -> str:
    """A content control of Word around something."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def cell(*paragraphs: str) -> str:
    """A cell of Word; plain texts become paragraphs."""
    inner = "".join(item if item.startswith("<") else paragraph(item) for item in paragraphs)
    return f"<w:tc><w:tcPr/>{inner or paragraph()}</w:tc>"


def row(*cells: str) -> str:
    """A row of Word."""
    return f"<w:tr>{''.join(item if item.startswith('<') else cell(item) for item in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of Word without lines."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def word(path: Path, body: str, parts: Mapping[str, str | bytes] | None = None, relations: str = "") -> Path:
    """A Word file with this body."""
    document = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", document)
        archive.writestr("word/_rels/document.xml.rels", rels)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path


def strict(path: Path) -> Path:
    """The same file with the namespaces of Strict Office Open XML."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            named = _NAMESPACE.sub(rb"http://purl.oclc.org/ooxml/\1/", data)
            archive.writestr(name, data if name.startswith("[") else named)
    return path


def opendocument(path: Path, body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> Path:
    """An OpenDocument file; its kind is told by its name."""
    kind = {".odt": "text", ".odp": "presentation", ".ods": "spreadsheet"}[path.suffix]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path
