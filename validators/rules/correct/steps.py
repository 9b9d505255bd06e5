"""Do days, steps, level and titles of a record fit each other: is nothing said that what stands beside it forbids?

Which steps are missing altogether is told by DU222; here all are there, and the record still contradicts itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR
from difflib import SequenceMatcher
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from validators.language.sought import parts
from validators.language.syllables import CAPITALS, base_key
from validators.packages.package import APPROVED
from validators.problems import Message, say
from validators.rules.agreeing.readings import doubled, twice_in_list, twice_in_table
from validators.rules.closed_lists import ministries
from validators.rules.correct.citing import mentions_in
from validators.rules.rule import (
    CITATIONS,
    COPYRIGHT,
    ERROR,
    ORGANS,
    PBGDPL_LAW,
    QD14_WORKFLOW,
    TT24,
    WARNING,
    Hit,
    Rule,
    hit,
)
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Act, Approval, Citation
from validators.sharing.standing import Standing, claims_approval, steps_since_draft
from validators.sharing.vocabulary import name_of, vocabulary

# What comes right before, by Decision 14/2019/QĐ-TTg, Article 8.4.
_BEFORE: Mapping[str, str] = MappingProxyType(
    {Standing.APPROVED.value: Standing.COMPARED.value, Standing.PUBLISHED.value: Standing.APPROVED.value}
)


def _out_of_turn(subject: Subject) -> Iterator[Hit]:
    steps = steps_since_draft(subject.record) if subject.record else []
    states = {step.state for _, step in steps}
    last = Standing.DRAFT.value
    for index, step in steps:
        needed = _BEFORE.get(step.state)
        if needed in states and last != needed:
            yield hit(
                json_pointer("workflow", "events", index, "state"),
                state=Standing(step.state).term, before=Standing(last).term, needed=Standing(str(needed)).term,
            )  # fmt: skip
        last = step.state


def _approval_and_step(subject: Subject) -> Iterator[Hit]:
    """Who approved and when stand in two places; the program writes both at once."""
    record = subject.record
    if record is None or not claims_approval(record):
        return
    yield from _approval_and_sheet(subject, record.approval)
    steps = [step for _, step in steps_since_draft(record) if Standing(step.state) is Standing.APPROVED]
    approval = record.approval
    if not steps or not approval.by or approval.date is None:
        return  # DU221 and DU222 tell what is missing
    step = steps[-1]
    if step.by and step.by.casefold().split() != approval.by.casefold().split():
        yield hit("/approval/by", said=approval.by, other=step.by)
    if step.at.date() != approval.date:
        yield hit("/approval/date", said=approval.date, other=step.at.date())


def _approval_and_sheet(subject: Subject, approval: Approval) -> Iterator[Hit]:
    """The sheet that is filed beside a record tells who approved it, and by which paper."""
    sheet = subject.package.own_file(APPROVED) if subject.package and not subject.faults else None
    if sheet is None or sheet.stat().st_size > _LARGEST_SHEET:
        return
    try:
        step = json.loads(sheet.read_bytes())["step"]
        told = {name: step.get(name) for name in ("by", "position", "document")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield hit("/approval", said=approval.by, other="–", file=f"data/{APPROVED}")
        return
    for name, other in told.items():
        said = getattr(approval, name)
        if said != other:
            yield hit(f"/approval/{name}", said=said or "–", other=str(other or "–")[:_TOLD])


_LARGEST_SHEET = 4 << 20  # bytes


def _reviewed_before_issue(subject: Subject) -> Iterator[Hit]:
    """A review looks at what was issued. Of a month of issue the first day counts."""
    record = subject.record
    if record and record.reviewed_on and record.date_issued and record.reviewed_on < record.date_issued.first:
        yield hit("/reviewed_on", date=record.reviewed_on, issued=record.date_issued)


_UNIT_NAMED = re.compile(
    r"(?<!\w)(?i:(tỉnh|huyện|quận|thị xã|thị trấn|đặc khu|phường|(?<!tác )(?<!tấn )xã(?!\s{1,3}hội)))"
    rf"\s{{1,3}}(?=[{CAPITALS}\d])"
)
_LEVELS: Mapping[str, str] = MappingProxyType({
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "thị trấn": "commune", "đặc khu": "commune", "phường": "commune", "xã": "commune",
})  # fmt: skip
_CENTRAL = re.compile(
    r"(?:Quốc hội|Chính phủ|Văn phòng (?:Quốc hội|Chính phủ|Chủ tịch nước)|(?:Tổng cục|Cục|Vụ) .{3,120})", re.IGNORECASE
)


def _level_of(name: str) -> str | None:
    """The level an organ's name says: by the first unit it names, or as a ministry; None where it says none."""
    if re.match(r"sở\s", name, re.IGNORECASE):
        return "province"
    if found := _UNIT_NAMED.search(name):
        return _LEVELS[found[1].casefold()]
    return "central" if name.strip().casefold() in ministries() or _CENTRAL.fullmatch(name.strip()) else None


