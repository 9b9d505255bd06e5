"""What a file really is, by its content; the name only decides between things that look alike."""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from converters.reading.problems import Damaged, EmptyFile, NotFound, WrongFormat, damaged, encrypted
from validators.problems import say

_COPY_AGAIN = say("Copy it again from where it came from.")
READABLE = say(
    "These can be read: PDF, pictures, Word, PowerPoint, Excel, OpenDocument, EPUB, RTF, text, HTML, Markdown, ZIP."
)
HEAD = 4096  # bytes looked at
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2


class SourceFormat(StrEnum):
    """What we read. The value is the media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    BMP = "image/bmp"
    HEIC = "image/heic"
    GIF = "image/gif"
    AVIF = "image/avif"
    JP2 = "image/jp2"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOC = "application/msword"
    PPT = "application/vnd.ms-powerpoint"
    XLS = "application/vnd.ms-excel"
    ODT = "application/vnd.oasis.opendocument.text"
    ODP = "application/vnd.oasis.opendocument.presentation"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    EPUB = "application/epub+zip"
    RTF = "application/rtf"
    HTML = "text/html"
    MIME = "multipart/related"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    ZIP = "application/zip"


PICTURES = frozenset(
    {
        SourceFormat.JPEG,
        SourceFormat.PNG,
        SourceFormat.TIFF,
        SourceFormat.WEBP,
        SourceFormat.BMP,
        SourceFormat.HEIC,
        SourceFormat.GIF,
        SourceFormat.AVIF,
        SourceFormat.JP2,
    }
)
_PLAIN = frozenset({SourceFormat.TEXT, SourceFormat.HTML, SourceFormat.MARKDOWN, SourceFormat.MIME})
OPEN_DOCUMENT = frozenset({SourceFormat.ODT, SourceFormat.ODP, SourceFormat.ODS})
OLD_OFFICE = frozenset({SourceFormat.DOC, SourceFormat.PPT, SourceFormat.XLS})

# What a file's extension claims, and which files are looked for in folders.
_EXTENSIONS_OF: dict[SourceFormat, str] = {
    SourceFormat.PDF: ".pdf",
    SourceFormat.JPEG: ".jpg .jpeg .jpe .jfif",
    SourceFormat.PNG: ".png",
    SourceFormat.TIFF: ".tif .tiff",
    SourceFormat.WEBP: ".webp",
    SourceFormat.BMP: ".bmp .dib",
    SourceFormat.HEIC: ".heic .heif",
    SourceFormat.GIF: ".gif",
    SourceFormat.AVIF: ".avif",
    SourceFormat.JP2: ".jp2 .j2k .jpf .jpx",
    SourceFormat.ODT: ".odt .ott",
    SourceFormat.ODP: ".odp .otp",
    SourceFormat.ODS: ".ods .ots",
    SourceFormat.EPUB: ".epub",
    SourceFormat.DOCX: ".docx .docm .dotx",
    SourceFormat.PPTX: ".pptx .pptm .ppsx",
    SourceFormat.XLSX: ".xlsx .xlsm",
    SourceFormat.DOC: ".doc .dot",
    SourceFormat.PPT: ".ppt .pps",
    SourceFormat.XLS: ".xls",
    SourceFormat.RTF: ".rtf",
    SourceFormat.HTML: ".html .htm .xhtml",
    SourceFormat.MIME: ".mht .mhtml .eml",
    SourceFormat.MARKDOWN: ".md .markdown",
    SourceFormat.TEXT: ".txt",
    SourceFormat.ZIP: ".zip",
}
EXTENSIONS = {extension: form for form, extensions in _EXTENSIONS_OF.items() for extension in extensions.split()}

_MAGIC: tuple[tuple[bytes, SourceFormat], ...] = (
    (b"\xff\xd8\xff", SourceFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", SourceFormat.PNG),
    (b"II*\x00", SourceFormat.TIFF),
    (b"MM\x00*", SourceFormat.TIFF),
    (b"II+\x00", SourceFormat.TIFF),
    (b"MM\x00+", SourceFormat.TIFF),
    (b"GIF87a", SourceFormat.GIF),
    (b"GIF89a", SourceFormat.GIF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", SourceFormat.JP2),
    (b"\xff\x4f\xff\x51", SourceFormat.JP2),
    (b"{\\rtf", SourceFormat.RTF),
)

# Headers of mails and of pages saved whole, the version of MIME among them (RFC 2045, 4).
_MIME = re.compile(rb"(?:[a-z][a-z0-9-]{1,60}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,40}){0,60}?mime-version:")
_PDF_WITHIN = 1024  # bytes in which "%PDF-" may stand (ISO 32000-1, Annex H.3.4.1)
_BMP_HEADERS = frozenset(b"\x0c\x28\x34\x38\x40\x6c\x7c")  # sizes of the known versions of the second header
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})

_OOXML: tuple[tuple[str, SourceFormat], ...] = (
    ("word/document.xml", SourceFormat.DOCX),
    ("ppt/presentation.xml", SourceFormat.PPTX),
    ("xl/workbook.xml", SourceFormat.XLSX),
)

_OLE_STREAMS: tuple[tuple[str, SourceFormat], ...] = (
    ("WordDocument", SourceFormat.DOC),
    ("PowerPoint Document", SourceFormat.PPT),
    ("Workbook", SourceFormat.XLS),
    ("Book", SourceFormat.XLS),
)


_LONGEST_TYPE = 200  # bytes of a media type
_MAX_OLE_BYTES = 64_000_000  # searched for stream names; old Office files are far smaller
# Of the bytes of a text:
_UTF16_ZEROS = 0.25  # zero on one side of the pairs at least, as Vietnamese in UTF-16 has them
_STRAY_ZEROS = 0.01  # zero on the other side at most
_CONTROLS = 0.02  # control codes at most: VISCII puts six capital letters among them (RFC 1456)
_ALLOWED_CONTROLS = frozenset(b"\t\n\f\r\x1a\x1b")  # with DOS's end of file and escape
_FEWEST_BYTES = 8  # for a judgement by the zeros


def sniff(path: Path) -> SourceFormat:
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


def _wrong(path: Path, claimed: SourceFormat | None) -> WrongFormat:
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


def _binary_kind(head: bytes, path: Path) -> SourceFormat | None:
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return SourceFormat.PDF
    for magic, kind in _MAGIC:
        if (
            head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic)
            if kind is SourceFormat.RTF
            else head.startswith(magic)
        ):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return SourceFormat.WEBP
    if head[:2] == b"BM" and len(head) > 14 and head[14] in _BMP_HEADERS:
        return SourceFormat.BMP
    if is_heif_head(head):
        return SourceFormat.HEIC
    if head[4:12] in {b"ftypavif", b"ftypavis"}:
        return SourceFormat.AVIF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    return _ole_kind(path) if head.startswith(_OLE) else None


def is_heif_head(head: bytes) -> bool:
    """Whether these first bytes are those of HEIC/HEIF (ISO/IEC 23008-12)."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def _zip_kind(path: Path) -> SourceFormat:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            stated = archive.read("mimetype")[:_LONGEST_TYPE] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, RuntimeError) as error:
        raise damaged().at(path) from error
    for part, kind in _OOXML:
        if part in names:
            return kind
    media_type = stated.decode("ascii", "replace").strip().removesuffix("-template")
    if media_type in {*OPEN_DOCUMENT, SourceFormat.EPUB}:
        return SourceFormat(media_type)
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise _wrong(path, EXTENSIONS.get(path.suffix.lower()))
    if path.suffix.lower() in {".docx", ".pptx", ".xlsx", ".docm", ".pptm", ".xlsm"}:
        raise damaged().at(path)
    return SourceFormat.ZIP


