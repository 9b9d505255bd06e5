"""đủ: is everything there that the law and the reader need? Mostly notes on drafts: these are what is left to do."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from validators.problems import say
from validators.rules.naming import named_act
from validators.rules.payload.inside import inflated
from validators.rules.rule import (
    ACCESSIBLE,
    AUDIENCE_LAW,
    COPYRIGHT,
    ERROR,
    EVIDENCE,
    NOTE,
    QD14_APPROVAL,
    QD14_INFORMATION,
    QD14_WORKFLOW,
    TT24,
    WARNING,
    Hit,
    Rule,
    hit,
)  # fmt: skip
from validators.rules.subject import Subject
from validators.sharing.content import is_paper
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Figure, FileEntry, Question, Record, Sanction, Situation
from validators.sharing.standing import Standing, claims_approval, has_decision, recorded_standing, steps_since_draft

_WORDS_OF_A_DESCRIPTION = 5
_NOTHING = " \t\r\n\u00a0.…-_"
_LOCAL = frozenset({"province", "district", "commune"})
_PICTURES = frozenset({"infographic", "thumbnail"})
_NEEDS_BASIS = frozenset({"to-gap", "to-roi", "de-cuong", "hoi-dap", "tinh-huong", "bai-giang"})


def _missing(subject: Subject, name: str) -> Iterator[Hit]:
    if subject.record and getattr(subject.record, name) is None:
        yield hit("")


def _creator(subject: Subject) -> Iterator[Hit]:
    return _missing(subject, "creator")


def _publisher(subject: Subject) -> Iterator[Hit]:
    return _missing(subject, "publisher")


def _date(subject: Subject) -> Iterator[Hit]:
    return _missing(subject, "date_issued")


def _description(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.description is None:
        yield hit("")


def _blank(subject: Subject) -> Iterator[Hit]:
    """A value that is given must say something; only cells of tables may be empty."""
    record = subject.record
    if record and not record.identifier.strip():
        yield hit("/identifier")
    for pointer, piece in subject.prose.pieces:
        if not piece[:1].isalnum() and not piece.strip(_NOTHING) and "/rows/" not in pointer:
            yield hit(pointer)


def _description_thin(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.description and record.description.strip():
        same = record.description.strip().casefold() == record.title.strip().casefold()
        if same or len(record.description.split()) < _WORDS_OF_A_DESCRIPTION:
            yield hit("/description")


def _validity_unknown(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        if citation.validity.state == "unknown":
            yield hit(below(pointer, "validity", "state"), text=named_act(citation))


def _no_basis(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.kind in _NEEDS_BASIS and not record.legal_basis:
        yield hit("/legal_basis")


def _subjects(subject: Subject) -> Iterator[Hit]:
    if subject.record and not subject.record.subjects:
        yield hit("/subjects")


def _audiences(subject: Subject) -> Iterator[Hit]:
    if subject.record and not subject.record.audiences:
        yield hit("/audiences")


def _level(subject: Subject) -> Iterator[Hit]:
    return _missing(subject, "level")


def _place(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.level in _LOCAL and subject.record.place is None:
        yield hit("/level")


def _content(subject: Subject) -> Iterator[Hit]:
    if subject.record and all(is_paper(block) for block in subject.record.content):
        yield hit("/content")


def _approval(subject: Subject) -> Iterator[Hit]:
    """An approval that is missing; DUNG142 finds one that is outdated. Withdrawn material needs none."""
    record = subject.record
    if record and not (recorded_standing(record).is_approved or record.standing is Standing.WITHDRAWN):
        yield hit("/approval/state" if has_decision(record) else "/approval")


def _approval_who_when(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and has_decision(record):
        for name in ("by", "date"):
            if getattr(record.approval, name) in {None, ""}:
                yield hit("/approval", field=_APPROVAL_WORDS[name])


def _steps_recorded(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or not claims_approval(record):
        return
    states = {step.state for _, step in steps_since_draft(record)}
    for state in (Standing.COMPARED, Standing.APPROVED):
        if state not in states:
            yield hit("/workflow/events", state=state.term)


def _step_without_person(subject: Subject) -> Iterator[Hit]:
    """Since the material last was a draft: steps before that count no more, and stay as they were taken down."""
    for index, event in steps_since_draft(subject.record) if subject.record else ():
        if event.state != "draft" and not (event.by or "").strip():
            yield hit(json_pointer("workflow", "events", index, "by"), state=Standing(event.state).term)


def _files(subject: Subject, *roles: str) -> Iterator[tuple[int, FileEntry]]:
    for index, entry in enumerate(subject.record.files if subject.record else ()):
        if entry.role in roles:
            yield index, entry


def _source_file(subject: Subject) -> Iterator[Hit]:
    if subject.record and not any(_files(subject, "source")):
        yield hit("/files")


def _access_copy(subject: Subject) -> Iterator[Hit]:
    """A picture or PDF needs a searchable copy; Word files and slides are searchable as they are."""
    scanned = [
        e
        for _, e in _files(subject, "source")
        if e.media_type == "application/pdf" or e.media_type.startswith("image/")
    ]
    if scanned and not any(_files(subject, "access")):
        yield hit("/files")


def _access_text(subject: Subject) -> Iterator[Hit]:
    for index, entry in _files(subject, "access"):
        place = subject.package.own_file(entry.path) if subject.package else None
        if place and not _has_text(place):
            yield hit(json_pointer("files", index), name=entry.path)


_STREAM = re.compile(rb"/ObjStm[^\0]{0,200}?stream\r?\n")
_MOST_PDF = 512 << 20  # bytes that are looked through; what lies behind cannot be told
_MOST_STREAM = 1 << 20  # bytes of a compressed object stream, packed: they hold thousands of objects
_MOST_INFLATED = 4 << 20


def _has_text(pdf: Path) -> bool:
    """Whether a PDF names a font, plainly or inside a compressed object stream. A PDF without fonts shows no text.

    Raises:
        OverflowError: It is too large to be looked through.
    """
    if pdf.stat().st_size > _MOST_PDF:
        raise OverflowError(f"{pdf.name} has more than {_MOST_PDF >> 20} MB")
    with pdf.open("rb") as stream:
        if stream.read(5) != b"%PDF-":
            return False
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return data.find(b"/Font") >= 0 or any(
                b"/Font" in inflated(data[found.end() : found.end() + _MOST_STREAM], _MOST_INFLATED)
                for found in _STREAM.finditer(data)
            )


def _alt_text(subject: Subject) -> Iterator[Hit]:
    if subject.record is None:
        return
    for pointer, block in subject.blocks_of(Figure):
        if not (block.alt or "").strip():
            yield hit(below(pointer, "alt"), name=block.caption or "–")
    for index, entry in _files(subject, *_PICTURES):
        if not _alt_of(subject.record, entry.path):
            yield hit(json_pointer("files", index), name=entry.path)


def _alt_of(record: Record, path: str) -> str:
    texts = record.accessibility.alt_texts
    return (texts.get(path) or texts.get(path.removeprefix("data/")) or texts.get(f"data/{path}") or "").strip()


def _captions(subject: Subject) -> Iterator[Hit]:
    for index, entry in _files(subject, "video"):
        if not any(_files(subject, "captions")) and not (subject.record and subject.record.accessibility.captions):
            yield hit(json_pointer("files", index), name=entry.path)


def _transcript(subject: Subject) -> Iterator[Hit]:
    for index, entry in _files(subject, "audio", "video"):
        if not any(_files(subject, "transcript", "captions")) and not (
            subject.record and subject.record.accessibility.transcript
        ):
            yield hit(json_pointer("files", index), name=entry.path)


def _rights(subject: Subject) -> Iterator[Hit]:
    if subject.record and not (subject.record.rights.statement or subject.record.rights.license):
        yield hit("/rights")


def _source_named(subject: Subject) -> Iterator[Hit]:
    if subject.record and not (subject.record.rights.source or subject.record.rights.author):
        yield hit("/rights")


def _origin(subject: Subject) -> Iterator[Hit]:
    """What was made from something else leads back to it; else nobody can say whether it is still right."""
    for index, entry in _files(subject, "access", "ocr", "content"):
        if not entry.derived_from:
            yield hit(json_pointer("files", index), name=entry.path)


def _evidence_for(subject: Subject) -> Iterator[Hit]:
    """Values read from a source must lead back to it; a record a person typed has no evidence at all."""
    record = subject.record
    if record is None or not record.evidence:
        return
    values = {"/title": record.title, "/number": record.number, "/date_issued": record.date_issued}
    for pointer, value in values.items():
        read = (items for key, items in record.evidence.items() if key == pointer or key.startswith(pointer + "/"))
        covered = any(item.text.strip() for items in read for item in items)
        if value is not None and not covered:
            yield hit(pointer)


def _answer(subject: Subject) -> Iterator[Hit]:
    for pointer, block in subject.blocks_of(Question):
        if not block.answer:
            yield hit(below(pointer, "answer"))


def _solution(subject: Subject) -> Iterator[Hit]:
    for pointer, block in subject.blocks_of(Situation):
        if not block.solution:
            yield hit(below(pointer, "solution"))


def _sanction_basis(subject: Subject) -> Iterator[Hit]:
    for pointer, block in subject.blocks_of(Sanction):
        if block.basis is None:
            yield hit(pointer, text=block.behaviour)


def _sanction_amount(subject: Subject) -> Iterator[Hit]:
    for pointer, block in subject.blocks_of(Sanction):
        if block.amount_min is None and block.amount_max is None and not block.other:
            yield hit(pointer, text=block.behaviour)


def _minority_language(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and "ethnic-minorities-and-remote" in record.audiences and record.language == "vi":
        yield hit("/language")


_APPROVAL_WORDS = {"by": say("who approved"), "date": say("the day")}
_FILL_IN = say(
    "Fill it in with the sheet: pbgdpl sheet export PACKAGE -o SHEET, then: pbgdpl sheet import SHEET PACKAGE --reopen"
)
_APPROVE = say(
    "Compare it with the original: pbgdpl review compare PACKAGE --by NAME; have the head "
    "of the drafting unit approve it, then: pbgdpl review approve PACKAGE --by NAME"
)
_STEPS_AGAIN = say(
    "Take the steps again with the program, which records who and when; begin with: "
    "pbgdpl review reopen PACKAGE --by NAME"
)
_IN_THE_SOURCE = say("Write it into the source, and make the package again: pbgdpl convert SOURCE -o FOLDER --again")
_FILL_IN_OR_WRITE = say(
    "Fill it in with the sheet: pbgdpl sheet export PACKAGE -o SHEET, then: pbgdpl sheet import SHEET PACKAGE --reopen;"
    " what the sheet does not hold, in the source: pbgdpl convert SOURCE -o FOLDER --again"
)
_SUBJECT_LAW = say("Ordinance 03/2012/UBTVQH13, Article 7: the 45 topics of the codification.")

RULES = (
    Rule("DU201", "no-creator", ERROR, WARNING, say("It is not said who led the drafting."), TT24, _FILL_IN, _creator),
    Rule("DU202", "no-publisher", ERROR, WARNING, say("The issuing organ is missing."), TT24, _FILL_IN, _publisher),
    Rule("DU203", "no-date", ERROR, WARNING, say("The date of issue is missing."), TT24, _FILL_IN, _date),
    Rule("DU204", "no-description", ERROR, WARNING, say("Purpose and main content are missing."), QD14_INFORMATION,
         _FILL_IN, _description),
    Rule("DU205", "blank", ERROR, WARNING, say("This must not be blank."), TT24, _FILL_IN_OR_WRITE, _blank),
    Rule("DU206", "description-thin", WARNING, NOTE, say("The description says too little."), QD14_INFORMATION,
         say("Say in a sentence or two what the material is for and what it holds."), _description_thin),
    Rule("DU207", "validity-unknown", WARNING, NOTE, say("Nobody has looked up whether “{text}” is in force."),
         QD14_INFORMATION, say("Look it up and enter state, day and source; or import it into the register."),
         _validity_unknown),
    Rule("DU208", "no-legal-basis", WARNING, WARNING,
         say("The material names no legal act."), QD14_INFORMATION, _IN_THE_SOURCE,
         _no_basis),
    Rule("DU209", "no-subject", WARNING, NOTE, say("No topic is given."), _SUBJECT_LAW, _FILL_IN, _subjects),
    Rule("DU210", "no-audience", WARNING, NOTE, say("No audience is given."), AUDIENCE_LAW, _FILL_IN, _audiences),
    Rule("DU211", "no-level", WARNING, NOTE, say("The level is missing."), TT24, _FILL_IN, _level),
    Rule("DU212", "no-place", WARNING, NOTE, say("Local material needs its place."), TT24, _FILL_IN, _place),
    Rule("DU213", "no-content", ERROR, WARNING, say("The record holds no text."), QD14_INFORMATION,
         say("Convert the source again, or type the text into record.json."), _content),
    Rule("DU220", "not-approved", ERROR, NOTE,
         say("The material is not approved."), QD14_APPROVAL, _APPROVE, _approval),
    Rule("DU221", "approval-incomplete", ERROR, ERROR,
         say("The approval does not say {field}: who and when are needed."),
         QD14_APPROVAL, _STEPS_AGAIN, _approval_who_when),
    Rule("DU222", "step-missing", WARNING, NOTE, say("The step “{state}” is not recorded."), QD14_WORKFLOW,
         _STEPS_AGAIN, _steps_recorded),
    Rule("DU223", "step-without-person", WARNING, WARNING, say("It is not said who took the step “{state}”."),
         QD14_WORKFLOW, _STEPS_AGAIN, _step_without_person),
    Rule("DU230", "no-source-file", ERROR, WARNING, say("The source file is not attached."), QD14_WORKFLOW,
         say("Add the scan or file as received (role “source”)."), _source_file),
    Rule("DU231", "no-access-copy", ERROR, WARNING, say("There is no searchable PDF of the scan."), ACCESSIBLE,
         say("Make it: pbgdpl convert SOURCE -o FOLDER --again"), _access_copy),
    Rule("DU232", "access-copy-without-text", ERROR, ERROR, say("“{name}” has no text to search in."), ACCESSIBLE,
         say("Make it again: pbgdpl convert SOURCE -o FOLDER --again"), _access_text),
    Rule("DU240", "no-alt-text", ERROR, NOTE, say("The picture “{name}” has no alternative text."), ACCESSIBLE,
         say("Say in one or two sentences what the picture shows."), _alt_text),
    Rule("DU241", "no-captions", ERROR, WARNING, say("The video “{name}” has no captions."), ACCESSIBLE,
         say("Make the film with its captions: pbgdpl derive video PACKAGE"), _captions),
    Rule("DU242", "no-transcript", ERROR, WARNING, say("“{name}” has no transcript."), ACCESSIBLE,
         say("Add the spoken words as text (role “transcript”)."), _transcript),
    Rule("DU250", "no-rights", WARNING, NOTE, say("It is not said under which terms the material may be used."),
         COPYRIGHT, _FILL_IN, _rights),
    Rule("DU251", "no-source-named", WARNING, NOTE, say("Author and origin are not named."), COPYRIGHT, _FILL_IN,
         _source_named),
    Rule("DU252", "no-evidence", WARNING, NOTE, say("It is not said where this value was read."), EVIDENCE,
         say("Convert the source again, or compare the value with the original."), _evidence_for),
    Rule("DU253", "no-origin", WARNING, WARNING, say("“{name}” does not say which file it was made from."), EVIDENCE,
         say("Make it again: pbgdpl convert SOURCE -o FOLDER --again"), _origin),
    Rule("DU260", "no-answer", WARNING, WARNING,
         say("The question has no answer."), QD14_INFORMATION, _IN_THE_SOURCE, _answer),
    Rule("DU261", "no-solution", WARNING, WARNING, say("The case story has no solution."), QD14_INFORMATION,
         _IN_THE_SOURCE, _solution),
    Rule("DU262", "sanction-without-basis", WARNING, NOTE, say("The fine for “{text}” names no legal basis."),
         QD14_INFORMATION, say("Enter the number of the act in the legal basis, from 0."), _sanction_basis),
    Rule("DU263", "sanction-without-amount", WARNING, WARNING, say("The fine for “{text}” has no amount."),
         QD14_INFORMATION, _IN_THE_SOURCE, _sanction_amount),
    Rule("DU270", "no-minority-language", NOTE, NOTE,
         say("Material for ethnic minorities should also exist in their language."), AUDIENCE_LAW,
         say("Plan a translation; note its identifier in the description."), _minority_language),
)  # fmt: skip
