"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): the six verbs.

Withdrawals stay visible (`deletedRecord` is `persistent`), so that who copied a record learns that it was withdrawn.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.records.crosswalks.dublin_core import XSI
from converters.records.crosswalks.xml_writing import xml_text
from pbgdpl_cli.portal.oai.formats import FORMATS, provenance_xml
from pbgdpl_cli.portal.oai.harvest import Harvest, HarvestedRecord, HarvestSpan, span_of_token
from pbgdpl_cli.portal.shelf.addresses import base_of, shelf_of
from pbgdpl_cli.portal.shelf.answers import answer
from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of

PATH = "/oai"
_OAI = "http://www.openarchives.org/OAI/2.0/"
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
    body = await run_in_threadpool(respond, stores_of(request), shelf_of(request), base_of(request), pairs)
    return await run_in_threadpool(answer, request, body, "text/xml; charset=utf-8")


async def _form(request: Request) -> list[tuple[str, str]]:
    gathered = bytearray()
    async for block in request.stream():
        gathered += block
        if len(gathered) > _MOST_BODY:
            return []
    return parse_qsl(gathered.decode("utf-8", "replace"), keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class _Repository:
    """What the verbs answer from."""

    harvest: Harvest
    shelf: ShelfSettings
    base: str


def respond(stores: PortalStores, shelf: ShelfSettings, base: str, pairs: list[tuple[str, str]]) -> bytes:
    """The answer to one request, as XML.

    Args:
        stores: The portal.
        shelf: What its office settled.
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
        repository = _Repository(Harvest(stores, shelf.collections), shelf, base)
        root.append(_VERBS[verb](repository, arguments))
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
    _check_format(arguments.get("metadataPrefix", "oai_dc"))
    return verb, arguments


def _check_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", "Offered are " + ", ".join(FORMATS))


def _identify(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    del arguments
    answer = ET.Element("Identify")
    for name, value in (
        ("repositoryName", repository.shelf.name or "Tủ sách pháp luật"),
        ("baseURL", repository.base + PATH),
        ("protocolVersion", "2.0"),
        ("adminEmail", _contact(repository)),
        ("earliestDatestamp", _stamp(repository.harvest.earliest())),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _child(answer, name, value)
    return answer


def _contact(repository: _Repository) -> str:
    """Whom to write to; the protocol's schema wants a host with a point in it."""
    host = urlsplit(repository.base).hostname or "localhost"
    return repository.shelf.contact or f"webmaster@{host if '.' in host else host.replace(':', '.') + '.localdomain'}"


def _formats(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    if "identifier" in arguments and repository.harvest.one(arguments["identifier"]) is None:
        raise OaiError("idDoesNotExist", "No such record")
    listed = ET.Element("ListMetadataFormats")
    for one in FORMATS.values():
        offered = _child(listed, "metadataFormat")
        _child(offered, "metadataPrefix", one.prefix)
        _child(offered, "schema", repository.base + one.schema if one.schema.startswith("/") else one.schema)
        _child(offered, "metadataNamespace", one.namespace)
    return listed


def _sets(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets has one page")
    found = repository.harvest.sets()
    if not found:
        raise OaiError("noSetHierarchy", "Nothing is here yet that makes a set")
    listed = ET.Element("ListSets")
    for one in found:
        told = _child(listed, "set")
        _child(told, "setSpec", one.spec)
        _child(told, "setName", one.name)
    return listed


def _get(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    found = repository.harvest.one(arguments["identifier"])
    if found is None:
        raise OaiError("idDoesNotExist", "No such record")
    got = ET.Element("GetRecord")
    got.append(_record(repository, found, arguments["metadataPrefix"]))
    return got


def _list_identifiers(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    listed = ET.Element("ListIdentifiers")
    span = _asked_span(arguments)
    found, more = _page(repository.harvest, span)
    listed.extend(_header(item) for item in found)
    return _with_token(listed, span, more)


def _list_records(repository: _Repository, arguments: dict[str, str]) -> ET.Element:
    listed = ET.Element("ListRecords")
    span = _asked_span(arguments)
    found, more = _page(repository.harvest, span)
    listed.extend(_record(repository, item, span.prefix) for item in found)
    return _with_token(listed, span, more)


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _asked_span(arguments: dict[str, str]) -> HarvestSpan:
    if "resumptionToken" not in arguments:
        first, last = _span(arguments.get("from"), arguments.get("until"))
        return HarvestSpan(first, last, arguments["metadataPrefix"], arguments.get("set"))
    span = span_of_token(arguments["resumptionToken"])
    if span is None or span.prefix not in FORMATS:
        raise OaiError("badResumptionToken", "The token is not one of this portal")
    return span


def _page(harvest: Harvest, span: HarvestSpan) -> tuple[list[HarvestedRecord], HarvestSpan | None]:
    found, more = harvest.page(span)
    if not found:
        raise OaiError("noRecordsMatch", "Nothing in that set changed in that time")
    return found, more


def _span(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    for moment in (first, last):
        if moment is not None and not _is_moment(moment):
            raise OaiError("badArgument", "from and until are UTC dates, or UTC dates with time and Z")
    if first and last and (len(first) != len(last) or first > last):
        raise OaiError("badArgument", "from and until differ in granularity, or from is later")
    return first and _stored(first, "00:00:00"), last and _stored(last, "23:59:59")


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


def _with_token(listed: ET.Element, span: HarvestSpan, more: HarvestSpan | None) -> ET.Element:
    if more is not None or span.after is not None:  # an empty one tells that the list is complete
        _child(listed, "resumptionToken", more.token() if more else None).set("cursor", str(span.cursor))
    return listed


def _header(item: HarvestedRecord) -> ET.Element:
    header = ET.Element("header")
    if not item.there:
        header.set("status", "deleted")
    _child(header, "identifier", item.identifier)
    _child(header, "datestamp", _stamp(item.changed_at))
    for spec in item.sets:
        _child(header, "setSpec", spec)
    return header


def _record(repository: _Repository, item: HarvestedRecord, prefix: str) -> ET.Element:
    told = ET.Element("record")
    told.append(_header(item))
    if item.there:
        metadata = FORMATS[prefix].metadata(repository.harvest.body(item), repository.base)
        _child(told, "metadata").append(metadata)
        if (origin := repository.harvest.origin(item)) is not None:
            _child(told, "about").append(provenance_xml(origin))
    return told


def _child(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = None if text is None else xml_text(text)
    return child
