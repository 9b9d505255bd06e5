"""The words that were looked for, marked in a text for a browser."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.search.excerpts import found_places
from pbgdpl_cli.web.markup import Html, element, joined
from validators.language.unicode_hygiene import normalized


def marked(text: str, sought: Sequence[Sequence[str]]) -> Html:
    """The text with the found words in `<mark>`."""
    text = normalized("NFC", text)
    pieces: list[str] = []
    position = 0
    for start, end in found_places(text, sought):
        if start >= position:
            pieces += [text[position:start], element("mark", text[start:end])]
            position = end
    return joined([*pieces, text[position:]])
