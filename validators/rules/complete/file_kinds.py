"""Are files what they claim to be, and can captions be shown?"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from validators.problems import say
from validators.rules.complete.captions import caption_fault, has_movie_header, length_of
from validators.rules.rule import ACCESSIBLE, BAGIT, ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.record import FileEntry

# How files begin, by kind; kinds with the media types and endings they go by.
_BEGINNINGS: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "pdf"), (b"\x89PNG\r\n\x1a\n", 0, "png"), (b"\xff\xd8\xff", 0, "jpeg"), (b"GIF8", 0, "gif"),
    (b"II*\x00", 0, "tiff"), (b"MM\x00*", 0, "tiff"), (b"PK\x03\x04", 0, "zip"), (b"ftyp", 4, "mp4"),
    (b"\x1aE\xdf\xa3", 0, "webm"), (b"OggS", 0, "ogg"), (b"ID3", 0, "mp3"), (b"\xff\xfb", 0, "mp3"),
    (b"\xff\xf3", 0, "mp3"), (b"MZ", 0, "program"), (b"\x7fELF", 0, "program"), (b"#!/", 0, "program"),
    (b"\xd0\xcf\x11\xe0", 0, "old-office"), (b"{\\rtf", 0, "rtf"), (b"WEBVTT", 0, "vtt"),
    (b"\xef\xbb\xbfWEBVTT", 0, "vtt"), (b"\x00\x00\x00\x0cjP", 0, "jp2"),
    (b"WAVE", 8, "wav"), (b"WEBP", 8, "webp"), (b"fLaC", 0, "flac"),
    (b"<!DOCTYPE html", 0, "html"), (b"<!doctype html", 0, "html"), (b"<html", 0, "html"), (b"<HTML", 0, "html"),
)  # fmt: skip
_KINDS: dict[str, tuple[str, str]] = {
    "pdf": (r"application/pdf", r"pdf"),
    "png": (r"image/png", r"png"),
    "jpeg": (r"image/jpe?g", r"jpe?g|jpe|jfif"),
    "gif": (r"image/gif", r"gif"),
    "tiff": (r"image/tiff", r"tiff?"),
    "jp2": (r"image/(jp2|jpx)", r"jp2|jpx"),
    "zip": (
        r"application/(zip|epub\+zip|vnd\.openxmlformats-officedocument\..*|vnd\.oasis\.opendocument\..*|vnd\.ms-.*)",
        r"zip|epub|docx|xlsx|pptx|odt|ods|odp|docm|xlsm|pptm|dotx",
    ),
    "mp4": (r"(video|audio)/(mp4|quicktime|x-m4a|m4a)|image/(heic|heif|avif)", r"mp4|m4v|m4a|mov|heic|heif|avif"),
    "webm": (r"(video|audio)/(webm|x-matroska)", r"webm|mkv|mka"),
    "ogg": (r"(audio|video|application)/(ogg|opus)", r"ogg|oga|ogv|opus"),
    "mp3": (r"audio/(mpeg|mp3)", r"mp3"),
    "vtt": (r"text/vtt", r"vtt"),
    "old-office": (r"application/(msword|vnd\.ms-.*|x-hwp)", r"doc|xls|ppt|dot|wps"),
    "rtf": (r"(application|text)/rtf|application/msword", r"rtf|doc"),
    "wav": (r"audio/(x-|vnd\.)?wave?", r"wave?"),
    "webp": (r"image/webp", r"webp"),
    "flac": (r"audio/(x-)?flac", r"flac"),
    "html": (r"text/html|application/xhtml\+xml", r"x?html?|xht"),
    "program": (r"(?!)", r"(?!)"),
}
_HEAD = 64  # bytes in which every beginning stands
_LEAST = 16  # bytes; of less nothing is expected
_MUST_BEGIN = frozenset({"pdf", "png", "jpeg", "gif", "tiff", "mp4", "webm", "ogg", "vtt", "zip"})
_NO_TEXT = frozenset({"mp3", "wav", "flac", "webp", "jp2", "old-office"})  # some may begin otherwise, none with words
# What stands at the end of a whole file; programs append a little to it.
_ENDS: dict[str, bytes] = {"pdf": b"%%EOF", "png": b"IEND", "jpeg": b"\xff\xd9", "zip": b"PK\x05\x06"}
_TAIL = 64 << 10  # bytes in which an end stands
_PAGE = re.compile(rb"<(?:\w{1,10}:)?Page\s")
_LARGEST_XML = 256 << 20  # bytes


def _own_files(subject: Subject) -> Iterator[tuple[str, FileEntry, Path]]:
    for index, entry in enumerate(subject.record.files if subject.record and subject.package else ()):
        path = subject.package.own_file(entry.path) if subject.package else None
        if path:
            yield json_pointer("files", index), entry, path


def kind_of(path: Path) -> str | None:
    """The kind of a file by how it begins; None where that tells nothing."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return next((kind for begins, at, kind in _BEGINNINGS if head[at:].startswith(begins)), None)


