"""The kinds of export, by name: what each writes, and in which form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from converters.exports.chunks import chunks_of
from converters.exports.dataset import JSON_LINES, PARQUET, Dataset
from converters.exports.material import Material
from converters.exports.questions import contest_item, questions_of, triple
from converters.exports.sheet import Sheet
from converters.exports.writing import EachInFolder, Export, JsonDocument, JsonLines, OneRecord
from converters.records.crosswalks.akoma_ntoso import to_akoma_ntoso
from converters.records.crosswalks.dublin_core import to_dublin_core
from converters.records.crosswalks.ead import to_ead
from converters.records.crosswalks.json_ld import CONTEXT, to_json_ld


def _contest(material: Material) -> Iterator[dict[str, Any]]:
    return (contest_item(asked) for asked in questions_of(material))


def _triples(material: Material) -> Iterator[dict[str, Any]]:
    return (triple(asked, material) for asked in questions_of(material))


def _dublin_core(material: Material) -> str:
    return to_dublin_core(material.record, material.cautions)


def _ead(material: Material) -> str:
    return to_ead(material.record, material.cautions)


def _akoma_ntoso(material: Material) -> str:
    return to_akoma_ntoso(material.record, material.cautions)


def _node(material: Material) -> Iterator[dict[str, Any]]:
    node = to_json_ld(material.record, material.cautions)
    yield {name: value for name, value in node.items() if name != "@context"}


def _linked(material: Material) -> str:
    return json.dumps(to_json_ld(material.record, material.cautions), ensure_ascii=False, indent=2) + "\n"


_GRAPH = JsonDocument(_node, (("@context", CONTEXT),), "@graph")
EXPORTS: Mapping[str, Mapping[str, Export]] = MappingProxyType(
    {
        "chunks": {".jsonl": JsonLines(chunks_of)},
        "qa": {
            ".json": JsonDocument(_contest, (("_name_", "pbgdpl"),), "items", "_count_"),
            ".jsonl": JsonLines(_triples),
        },
        "dublin-core": {"": EachInFolder(_dublin_core, ".xml"), ".xml": OneRecord(_dublin_core)},
        "json-ld": {"": EachInFolder(_linked, ".jsonld"), ".jsonld": _GRAPH, ".json": _GRAPH},
        "ead": {"": EachInFolder(_ead, ".xml"), ".xml": OneRecord(_ead)},
        "akoma-ntoso": {"": EachInFolder(_akoma_ntoso, ".xml"), ".xml": OneRecord(_akoma_ntoso)},
        "xlsx": {".xlsx": Sheet()},
        "dataset": {"": Dataset(PARQUET)},
        "dataset-jsonl": {"": Dataset(JSON_LINES)},
    }
)
"""By kind, and by the ending of the target, "" for a folder; the first is taken where the target has none of them."""
