"""The sharing schema as XSD 1.0, and records as the XML it describes.

Made from the JSON Schema, so that the two cannot drift: an object is a type with its elements in order, a list an
element that repeats, a union of blocks a choice. Namespace: a URN, for no organ has adopted the schema yet.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from validators.sharing.record import SCHEMA_VERSION
from validators.sharing.schema import committed_schema

NAMESPACE = f"urn:pbgdpl:record:{SCHEMA_VERSION}"
_XS = "http://www.w3.org/2001/XMLSchema"
_SIMPLE = {"string": "xs:string", "integer": "xs:integer", "number": "xs:double", "boolean": "xs:boolean"}
_FORMATS = {"date": "xs:date", "date-time": "xs:dateTime"}
_BLOCKS = ("content", "children", "answer", "solution")


def xsd() -> str:
    """The XSD, as text."""
    schema = committed_schema()
    root = ET.Element(
        f"{{{_XS}}}schema",
        {"targetNamespace": NAMESPACE, "elementFormDefault": "qualified", "version": SCHEMA_VERSION},
    )
    root.set("xmlns:p", NAMESPACE)
    ET.register_namespace("xs", _XS)
    _documented(root, schema)
    ET.SubElement(root, f"{{{_XS}}}element", {"name": "record", "type": "p:Record"})
    _type(root, "Record", schema)
    for name, body in schema["$defs"].items():
        _type(root, name, body)
    _block_group(root, schema)
    _extra_types(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _documented(parent: ET.Element, body: dict[str, Any]) -> None:
    if "title" not in body:
        return
    notes = ET.SubElement(parent, f"{{{_XS}}}annotation")
    for language, title, description in (("vi", "title", "description"), ("en", "x-title-en", "x-description-en")):
        said = ET.SubElement(notes, f"{{{_XS}}}documentation", {"xml:lang": language})
        said.text = f"{body.get(title, '')}. {body.get(description, '')}"


def _type(root: ET.Element, name: str, body: dict[str, Any]) -> None:
    kind = ET.SubElement(root, f"{{{_XS}}}complexType", {"name": name})
    _documented(kind, body)
    inner = ET.SubElement(kind, f"{{{_XS}}}sequence")
    required = set(body.get("required", ()))
    for field, part in body["properties"].items():
        if field != "type" or "enum" in part:
            _element(inner, field, part, required=field in required)


def _element(parent: ET.Element, name: str, part: dict[str, Any], *, required: bool) -> None:
    if name in _BLOCKS:
        holder = ET.SubElement(parent, f"{{{_XS}}}element", {"name": name, "minOccurs": "0", "type": "p:Blocks"})
        _documented(holder, part)
        return
    shape, repeats = _shape(part)
    attributes = {"name": name, "minOccurs": "1" if required else "0"}
    if repeats:
        attributes |= {"minOccurs": "0", "maxOccurs": "unbounded"}
    element = ET.SubElement(parent, f"{{{_XS}}}element", attributes)
    _documented(element, part)
    if isinstance(shape, str):
        element.set("type", shape)
    else:
        _restricted(element, shape)


def _shape(part: dict[str, Any]) -> tuple[str | dict[str, Any], bool]:
    """The XSD type of a value, or its JSON Schema where it needs a restriction; and whether it repeats."""
    if "anyOf" in part:
        branches = [branch for branch in part["anyOf"] if branch.get("type") != "null"]
        return _shape(branches[0]) if len(branches) == 1 else ({"anyOf": branches}, False)
    if "$ref" in part:
        return "p:" + part["$ref"].rsplit("/", 1)[-1], False
    if part.get("type") == "array":
        if "prefixItems" in part:
            return "p:Box", False
        inner, nested = _shape(part["items"])
        return ("p:Cells" if nested else inner), True
    if part.get("type") == "object":
        return ("p:EvidenceList" if "items" in part["additionalProperties"] else "p:NamedText"), True
    if any(key in part for key in ("enum", "const", "pattern", "minimum", "maximum", "minLength")):
        return part, False
    return _FORMATS.get(part.get("format", ""), _SIMPLE[part.get("type", "string")]), False


def _restricted(element: ET.Element, part: dict[str, Any]) -> None:
    simple = ET.SubElement(element, f"{{{_XS}}}simpleType")
    if "anyOf" in part:
        _united(simple, part["anyOf"])
        return
    base = _SIMPLE[part.get("type", "string")]
    limits = ET.SubElement(simple, f"{{{_XS}}}restriction", {"base": base})
    for value in part.get("enum") or ([part["const"]] if "const" in part else []):
        ET.SubElement(limits, f"{{{_XS}}}enumeration", {"value": str(value)})
    facets = {"minLength": "minLength", "minimum": "minInclusive", "maximum": "maxInclusive"}
    for key, facet in facets.items():
        if key in part:
            ET.SubElement(limits, f"{{{_XS}}}{facet}", {"value": str(part[key])})
    if "pattern" in part:
        # XSD patterns are anchored by themselves, and know no groups that do not capture.
        pattern = re.sub(r"^\^|\$$", "", part["pattern"]).replace("(?:", "(")
        ET.SubElement(limits, f"{{{_XS}}}pattern", {"value": pattern})


def _united(simple: ET.Element, branches: list[dict[str, Any]]) -> None:
    """A value that may take several forms: those XSD has a type for by name, the others by their restriction."""
    shapes = [_shape(branch)[0] for branch in branches]
    named = [shape for shape in shapes if isinstance(shape, str)]
    union = ET.SubElement(simple, f"{{{_XS}}}union", {"memberTypes": " ".join(named)} if named else {})
    for shape in shapes:
        if not isinstance(shape, str):
            _restricted(union, shape)


def _block_group(root: ET.Element, schema: dict[str, Any]) -> None:
    mapping = schema["properties"]["content"]["items"]["discriminator"]["mapping"]
    blocks = ET.SubElement(root, f"{{{_XS}}}complexType", {"name": "Blocks"})
    choice = ET.SubElement(blocks, f"{{{_XS}}}choice", {"minOccurs": "0", "maxOccurs": "unbounded"})
    for name, reference in mapping.items():
        ET.SubElement(choice, f"{{{_XS}}}element", {"name": name, "type": "p:" + reference.rsplit("/", 1)[-1]})


def _extra_types(root: ET.Element) -> None:
    """Shapes JSON has and XML has not: rows of cells, boxes, and objects whose keys are free."""
    box = ET.SubElement(root, f"{{{_XS}}}simpleType", {"name": "Box"})
    numbers = ET.SubElement(box, f"{{{_XS}}}restriction", {"base": "p:Numbers"})
    ET.SubElement(numbers, f"{{{_XS}}}length", {"value": "4"})
    listed = ET.SubElement(root, f"{{{_XS}}}simpleType", {"name": "Numbers"})
    ET.SubElement(listed, f"{{{_XS}}}list", {"itemType": "xs:integer"})
    cells = ET.SubElement(root, f"{{{_XS}}}complexType", {"name": "Cells"})
    row = ET.SubElement(cells, f"{{{_XS}}}sequence")
    ET.SubElement(
        row, f"{{{_XS}}}element", {"name": "cell", "type": "xs:string", "minOccurs": "0", "maxOccurs": "unbounded"}
    )
    evidence = ET.SubElement(root, f"{{{_XS}}}complexType", {"name": "EvidenceList"})
    items = ET.SubElement(evidence, f"{{{_XS}}}sequence")
    ET.SubElement(
        items, f"{{{_XS}}}element", {"name": "item", "type": "p:Evidence", "minOccurs": "0", "maxOccurs": "unbounded"}
    )
    ET.SubElement(evidence, f"{{{_XS}}}attribute", {"name": "for", "type": "xs:string", "use": "required"})
    named = ET.SubElement(root, f"{{{_XS}}}complexType", {"name": "NamedText"})
    content = ET.SubElement(named, f"{{{_XS}}}simpleContent")
    extension = ET.SubElement(content, f"{{{_XS}}}extension", {"base": "xs:string"})
    ET.SubElement(extension, f"{{{_XS}}}attribute", {"name": "for", "type": "xs:string", "use": "required"})


def record_xml(record: dict[str, Any]) -> str:
    """A record, as JSON holds it, in the XML form."""
    ET.register_namespace("", NAMESPACE)
    root = record_element(record)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def record_element(record: dict[str, Any]) -> ET.Element:
    """A record, as JSON holds it, as the element of the XML form."""
    root = ET.Element(f"{{{NAMESPACE}}}record")
    _fill(root, record, "Record")
    return root


def _fill(parent: ET.Element, values: dict[str, Any], model: str) -> None:
    schema = committed_schema()
    body = schema if model == "Record" else schema["$defs"][model]
    # In the schema's order, which the sequence demands.
    for name, part in body["properties"].items():
        value = values.get(name)
        if value is None or (name == "type" and "enum" not in part):
            continue
        if name in _BLOCKS:
            holder = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
            mapping = schema["properties"]["content"]["items"]["discriminator"]["mapping"]
            for block in value:
                child = ET.SubElement(holder, f"{{{NAMESPACE}}}{block['type']}")
                _fill(child, block, mapping[block["type"]].rsplit("/", 1)[-1])
        else:
            _add(parent, name, value, _shape(part)[0])


def _add(parent: ET.Element, name: str, value: Any, shape: str | dict[str, Any]) -> None:
    if shape in ("p:EvidenceList", "p:NamedText"):
        for key, inner in value.items():
            child = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", {"for": key})
            _named(child, inner)
    elif shape == "p:Box":
        ET.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = " ".join(map(str, value))
    elif isinstance(value, list):
        for item in value:
            _add(parent, name, {"cell": item} if shape == "p:Cells" else item, shape)
    elif shape == "p:Cells":
        row = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        for cell in value["cell"]:
            ET.SubElement(row, f"{{{NAMESPACE}}}cell").text = cell
    elif isinstance(value, dict):
        _fill(ET.SubElement(parent, f"{{{NAMESPACE}}}{name}"), value, str(shape).removeprefix("p:"))
    else:
        ET.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = (
            str(value).lower() if isinstance(value, bool) else str(value)
        )


def _named(child: ET.Element, inner: Any) -> None:
    if isinstance(inner, str):
        child.text = inner
        return
    for item in inner:
        _fill(ET.SubElement(child, f"{{{NAMESPACE}}}item"), item, "Evidence")
