"""Numbers that words name, and numbers of examples: what the searches for personal data share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from validators.language.sought import Headed

_NO_DIGITS = re.compile(r"\D")
_SAME_DIGITS = 7  # at least so many of the same make a number of an example
_COUNTING_UP = frozenset(head + tail for head in ("", "0") for tail in ("123456789", "1234567890", "123456789012"))


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


# Both are asked for each of a hundred thousand numbers a text may have: no expression where plain comparing does.
def digits_of(text: str) -> str:
    """The digits of a number, without what parts them."""
    return text if text.isdecimal() else _NO_DIGITS.sub("", text)


def is_dummy(text: str) -> bool:
    """Whether a number is one of examples: all the same digit, or counting up."""
    digits = digits_of(text)
    return digits in _COUNTING_UP or (len(digits) >= _SAME_DIGITS and digits == digits[0] * len(digits))
