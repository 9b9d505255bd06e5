"""Dates, amounts, places, organs and evidence: possible, ordered, and valid on the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from validators.language.syllables import tone_key
from validators.problems import Message, Passing, say
from validators.rules.correct.printed import amounts_in, fine_ranges, is_grouped, told_amount
from validators.rules.rule import (
    ERROR,
    EVIDENCE,
    NOTE,
    ORGANS,
    PBGDPL_LAW,
    QD14_APPROVAL,
    QD14_WORKFLOW,
    TT24,
    UNITS,
    WARNING,
    Hit,
    Rule,
    hit,
)  # fmt: skip
from validators.rules.subject import Subject
from validators.sharing.communes import VALID_FROM as COMMUNES_FROM
from validators.sharing.communes import communes
from validators.sharing.issue_date import IssueDate
from validators.sharing.pointer import below, json_pointer, value_at
from validators.sharing.record import Evidence, Record, Sanction
from validators.sharing.standing import (
    aware,
    claims_approval,
    contradiction,
    differing_last_step,
    steps_since_draft,
    was_compared,
    was_edited_after_approval,
)
from validators.sharing.vocabulary import Term, name_of, vocabulary

_EARLIEST = dt.date(1945, 9, 2)
_MERGER = dt.date(2025, 7, 1)
_ORGAN_ID = {
    "QĐ 20/2020/QĐ-TTg": re.compile(
        # H01 to H63 are the provinces
        r"(?:[A-GI-Z]\d{2}|H(?:0[1-9]|[1-5]\d|6[0-3]))(?:\.[0-9A-Z]{1,8}){0,6}"
    ),
    "QCVN 102:2016/BTTTT": re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}"),
}


def _of_the_day(subject: Subject) -> object:
    """The day names and codes are judged by, as it is told: the day of issue, else the present one."""
    return subject.issued or Passing(subject.day)


def _issued_in_future(subject: Subject) -> Iterator[Hit]:
    if subject.issued and subject.issued.first > subject.day:
        yield hit("/date_issued", date=subject.issued, day=Passing(subject.day))


def _too_early(subject: Subject) -> Iterator[Hit]:
    """Before there was a state that could issue, approve or review anything; the dates of acts have their own rule."""
    record = subject.record
    if subject.issued and subject.issued.last < _EARLIEST:
        yield hit("/date_issued", date=subject.issued)
    days = _days_said(record) if record else ()
    yield from (hit(pointer, date=day) for pointer, day in days if day < _EARLIEST)


def _days_said(record: Record) -> Iterator[tuple[str, dt.date]]:
    """Every day the record says something was done or is due, with its pointer."""
    dated = {"/reviewed_on": record.reviewed_on, "/review_due": record.review_due,
             "/approval/date": record.approval.date}  # fmt: skip
    yield from ((pointer, day) for pointer, day in dated.items() if day)
    for index, event in enumerate(record.workflow.events):
        yield json_pointer("workflow", "events", index, "at"), event.at.date()
    for index, citation in enumerate(record.legal_basis):
        if citation.validity.as_of:
            yield json_pointer("legal_basis", index, "validity", "as_of"), citation.validity.as_of


def _act_too_early(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        date = citation.act.date
        if date and (date < _EARLIEST or date > subject.day):
            yield hit(below(pointer, "act", "date"), date=date)


def _events_in_order(subject: Subject) -> Iterator[Hit]:
    if subject.record is None:
        return
    last: dt.datetime | None = None
    for index, event in enumerate(subject.record.workflow.events):
        moment = aware(event.at)
        if last is not None and moment < last:
            yield hit(json_pointer("workflow", "events", index, "at"), at=event.at.isoformat())
        last = moment


def _event_in_future(subject: Subject) -> Iterator[Hit]:
    for index, event in enumerate(subject.record.workflow.events if subject.record else ()):
        if (event.at.date() - subject.day).days > 1:
            yield hit(json_pointer("workflow", "events", index, "at"), at=event.at.isoformat())


def _state_and_events(subject: Subject) -> Iterator[Hit]:
    if subject.record and (differing := differing_last_step(subject.record)):
        state, last = differing
        yield hit("/workflow/state", state=state.term, last=last.term)


def _workflow_and_approval(subject: Subject) -> Iterator[Hit]:
    if subject.record and (said := contradiction(subject.record)):
        workflow, approval = said
        yield hit(
            "/approval/state",
            workflow=workflow.term, approval=approval.term, standing=subject.record.standing.term,
        )  # fmt: skip


def _edited_after_approval(subject: Subject) -> Iterator[Hit]:
    """Not asked of a record that breaks the schema: rules see it without the wrong values, which changes its text."""
    record = subject.record
    if record and not subject.schema_faults and claims_approval(record) and was_edited_after_approval(record):
        yield hit("/approval/text_sha256", date=record.approval.date)


def _review_before_last(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.reviewed_on and record.review_due and record.review_due < record.reviewed_on:
        yield hit("/review_due", due=record.review_due, reviewed=record.reviewed_on)


def _review_impossible(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.reviewed_on and record.reviewed_on > subject.day:
        yield hit("/reviewed_on", date=record.reviewed_on)


def _approval_impossible(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.approval.date and record.approval.date > subject.day:
        yield hit("/approval/date", date=record.approval.date)


def _published_before_approval(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or record.approval.date is None:
        return
    for index, event in steps_since_draft(record):
        if event.state == "published" and event.at.date() < record.approval.date:
            yield hit(
                json_pointer("workflow", "events", index, "at"), at=event.at.date(), approved=record.approval.date
            )


def _lookup_in_future(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations:
        as_of = citation.validity.as_of
        if as_of and as_of > subject.day:
            yield hit(below(pointer, "validity", "as_of"), date=as_of)


def _sanctions(subject: Subject) -> Iterator[tuple[str, Sanction]]:
    yield from subject.blocks_of(Sanction)


def _amounts_ordered(subject: Subject) -> Iterator[Hit]:
    for pointer, block in _sanctions(subject):
        if block.amount_min is not None and block.amount_max is not None and block.amount_min > block.amount_max:
            yield hit(below(pointer, "amount_min"), low=_dong(block.amount_min), high=_dong(block.amount_max))
    for pointer, low, high in _ranges_told(subject):
        first, last = told_amount(low), told_amount(high)
        if first and last and is_grouped(low) and is_grouped(high) and first > last:
            yield hit(pointer, low=low, high=high)


def _ranges_told(subject: Subject) -> list[tuple[str, str, str]]:
    told: list[tuple[str, str, str]] | None = subject.__dict__.get("_ranges_told")  # kept, because two rules ask
    if told is None:
        pieces = subject.composed.numbered if _MONEY.search(subject.searched.signs) else ()
        told = [(at, *ends) for at, piece in pieces for ends in fine_ranges(piece)]
        subject.__dict__["_ranges_told"] = told
    return told


def _amount_odd(subject: Subject) -> Iterator[Hit]:
    """No fine ends in loose đồng, is below 10,000 or above 10 billion: a digit was lost or doubled."""
    for pointer, block in _sanctions(subject):
        for name in ("amount_min", "amount_max"):
            amount = getattr(block, name)
            if amount is not None and (amount % 1000 or not 10_000 <= amount <= 10_000_000_000):
                yield hit(below(pointer, name), amount=_dong(amount))
    for pointer, *ends in _ranges_told(subject):
        yield from (hit(pointer, amount=end) for end in ends if not is_grouped(end))


def _amount_ratio(subject: Subject) -> Iterator[Hit]:
    for pointer, block in _sanctions(subject):
        if block.amount_min and block.amount_max and block.amount_max > 20 * block.amount_min:
            yield hit(below(pointer, "amount_max"), low=_dong(block.amount_min), high=_dong(block.amount_max))


def _amount_without_currency_words(subject: Subject) -> Iterator[Hit]:
    """The behaviour's evidence says another amount than the field."""
    if subject.record is None:
        return
    for pointer, items in subject.record.evidence.items():
        if pointer.endswith(("/amount_min", "/amount_max")):
            value = value_at(subject.reading.value, pointer)
            said = amounts_in(" ; ".join(item.text for item in items))
            if isinstance(value, int) and not isinstance(value, bool) and said and value not in said:
                yield hit(pointer, amount=_dong(value), text=items[0].text)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@lru_cache(maxsize=512)
