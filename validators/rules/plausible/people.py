"""Who took the steps, and for which organ: do the people and organs a record names fit each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from validators.language.syllables import CAPITALS, base_key, tone_key
from validators.problems import say
from validators.rules.rule import ERROR, NOTE, ORGANS, QD14_WORKFLOW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Record
from validators.sharing.standing import claims_approval, steps_since_draft


def _one_person(subject: Subject) -> Iterator[Hit]:
    """Who compared and approved alone: a second person looks at nothing then (QĐ 14/2019, Article 8.4)."""
    record = subject.record
    if record is None or not claims_approval(record):
        return
    steps = steps_since_draft(record)
    compared = {_plain(step.by) for _, step in steps if step.state == "compared" and step.by}
    for place, step in steps:
        if step.state == "approved" and step.by and compared == {_plain(step.by)}:
            yield hit(json_pointer("workflow", "events", place, "by"), name=step.by)


def _plain(name: str) -> str:
    return " ".join(tone_key(name.casefold()).split())


_WHOSE = {
    "/creator/name": say("organ that led the drafting"),
    "/approval/position": say("position of who approved"),
}
_NAME = rf"\s{{1,3}}([{CAPITALS}]\w*(?:[\s-]{{1,2}}[{CAPITALS}]\w*){{0,3}})"
_PROVINCE = re.compile(rf"(?<!\w)(?:[Tt]ỉnh|[Tt]hành\s{{1,3}}phố|TP\.?){_NAME}")
_COMMUNE = re.compile(rf"(?<!\w)(?:[Xx]ã|[Pp]hường|[Đđ]ặc\s{{1,3}}khu){_NAME}")
_DEPARTMENT = re.compile(
    rf"(?<!\w)Sở\s{{1,3}}([{CAPITALS}][\w\s,-]{{1,50}}?)(?=\s{{1,3}}(?:tỉnh|thành\s{{1,3}}phố|TP)(?!\w)|\s*(?:[;(–.]|$))"
)
_UNIT = re.compile(r"(?:phòng|trung\s{1,3}tâm|ban|văn\s{1,3}phòng|chi\s{1,3}cục)\s", re.IGNORECASE)
_OF_DEPARTMENT = re.compile(r"[/-]S([A-ZĐ&]{1,5})$")


def _organs_disagree(subject: Subject) -> Iterator[Hit]:
    """A province or department in one place of the head, and another in the next; joint material names several.

    A department may issue what another one drafted, but none issues what a unit of another one drafted.
    """
    record = subject.record
    if record is None or record.publisher is None:
        return
    publisher = record.publisher.name
    provinces, departments = _named(_PROVINCE, publisher), _named(_DEPARTMENT, publisher)
    communes = _named(_COMMUNE, publisher)
    odd = []
    for pointer, name in _organs(record):
        is_unit = pointer != "/creator/name" or _UNIT.match(name)
        others = (
            (provinces, _named(_PROVINCE, name)),
            (communes, _named(_COMMUNE, name)),
            (departments, _named(_DEPARTMENT, name) if is_unit else frozenset()),
        )
        if any(_differ(first, second) for first, second in others):
            odd.append((pointer, name))
    for pointer, name in odd:  # where all others say the same, the issuing organ is the odd one
        place = pointer if len(odd) == 1 else "/publisher/name"
        yield hit(place, what=_WHOSE[pointer], name=name, publisher=publisher)
    if record.place and _differ(provinces, _named(_PROVINCE, record.place.name)):
        yield hit("/place/name", what=say("place"), name=record.place.name, publisher=publisher)
    yield from _other_approver(record, publisher)
    symbol = _OF_DEPARTMENT.search(record.number or "")
    if symbol and len(departments) == 1 and _symbol(symbol[1]) != _initials(next(iter(departments))):
        yield hit("/number", what=say("number"), name=record.number, publisher=publisher)


_OF_COMMUNE = re.compile(
    r"(?:(?:Ủy|Uỷ)\s{1,3}ban\s{1,3}nhân\s{1,3}dân|UBND)\s{1,3}(?:xã|phường|đặc\s{1,3}khu)\s", re.IGNORECASE
)
_OF_JUSTICE = "tu phap"
_HEADS_DEPARTMENT = re.compile(r"giám\s{1,3}đốc\s|(?<!\w)(?:sở|chi\s{1,3}cục|trung\s{1,3}tâm)\s", re.IGNORECASE)
_HEADS_COMMITTEE = re.compile(r"ủy\s{1,3}ban|uỷ\s{1,3}ban|ubnd|chủ\s{1,3}tịch", re.IGNORECASE)
_HEADS_OF_OTHERS = (
    ("chánh án", "án"),
    ("phó chánh án", "án"),
    ("viện trưởng viện kiểm sát", "kiểm sát"),
    ("bộ trưởng", "bộ "),
)
_PAPER_SYMBOL = re.compile(r"/(?:QĐ|CV|TB|VB)-(?P<organ>UBND|S[A-ZĐ&]{1,5})$")


def _other_approver(record: Record, publisher: str) -> Iterator[Hit]:
    """Who approved, against the paper that says so; a commune's material approved by a department not of justice."""
    position, document = record.approval.position, (record.approval.document or "").strip()
    if not position:
        return
    led = _named(_DEPARTMENT, position)
    drafted = record.creator.name if record.creator else ""
    is_own = bool(led & _named(_DEPARTMENT, drafted)) or any(base_key(one).startswith(_OF_JUSTICE) for one in led)
    if led and _OF_COMMUNE.match(publisher) and not is_own:
        yield hit("/approval/position", what=_WHOSE["/approval/position"], name=position, publisher=publisher)
    ours = f"{publisher} {drafted}".casefold()
    if any(position.casefold().startswith(head) and organ not in ours for head, organ in _HEADS_OF_OTHERS):
        yield hit("/approval/position", what=_WHOSE["/approval/position"], name=position, publisher=publisher)
    symbol = _PAPER_SYMBOL.search(document)
    if symbol and _is_other_paper(symbol["organ"], position, led):
        yield hit("/approval/document", what=say("document of the approval"), name=document, publisher=publisher)


