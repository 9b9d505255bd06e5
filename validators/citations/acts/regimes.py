"""How an act must be named when it is first cited: three regimes, chosen by the date of the citing document.

1. NĐ 30/2020/NĐ-CP Annex I, II.6.a–b: type, number, date, organ and summary; laws by type and title only.
2. NĐ 78/2025/NĐ-CP Điều 68 (from 2025-04-01): laws by title and year of issue.
3. NĐ 187/2025/NĐ-CP (from 2025-07-17): laws by full title and number.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from validators.citations.acts.act_types import LAWS
from validators.citations.mentions import ActMention
from validators.problems import Message, say

_SECOND = dt.date(2025, 4, 1)
_THIRD = dt.date(2025, 7, 17)


class Regime(IntEnum):
    """Which rules of citing hold."""

    TITLE_ONLY = 1
    TITLE_AND_YEAR = 2
    TITLE_AND_NUMBER = 3


def regime_on(day: dt.date) -> Regime:
    """The regime for documents of a day."""
    if day >= _THIRD:
        return Regime.TITLE_AND_NUMBER
    return Regime.TITLE_AND_YEAR if day >= _SECOND else Regime.TITLE_ONLY


def missing_in_first_mention(mention: ActMention, day: dt.date) -> tuple[Message, ...]:
    """What a first, full mention of an act lacks under the rules of the citing document's day.

    Args:
        mention: The first mention of the act in the document.
        day: Date of the citing document.
    """
    if mention.short or mention.blank:
        return ()
    if mention.act.type in LAWS:
        return _law(mention, regime_on(day))
    act = mention.act
    wanted = ((act.number, say("number")), (act.date, say("date")), (act.organ, say("organ")))
    return tuple(name for value, name in wanted if value is None)


def _law(mention: ActMention, regime: Regime) -> tuple[Message, ...]:
    act = mention.act
    if act.type == "hien-phap":
        return ()
    lacks: list[Message] = [] if act.title or act.number else [say("title")]
    if regime is Regime.TITLE_AND_YEAR and act.year is None:
        lacks.append(say("year"))
    if regime is Regime.TITLE_AND_NUMBER and act.number is None:
        lacks.append(say("number"))
    return tuple(lacks)