def _other_kind(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, path in _own_files(subject):
        found, named, said = kind_of(path), _kind_named(path.suffix), _kind_said(entry.media_type)
        if found:
            types, endings = _KINDS[found]
            wrong = not re.fullmatch(types, entry.media_type) or not re.fullmatch(endings, path.suffix[1:].lower())
            wrong = wrong or (found == "zip" and _holds_other_things(path))
        else:
            wrong = bool({named, said} & _MUST_BEGIN) and path.stat().st_size >= _LEAST
            wrong = wrong or (bool({named, said} & _NO_TEXT) and _is_plain_text(path))
        if wrong or (named and said and named != said):
            yield hit(pointer, name=entry.path, said=entry.media_type, found=found or "?")


# What stands in every document of an ending that is an archive, by the beginning of a member's name.
_MEMBERS = {".docx": "word/", ".docm": "word/", ".xlsx": "xl/", ".xlsm": "xl/", ".pptx": "ppt/", ".pptm": "ppt/",
            ".odt": "content.xml", ".ods": "content.xml", ".odp": "content.xml", ".epub": "META-INF/"}  # fmt: skip


def _holds_other_things(path: Path) -> bool:
    """Whether an archive is no document of its ending; a damaged one is told elsewhere."""
    member = _MEMBERS.get(path.suffix.lower())
    try:
        with zipfile.ZipFile(path) as archive:
            return member is not None and not any(name.startswith(member) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_plain_text(path: Path) -> bool:
    """Whether a file begins with nothing but signs that can be read."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return len(head) >= _LEAST and all(byte >= ord(" ") or byte in b"\t\r\n" for byte in head)


def _breaks_off(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, path in _own_files(subject):
        end = _ENDS.get(kind_of(path) or "")
        silent_film = entry.role == "video" and kind_of(path) == "mp4" and not has_movie_header(path)
        if (end and end not in _tail_of(path)) or silent_film or path.stat().st_size == 0:
            yield hit(pointer, name=entry.path)


def _tail_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL, 0))
        return stream.read()


def _no_word_boxes(subject: Subject) -> Iterator[Hit]:
    """Nothing can be held against word boxes without pages, and the rules about evidence would be silent."""
    for pointer, entry, path in _own_files(subject):
        is_alto = entry.role == "ocr" and entry.media_type.endswith("xml") and path.stat().st_size <= _LARGEST_XML
        if is_alto and not _PAGE.search(path.read_bytes()):
            yield hit(pointer, name=entry.path)


def _kind_named(suffix: str) -> str | None:
    return next((kind for kind, (_, endings) in _KINDS.items() if re.fullmatch(endings, suffix[1:].lower())), None)


def _kind_said(media_type: str) -> str | None:
    return next((kind for kind, (types, _) in _KINDS.items() if re.fullmatch(types, media_type)), None)


def _broken_xml(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, path in _own_files(subject):
        if entry.media_type.endswith("xml") and path.stat().st_size <= _LARGEST_XML:
            parser = expat.ParserCreate()
            try:
                parser.Parse(path.read_bytes(), True)
            except expat.ExpatError as error:
                yield hit(pointer, name=entry.path, line=error.lineno)


def _bad_captions(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, path in _own_files(subject):
        if entry.role == "captions" and (why := caption_fault(path, _length_of_video(subject, path))):
            yield hit(pointer, name=entry.path, why=why)


def _length_of_video(subject: Subject, captions: Path) -> float | None:
    """Seconds, of the video that has the captions' name, or the only one; None where it does not tell."""
    videos = [path for _, entry, path in _own_files(subject) if entry.role == "video"]
    named = [path for path in videos if path.stem == captions.stem] or (videos if len(videos) == 1 else [])
    return length_of(named[0]) if named else None


_MAKE_AGAIN = say("Make another package from the right file, in another folder: pbgdpl convert SOURCE -o FOLDER")

RULES = (
    Rule("DU237", "file-of-other-kind", ERROR, WARNING,
         say("“{name}” is called {said}, but begins like: {found}"), BAGIT, _MAKE_AGAIN, _other_kind),
    Rule("DU238", "broken-xml", ERROR, WARNING, say("“{name}” breaks off at line {line}."), BAGIT, _MAKE_AGAIN,
         _broken_xml),
    Rule("DU239", "file-breaks-off", ERROR, WARNING, say("“{name}” is not whole: its end is missing."), BAGIT,
         _MAKE_AGAIN, _breaks_off),
    Rule("DU217", "no-word-boxes", ERROR, WARNING, say("“{name}” is to hold the word boxes, and holds no page."),
         EVIDENCE, _MAKE_AGAIN, _no_word_boxes),
    Rule("DU243", "captions-unusable", ERROR, WARNING, say("The captions “{name}” cannot be shown: {why}."),
         ACCESSIBLE, say("Make them again: pbgdpl derive video PACKAGE"), _bad_captions),
)  # fmt: skip
