"""Are files what they claim to be, and can captions be shown?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from validators.problems import Message, say
from validators.rules.rule import ACCESSIBLE, BAGIT, ERROR, WARNING, Hit, Rule, hit
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
    "program": (r"(?!)", r"(?!)"),
}
_HEAD = 64  # bytes in which every beginning stands
_LEAST = 16  # bytes; of less nothing is expected
_MUST_BEGIN = frozenset({"pdf", "png", "jpeg", "gif", "tiff", "mp4", "webm", "ogg", "vtt"})
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
        else:
            wrong = bool({named, said} & _MUST_BEGIN) and path.stat().st_size >= _LEAST
        if wrong or (named and said and named != said):
            yield hit(pointer, name=entry.path, said=entry.media_type, found=found or "?")


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


_CUE = re.compile(r"((?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+((?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3})")
_BEYOND = 1.0  # seconds a last cue may outlast its video: frames and cues are rounded


def _bad_captions(subject: Subject) -> Iterator[Hit]:
    for pointer, entry, path in _own_files(subject):
        if entry.role == "captions" and (why := _caption_fault(subject, path)):
            yield hit(pointer, name=entry.path, why=why)


def _caption_fault(subject: Subject, path: Path) -> Message | None:
    text = path.read_text("utf-8-sig", "replace")
    cues = [(_seconds(start), _seconds(end)) for start, end in _CUE.findall(text)]
    if path.suffix.lower() == ".vtt" and not text.startswith("WEBVTT"):
        return say("it does not begin with WEBVTT")
    if not cues:
        return say("it holds no caption")
    for number, (start, end) in enumerate(cues, start=1):
        if start >= end:
            return say("caption {number} ends before it begins", number=number)
        if number > 1 and start < cues[number - 2][0]:
            return say("caption {number} begins before the one above it", number=number)
    length = _length_of_video(subject, path)
    if length and cues[-1][1] > length + _BEYOND:
        return say(
            "they go on to second {end}, the video ends at {length}", end=round(cues[-1][1]), length=round(length)
        )
    return None


def _seconds(written: str) -> float:
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _length_of_video(subject: Subject, captions: Path) -> float | None:
    """Seconds, of the video that has the captions' name, or the only one; None where it does not tell."""
    videos = [path for _, entry, path in _own_files(subject) if entry.role == "video"]
    named = [path for path in videos if path.stem == captions.stem] or (videos if len(videos) == 1 else [])
    return _length(named[0]) if named else None


_LARGEST_VIDEO = 1 << 30  # bytes looked through for the movie header


def _length(video: Path) -> float | None:
    if video.stat().st_size > _LARGEST_VIDEO:
        return None
    data = video.read_bytes()
    at = data.find(b"mvhd")
    if at < 0 or len(data) < at + 36:
        return None
    wide = data[at + 4] == 1  # version 1 writes times in eight bytes (ISO 14496-12, 8.2.2)
    scale_at, size = (at + 24, 8) if wide else (at + 16, 4)
    scale = int.from_bytes(data[scale_at : scale_at + 4], "big")
    return int.from_bytes(data[scale_at + 4 : scale_at + 4 + size], "big") / scale if scale else None


_MAKE_AGAIN = say("Put the right file in its place and make the package again: pbgdpl convert SOURCE -o FOLDER")

RULES = (
    Rule("DU237", "file-of-other-kind", ERROR, WARNING,
         say("“{name}” is called {said}, but begins like: {found}"), BAGIT, _MAKE_AGAIN, _other_kind),
    Rule("DU238", "broken-xml", ERROR, WARNING, say("“{name}” breaks off at line {line}."), BAGIT, _MAKE_AGAIN,
         _broken_xml),
    Rule("DU243", "captions-unusable", ERROR, WARNING, say("The captions “{name}” cannot be shown: {why}."),
         ACCESSIBLE, say("Make them again: pbgdpl derive video PACKAGE"), _bad_captions),
)  # fmt: skip
