"""HTML that cannot be forgotten to be escaped: plain text becomes safe the moment it enters an element."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"img", "input", "link", "meta", "br", "source", "track"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def safe(text: str) -> Html:
    """Text as HTML: an `Html` as it is, anything else escaped."""
    return text if isinstance(text, Html) else Html(escape(text))


def joined(children: Iterable[str | None]) -> Html:
    """Children one after the other; None is nothing."""
    return Html("".join(safe(child) for child in children if child is not None))


def element(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """One element.

    Args:
        name: Its tag.
        *children: Texts (escaped) and `Html` (as it is); None is nothing.
        **attributes: Underscores become hyphens and one at the end is dropped (`class_`); True stands alone,
            False and None are left out.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(start if name in _VOID else f"{start}{joined(children)}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
