"""Can what a record says of its files, its organ, its review and the force of acts be so at all? Each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.problems import say
from validators.rules.clean.text import odd_sign
from validators.rules.rule import AI_LABEL, BAGIT, ERROR, LIVING, NOTE, ORGANS, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Record

_KINDS_OF_FILES = {
    "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "mp4": "video/mp4", "mp3": "audio/mpeg", "md": "text/markdown", "vtt": "text/vtt",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword", "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip", "html": "text/html",
    "exe": "application/vnd.microsoft.portable-executable", "js": "text/javascript", "bat": "application/x-bat",
}  # fmt: skip
_SEVERAL = frozenset({"application/octet-stream", "text/plain"})  # what a program says that knows no better
_FEW_SIGNS = 4  # different ones in a checksum of 64: chance gives fewer once in as many files as there are


def _odd_file(subject: Subject) -> Iterator[Hit]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        here = json_pointer("files", index)
        ending = entry.path.rpartition(".")[2].casefold()
        usual = _KINDS_OF_FILES.get(ending, entry.media_type)
        if sign := odd_sign(entry.path):
            what = say("a sign nobody sees or types stands in it ({sign})", sign=f"U+{ord(sign):04X}")
            yield hit(below(here, "path"), name=entry.path, what=what)
        if entry.bytes == 0:
            yield hit(below(here, "bytes"), name=entry.path, what=say("it is empty"))
        if "\\" in entry.path:
            yield hit(below(here, "path"), name=entry.path, what=say("its folders are parted by “/”"))
        if usual != entry.media_type and entry.media_type.strip() and entry.media_type not in _SEVERAL:
            what = say("by its name it is {usual}, not {said}", usual=usual, said=entry.media_type)
            yield hit(below(here, "media_type"), name=entry.path, what=what)
        if len(set(entry.sha256)) <= _FEW_SIGNS:
            yield hit(below(here, "sha256"), name=entry.path, what=say("no file has such a checksum"))


_LONG_REVIEW = 5  # years
_YEAR = 365


def _review_far_off(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    last = (record.reviewed_on or (record.date_issued.first if record.date_issued else None)) if record else None
    if record and record.review_due and last and (record.review_due - last).days > _LONG_REVIEW * _YEAR + _LONG_REVIEW:
        yield hit("/review_due", due=record.review_due, years=(record.review_due - last).days // _YEAR)


def _tool_of_no_ai(subject: Subject) -> Iterator[Hit]:
    ai = subject.record.ai if subject.record else None
    if ai and ai.generated is False and (ai.tool or ai.label_shown):
        yield hit("/ai/generated", tool=ai.tool or "–")


_MUCH = re.compile(r"\d[\d .]{5,}\d|@|https?:")


def _no_name(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    for place, said in _names_beside(record) if record else ():
        if said and _NUMBERED.search(said):
            yield hit(place, name=said)
    for name, one in (("publisher", record.publisher), ("creator", record.creator)) if record else ():
        if one and (_MUCH.search(one.name) or _NOBODY.fullmatch(one.name.strip())):
            yield hit(f"/{name}/name", name=one.name)


def _names_beside(record: Record) -> Iterator[tuple[str, str | None]]:
    """Names and positions that hold no number: who wants to be called writes it into the text."""
    yield "/approval/by", record.approval.by
    yield "/approval/position", record.approval.position
    yield "/rights/source", record.rights.source
    yield "/rights/author", record.rights.author
    if record.signer:
        yield "/signer/position", record.signer.position


_NUMBERED = re.compile(r"(?<![\w/])(?:\d[ .\-]?){8,14}\d(?![\w/])|@")
_NOBODY = re.compile(r"(\w)\1+|test|abc|n/?a|todo|tbd|none|null|\?+|chưa\srõ|không\srõ", re.IGNORECASE)
_PROVINCIAL = frozenset({"province", "district", "commune"})
_CODES_2020 = "QĐ 20/2020/QĐ-TTg"


def _code_of_other_level(subject: Subject) -> Iterator[Hit]:
    """Codes of electronic identification begin with G for ministries and with H for provinces."""
    record = subject.record
    organ = record.publisher if record else None
    if record is None or organ is None or not organ.organ_id or organ.organ_id_scheme != _CODES_2020:
        return
    first = organ.organ_id[:1].upper()
    if (first == "G" and record.level in _PROVINCIAL) or (first == "H" and record.level == "central"):
        yield hit("/publisher/organ_id", code=organ.organ_id, name=organ.name)


_LONG_WAIT = 5  # years from its day to its force: no act waits so long


def _still_to_come(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        day, seen = citation.act.date, citation.validity.as_of
        if citation.validity.state == "not-yet-in-force" and day and seen and (seen - day).days > _LONG_WAIT * _YEAR:
            yield hit(below(pointer, "validity", "state"), text=citation.text[:120], day=day)


RULES = (
    Rule("DUNG087", "file-said-oddly", ERROR, WARNING, say("The record says of “{name}” what cannot be: {what}."),
         BAGIT, say("Make the package again, so that the list and the files agree."), _odd_file),
    Rule("DUNG192", "name-with-more", ERROR, WARNING,
         say("“{name}” is not the name of an organ, or more than that."), ORGANS,
         say("Write the name alone; addresses and numbers belong into the text."), _no_name),
    Rule("DUNG193", "code-of-other-level", ERROR, WARNING,
         say("The code {code} is of another level than “{name}”."), ORGANS,
         say("Take the identifier from the organ's list of codes."), _code_of_other_level),
    Rule("DUNG194", "act-still-to-come", ERROR, WARNING,
         say("“{text}” is said not to be in force yet, and is of {day}."), PBGDPL_LAW,
         say("Look it up again."), _still_to_come),
    Rule("SONG423", "review-far-off", WARNING, NOTE,
         say("The next review is due on {due}, more than {years} years after the last."), LIVING,
         say("Review the material and set the days in the sheet: pbgdpl sheet export PACKAGE -o SHEET, then: "
             "pbgdpl sheet import SHEET PACKAGE --reopen"),
         _review_far_off),
    Rule("SACH353", "tool-of-no-ai", WARNING, WARNING,
         say("AI is said to have made nothing, and yet a tool or a label is named: “{tool}”."), AI_LABEL,
         say("Say what AI made, or take tool and label away."), _tool_of_no_ai),
)  # fmt: skip
