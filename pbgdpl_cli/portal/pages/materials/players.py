"""Films and sound with their captions, and with what is said in them as text to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pbgdpl_cli.portal.pages.frame import PageRequest
from pbgdpl_cli.portal.shelf.addresses import file_path
from pbgdpl_cli.portal.shelf.titles import shown_title
from pbgdpl_cli.portal.store.catalogue import picture_of
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say
from validators.sharing.record import FileEntry, Record

_MOST_TRANSCRIPT = 200_000  # bytes: an hour of speech is a quarter of it
_CUE = re.compile(r"^\s*(?:\d+\s*$|[\d:.,]+\s*-->|WEBVTT|NOTE\b|STYLE\b|REGION\b)")
_TAG = re.compile(r"<[^>]*>")


def players(asked: PageRequest, record: Record) -> Html | None:
    """Every film and sound of a material; None when it has none."""
    files = [file for role in ("video", "audio") for file in record.files if file.role == role]
    if not files:
        return None
    told: set[str] = set()
    made = []
    for file in files:
        words = next((one for one in _words_of(record, file) if one.path not in told), None)
        told |= {words.path} if words else set()
        many = sum(other.role == file.role for other in files) > 1
        made.append(_player(asked, record, file, words, named=many))
    return element("div", *made, class_="media")


def _player(asked: PageRequest, record: Record, file: FileEntry, words: FileEntry | None, *, named: bool) -> Html:
    played = _video(asked, record, file) if file.role == "video" else _audio(asked, record, file)
    name = element("figcaption", _name(file)) if named else None
    said = _transcript(asked, record, words) if words else None
    return element("figure", name, played, said, class_=f"player {file.role}")


def _video(asked: PageRequest, record: Record, file: FileEntry) -> Html:
    tracks = [
        element(
            "track", kind="captions", src=file_path(record.identifier, captions.path), srclang=record.language,
            label=asked.language(say("Captions")), default=True,
        )
        for captions in _beside(record, file, "captions", (".vtt",))
    ]  # fmt: skip
    picture = picture_of(record)
    source = element("source", src=file_path(record.identifier, file.path), type=file.media_type)
    return element(
        "video", source, *tracks, controls=True, preload="none" if picture else "metadata", playsinline=True,
        poster=f"/covers/{picture.sha256}-whole.webp" if picture else None,
        aria_label=asked.language(say("Video: {title}", title=shown_title(record.title))),
    )  # fmt: skip


def _audio(asked: PageRequest, record: Record, file: FileEntry) -> Html:
    return element(
        "audio", src=file_path(record.identifier, file.path), controls=True, preload="none",
        aria_label=asked.language(say("Audio: {title}", title=shown_title(record.title))),
    )  # fmt: skip


def _name(file: FileEntry) -> str:
    return PurePosixPath(file.path).stem.replace("-", " ").replace("_", " ")


def _beside(record: Record, file: FileEntry, role: str, endings: tuple[str, ...]) -> list[FileEntry]:
    """The files of a role that go with a film or sound: of its name, else those of the whole material."""
    held = [other for other in record.files if other.role == role and other.path.endswith(endings)]
    stem = PurePosixPath(file.path).stem
    own = [other for other in held if PurePosixPath(other.path).name.split(".")[0] == stem]
    return own or held[:1]


def _words_of(record: Record, file: FileEntry) -> list[FileEntry]:
    """What is said in a film or sound, in writing: transcripts, else captions."""
    return _beside(record, file, "transcript", (".txt", ".md")) or _beside(record, file, "captions", (".vtt", ".srt"))


def _transcript(asked: PageRequest, record: Record, words: FileEntry) -> Html | None:
    lines = _read(asked, words)
    if lines is None:
        return None
    summary = element("summary", asked.language(say("Read what is said")))
    said = element("div", *(element("p", line) for line in lines), class_="said", lang=record.language)
    return element("details", summary, said)


def _read(asked: PageRequest, file: FileEntry) -> list[str] | None:
    if file.bytes > _MOST_TRANSCRIPT or asked.stores.blobs.size_of(file.sha256) is None:
        return None
    try:
        text = asked.stores.blobs.path_of(file.sha256).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return list(_lines(text)) or None


def _lines(text: str) -> Iterator[str]:
    """What is said in a transcript or in captions; times and signs of the format left out, a repeated line once."""
    before = ""
    for line in text.splitlines():
        said = _TAG.sub("", line).strip().lstrip("#").strip()
        if said and said != before and not _CUE.match(said):
            yield said
            before = said
