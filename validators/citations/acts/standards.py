"""Standards and technical regulations: "TCVN 6909:2001", "QCVN 06:2022/BXD", before 2000 "TCVN 4513-1988".

Source: NĐ 127/2007/NĐ-CP Điều 11 as amended by NĐ 78/2018/NĐ-CP (symbols of national standards and regulations); a
standard taken over from another body keeps that body's number ("TCVN ISO 9001:2015").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.citations.acts.organs import organ_of
from validators.citations.mentions import ActMention, ActName

_STANDARD = re.compile(
    r"""
    (?<!\w)(?P<type>TCVN|QCVN|TCXDVN)\s{0,2}(?:số\s)?
    (?P<number>
     (?:ISO(?:/IEC)?\s|IEC\s)?\d{1,5}(?:\s?-\s?\d{1,3}){0,2}
     (?:\s?:\s?(?P<year>(?:19|20)\d\d)(?:/(?P<organ>B[A-ZĐ]{1,8}))?|-(?P<old>19\d\d))?
    )(?P<amended>/SĐ\d{1,2}(?:\s?:\s?(?:19|20)\d\d)?)?(?!\w|\s?:|-\d)
    """,
    re.VERBOSE,
)


def find_standards(levelled: str) -> Iterator[ActMention]:
    """Every standard and technical regulation named by its number.

    Args:
        levelled: A text after `repair.level`.
    """
    if "CVN" not in levelled and "CXDVN" not in levelled:
        return
    for match in _STANDARD.finditer(levelled):
        said = match["year"] or match["old"]
        year = int(said) if said else None
        organ = organ_of(match["organ"]) if match["organ"] else None
        number = re.sub(r"\s?([:-])\s?", r"\1", match["number"])
        name = ActName(match["type"].lower(), number, year, organ.name if organ else None)
        yield ActMention(match.start(), match.end(), name)


_ALONE = re.compile(
    r"""
    (?:(?:TCVN|QCVN|TCXDVN)\s{0,2}(?:số\s)?)?
    (?P<number>(?:ISO(?:/IEC)?\s|IEC\s)?\d{1,5}(?:\s?-\s?\d{1,3}){0,2}\s?:\s?(?:19|20)\d\d(?:/B[A-ZĐ]{1,8})?)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def standard_number(text: str) -> str | None:
    """The number of a standard as citations of it have it ("7980:2015"), with or without its kind before it.

    Args:
        text: A number and nothing else.
    """
    found = _ALONE.fullmatch(text.strip())
    return re.sub(r"\s?([:-])\s?", r"\1", found["number"]) if found else None
