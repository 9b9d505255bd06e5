"""What a file really is, by its content; the name only decides between things that look alike."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from converters.reading.problems import Damaged, EmptyFile, NotFound, WrongFormat, damaged, encrypted
from validators.problems import say

_COPY_AGAIN = say("Copy it again from where it came from.")
READABLE = say("These can be read: PDF, pictures, Word, PowerPoint, Excel, RTF, plain text, HTML, Markdown, ZIP.")
HEAD = 4096  # bytes looked at
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2


class Kind(StrEnum):
    """What we read. The value is the media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"
    HEIC = "image/heic"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOC = "application/msword"
    PPT = "application/vnd.ms-powerpoint"
    XLS = "application/vnd.ms-excel"
    RTF = "application/rtf"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    ZIP = "application/zip"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.WEBP, Kind.BMP, Kind.HEIC})
_PLAIN = frozenset({Kind.TEXT, Kind.HTML, Kind.MARKDOWN})
OLD_OFFICE = frozenset({Kind.DOC, Kind.PPT, Kind.XLS})

# Extensions we look for in folders, and what they claim.
EXTENSIONS: dict[str, Kind] = {
    ".pdf": Kind.PDF, ".jpg": Kind.JPEG, ".jpeg": Kind.JPEG, ".jpe": Kind.JPEG, ".jfif": Kind.JPEG, ".png": Kind.PNG,
    ".tif": Kind.TIFF, ".tiff": Kind.TIFF, ".webp": Kind.WEBP, ".bmp": Kind.BMP, ".dib": Kind.BMP,
    ".heic": Kind.HEIC, ".heif": Kind.HEIC,
    ".docx": Kind.DOCX, ".docm": Kind.DOCX, ".dotx": Kind.DOCX, ".pptx": Kind.PPTX, ".pptm": Kind.PPTX,
    ".ppsx": Kind.PPTX, ".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".doc": Kind.DOC, ".dot": Kind.DOC,
    ".ppt": Kind.PPT, ".pps": Kind.PPT, ".xls": Kind.XLS, ".rtf": Kind.RTF, ".html": Kind.HTML, ".htm": Kind.HTML,
    ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".txt": Kind.TEXT, ".zip": Kind.ZIP,
}  # fmt: skip

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
    (b"{\\rtf", Kind.RTF),
)

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})

_OOXML: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind.DOCX),
    ("ppt/presentation.xml", Kind.PPTX),
    ("xl/workbook.xml", Kind.XLSX),
)

_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("WordDocument", Kind.DOC),
    ("PowerPoint Document", Kind.PPT),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)


def sniff(path: Path) -> Kind:
    """What the file is.

    Raises:
        NotFound, EmptyFile: There is no such file, or nothing in it.
        Encrypted: An Office file behind a password (PDF passwords are only found on opening).
        WrongFormat: It claims to be something else than it is, or is nothing we read.
    """
    head, size = _head(path)
    if size == 0:
        raise EmptyFile(
            say("The file is empty (0 bytes)."), hint=say("Copy it again from where it came from."), path=path
        )
    if not head.strip(b"\x00"):
        raise damaged("only zero bytes").at(path)
    claimed = EXTENSIONS.get(path.suffix.lower())
    kind = _binary_kind(head, path) or _text_kind(head, claimed)
    if kind is None:
        raise _wrong(path, claimed)
    return kind


def _head(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD), path.stat().st_size
    except FileNotFoundError as error:
        raise NotFound(say("There is no such file or folder."), hint=say("Check the path."), path=path) from error
    except IsADirectoryError as error:
        raise WrongFormat(say("This is a folder, not a file."), path=path) from error


def _wrong(path: Path, claimed: Kind | None) -> WrongFormat:
    if claimed is not None:
        return WrongFormat(
            say("The file is named {suffix}, but what is in it is something else.", suffix=path.suffix),
            hint=say("Check which program made it and save it again from there."),
            path=path,
        )
    return WrongFormat(
        say("Files of this kind cannot be read."),
        hint=READABLE,
        path=path,
    )


def _binary_kind(head: bytes, path: Path) -> Kind | None:
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, Annex H.3.4.1: within the first 1024 bytes
        return Kind.PDF
    for magic, kind in _MAGIC:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic) if kind is Kind.RTF else head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[:2] == b"BM" and head[14:15] in {b"\x0c", b"\x28", b"\x34", b"\x38", b"\x40", b"\x6c", b"\x7c"}:
        return Kind.BMP
    if is_heif_head(head):
        return Kind.HEIC
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    return _ole_kind(path) if head.startswith(_OLE) else None


def is_heif_head(head: bytes) -> bool:
    """Whether these first bytes are those of HEIC/HEIF (ISO/IEC 23008-12)."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged().at(path) from error
    for part, kind in _OOXML:
        if part in names:
            return kind
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise _wrong(path, EXTENSIONS.get(path.suffix.lower()))
    if path.suffix.lower() in {".docx", ".pptx", ".xlsx", ".docm", ".pptm", ".xlsm"}:
        raise damaged().at(path)
    return Kind.ZIP


def _ole_kind(path: Path) -> Kind:
    """Word, PowerPoint or Excel, by the names in the file's directory ([MS-CFB] 2.6.1: UTF-16, 64 bytes each)."""
    data = path.read_bytes() if path.stat().st_size < 64_000_000 else b""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise encrypted().at(path)
    for name, kind in _OLE_STREAMS:
        if _has_stream(data, name):
            return kind
    if _has_stream(data, "_VBA_PROJECT"):
        raise Damaged(
            say("The file holds only macros and no text."), hint=say("Ask for the document itself."), path=path
        )
    raise _wrong(path, EXTENSIONS.get(path.suffix.lower()))


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in data


def _text_kind(head: bytes, claimed: Kind | None) -> Kind | None:
    """Text, when it looks like text and does not claim to be something binary."""
    if claimed is not None and claimed not in _PLAIN and claimed not in OLD_OFFICE:
        return None
    if not looks_like_text(head):
        return None
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if claimed is Kind.HTML or start.startswith((b"<!doctype html", b"<html")):
        return Kind.HTML
    # A .doc of plain text is as good as nothing said: programs of old saved HTML and text under that name.
    return claimed if claimed in _PLAIN else Kind.TEXT


def looks_like_text(head: bytes) -> bool:
    """Whether bytes are text in UTF-8, UTF-16 or an 8-bit encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    zeros = head.count(0)
    if zeros:
        # UTF-16 without a mark: zeros sit on one side of the pairs only.
        even, odd = head[::2].count(0), head[1::2].count(0)
        return len(head) >= 8 and min(even, odd) <= len(head) * 0.01 and max(even, odd) >= len(head) * 0.25
    controls = sum(byte < 32 and byte not in {9, 10, 12, 13, 26, 27} for byte in head)
    # VISCII puts six capital letters among the control codes (RFC 1456), so a few are allowed.
    return controls <= len(head) * 0.02