def _provinces(issued: IssueDate) -> tuple[Term, ...]:
    """Those there were; of a month, on its first or its last day."""
    return tuple(term for term in vocabulary("provinces").terms if _held(term, issued))


def _held(term: Term, issued: IssueDate) -> bool:
    return term.holds_on(issued.first) or term.holds_on(issued.last)


def _place_code(subject: Subject) -> Iterator[Hit]:
    place = subject.record.place if subject.record else None
    if place and place.code and len(place.code) == 2 and not _exists(place.code, subject.issued):
        yield hit("/place/code", code=place.code, date=_of_the_day(subject))
    if place and place.code and len(place.code) == 5 and _communes_known(subject) and place.code not in communes():
        yield hit("/place/code", code=place.code, date=_of_the_day(subject))


def _communes_known(subject: Subject) -> bool:
    """Whether the list of communes reaches back to the day."""
    return subject.issued_or_day.first >= COMMUNES_FROM


def _exists(code: str, issued: IssueDate | None) -> bool:
    return any(term.code == code for term in (_provinces(issued) if issued else vocabulary("provinces").terms))


def _place_code_form(subject: Subject) -> Iterator[Hit]:
    place = subject.record.place if subject.record else None
    if place and place.code and not re.fullmatch(r"\d{2}|\d{5}", place.code):
        yield hit("/place/code", code=place.code)


