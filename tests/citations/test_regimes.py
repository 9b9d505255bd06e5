"""How an act is named when it is first cited: three regimes by the date of the citing document."""

from __future__ import annotations

import datetime as dt

from tests.each import each
from validators.citations.acts.regimes import Regime, missing_in_first_mention, regime_on
from validators.citations.find import find_mentions

FIRST, SECOND, THIRD = dt.date(2024, 1, 1), dt.date(2025, 5, 1), dt.date(2026, 1, 1)


@each(
    ("day", "regime"),
    [
        (dt.date(2020, 3, 5), Regime.TITLE_ONLY),
        (dt.date(2025, 3, 31), Regime.TITLE_ONLY),
        (dt.date(2025, 4, 1), Regime.TITLE_AND_YEAR),  # NĐ 78/2025/NĐ-CP in force
        (dt.date(2025, 7, 16), Regime.TITLE_AND_YEAR),
        (dt.date(2025, 7, 17), Regime.TITLE_AND_NUMBER),  # NĐ 187/2025/NĐ-CP in force
        (dt.date(2031, 1, 1), Regime.TITLE_AND_NUMBER),
    ],
)
def test_the_regime_of_a_day(day: dt.date, regime: Regime) -> None:
    assert regime_on(day) is regime


@each(
    ("text", "first", "second", "third"),
    [
        ("Luật Đất đai", [], ["year"], ["number"]),
        ("Luật Đất đai năm 2024", [], [], ["number"]),
        ("Luật Đất đai ngày 18/01/2024", [], [], ["number"]),
        ("Luật Đất đai số 31/2024/QH15", [], [], []),
        ("Luật số 31/2024/QH15", [], [], []),
        ("Bộ luật Dân sự", [], ["year"], ["number"]),
        ("Pháp lệnh Ngoại hối năm 2005", [], [], ["number"]),
        ("Hiến pháp", [], [], []),
        ("Hiến pháp năm 2013", [], [], []),
    ],
)
def test_what_the_first_mention_of_a_law_lacks(
    text: str, first: list[str], second: list[str], third: list[str]
) -> None:
    (mention,) = find_mentions(text)
    lacks = [[str(lack) for lack in missing_in_first_mention(mention, day)] for day in (FIRST, SECOND, THIRD)]
    assert lacks == [first, second, third]


@each(
    ("text", "lacks"),
    [
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", []),
        # the symbol says the organ where it has but one
        ("Nghị định số 30/2020/NĐ-CP", ["date"]),
        ("Nghị định 168/2024", ["date", "organ"]),
        ("Quyết định số 15/2021/QĐ-UBND ngày 05/3/2021", ["organ"]),
        ("Quyết định số 15/2021/QĐ-UBND", ["date", "organ"]),
        ("Quyết định số 15/2021/QĐ-UBND ngày 05/3/2021 của UBND tỉnh An Giang", []),
        # short and blank mentions owe nothing
        ("Nghị định này", []),
        ("Nghị định 168", []),
        ("Quyết định số      /QĐ-UBND", []),
    ],
)
@each("day", [FIRST, SECOND, THIRD])
def test_what_the_first_mention_of_another_act_lacks(text: str, lacks: list[str], day: dt.date) -> None:
    (mention,) = find_mentions(text)
    assert [str(lack) for lack in missing_in_first_mention(mention, day)] == lacks
