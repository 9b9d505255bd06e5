"""Numbers that words name, and numbers of examples: what the searches for personal data share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from validators.language.sought import Headed

_NO_DIGITS = re.compile(r"\D")
# Numbers of examples: all the same digit, or counting up.
_DUMMY = re.compile(r"^(?:(\d)\1{6,}|0?123456789(?:0(?:12)?)?)$")


def labelled(
    heads: tuple[str, ...], number: str, reach: int, words: Iterable[str] = (), lettered: bool = False
) -> Headed:
    """A number that is named before it stands ("số tài khoản: 0123 …").

    Args:
        heads: What may name it, in small letters; what begins so.
        number: The number, in one group.
        reach: Signs that are no digits and may stand between.
        words: What may name it, as expressions, where that is more than the heads.
        lettered: Whether the number may begin with letters; else what stands between ends at the first digit.
    """
    named = "|".join(words or heads)
    return Headed(
        re.compile(rf"(?:{named})[^\d\n]{{0,{reach}}}{'?' if lettered else '+'}{number}", re.IGNORECASE), heads
    )


@lru_cache(maxsize=4096)
def digits_of(text: str) -> str:
    """The digits of a number, without what parts them."""
    return _NO_DIGITS.sub("", text)


@lru_cache(maxsize=4096)
def is_dummy(text: str) -> bool:
    """Whether a number is one of examples."""
    return bool(_DUMMY.search(digits_of(text)))