def _is_other_paper(organ: str, position: str, led: frozenset[str]) -> bool:
    """Whether a paper is of a committee and who signed leads a department, or the other way round."""
    is_of_committee = _HEADS_COMMITTEE.search(position) is not None
    if organ == "UBND":
        return _HEADS_DEPARTMENT.search(position) is not None and not is_of_committee
    return is_of_committee or (len(led) == 1 and _symbol(organ[1:]) != _initials(next(iter(led))))


@lru_cache(maxsize=4096)  # an office's records name the same few organs
def _named(pattern: re.Pattern[str], name: str) -> frozenset[str]:
    return frozenset(_plain(one) for one in pattern.findall(name))


def _differ(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether each names one thing and not the same; one written short is the same."""
    if len(first) != 1 or len(second) != 1:
        return False
    one, other = next(iter(first)), next(iter(second))
    return not (one.startswith(other) or other.startswith(one))


def _symbol(letters: str) -> str:
    return base_key(letters.casefold().replace("&", ""))


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", base_key(name)) if word != "va"]
    return "".join(word[0] for word in words)


def _organs(record: Record) -> Iterator[tuple[str, str]]:
    if record.creator:
        yield "/creator/name", record.creator.name
    if record.approval.position:
        yield "/approval/position", record.approval.position


def _repeated_step(subject: Subject) -> Iterator[Hit]:
    """The very same step twice, or a beginning after a beginning: one of them nobody took."""
    events = subject.record.workflow.events if subject.record else []
    for place in range(1, len(events)):
        before, here = events[place - 1], events[place]
        if before.state == here.state and (here.state == "draft" or (before.at, before.by) == (here.at, here.by)):
            yield hit(json_pointer("workflow", "events", place), at=here.at.isoformat())


RULES = (
    Rule("DUNG100", "organs-disagree", ERROR, WARNING,
         say("The {what}, “{name}”, and the issuing organ, “{publisher}”, do not belong together."), ORGANS,
         say("Compare with the original; correct whichever is wrong."), _organs_disagree),
    Rule("DU225", "one-person", WARNING, NOTE,
         say("“{name}” compared and approved the material alone."), QD14_WORKFLOW,
         say("Let a second person compare or approve; begin with: pbgdpl review reopen PACKAGE --by NAME"),
         _one_person),
    Rule("DU226", "step-twice", WARNING, WARNING,
         say("The step of {at} is the same as the one before it."), QD14_WORKFLOW,
         say("Take out the one that nobody took."), _repeated_step),
)  # fmt: skip
