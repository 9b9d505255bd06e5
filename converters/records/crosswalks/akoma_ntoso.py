"""Akoma Ntoso 3.0 (OASIS LegalDocML): a record as `act` where it is one itself, as `doc` otherwise.

What is not known is said as not known: a day nobody read is 0001-01-01 with the name "unknown", a month's first day
has the name "month". Names of works follow the naming convention as far as the record goes:
`/akn/vn/act/nghi-dinh/2025/282-2025-nd-cp`, and for what is no act `/akn/vn/doc/to-gap/2026/UUID`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from converters.records.crosswalks.akoma_body import Body, child, eid_of_place
from converters.records.crosswalks.xml_writing import document
from converters.writing.names import slug
from validators.sharing import record as model
from validators.sharing.content import is_paper
from validators.sharing.vocabulary import vocabulary

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:pbgdpl:export"
"""Of what the vocabulary has no place for: standing, marks, validity of cited acts."""
_ACT = "van-ban-quy-pham"
_PROGRAM = "#pbgdpl"
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_LOCAL = re.compile(r"UBND|HĐND")
_LANGUAGES = {"vi": "vie", "en": "eng"}  # ISO 639-2 where it is not the same code
_UNKNOWN_DAY = "0001-01-01"


def to_akoma_ntoso(record: model.Record, cautions: Sequence[str] = ()) -> str:
    """A record as an `akomaNtoso` document, UTF-8 text with its XML declaration.

    Args:
        record: The record.
        cautions: What its readers must know; kept among its metadata and before the text.
    """
    is_act = record.kind == _ACT
    root = ET.Element(f"{{{AKN}}}akomaNtoso")
    made = child(root, "act" if is_act else "doc", name=_type_of(record), contains="originalVersion")
    _meta(child(made, "meta"), record, cautions)
    head, content, closing = _parted(record.content)
    if head or cautions:
        preface = child(made, "preface")
        for line in cautions:
            child(preface, "p", line, **{"class": "caution"})
        _lines(preface, head)
    body = Body(_references(record))
    body.fill(child(made, "body" if is_act else "mainBody"), content)
    if closing:
        _lines(child(made, "conclusions"), closing)
    return document(root, {"": AKN, "pbgdpl": OWN}, indent=False)


def _parted(content: Sequence[model.Block]) -> tuple[list[str], list[model.Block], list[str]]:
    """Lines of the letterhead that opens a text, the text, and lines of what closes it."""
    kept = [one for one in content if not is_paper(one) or isinstance(one, model.Letterhead | model.Closing)]
    head: list[str] = []
    while kept and isinstance(first := kept[0], model.Letterhead):
        head += first.lines
        kept = kept[1:]
    closing: list[str] = []
    while kept and isinstance(last := kept[-1], model.Closing):
        closing = [*last.lines, *closing]
        kept = kept[:-1]
    return head, kept, closing


def _lines(parent: ET.Element, lines: Sequence[str]) -> None:
    for line in lines:
        child(parent, "p", line)


def _type_of(record: model.Record) -> str:
    """The type of an act by the name its title begins with; of other material its kind."""
    if record.kind != _ACT:
        return record.kind
    title = record.title.casefold()
    named = [term.code for term in vocabulary("document-types").terms if title.startswith(f"{term.vi} ".casefold())]
    return max(named, key=len, default="van-ban")


def _meta(meta: ET.Element, record: model.Record, cautions: Sequence[str]) -> None:
    work = _work_uri(record)
    language = record.language.partition("-")[0]
    expression = f"{work}/{_LANGUAGES.get(language, language)}@"
    known = child(meta, "identification", source=_PROGRAM)
    day, name = _day(record)
    last = record.workflow.events[-1].at.date().isoformat() if record.workflow.events else None
    _frbr(child(known, "FRBRWork"), work, day, name)
    known_work = known[0]
    child(known_work, "FRBRcountry", value="vn")
    if record.number:
        child(known_work, "FRBRnumber", value=record.number)
    _frbr(child(known, "FRBRExpression"), expression, day, name)
    child(known[1], "FRBRlanguage", language=_LANGUAGES.get(language, language))
    _frbr(child(known, "FRBRManifestation"), f"{expression}.xml", last or _UNKNOWN_DAY, "record" if last else "unknown")
    _people(child(meta, "references", source=_PROGRAM), record)
    own = child(meta, "proprietary", source=_PROGRAM)
    for tag, text in _own_facts(record, cautions):
        ET.SubElement(own, f"{{{OWN}}}{tag}").text = text


def _frbr(level: ET.Element, uri: str, day: str, name: str) -> None:
    child(level, "FRBRthis", value=f"{uri}/!main" if not uri.endswith(".xml") else uri)
    child(level, "FRBRuri", value=uri)
    child(level, "FRBRdate", date=day, name=name)
    child(level, "FRBRauthor", href="#publisher" if level.tag.endswith("Work") else _PROGRAM)


def _day(record: model.Record) -> tuple[str, str]:
    said = record.date_issued
    if said is None:
        return _UNKNOWN_DAY, "unknown"
    text = said.isoformat()
    return (text, "issued") if said.day else (f"{text}-01", "month")


def _people(references: ET.Element, record: model.Record) -> None:
    issuer = record.publisher or record.creator
    child(references, "TLCOrganization", eId="publisher", href="/akn/ontology/organization/vn/publisher",
          showAs=issuer.name if issuer else "không rõ")  # fmt: skip
    child(references, "TLCOrganization", eId="pbgdpl", href="/akn/ontology/organization/pbgdpl", showAs="pbgdpl")
    for number, (uri, name) in enumerate(_cited(record).items(), 1):
        child(references, "TLCReference", eId=f"act_{number}", name="act", href=uri, showAs=name)


def _own_facts(record: model.Record, cautions: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "record", record.identifier
    yield "standing", str(record.standing)
    yield from (("caution", line) for line in cautions)
    if record.rights.license:
        yield "licence", record.rights.license


def _work_uri(record: model.Record) -> str:
    year = str(record.date_issued)[:4] if record.date_issued else "0001"
    if record.kind == _ACT and record.number:
        printed = _YEAR.search(record.number)
        return f"/akn/vn/act/{_type_of(record)}/{printed[1] if printed else year}/{slug(record.number)}"
    name = record.identifier.removeprefix("urn:uuid:")
    return f"/akn/vn/{'act' if record.kind == _ACT else 'doc'}/{_type_of(record)}/{year}/{slug(name)}"


def _act_uri(act: model.Act) -> str | None:
    """The name of a cited act; None where its number does not tell it from all others.

    Numbers without a year (501/QĐ-TTg) come again every year, and each province counts for itself (22/2019/NQ-HĐND).
    """
    printed = _YEAR.search(act.number or "")
    if not act.number or not printed or _LOCAL.search(act.number):
        return None
    return f"/akn/vn/act/{act.type or 'van-ban'}/{printed[1]}/{slug(act.number)}"


def _cited(record: model.Record) -> Mapping[str, str]:
    """The acts a record names, by URI: what each is called."""
    return {uri: one.act.title or f"{one.act.number}" for one in record.legal_basis if (uri := _act_uri(one.act))}


def _references(record: model.Record) -> Mapping[str, str]:
    """Words that name a place in one act, and its address; words that mean two acts lead to neither."""
    meant: dict[str, set[str]] = {}
    for one in record.legal_basis:
        uri = _act_uri(one.act)
        place = eid_of_place(one.locator)
        meant.setdefault(one.text, set()).add("" if uri is None else f"{uri}#{place}" if place else uri)
    return {text: next(iter(uris)) for text, uris in meant.items() if len(uris) == 1 and "" not in uris}