def _level_and_publisher(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or record.publisher is None or record.level in {None, "other"}:
        return
    day = subject.issued_or_day.first
    if not any(term.code == record.level and term.holds_on(day) for term in vocabulary("levels").terms):
        return  # DUNG165 tells it
    said = _level_of(record.publisher.name)
    if said is None and record.level == "central" and record.place and record.place.code:
        yield hit("/level", level=name_of("levels", record.level), name=record.place.name,
                  other=name_of("levels", "province"))  # fmt: skip
    if said and said != record.level:
        yield hit("/level", level=name_of("levels", str(record.level)), name=record.publisher.name,
                  other=name_of("levels", said))  # fmt: skip


def _act_days(subject: Subject) -> Iterator[Hit]:
    """An act is dated, comes into force and expires in this order."""
    for pointer, citation in subject.citations:
        act = citation.act
        days = [("date", act.date), ("in_force_from", act.in_force_from), ("expires_on", act.expires_on)]
        said = [(name, day) for name, day in days if day]
        for (_, earlier), (name, later) in pairwise(said):
            if later < earlier:
                yield hit(below(pointer, "act", name), date=later, earlier=earlier)


def _act_relations(subject: Subject) -> Iterator[Hit]:
    """What is said of an act's life, and cannot be."""
    for pointer, citation in subject.citations:
        for name, why in _impossible_life(citation):
            yield hit(below(pointer, *name), text=citation.text, why=why)
        if _is_cited_as_ended(citation):
            why = say("it is cited as one that was repealed or replaced")
            yield hit(below(pointer, "validity", "state"), text=citation.text, why=why)


def _impossible_life(citation: Citation) -> Iterator[tuple[tuple[str, ...], Message]]:
    act, said = citation.act, citation.validity
    year = _year_of(act.number) or act.year or (act.date.year if act.date else None)
    yield from _impossible_relations(act, year)
    if act.amended_in and year and act.amended_in < year:
        yield ("act", "amended_in"), say("it was amended before it was issued")
    if said.as_of and act.date and said.as_of < act.date:
        yield ("validity", "as_of"), say("it was looked up before it was issued")
    if said.state == "in-force" and said.as_of and act.expires_on and act.expires_on <= said.as_of:
        yield ("validity", "state"), say("it had expired on the day it was looked up")
    if said.state == "in-force" and said.as_of and act.in_force_from and act.in_force_from > said.as_of:
        yield ("validity", "state"), say("it was not yet in force on the day it was looked up")
    if said.state == "not-yet-in-force" and said.as_of and act.in_force_from and act.in_force_from <= said.as_of:
        yield ("validity", "state"), say("it was in force on the day it was looked up")
    if said.state == "expired" and said.as_of and act.expires_on and act.expires_on > said.as_of:
        yield ("validity", "state"), say("it had not yet expired on the day it was looked up")


def _impossible_relations(act: Act, year: int | None) -> Iterator[tuple[tuple[str, ...], Message]]:
    for name, others in (("amended_by", act.amended_by), ("replaced_by", act.replaced_by)):
        if any((_year_of(other) or MAXYEAR) < (year or 0) for other in others or ()):
            yield ("act", name), say("the other act is older")
        elif any(_rank(other) < _rank(act.number) for other in others or ()):
            yield ("act", name), say("an act of lower rank cannot do that")
        elif act.number and any(_bare(other) == _bare(act.number) for other in others or ()):
            yield ("act", name), say("no act does that to itself")


def _is_cited_as_ended(citation: Citation) -> bool:
    """Whether an act that is said to be in force is cited as one that is no more, and not to end on a later day."""
    act, said = citation.act, citation.validity
    goes_on = act.expires_on and said.as_of and act.expires_on > said.as_of
    return said.state == "in-force" and citation.role in {"repealed", "replaced"} and not goes_on


def _rank(number: str | None) -> int:
    """How high an act stands by its number (Law 64/2025/QH15, Article 4); as high as can be where that is not known."""
    return next((rank for rank, sign in enumerate(_RANKS) if re.search(sign, number or "")), len(_RANKS))


_RANKS = (r"-(?:UBND|HĐND)$", r"/TT(?:LT)?-", r"/NĐ-CP$", r"/(?:QH|UBTVQH)\d")


def _year_of(number: str | None) -> int | None:
    found = re.search(r"/(\d{4})/", number or "")
    return int(found[1]) if found else None


def _bare(number: str) -> str:
    return "".join(base_key(number.casefold()).split())


def _contradicting_rights(subject: Subject) -> Iterator[Hit]:
    """A licence lets everybody copy: no terms of use and no class of sharing may say otherwise."""
    record = subject.record
    licence = record.rights.license if record else None
    if record is None or licence is None or not _CC.match(licence):
        return
    statement = record.rights.statement or ""
    if found := _FORBIDS.search(statement):
        yield hit("/rights/statement", licence=licence, other=" ".join(found.group().split()))
    if record.sharing_class == "restricted" or (record.sharing_class == "open" and _LIMITED.search(licence)):
        yield hit("/sharing_class", licence=licence, other=name_of("sharing-classes", record.sharing_class))


_FORBIDS = re.compile(
    r"""
    (?<!\w)(?:cấm|không\s{1,3}được|nghiêm\s{1,3}cấm)\s{1,3}(?:mọi\s{1,3}hình\s{1,3}thức\s{1,3})?
      (?:sao\s{1,3}(?:chép|chụp)|in\s{1,3}lại|phát\s{1,3}hành|phổ\s{1,3}biến|đăng\s{1,3}lại|chia\s{1,3}sẻ)
    | (?:giữ|bảo\s{1,3}lưu)\s{1,3}(?:toàn|mọi|tất\s{1,3}cả)\s{1,3}(?:bộ\s{1,3})?quyền | all\s{1,3}rights\s{1,3}reserved
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIMITED = re.compile(r"(?<![A-Za-z])(?:NC|ND|NonCommercial|NoDerivatives)(?![A-Za-z])", re.IGNORECASE)


def _told_twice(subject: Subject) -> Iterator[Hit]:
    """Entries of a list in which each may stand once."""
    record = subject.record
    lists: dict[str, list[Any]] = (
        {"keywords": record.keywords, "subjects": record.subjects, "audiences": record.audiences} if record else {}
    )
    cited = {"legal_basis": [one.text for one in record.legal_basis]} if record else {}
    keys: dict[str, list[object]]
    keys = {"legal_basis": [(one.text, *vars(one.locator).values(), one.act.number) for one in record.legal_basis]
            if record else []}  # fmt: skip
    for name, entries in (*lists.items(), *cited.items()):
        seen: set[object] = set()
        for index, key in enumerate(keys.get(name) or [str(entry).casefold().strip() for entry in entries]):
            if key in seen:
                yield hit(json_pointer(name, index), value=entries[index])
            seen.add(key)
    again = (*doubled(subject), *twice_in_list(subject), *twice_in_table(subject))
    yield from (hit(pointer, value=text[:_TOLD]) for pointer, text in again)
    title = record.title.casefold().split() if record else []
    if len(title) >= _LEAST_WORDS and title[: len(title) // 2] == title[(len(title) + 1) // 2 :]:
        yield hit("/title", value=" ".join(title[: len(title) // 2])[:_TOLD])


_LEAST_WORDS = 6  # of a title that says itself twice
_TOLD = 120  # signs of what stands twice that are told


def _licence(subject: Subject) -> Iterator[Hit]:
    said = subject.record.rights.license if subject.record else None
    if said and _CC.match(said) and not _CC_LICENCE.fullmatch(said.strip()):
        yield hit("/rights/license", licence=said)


_CC = re.compile(r"\s*(?:cc\b|cc0|creative commons)", re.IGNORECASE)
_CC_LICENCE = re.compile(
    r"""
    CC[ -]?0(?:[ -]1\.0)?
    | (?:CC|Creative\s+Commons)[ -](?:BY|Attribution)
      (?:[ -](?:NC|NonCommercial))?(?:[ -](?:ND|SA|NoDerivatives|ShareAlike))?
    (?:[ -](?:[1-4]\.0|2\.5))?(?:\s\D.{0,60})?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _other_title(subject: Subject) -> Iterator[Hit]:
    """The words name laws, and none of them has the title the record gives."""
    for pointer, citation in subject.citations:
        title = citation.act.title
        words = parts(citation.text, _LONGEST) if title else ()
        named = [mention.act.title for part in words for mention in mentions_in(part)]
        said = [other for other in named if other]
        if said and title and not any(is_one_title(one, title) for one in said):
            yield hit(below(pointer, "act", "title"), title=title, text=citation.text)


def is_one_title(first: str, second: str) -> bool:
    """Whether two titles may be one, written short or misread, with or without capitals and marks."""
    first, second = base_key(first.casefold()), base_key(second.casefold())
    return first in second or second in first or SequenceMatcher(None, first, second).ratio() >= _ALIKE


_ALIKE = 0.7  # of two titles' letters: what was misread leaves more, and another law has less
_LONGEST = 2000  # signs of a citation that are looked through at once
_AGAIN = say(
    "Take the steps again with the program, which writes both; begin with: pbgdpl review reopen PACKAGE --by NAME"
)

_COMPARE = say("Compare with the original and with the act itself.")

RULES = (
    Rule("DUNG143", "steps-out-of-turn", ERROR, ERROR,
         say("The step “{state}” follows “{before}”; it has to follow “{needed}”."), QD14_WORKFLOW, _AGAIN,
         _out_of_turn),
    Rule("DUNG123", "act-days-out-of-order", ERROR, WARNING,
         say("The act cannot come into force or expire on {date}, before {earlier}."), CITATIONS, _COMPARE, _act_days),
    Rule("DUNG124", "citation-text-names-other-act", ERROR, WARNING,
         say("The words “{text}” do not name “{title}”."), PBGDPL_LAW, _COMPARE, _other_title),
    Rule("DUNG145", "reviewed-before-issue", ERROR, WARNING,
         say("It was reviewed on {date}, before it was issued ({issued})."), PBGDPL_LAW,
         say("Check the date against the original."), _reviewed_before_issue),
    Rule("DUNG129", "act-life-impossible", ERROR, WARNING,
         say("What is said of “{text}” cannot be right: {why}."), PBGDPL_LAW, _COMPARE, _act_relations),
    Rule("DUNG173", "rights-contradict", ERROR, WARNING,
         say("The licence “{licence}” and “{other}” cannot both hold."), COPYRIGHT,
         say("Choose the licence, or correct the terms of use and the class of sharing."), _contradicting_rights),
    Rule("DUNG174", "told-twice", WARNING, WARNING, say("“{value}” stands there twice."), TT24,
         say("Keep one of them."), _told_twice),
    Rule("DUNG171", "licence-unknown", ERROR, WARNING, say("There is no licence “{licence}”."), COPYRIGHT,
         say("Write it as its publisher does: CC BY 4.0."), _licence),
    Rule("DUNG169", "level-and-publisher", WARNING, WARNING,
         say("The level is “{level}”, but “{name}” is of the level “{other}”."), ORGANS,
         say("Choose the level of the organ that issued the material."), _level_and_publisher),
    Rule("DUNG144", "approval-and-step", WARNING, WARNING,
         say("The approval says {said}, the step that led to it {other}."), QD14_WORKFLOW, _AGAIN,
         _approval_and_step),
)  # fmt: skip