def _ole_kind(path: Path) -> SourceFormat:
    """Word, PowerPoint or Excel, by the names in the file's directory ([MS-CFB] 2.6.1: UTF-16, 64 bytes each)."""
    data = path.read_bytes() if path.stat().st_size < _MAX_OLE_BYTES else b""
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


def _text_kind(head: bytes, claimed: SourceFormat | None) -> SourceFormat | None:
    """Text, when it looks like text and does not claim to be something binary."""
    if claimed is not None and claimed not in _PLAIN and claimed not in OLD_OFFICE:
        return None
    if not looks_like_text(head):
        return None
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if _MIME.match(start) and (claimed is SourceFormat.MIME or b"multipart/" in start or b"text/html" in start):
        return SourceFormat.MIME
    if claimed is SourceFormat.HTML or start.startswith((b"<!doctype html", b"<html")):
        return SourceFormat.HTML
    # A .doc of plain text is as good as nothing said: programs of old saved HTML and text under that name.
    return claimed if claimed in _PLAIN - {SourceFormat.MIME} else SourceFormat.TEXT


def looks_like_text(head: bytes) -> bool:
    """Whether bytes are text in UTF-8, UTF-16 or an 8-bit encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    zeros = head.count(0)
    if zeros:
        # UTF-16 without a mark: zeros sit on one side of the pairs only.
        fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
        size = len(head)
        return size >= _FEWEST_BYTES and fewer <= size * _STRAY_ZEROS and more >= size * _UTF16_ZEROS
    controls = sum(byte < 32 and byte not in _ALLOWED_CONTROLS for byte in head)
    return controls <= len(head) * _CONTROLS
