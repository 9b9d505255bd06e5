"""The mark by which a page on a site of others says which revision it shows, and whether it still shows it.

Such sites have editors of their own, and the mark outlives what they change: so it says what the words were, too.
"""

from __future__ import annotations

import hashlib
import html
import re

_MARK = re.compile(r"pbgdpl-revision:([0-9a-f]{64})(?: pbgdpl-words:([0-9a-f]{32}))?")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
EDITED = "edited"
"""What stands behind a revision whose page was changed on the site."""


def words_of(*parts: str) -> str:
    """A hash of all words; markup, spaces and the way signs are written are the site's own business."""
    plain = "\0".join("".join(_MARKUP.sub(" ", html.unescape(part)).split()) for part in parts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mark(revision: str, words: str) -> str:
    """What is to stand on the page."""
    return f"pbgdpl-revision:{revision} pbgdpl-words:{words}"


def revision_on(text: str, words: str) -> str | None:
    """The revision a page shows.

    Args:
        text: Where the mark is.
        words: Of the page as it is now.

    Returns:
        The revision; one that nobody sent where the page was edited; None where there is no mark. Pages of versions
        that did not mark the words are taken at their word.
    """
    found = _MARK.search(text)
    if found is None:
        return None
    return found[1] if found[2] in (None, words) else f"{found[1]} {EDITED}"
