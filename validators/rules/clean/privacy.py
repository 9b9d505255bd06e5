"""sạch: personal data. What is found is shown masked: a report must not spread what it warns of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.language.sought import fold
from validators.problems import say
from validators.rules.clean.personal_data import (
    PersonalDataKind,
    PersonalDatum,
    find_personal_data,
)  # fmt: skip
from validators.rules.clean.story_names import (
    WORDS_OF_AGE,
    WORDS_OF_BIRTH,
    find_full_names,
    find_minors,
    find_sick,
    may_name_minors,
)
from validators.rules.rule import CASE_CODING, ERROR, PERSONAL_DATA, WARNING, Hit, Rule, hit, hits_at
from validators.rules.subject import Subject
from validators.sharing.content import block_of
from validators.sharing.record import Block, Division, Heading, ListBlock, Paragraph, Question, Situation

_STORIES = frozenset({"tinh-huong", "tieu-pham", "cau-chuyen"})
_SPOKEN = (Heading, Paragraph, Division, Question, Situation)
# Where organs and authors say how they can be reached; their identity numbers do not belong there either.
_OFFICIAL = ("/signer", "/approval", "/creator", "/publisher", "/rights")
_CONTACTS = frozenset({PersonalDataKind.PHONE, PersonalDataKind.EMAIL, PersonalDataKind.ADDRESS})


def _data(subject: Subject, kind: PersonalDataKind) -> Iterator[Hit]:
    yield from hits_at(_in_text(subject, kind), lambda one: hit(one[0], mark=one[1].text, text=masked(one[1].text)))
    for pointer, datum in _beside(subject):
        if datum.kind is kind:
            yield hit(pointer, mark=datum.text, text=masked(datum.text))
    for name, datum in _in_files(subject):
        if datum.kind is kind:
            yield hit("", file=name, mark=datum.text, text=masked(datum.text))


def _in_text(subject: Subject, kind: PersonalDataKind) -> Iterator[tuple[str, PersonalDatum]]:
    pointer_at, of_organs = subject.composed.pointer_at, kind in _CONTACTS
    for datum in _found(subject):
        if datum.kind is kind:
            pointer = pointer_at(datum.start)
            if not (of_organs and pointer.startswith(_OFFICIAL)):
                yield pointer, datum


def _beside(subject: Subject) -> list[tuple[str, PersonalDatum]]:
    """What stands in evidence and names, and not in the text, where it is told already."""
    cached: list[tuple[str, PersonalDatum]] | None = subject.__dict__.get("_personal_data_beside")
    if cached is None:
        found = find_personal_data(subject.beside.searched, subject.policy.public_phones)
        told = {_essence(datum.text) for datum in _found(subject)} if found else ()
        cached = [
            (subject.beside.pointer_at(datum.start), datum) for datum in found if _essence(datum.text) not in told
        ]
        subject.__dict__["_personal_data_beside"] = cached
    return cached


def _in_files(subject: Subject) -> list[tuple[str, PersonalDatum]]:
    """What stands in other files of the package and not in the record, where it is told already.

    A number that the record has nowhere is nobody's public contact, whatever organ is named before it.
    """
    cached = subject.__dict__.get("_personal_data_in_files")
    if cached is None:
        texts = [(text.path, text.searched) for text in subject.file_texts]
        found = [(path, datum) for path, text in texts
                 for datum in find_personal_data(text, subject.policy.public_phones, trusting=False)]  # fmt: skip
        known = [*_found(subject), *(datum for _, datum in _beside(subject))] if found else []
        told = {_essence(datum.text) for datum in known}
        said = _essence(subject.composed.text) if found else ""
        cached = [
            (path, datum) for path, datum in found
            if _essence(datum.text) not in (said if datum.kind in _CONTACTS else told)
        ]  # fmt: skip
        subject.__dict__["_personal_data_in_files"] = cached
    return cached


_LETTER = re.compile(r"[^\W_]")  # or digit
_NO_LETTER = re.compile(r"[\W_]+")


def _essence(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _found(subject: Subject) -> list[PersonalDatum]:
    # Kept with the subject, because ten rules ask for it.
    cached = subject.__dict__.get("_personal_data")
    if cached is None:
        cached = find_personal_data(subject.searched, subject.policy.public_phones)
        subject.__dict__["_personal_data"] = cached
    return cached


def masked(text: str) -> str:
    """The first three signs and stars for the letters and digits after them."""
    return text[:3] + _LETTER.sub("*", text[3:])


def _citizen(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.CITIZEN_ID)


def _old_id(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.OLD_ID)


def _phone(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.PHONE)


def _account(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.ACCOUNT)


def _plate(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.PLATE)


def _address(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.ADDRESS)


def _email(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.EMAIL)


def _passport(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.PASSPORT)


def _insurance(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.INSURANCE)


def _birth(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.BIRTH_DATE)


def _land_certificate(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.LAND_CERTIFICATE)


def _licence(subject: Subject) -> Iterator[Hit]:
    return _data(subject, PersonalDataKind.LICENCE)


_STORY_OF_HARM = re.compile(
    r"""
    (?<!\w)(?:
      nạn\snhân|bị\shại|bỏ\shọc|phạm\stội|trộm|vi\sphạm
      |bị\s(?:xâm\shại|bạo\shành|hành\shạ|dâm\sô|hiếp\sdâm|bóc\slột|mua\sbán)
    )(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _health(subject: Subject) -> Iterator[Hit]:
    """In whatever kind of material: health, and what was done to a person, are sensitive data."""
    for offset, name in find_sick(subject.searched):
        yield hit(subject.composed.pointer_at(offset), mark=name, text=masked(name))


def _story_texts(subject: Subject) -> Iterator[tuple[str, str]]:
    record = subject.record
    if record is None:
        return
    told = subject.blocks if record.kind in _STORIES else tuple(subject.blocks_of(Situation))
    for pointer, block in told:
        text = _own_text(block)
        if text:
            yield pointer, text


def _texts_on_children(subject: Subject) -> Iterator[tuple[str, str]]:
    """Stories, and elsewhere what tells of harm that was done to somebody, or by somebody; where it may tell of age."""
    stories = dict(_story_texts(subject))
    yield from ((pointer, text) for pointer, text in stories.items() if may_name_minors(text))
    born = (named for named in subject.prose.numbered if any(word in fold(named[1]) for word in WORDS_OF_BIRTH))
    aged = {block_of(pointer) for pointer, _ in (*subject.prose.holding(WORDS_OF_AGE), *born)}
    for pointer, block in subject.blocks if aged else ():
        if pointer in aged and pointer not in stories:
            text = _own_text(block)
            if may_name_minors(text) and _STORY_OF_HARM.search(text):
                yield pointer, text


def _own_text(block: Block) -> str:
    if isinstance(block, ListBlock):
        return "\n".join(block.items)
    return (block.text or "") if isinstance(block, _SPOKEN) else ""


def _full_name(subject: Subject) -> Iterator[Hit]:
    for pointer, text in _story_texts(subject):
        for name in find_full_names(text):
            yield hit(pointer, mark=name, text=masked(name))


def _minor(subject: Subject) -> Iterator[Hit]:
    for pointer, text in _texts_on_children(subject):
        for _, _, words in find_minors(text, subject.issued_or_day.year):
            yield hit(pointer, mark=words, text=masked(words))


_REMOVE = say("Remove it or replace it by dots; if it is a public contact of an organ, list it in pbgdpl.toml.")
_CODE = say("Code the name as courts do: “Nguyễn Văn A”.")


RULES = (
    Rule("SACH320", "citizen-number", ERROR, WARNING,
         say("A citizen's number stands in the text: {text}"), PERSONAL_DATA,
         _REMOVE, _citizen),
    Rule("SACH321", "old-identity-number", ERROR, WARNING, say("An identity-card number stands in the text: {text}"),
         PERSONAL_DATA, _REMOVE, _old_id),
    Rule("SACH322", "personal-phone", ERROR, WARNING, say("A personal phone number stands in the text: {text}"),
         PERSONAL_DATA, _REMOVE, _phone),
    Rule("SACH323", "bank-account", ERROR, WARNING, say("A bank account stands in the text: {text}"), PERSONAL_DATA,
         _REMOVE, _account),
    Rule("SACH324", "number-plate", ERROR, WARNING, say("A number plate stands in the text: {text}"), PERSONAL_DATA,
         _REMOVE, _plate),
    Rule("SACH325", "home-address", ERROR, WARNING, say("A person's address stands in the text: {text}"), PERSONAL_DATA,
         _REMOVE, _address),
    Rule("SACH326", "personal-mail", ERROR, WARNING, say("A personal mail address stands in the text: {text}"),
         PERSONAL_DATA, _REMOVE, _email),
    Rule("SACH327", "passport-number", ERROR, WARNING,
         say("A passport number stands in the text: {text}"), PERSONAL_DATA,
         _REMOVE, _passport),
    Rule("SACH328", "insurance-number", ERROR, WARNING,
         say("An insurance or personal tax number stands in the text: {text}"), PERSONAL_DATA, _REMOVE, _insurance),
    Rule("SACH329", "birth-date", ERROR, WARNING, say("A person's date of birth stands in the text: {text}"),
         PERSONAL_DATA, _REMOVE, _birth),
    Rule("SACH330", "full-name-in-story", WARNING, WARNING,
         say("A full name stands in a case story: {text}"), CASE_CODING,
         _CODE, _full_name),
    Rule("SACH331", "minor-in-story", ERROR, WARNING, say("A named child stands in a case story: {text}"), CASE_CODING,
         say("Leave the name out, or write “cháu A” without school and place."), _minor),
    Rule("SACH332", "land-certificate", ERROR, WARNING,
         say("The number of a land certificate stands in the text: {text}"), PERSONAL_DATA, _REMOVE,
         _land_certificate),
    Rule("SACH334", "driving-licence", ERROR, WARNING,
         say("The number of a driving licence stands in the text: {text}"), PERSONAL_DATA, _REMOVE, _licence),
    Rule("SACH333", "health-of-a-person", ERROR, WARNING,
         say("It is said what a person named in full suffers from: {text}"), PERSONAL_DATA, _CODE, _health),
)  # fmt: skip
