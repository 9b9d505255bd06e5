"""EAD3: a record as an archive describes it, with the fields Thông tư 05/2025/TT-BNV names for files.

Each element that holds one of those fields says so (`encodinganalog="arcFileCode"`). Fields a record knows nothing of
(`totalDoc`, `numberOfPaper`, `inforSign`, `paperFileCode`, `format` for the state of the paper) are left out: they are
the archive's to fill in. `confidenceLevel` is said only of a copy whose legal value is known.

Schema: EAD3 1.1.1, Society of American Archivists and Library of Congress, namespace http://ead3.archivists.org/schema/.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from converters.records.crosswalks.description import Description, description_of
from converters.records.crosswalks.xml_writing import document, xml_text
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of

EAD = "http://ead3.archivists.org/schema/"
_LANGUAGES = {"vi": "vie", "en": "eng"}  # ISO 639-2 where it is not the same code
_UNKNOWN = "không rõ"  # the schema wants a name
_PAGES_OF = ("source", "access")


def to_ead(record: model.Record, cautions: Sequence[str] = ()) -> str:
    """A record as an `ead` document, UTF-8 text with its XML declaration.

    Args:
        record: The record.
        cautions: What its readers must know, each as a note.
    """
    described = description_of(record)
    root = _element(None, "ead")
    _control(root, record, described)
    described_unit = _element(root, "archdesc", level="item")
    _unit(_element(described_unit, "did"), record, described)
    for caution in cautions:
        _noted(described_unit, "odd", caution, localtype="caution")
    _notes(described_unit, record, described)
    return document(root, {"": EAD})


def _control(root: ET.Element, record: model.Record, described: Description) -> None:
    control = _element(root, "control")
    _element(control, "recordid", described.identifier)
    titles = _element(_element(control, "filedesc"), "titlestmt")
    _element(titles, "titleproper", described.title)
    _element(control, "maintenancestatus", value="derived")
    agency = described.publisher or described.creator or _UNKNOWN
    _element(_element(control, "maintenanceagency"), "agencyname", agency)
    event = _element(_element(control, "maintenancehistory"), "maintenanceevent")
    _element(event, "eventtype", value="derived")
    _element(event, "eventdatetime", _last_day(record))
    _element(event, "agenttype", value="machine")
    _element(event, "agent", "pbgdpl")


def _last_day(record: model.Record) -> str | None:
    """When somebody last did something with it, where that is known."""
    events = record.workflow.events
    return events[-1].at.isoformat() if events else None


def _unit(did: ET.Element, record: model.Record, described: Description) -> None:
    _element(did, "unittitle", described.title, encodinganalog="title")
    _element(did, "unitid", described.identifier, encodinganalog="arcFileCode")
    if described.number:
        _element(did, "unitid", described.number, label="Số, ký hiệu")
    if described.date:
        dates = _element(did, "unitdatestructured", encodinganalog="startDate endDate")
        _element(dates, "datesingle", described.date, standarddate=described.date)
    for name in dict.fromkeys(filter(None, (described.creator, described.publisher))):
        _element(_element(_element(did, "origination"), "corpname"), "part", name)
    _pages(did, record)
    if described.language:
        code = described.language.partition("-")[0]
        languages = _element(did, "langmaterial", encodinganalog="language")
        _element(languages, "language", described.language, langcode=_LANGUAGES.get(code, code))
    for file in record.files:
        if file.role in _PAGES_OF:
            _element(did, "dao", daotype="derived", href=file.path, linkrole=file.media_type, coverage="whole")


def _pages(did: ET.Element, record: model.Record) -> None:
    pages = next((file.pages for role in _PAGES_OF for file in record.files if file.role == role and file.pages), None)
    if pages:
        counted = _element(
            did, "physdescstructured", encodinganalog="numberOfPage", physdescstructuredtype="spaceoccupied",
            coverage="whole",
        )  # fmt: skip
        _element(counted, "quantity", str(pages))
        _element(counted, "unittype", "trang")


def _notes(unit: ET.Element, record: model.Record, described: Description) -> None:
    retention = record.retention or model.Retention()
    value = name_of("copy-values", record.copy_value, "vi") if record.copy_value else None
    _noted(unit, "scopecontent", described.description, encodinganalog="description")
    _noted(unit, "appraisal", retention.period, encodinganalog="maintenance")
    _noted(unit, "accessrestrict", retention.use, encodinganalog="mode")
    _noted(unit, "legalstatus", value, encodinganalog="confidenceLevel")
    _noted(unit, "userestrict", described.rights)
    _noted(unit, "odd", described.source, localtype="source")
    terms = (*described.subjects, *described.keywords)
    if terms:
        access = _element(unit, "controlaccess", encodinganalog="keyword")
        for term in terms:
            _element(_element(access, "subject"), "part", term)
    if described.citations:
        cited = _element(unit, "bibliography")
        for text in described.citations:
            _element(cited, "bibref", text)


def _noted(unit: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    if text:
        _element(_element(unit, name, **attributes), "p", text)


def _element(parent: ET.Element | None, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    tag = f"{{{EAD}}}{name}"
    held = {key: xml_text(value) for key, value in attributes.items()}
    element = ET.Element(tag, held) if parent is None else ET.SubElement(parent, tag, held)
    element.text = None if text is None else xml_text(text)
    return element
