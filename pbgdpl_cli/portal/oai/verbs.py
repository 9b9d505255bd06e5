"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): the six verbs, Dublin Core.

Withdrawals stay visible (`deletedRecord` is `persistent`), so that who copied a record learns that it was withdrawn.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.records.crosswalks.dublin_core import DC, OAI_DC, OAI_DC_SCHEMA, XSI, elements
from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestedRecord, HarvestSpan, span_of_token
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of

PATH = "/oai"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_PREFIX = "oai_dc"
_MOST_BODY = 1 << 16
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?", re.ASCII)
# Which arguments each verb takes: required, then optional.
_ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}


class OaiError(Exception):
    """An error of the protocol, with its code."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def routes() -> list[Route]:
    """The protocol's one address."""
    return [Route(PATH, _answer, methods=["GET", "POST"])]


async def _answer(request: Request) -> Response:
    pairs = request.query_params.multi_items() if request.method == "GET" else await _form(request)
    base = f"{request.url.scheme}://{request.url.netloc}"
    body = await run_in_threadpool(respond, stores_of(request), base, pairs)
    return Response(body, media_type="text/xml")


async def _form(request: Request) -> list[tuple[str, str]]:
    gathered = bytearray()
    async for block in request.stream():
        gathered += block
        if len(gathered) > _MOST_BODY:
            return []
    return parse_qsl(gathered.decode("utf-8", "replace"), keep_blank_values=True)


def respond(stores: PortalStores, base: str, pairs: list[tuple[str, str]]) -> bytes:
    """The answer to one request, as XML.

    Args:
        stores: The portal.
        base: Its address as the harvester knows it.
        pairs: The request's arguments, in order.
    """
    root = ET.Element(
        "OAI-PMH",
        {"xmlns": _OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{_OAI} {_OAI}OAI-PMH.xsd"},
    )
    _child(root, "responseDate", _stamp(dt.datetime.now(dt.UTC).isoformat(timespec="seconds")))
    request = _child(root, "request", base + PATH)
    try:
        verb, arguments = _checked(pairs)
        request.attrib.update({name: xml_text(value) for name, value in pairs})
        root.append(_VERBS[verb](Harvest(stores.database), base, arguments))
    except OaiError as wrong:
        if wrong.code in ("badVerb", "badArgument"):
            request.attrib.clear()
        _child(root, "error", str(wrong)).set("code", wrong.code)
    return cast("bytes", ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _checked(pairs: list[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    arguments = dict(pairs)
    verb = arguments.pop("verb", "")
    if verb not in _ARGUMENTS or sum(name == "verb" for name, _ in pairs) != 1:
        raise OaiError("badVerb", "The verb is missing, unknown or repeated")
    required, optional = _ARGUMENTS[verb]
    if verb.startswith("List") and set(arguments) == {"resumptionToken"} and len(pairs) == 2:
        return verb, arguments
    if len(arguments) != len(pairs) - 1 or not required <= set(arguments) <= required | optional:
        raise OaiError("badArgument", "An argument is missing, unknown or repeated")
    if arguments.get("metadataPrefix", _PREFIX) != _PREFIX:
        raise OaiError("cannotDisseminateFormat", "Only oai_dc is offered")
    return verb, arguments


def _identify(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    del arguments
    answer = ET.Element("Identify")
    for name, value in (
        ("repositoryName", "Tủ sách pháp luật"),
        ("baseURL", base + PATH),
        ("protocolVersion", "2.0"),
        ("adminEmail", "root@localhost"),
        ("earliestDatestamp", _stamp(harvest.earliest())),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _child(answer, name, value)
    return answer


def _formats(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    del base
    if "identifier" in arguments and harvest.one(arguments["identifier"]) is None:
        raise OaiError("idDoesNotExist", "No such record")
    answer = ET.Element("ListMetadataFormats")
    offered = _child(answer, "metadataFormat")
    _child(offered, "metadataPrefix", _PREFIX)
    _child(offered, "schema", OAI_DC_SCHEMA)
    _child(offered, "metadataNamespace", OAI_DC)
    return answer


def _sets(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    del harvest, base, arguments
    raise OaiError("noSetHierarchy", "This portal has no sets")


def _get(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    found = harvest.one(arguments["identifier"])
    if found is None:
        raise OaiError("idDoesNotExist", "No such record")
    answer = ET.Element("GetRecord")
    answer.append(_record(found, base))
    return answer


def _list_identifiers(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    del base
    answer = ET.Element("ListIdentifiers")
    found, more = _page(harvest, arguments)
    answer.extend(_header(item) for item in found)
    return _with_token(answer, arguments, more)


def _list_records(harvest: Harvest, base: str, arguments: dict[str, str]) -> ET.Element:
    answer = ET.Element("ListRecords")
    found, more = _page(harvest, arguments)
    answer.extend(_record(item, base) for item in found)
    return _with_token(answer, arguments, more)


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _page(harvest: Harvest, arguments: dict[str, str]) -> tuple[list[HarvestedRecord], HarvestSpan | None]:
    if "set" in arguments:
        raise OaiError("noSetHierarchy", "This portal has no sets")
    if "resumptionToken" in arguments:
        span = span_of_token(arguments["resumptionToken"])
        if span is None:
            raise OaiError("badResumptionToken", "The token is not one of this portal")
    else:
        span = _span(arguments.get("from"), arguments.get("until"))
    found, more = harvest.page(span)
    if not found:
        raise OaiError("noRecordsMatch", "Nothing changed in that time")
    return found, more


def _span(first: str | None, last: str | None) -> HarvestSpan:
    for moment in (first, last):
        if moment is not None and not _is_moment(moment):
            raise OaiError("badArgument", "from and until are UTC dates, or UTC dates with time and Z")
    if first and last and (len(first) != len(last) or first > last):
        raise OaiError("badArgument", "from and until differ in granularity, or from is later")
    return HarvestSpan(first and _stored(first, "00:00:00"), last and _stored(last, "23:59:59"))


def _is_moment(text: str) -> bool:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def _stored(moment: str, time_of_day: str) -> str:
    """A moment as the database writes it."""
    return (moment[:-1] if moment.endswith("Z") else f"{moment}T{time_of_day}") + "+00:00"


def _stamp(stored: str) -> str:
    return stored.replace("+00:00", "Z")


def _with_token(answer: ET.Element, arguments: dict[str, str], more: HarvestSpan | None) -> ET.Element:
    if more is not None:
        _child(answer, "resumptionToken", more.token())
    elif "resumptionToken" in arguments:
        _child(answer, "resumptionToken")  # an empty one tells that the list is complete
    return answer


def _header(item: HarvestedRecord) -> ET.Element:
    header = ET.Element("header")
    if item.record is None:
        header.set("status", "deleted")
    _child(header, "identifier", item.identifier)
    _child(header, "datestamp", _stamp(item.changed_at))
    return header


def _record(item: HarvestedRecord, base: str) -> ET.Element:
    answer = ET.Element("record")
    answer.append(_header(item))
    if item.record is not None:
        names = {"xmlns:oai_dc": OAI_DC, "xmlns:dc": DC, "xmlns:xsi": XSI}
        place = {"xsi:schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}"}
        core = ET.SubElement(_child(answer, "metadata"), "oai_dc:dc", names | place)
        for name, value in elements(item.record):
            _child(core, f"dc:{name}", value)
        _child(core, "dc:identifier", f"{base}/materials/{item.identifier}")
    return answer


def _child(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = None if text is None else xml_text(text)
    return child
