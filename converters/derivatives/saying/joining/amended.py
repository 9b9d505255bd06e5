"""Acts named with those that amended them: "Nghị định A (được sửa đổi, bổ sung bởi Nghị định B)".

A place without an act below such a line is one of A as it stands now.
"""

from __future__ import annotations

import re

_AMENDED = r"\b(?:được )?sửa đổi(?:, bổ sung)?(?: một số (?:điều|nội dung))?(?: tại| bởi| theo| bằng)"
_AMENDED_BY = re.compile(rf"{_AMENDED}\s+(?:khoản \d+ )?(?:Điều \d+ )?$", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(rf"\s*\(\s*{_AMENDED}\s*(?:,|và|\s)*\)", re.IGNORECASE)


def names_amending_act(before: str) -> bool:
    """Whether the act that follows these words only amended the one before it."""
    return _AMENDED_BY.search(before) is not None


def without_amending(text: str) -> str:
    """A line out of which its acts were taken, without the brackets in which the amending ones stood."""
    return _EMPTY_BRACKETS.sub("", text)
