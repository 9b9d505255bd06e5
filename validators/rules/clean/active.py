"""sạch: files that do something when they are opened, and files nobody can look into.

A published package is opened by people who trust the organ that published it. So programs, scripts and macros are told
wherever they are known to hide; and what cannot be opened here is told too, for nobody knows what stands in it.
"""

from __future__ import annotations

import contextlib
import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from validators.problems import Message, say
from validators.rules.payload.file_texts import files_beside
from validators.rules.payload.inside import ClosedFileError, Part, inflated, may_hold_text, parts_of_file
from validators.rules.rule import ERROR, NOTE, PERSONAL_DATA, SECURITY, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject

_PROGRAMS = frozenset({
    ".exe", ".com", ".scr", ".msi", ".dll", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".mjs", ".wsf",
    ".wsh", ".hta", ".lnk", ".jar", ".apk", ".cpl", ".reg", ".pif", ".sh", ".py", ".php", ".url", ".chm", ".iso",
    ".swf",
})  # fmt: skip
_PAGES = frozenset({
    ".html", ".htm", ".xhtml", ".xht", ".svg", ".xml", ".mht", ".mhtml", ".md", ".eml", ".xsl", ".xslt", ".vtt",
})  # fmt: skip
_PAGE_BEGINS = re.compile(rb"\s{0,200}(?:\xef\xbb\xbf)?\s{0,20}<(?:!doctype\s+html|html|svg|\?xml)", re.IGNORECASE)
_TABLES = frozenset({".csv", ".tsv"})
# A block of JSON-LD is data that no browser runs (HTML, 4.12.1); only the plain form of it is known.
_IN_PAGES = re.compile(
    rb"""
    (?!<script\stype="application/ld\+json">)<\s{0,9}(?:[a-z]{1,10}:)?(?P<script>script)[\s>/]
    | <[a-z][^<>]{0,2000}?[\s"'/](?P<handler>on[a-z]{3,20})\s{0,9}=
    | (?:href|src|action|data|to|values)\s{0,9}=\s{0,9}["']?\s{0,9}(?P<address>(?:javascript|vbscript):|data:text/html)
    | \]\(\s{0,9}(?P<link>(?:javascript|vbscript):)
    | <\s{0,9}(?P<frame>iframe|object|embed|applet|frame|portal)[\s>/]
    | <!(?P<entity>ENTITY)\s
    | <meta\s[^<>]{0,500}?http-equiv\s{0,9}=\s{0,9}["']?(?P<refresh>refresh)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FORMULA = re.compile(
    rb"""^(?:[^\n]{0,2000}?[,;\t])??["']?[=+@-]\s{0,5}["']?
    (?P<formula>cmd|powershell|mshta|rundll32|dde|hyperlink|webservice|import[a-z]{2,6})\s?[|(]""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_IN_RTF = re.compile(rb"\\(?P<object>objdata|objupdate|objautlink)(?![a-z])")
_MACRO_NAMES = re.compile(r"(?:^|/)(?:vba(?:Project|Data)\.\w{3}|activeX/.+|Basic/.+\.xml|Scripts/.+)$", re.IGNORECASE)
_IN_OFFICE = re.compile(
    rb"attachedTemplate[^<>]{0,500}TargetMode=.External|TargetMode=.External[^<>]{0,500}attachedTemplate"
    rb"|<w:instrText[^<>]{0,200}>\s{0,20}DDE(?:AUTO)?[\s<]|<(?:\w{1,10}:)?ddeLink[\s>]"
)
_OLD_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros", "_VBA_PROJECT_CUR"))
_STREAM = re.compile(rb"/ObjStm[^\0]{0,200}?stream\r?\n")
_MOST_STREAM, _MOST_INFLATED = 1 << 20, 4 << 20  # bytes of a packed stream of objects, and unpacked
_MOST_PDF = 512 << 20  # bytes that are looked through


def _pdf_name(name: str) -> str:
    """An expression for a name of a PDF, any sign of which may be written by its number (ISO 32000-1, 7.3.5)."""
    return "/" + "".join(f"(?:{sign}|#{ord(sign):02x}|#{ord(sign):02X})" for sign in name) + "(?![A-Za-z])"


_IN_PDF = re.compile(
    "|".join(map(_pdf_name, ("JavaScript", "Launch", "RichMedia", "SubmitForm", "ImportData"))).encode()
)
_FILES_IN_PDF = re.compile("|".join(map(_pdf_name, ("EmbeddedFile", "EmbeddedFiles"))).encode())
_SCRIPT = say("it holds a script")


def _acts(part: Part) -> Message | None:
    """What a file does when it is opened; None where nothing is known to."""
    if part.suffix in _PROGRAMS or part.data.startswith((b"MZ", b"\x7fELF", b"#!/")):
        return say("it is a program")
    if _has_macros(part):
        return say("it holds macros")
    if part.data.startswith(b"{\\rtf"):
        return say("it holds an object that runs") if _IN_RTF.search(part.data) else None
    if part.suffix in _TABLES:
        return say("it holds a formula that runs") if _FORMULA.search(part.data) else None
    return _in_page(part) if part.suffix in _PAGES or _PAGE_BEGINS.match(part.data) else None


def _has_macros(part: Part) -> bool:
    if part.data.startswith(b"\xd0\xcf\x11\xe0"):
        return any(name in part.data for name in _OLD_MACROS)
    in_office = part.depth > 0 and part.suffix in {".xml", ".rels"}
    return bool(_MACRO_NAMES.search(part.name) or (in_office and _IN_OFFICE.search(part.data)))


def _in_page(part: Part) -> Message | None:
    data = part.data.replace(b"\0", b"") if part.data.startswith((b"\xff\xfe", b"\xfe\xff")) else part.data
    small = data.lower()
    if not (any(word in small for word in _HINTS) or _HANDLER.search(small)):  # word boxes have many megabytes
        return None
    found = _IN_PAGES.search(data)
    return None if found is None else _WORDS.get(found.lastgroup or "", _SCRIPT)


_HINTS = (b"script", b"frame", b"<object", b"<embed", b"<applet", b"<portal", b"<!entity", b"text/html", b"refresh")
_HANDLER = re.compile(rb"""[\s"'/]on[a-z]{3,20}\s{0,9}=""")
_ELSEWHERE = say("it shows what stands elsewhere")
_ENTITIES = say("it holds entities, which may lead anywhere")
_WORDS = {"frame": _ELSEWHERE, "refresh": _ELSEWHERE, "entity": _ENTITIES}


def _active(subject: Subject) -> Iterator[Hit]:
    for name, path in files_beside(subject.package) if subject.package and not subject.faults else ():
        told = {what.text: what for what in _acts_in(path)}
        yield from (hit("", file=name, name=name, what=what) for what in told.values())


def _acts_in(path: Path) -> Iterator[Message]:
    """What a file does, and what is packed in it, as far as that can be opened."""
    with contextlib.suppress(ClosedFileError):  # told by the other rule
        for part in parts_of_file(path, may_hold_text):
            if (what := _acts(part)) is not None:
                yield what
    if _is_pdf(path) and _stands_in_pdf(path, _IN_PDF):
        yield _SCRIPT


def _closed(subject: Subject) -> Iterator[Hit]:
    for name, path in files_beside(subject.package) if subject.package and not subject.faults else ():
        if (why := subject.files_said.closed.get(name)) is not None:
            yield hit("", file=name, name=name, why=why)
        if _is_pdf(path) and _stands_in_pdf(path, _FILES_IN_PDF):
            yield hit("", file=name, name=name, why=say("it carries files of its own"))


def _unread(subject: Subject) -> Iterator[Hit]:
    for name in subject.files_said.unread:
        yield hit("", file=name, name=name)


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"%PDF-" in stream.read(1024)


def _stands_in_pdf(path: Path, names: re.Pattern[bytes]) -> bool:
    """Whether a PDF has one of some names, plainly or inside a compressed stream of objects.

    Raises:
        OverflowError: It is too large to be looked through.
    """
    if path.stat().st_size > _MOST_PDF:
        raise OverflowError(f"{path.name} has more than {_MOST_PDF >> 20} MB")
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return names.search(data) is not None or any(
            names.search(inflated(data[found.end() : found.end() + _MOST_STREAM], _MOST_INFLATED))
            for found in _STREAM.finditer(data)
        )


RULES = (
    Rule("SACH360", "active-file", ERROR, WARNING,
         say("“{name}” does something when it is opened: {what}."), SECURITY,
         say("Make another package from a copy without it, in another folder: pbgdpl convert SOURCE -o FOLDER"),
         _active),
    Rule("SACH361", "closed-file", ERROR, WARNING,
         say("Nobody could look into “{name}”: {why}."), SECURITY,
         say("Put the files themselves in its place, in another package: pbgdpl convert SOURCE -o FOLDER"), _closed),
    Rule("SACH362", "text-not-searched", WARNING, NOTE,
         say("What “{name}” says was not searched for personal data and secrecy marks: nothing here reads it."),
         PERSONAL_DATA, say("Look through it yourself; PDF files are read once pbgdpl-cli[ocr] is installed."),
         _unread),
)  # fmt: skip