def _place_name(subject: Subject) -> Iterator[Hit]:
    place, day = (subject.record.place if subject.record else None), subject.issued_or_day
    if not (place and place.code and len(place.code) == 2):
        return
    if subject.issued is None and _ever(place.code, place.name):
        return
    terms = [term for term in _provinces(day) if term.code == place.code]
    if terms and all(_bare(term.vi) != _bare(place.name) for term in terms):
        yield hit("/place/name", name=place.name, code=place.code, right=terms[-1].vi, date=_of_the_day(subject))


def _commune_name(subject: Subject) -> Iterator[Hit]:
    place = subject.record.place if subject.record else None
    commune = communes().get(place.code or "") if place and _communes_known(subject) else None
    if place and commune and _bare(place.name.partition(",")[0]) != _bare(commune.name):
        yield hit("/place/name", name=place.name, code=commune.code, right=commune.name, date=_of_the_day(subject))


def _place_code_and_name(subject: Subject) -> Iterator[Hit]:
    yield from _place_name(subject)
    yield from _commune_name(subject)


def _ever(code: str, name: str) -> bool:
    """Without a date of issue, a name that was right on some day may be right."""
    return any(term.code == code and _bare(term.vi) == _bare(name) for term in vocabulary("provinces").terms)


def _place_gone(subject: Subject) -> Iterator[Hit]:
    place, day = (subject.record.place if subject.record else None), subject.issued
    if not place or place.code or day is None:
        return
    every = {_bare(term.vi) for term in vocabulary("provinces").terms}
    now = {_bare(term.vi) for term in _provinces(day)}
    if _bare(place.name) in every - now and re.match(r"(?i)tỉnh |thành phố |tp", place.name):
        yield hit("/place/name", name=place.name, date=day)


def _province_rank(subject: Subject) -> Iterator[Hit]:
    """Đồng Nai is a province until 2026-04-29 and a city from 2026-04-30; Huế a city from 2025-01-01."""
    place, day = (subject.record.place if subject.record else None), subject.issued_or_day
    if place is None or not _rank(place.name):
        return
    terms = [term for term in _provinces(day) if _bare(term.vi) == _bare(place.name)]
    if terms and all(_rank(term.vi) != _rank(place.name) for term in terms):
        yield hit("/place/name", name=place.name, right=terms[-1].vi, date=_of_the_day(subject))


