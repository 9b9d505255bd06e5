"""XML documents of the crosswalks: text XML can hold, namespaces by the prefixes their readers know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

# Signs XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text without what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)


def document(root: ET.Element, prefixes: Mapping[str, str], *, indent: bool = True) -> str:
    """A document as UTF-8 text with its XML declaration.

    Args:
        root: Its root.
        prefixes: Prefix → namespace; "" for the one without.
        indent: Whether blanks may be put between elements; not where text stands beside them.
    """
    for prefix, namespace in prefixes.items():
        ET.register_namespace(prefix, namespace)
    if indent:
        ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
