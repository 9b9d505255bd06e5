"""What search engines read: the material as a LearningResource, the acts it cites as Legislation (schema.org)."""

from __future__ import annotations

import json
from typing import Any

from converters.derivatives.saying.citation_labels import act_label, citation_label
from converters.records.crosswalks.json_ld import to_json_ld
from validators.sharing.record import Citation, Record


def linked_data(record: Record, *, draft: bool) -> str:
    """JSON-LD that can stand in a script element: it holds no "<"."""
    made = to_json_ld(record)
    # What files the package holds changes with every derivative, and says nothing of this page.
    made.pop("encodingFormat", None)
    kind = made["@type"]
    made["@type"] = kind if kind == "LearningResource" else ["LearningResource", kind]
    made["isAccessibleForFree"] = True
    made["creativeWorkStatus"] = "Draft" if draft else "Published"
    acts = {citation_label(one): _legislation(one) for one in record.legal_basis if act_label(one.act)}
    made.pop("citation", None)
    if acts:
        made["citation"] = list(acts.values())
    return json.dumps(made, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _legislation(citation: Citation) -> dict[str, Any]:
    act = citation.act
    node = {
        "@type": "Legislation",
        "name": citation_label(citation),
        "legislationIdentifier": act.number,
        "legislationDate": act.date.isoformat() if act.date else None,
        "legislationPassedBy": {"@type": "Organization", "name": act.organ} if act.organ else None,
    }
    return {name: value for name, value in node.items() if value}
