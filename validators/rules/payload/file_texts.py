"""What the other files of a package say: word boxes, captions, transcripts, web pages, the list of doubts, and names.

What is removed from the record still stands there, and goes along when the package is passed on. What is packed is
unpacked for this (`inside`).
"""

from __future__ import annotations

import codecs
import csv
import email
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from validators.language.sought import Searched
from validators.language.unicode_hygiene import normalized
from validators.packages.durable import walk
from validators.packages.package import RECORD, Package
from validators.problems import Message
from validators.rules.payload.inside import ClosedFileError, Part, may_hold_text, packed_as, parts_of_file, shows
from validators.rules.payload.media import text_of_media
from validators.rules.payload.old_office import BEGINS, text_of_old_office
from validators.rules.payload.pdf import is_pdf, pdfium, read_pdf
from validators.rules.payload.tables import SHARED, SHEET, cells_of_rows, cells_of_sheet, cells_of_tables, shared_texts
from validators.sharing.pointer import strings

_MARKED_UP = frozenset({".xml", ".html", ".htm", ".xhtml", ".svg", ".rels"})
_ALTO_LINE_END = re.compile(r"</(?:\w{1,10}:)?TextLine>")
_ALTO_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^<]{0,2000}?CONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_COMMENT = re.compile(r"<!--|-->")  # of what stands between them is no tag made
# Tags inside a word: "0912<b>345</b>678" is one number. All of an office document are, but those that end something.
_INLINE = re.compile(
    r"""</?(?:b|i|u|em|strong|span|font|a|sup|sub|mark|small|wbr|tspan|bdi|code)\b[^<>]{0,500}>""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFICE_BREAK = re.compile(
    r"""
    </(?:\w{1,10}:)?(?:p|h|tc|si|row|c|t[rh]|comment|Relationship|title|creator|keywords|subject|description)>
    |<(?:\w{1,10}:)?(?:br|tab|cr|line-break|s|Relationship)\b[^<>]{0,500}>
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What a page says without showing it as text.
_ATTRIBUTE = re.compile(
    r"""\s(?:href|alt|title|content|value|placeholder|aria-label|data-[\w-]{1,40}|Target|descr)=
    (?:"([^"<>]{0,500})"|'([^'<>]{0,500})')""",
    re.VERBOSE,
)
_ANY_ATTRIBUTE = re.compile(r"""\s[\w:.-]{1,60}=(?:"([^"<>]{0,500})"|'([^'<>]{0,500})')""")
_JSON_WORDS = re.compile(r'"text"\s?:\s?("(?:[^"\\]|\\.)*+")')
_JSON_LINE = re.compile(r'"words"\s?:')
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Whom to ask about a bag is named there on purpose (RFC 8493, 2.2.2).
_CONTACT = re.compile(r"^Contact-(?:Phone|Email):.*$", re.MULTILINE | re.IGNORECASE)
_STEM_PARTS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file of a package says, or its name does.

    Attributes:
        path: Below the package.
        searched: The text, letters composed.
        is_name: It is the name, of the file or of one packed in it.
    """

    path: str
    searched: Searched
    is_name: bool = False


@dataclass(slots=True)
class FilesSaid:
    """What the files of a package say, and which of them could not be asked.

    Attributes:
        texts: Texts and names, in the order of the files.
        closed: Path and reason of those that cannot be looked into, wholly or in part.
        unread: Paths of those nothing here can read.
        pages: How many pages PDF files have, by path.
    """

    texts: list[FileText] = field(default_factory=list)
    closed: dict[str, Message] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)


def files_beside(package: Package) -> Iterator[tuple[str, Path]]:
    """Path below the package and place of every payload file but the record."""
    for path in sorted(walk(package.data)):
        if not (path.is_symlink() or not path.is_file() or path == package.record_path or path.name == RECORD.name):
            yield path.relative_to(package.place).as_posix(), path


def look_into(package: Package) -> FilesSaid:
    """Read every text of the other files, and their names."""
    said = FilesSaid()
    info = package.place / "bag-info.txt"
    of_bag = _decoded(info.read_bytes()) if info.is_file() and not info.is_symlink() else ""
    said.texts.append(FileText("bag-info.txt", Searched(_CONTACT.sub("", of_bag))))
    for name, path in files_beside(package):
        said.texts.append(_named(name, path.name))
        try:
            _look_into(said, name, path)
        except ClosedFileError as closed:
            said.closed[name] = closed.why
    return said


def _look_into(said: FilesSaid, name: str, path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_LOOKED_AT)
    if is_pdf(head) and packed_as(head) is None:
        _add_pages(said, name, path)
        return
    if packed_as(head) is None and shows(path.suffix.lower()):
        said.texts.append(FileText(name, Searched(text_of_media(path))))
        return
    shared: list[str] = []
    for part in _shared_first(parts_of_file(path, may_hold_text)):
        if part.depth:
            said.texts.append(_named(name, part.name))
        if SHARED.search(part.name):
            shared = shared_texts(_decoded(part.data))
        if is_pdf(part.data):
            _add_pages(said, name, part.data)
        elif _is_unknown(part) and name not in said.unread:
            said.unread.append(name)
        elif part.data and (text := _text_of(part, shared)):
            said.texts.append(FileText(name, Searched(text)))


def _is_unknown(part: Part) -> bool:
    """Whether a file is no text, and of no kind that is looked into."""
    head = part.data[:_LOOKED_AT]
    known = part.data.startswith((BEGINS, *_WIDE_MARKS)) or packed_as(head) or _PRINTER.search(part.name)
    return b"\0" in head and not known and may_hold_text(part.suffix) and not _wide_code(part.data)


_PRINTER = re.compile(r"/printerSettings/")  # of a workbook: what Windows tells its printer


def _add_pages(said: FilesSaid, name: str, source: Path | bytes) -> None:
    if pdfium() is None:
        said.unread.append(name)
    read = read_pdf(source)
    said.texts += [FileText(name, Searched(text)) for text in read.texts]
    if read.closed:
        said.closed[name] = read.closed
    if read.pages is not None and isinstance(source, Path):
        said.pages[name] = read.pages


def _shared_first(parts: Iterator[Part]) -> Iterator[Part]:
    """The sheets of a workbook after the texts they share, which stand behind them in the archive."""
    sheets = []
    for part in parts:
        if SHEET.search(part.name):
            sheets.append(part)
        else:
            yield part
    yield from sheets


def _named(path: str, name: str) -> FileText:
    stem = normalized("NFC", PurePosixPath(name).stem)
    return FileText(path, Searched(_STEM_PARTS.sub(" ", stem)), is_name=True)


def _decoded(data: bytes) -> str:
    code = next((code for mark, code in _MARKS if data.startswith(mark)), "utf-8")
    return normalized("NFC", data.decode(code, "replace"))


def _text_of(part: Part, shared: Sequence[str] = ()) -> str:
    """What a file says; nothing where it holds no text, or not as text.

    Args:
        part: The file.
        shared: Texts that the sheets of its workbook name by their numbers.
    """
    if part.data.startswith(BEGINS):
        return text_of_old_office(part.data)
    if b"\0" in part.data[:_LOOKED_AT] and not part.data.startswith(_WIDE_MARKS):
        return _decoded_wide(part.data)
    text = _decoded(part.data)
    if part.data.startswith(b"{\\rtf"):
        return _RTF_WORD.sub("", _RTF_LETTER.sub(_letter, _RTF_BREAK.sub("\n", text)))
    if part.suffix == ".jsonl":
        lines = (line for page in text.splitlines() for line in _JSON_LINE.split(page))
        read = "\n".join(" ".join(map(json.loads, _JSON_WORDS.findall(line))) for line in lines)
        return f"{read}\n{text}" if len(_JSON_LINE.split(text)) == 1 else read
    if part.suffix in {".csv", ".tsv"}:
        return _of_cells(text)
    if part.suffix in _LETTERS:
        return _of_letter(part.data)
    if part.suffix in _CAPTIONS:
        return f"{text}\n{' '.join(_CUE_HEAD.sub('', text).split())}"  # a number goes on from one caption to the next
    if part.suffix == ".json":
        return _of_json(text)
    if SHEET.search(part.name):
        return "\n".join(cells_of_sheet(text, shared))
    return _of_markup(text, part) if part.suffix in _MARKED_UP else text


_CAPTIONS = frozenset({".srt", ".vtt"})
_CUE_HEAD = re.compile(r"^(?:\d{1,6}|[^\n]{0,40}-->[^\n]{0,80}|WEBVTT[^\n]{0,80})[ \t]*\r?$", re.MULTILINE)
_LETTERS = frozenset({".eml", ".mht", ".mhtml"})


def _of_letter(data: bytes) -> str:
    """Head and parts of a letter or a saved page, unpacked as they were sent (RFC 2045)."""
    letter = email.message_from_bytes(data)
    said = [f"{name}: {value}" for name, value in letter.items()]
    for part in letter.walk():
        sent = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(sent, bytes):
            suffix = ".html" if part.get_content_subtype() == "html" else ".txt"
            said.append(_text_of(Part(suffix, sent)))
    return "\n".join(said)


def _of_json(text: str) -> str:
    """Its strings as they are meant: signs may be written by their numbers."""
    try:
        return "\n".join(said for _, said in strings(json.loads(text)))
    except (ValueError, RecursionError):
        return text


_LOOKED_AT = 4096  # bytes in which a file that is no text has a zero
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MANY = 0.3  # of the signs of a Vietnamese text are of the first 256, which have a zero in UTF-16
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab)(?![a-z]) ?")
_RTF_LETTER = re.compile(r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-f]{2}|\?)?")
_RTF_WORD = re.compile(r"\\[a-z]{1,30}-?\d{0,9} ?|\\'[0-9a-f]{2}|[{}]|\\\*")


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1]) % 0x10000)


def _decoded_wide(data: bytes) -> str:
    """UTF-16 without a mark; nothing where it is none."""
    code = _wide_code(data)
    return normalized("NFC", data.decode(code, "replace")) if code else ""


def _wide_code(data: bytes) -> str | None:
    head = data[:_LOOKED_AT]
    for code, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) and zeros.count(0) / len(zeros) >= _MANY and b"\0\0" not in head:
            return code
    return None


def _of_cells(text: str) -> str:
    """Cells of a row one after another: a comma between them is none of a number."""
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=max(",;\t", key=text.count)))
    except csv.Error:
        return text
    return "\n".join([*(" : ".join(row) for row in rows), *cells_of_rows(rows)])


def _of_markup(text: str, part: Part) -> str:
    *lines, _ = [
        html.unescape(" ".join(a or b for a, b in _ALTO_WORD.findall(line))) for line in _ALTO_LINE_END.split(text)
    ]
    return "\n".join(lines) if lines else _without_tags(text, part)


def _without_tags(text: str, part: Part) -> str:
    of_office = part.depth > 0
    attribute = _ANY_ATTRIBUTE if part.suffix in {".xml", ".svg"} and not of_office else _ATTRIBUTE
    said = [a or b for a, b in attribute.findall(text)]
    text = _COMMENT.sub("\n", text)
    said += cells_of_tables(text)
    shown = _TAG.sub("", _OFFICE_BREAK.sub("\n", text)) if of_office else _TAG.sub("\n", _INLINE.sub("", text))
    return normalized("NFC", html.unescape("\n".join([shown, *said])))