def _rank(name: str) -> str:
    found = re.match(r"(tỉnh|thành phố)\s", name.casefold())
    return found.group(1) if found else ""


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    plain = re.sub(r"^(?:tỉnh|thành phố|tp\.?|xã|phường|đặc khu)\s+", "", name.strip().casefold())
    return tone_key(re.sub(r"[\s\-–]+", " ", plain))


def _district_level(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.level == "district" and subject.issued_or_day.first >= _MERGER:
        yield hit("/level", date=_of_the_day(subject))


def _publisher_of_the_day(subject: Subject) -> Iterator[Hit]:
    publisher, day = (subject.record.publisher if subject.record else None), subject.issued_or_day
    if publisher is None:
        return
    said = _folded(publisher.name)
    named = [term for term in vocabulary("ministries").terms if _folded(term.vi) == said]
    if named and not any(_held(term, day) for term in named):
        ended = [term for term in named if term.valid_to and term.valid_to < day.first]
        yield hit(
            "/publisher/name", name=publisher.name, date=_of_the_day(subject), heirs=_heirs(ended[-1]) if ended else ""
        )


def _heirs(term: Term) -> Message | str:
    """Who took over an organ's tasks; often more than one."""
    names = [name_of("ministries", code) for code in term.details.get("replaced_by", ())]
    return say(" Its tasks went to: {organs}.", organs="; ".join(names)) if names else ""


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return tone_key(name.casefold())


def _organ_identifier(subject: Subject) -> Iterator[Hit]:
    publisher = subject.record.publisher if subject.record else None
    if publisher and publisher.organ_id and publisher.organ_id_scheme in _ORGAN_ID:
        pattern = _ORGAN_ID[publisher.organ_id_scheme]
        if len(publisher.organ_id) > 35 or not pattern.fullmatch(publisher.organ_id):
            yield hit("/publisher/organ_id", value=publisher.organ_id, scheme=publisher.organ_id_scheme)


def _evidence(subject: Subject) -> Iterator[tuple[str, int, Evidence]]:
    """What was read for which value, the how manieth, and where."""
    for pointer, items in (subject.record.evidence if subject.record else {}).items():
        for index, item in enumerate(items):
            yield pointer, index, item


def _evidence_target(subject: Subject) -> Iterator[Hit]:
    for pointer, items in (subject.record.evidence if subject.record else {}).items():
        if value_at(subject.reading.value, pointer) is None and not _says_there_is_none(items):
            yield hit(json_pointer("evidence", pointer), target=pointer)


def _says_there_is_none(items: Sequence[Evidence]) -> bool:
    """A person took a value away: that is kept, so that no new reading brings it back."""
    return all(item.method == "person" and not item.text for item in items)


def _evidence_box(subject: Subject) -> Iterator[Hit]:
    for pointer, index, item in _evidence(subject):
        if item.box and (item.box[0] >= item.box[2] or item.box[1] >= item.box[3] or min(item.box) < 0):
            yield hit(json_pointer("evidence", pointer, index, "box"), box=", ".join(map(str, item.box)))


_MONEY = re.compile(r"đồng|\dđ")
_NUMERIC = re.compile(r"/(?:amount_min|amount_max|date_issued|date|number|quantity|article|clause|point)$")


def _unconfirmed_number(subject: Subject) -> Iterator[Hit]:
    """A machine's reading counts once a person confirmed it; comparing the whole with the original confirms all."""
    record = subject.record
    if record is None or was_compared(record):
        return
    for pointer, items in record.evidence.items():
        if _NUMERIC.search(pointer) and not any(item.method == "person" for item in items):
            weak = [i for i in items if i.method == "ocr" and (i.confidence or 0) < subject.policy.confidence]
            if weak:
                yield hit(pointer, text=weak[0].text, confidence=round((weak[0].confidence or 0) * 100))


def _not_compared(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or not claims_approval(record):
        return
    by_machine = any(item.method == "ocr" for _, _, item in _evidence(subject))
    if by_machine and not was_compared(record):
        yield hit("/workflow/events")


_IDENTIFIER = re.compile(r"(?![A-Za-z]+$)[A-Za-z0-9][A-Za-z0-9._:/#~-]{0,199}")  # a bare word tells nothing apart


# RFC 9562; the one of noughts alone names nothing.
_UUID = re.compile(r"urn:uuid:(?!0{8}-)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def _identifier_form(subject: Subject) -> Iterator[Hit]:
    said = subject.record.identifier if subject.record else ""
    is_uuid = said.casefold().startswith("urn:uuid:")
    if subject.record and not (_UUID.fullmatch(said) if is_uuid else _IDENTIFIER.fullmatch(said)):
        yield hit("/identifier", value=said[:60])


_CHECK_DATE = say("Check the date against the original.")
_STEPS_AGAIN = say(
    "Take the steps again with the program, which writes both; begin with: pbgdpl review reopen PACKAGE --by NAME"
)
_CHECK_AMOUNT = say("Check the amount against the original; digits are easily misread.")
_CHECK_PLACE = say(
    "Write the place as it was on the date of issue; names and their days are listed by: pbgdpl schema --format md"
)

RULES = (
    Rule("DUNG130", "issued-in-future", ERROR, WARNING, say("The date of issue {date} is after {day}."), PBGDPL_LAW,
         _CHECK_DATE, _issued_in_future),
    Rule("DUNG131", "issued-too-early", ERROR, WARNING, say("The date {date} is before 2 September 1945."),
         PBGDPL_LAW, _CHECK_DATE, _too_early),
    Rule("DUNG132", "act-date-impossible", ERROR, WARNING, say("No act can be dated {date}."), PBGDPL_LAW, _CHECK_DATE,
         _act_too_early),
    Rule("DUNG133", "events-out-of-order", ERROR, ERROR, say("The step of {at} comes after a later one."),
         QD14_WORKFLOW, say("Put the steps in the order they were taken."), _events_in_order),
    Rule("DUNG134", "event-in-future", ERROR, ERROR, say("The step of {at} has not happened yet."), QD14_WORKFLOW,
         say("Correct the time, or the clock of the computer."), _event_in_future),
    Rule("DUNG135", "state-and-events", ERROR, ERROR, say("The state is “{state}”, but the last step led to “{last}”."),
         QD14_WORKFLOW, _STEPS_AGAIN, _state_and_events),
    Rule("DUNG136", "review-due-before-review", ERROR, WARNING,
         say("The next review ({due}) is due before the last one ({reviewed})."), PBGDPL_LAW, _CHECK_DATE,
         _review_before_last),
    Rule("DUNG137", "review-in-future", ERROR, WARNING, say("The review of {date} has not happened yet."), PBGDPL_LAW,
         _CHECK_DATE, _review_impossible),
    Rule("DUNG138", "approval-in-future", ERROR, ERROR, say("The approval of {date} has not happened yet."),
         QD14_WORKFLOW, _CHECK_DATE, _approval_impossible),
    Rule("DUNG139", "published-before-approval", ERROR, ERROR,
         say("Published on {at}, before the approval of {approved}."), QD14_WORKFLOW, _CHECK_DATE,
         _published_before_approval),
    Rule("DUNG140", "lookup-in-future", ERROR, WARNING,
         say("The force of the act was looked up on {date}, which is still to come."),
         PBGDPL_LAW, _CHECK_DATE, _lookup_in_future),
    Rule("DUNG141", "workflow-and-approval", ERROR, ERROR,
         say("The workflow says “{workflow}”, the approval “{approval}”: the material counts as “{standing}”."),
         QD14_WORKFLOW, _STEPS_AGAIN, _workflow_and_approval),
    Rule("DUNG142", "edited-after-approval", ERROR, ERROR,
         say("The text was changed after it was approved ({date}): what it says now is not approved."), QD14_APPROVAL,
         say("Compare the new text with the original, then: pbgdpl review compare PACKAGE --by NAME"),
         _edited_after_approval),
    Rule("DUNG150", "amounts-reversed", ERROR, WARNING,
         say("The fine runs from {low} to {high} đồng: the first is larger."),
         PBGDPL_LAW, _CHECK_AMOUNT, _amounts_ordered),
    Rule("DUNG151", "amount-odd", WARNING, WARNING, say("{amount} đồng is an unusual fine."), PBGDPL_LAW, _CHECK_AMOUNT,
         _amount_odd),
    Rule("DUNG152", "amount-range-wide", WARNING, WARNING, say("A fine from {low} to {high} đồng is unusually wide."),
         PBGDPL_LAW, _CHECK_AMOUNT, _amount_ratio),
    Rule("DUNG153", "amount-and-evidence", ERROR, WARNING,
         say("The amount {amount} đồng is not what was read: “{text}”."),
         PBGDPL_LAW, _CHECK_AMOUNT, _amount_without_currency_words),
    Rule("DUNG160", "place-code-of-the-day", ERROR, WARNING,
         say("No province or commune had the code {code} on {date}."), UNITS, _CHECK_PLACE, _place_code),
    Rule("DUNG161", "place-code-form", ERROR, WARNING, say("“{code}” is not a place code."), UNITS,
         say("Two digits for a province, five for a commune."), _place_code_form),
    Rule("DUNG162", "place-code-and-name", ERROR, WARNING,
         say("On {date} the code {code} meant “{right}”, not “{name}”."), UNITS, _CHECK_PLACE, _place_code_and_name),
    Rule("DUNG163", "place-of-the-day", ERROR, WARNING, say("“{name}” was no province on {date}."), UNITS, _CHECK_PLACE,
         _place_gone),
    Rule("DUNG164", "province-or-city", WARNING, WARNING, say("On {date} this was “{right}”, not “{name}”."), UNITS,
         _CHECK_PLACE, _province_rank),
    Rule("DUNG165", "district-level-ended", ERROR, WARNING, say("There is no district level on {date}."), UNITS,
         say("Choose province or commune; the district level ended on 1 July 2025."), _district_level),
    Rule("DUNG166", "publisher-of-the-day", ERROR, WARNING, say("{name} did not exist on {date}.{heirs}"), ORGANS,
         say("Name the organ as it was called on the date of issue."), _publisher_of_the_day),
    Rule("DUNG167", "organ-identifier", ERROR, WARNING, say("“{value}” is not an identifier after {scheme}."), ORGANS,
         say("Take the identifier from the organ's list of codes."), _organ_identifier),
    Rule("DUNG170", "identifier-form", ERROR, ERROR, say("“{value}” is no identifier."), TT24,
         say("Use a URN or an address of plain letters and digits: urn:uuid:…"), _identifier_form),
    Rule("DUNG180", "evidence-target", ERROR, WARNING,
         say("Evidence is given for “{target}”, which the record does not have."),
         EVIDENCE, say("Remove the evidence, or make the record again."), _evidence_target),
    Rule("DUNG181", "evidence-box", ERROR, ERROR, say("“{box}” is not a box on a page."), EVIDENCE,
         say("Left, top, right, bottom: left before right, top before bottom."), _evidence_box),
    Rule("DUNG182", "number-not-confirmed", ERROR, NOTE,
         say("“{text}” was read by machine with {confidence} % certainty and nobody has confirmed it."), EVIDENCE,
         say("Compare it with the page it was read from; after all pages: pbgdpl review compare PACKAGE --by NAME"),
         _unconfirmed_number),
    Rule("DUNG183", "not-compared", ERROR, NOTE, say("Nobody has compared the text with the original."), QD14_WORKFLOW,
         say("Make it a draft again and compare it with the original; begin with: "
             "pbgdpl review reopen PACKAGE --by NAME"),
         _not_compared),
)  # fmt: skip
