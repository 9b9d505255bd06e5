"""What tells one act from another in a record."""

from __future__ import annotations

import datetime as dt

from converters.records.citations.cited import act_key
from tests.each import each
from validators.citations.mentions import ActName

DAY, NEXT = dt.date(2025, 4, 15), dt.date(2025, 4, 16)


@each(
    ("first", "second"),
    [
        # the number is enough for acts whose number holds the year
        (ActName("nghi-dinh", "30/2020/NĐ-CP", 2020, "Chính phủ", DAY), ActName("nghi-dinh", "30/2020/NĐ-CP")),
        (ActName("nghi-dinh", "30/2020/NĐ-CP", date=DAY), ActName("nghi-dinh", "30/2020/NĐ-CP", date=NEXT)),
        (ActName(None, "05/2020/ND-CP"), ActName("nghi-dinh", "5/2020/NĐ-CP")),
        (ActName("luat", "31/2024/QH15", title="Đất đai"), ActName("luat", "31/2024/QH15")),
        # administrative numbers come again every year: the day has to be the same
        (ActName("quyet-dinh", "766/QĐ-TTg", date=DAY), ActName("quyet-dinh", "766/QĐ-TTG", date=DAY)),
        # titles by their words
        (ActName("luat", title="Hòa giải ở cơ sở"), ActName("luat", title="HOÀ GIẢI Ở CƠ SỞ")),
        (ActName("luat", title="Đất đai", year=2024), ActName("luat", title="đất đai", year=2024)),
        (ActName("luat", title="Đất đai", year=2024, date=DAY), ActName("luat", title="Đất đai", date=DAY)),
    ],
)
def test_one_act_has_one_key(first: ActName, second: ActName) -> None:
    assert act_key(first) == act_key(second)


@each(
    ("first", "second"),
    [
        (ActName("nghi-dinh", "30/2020/NĐ-CP"), ActName("nghi-dinh", "30/2021/NĐ-CP")),
        (ActName("quyet-dinh", "766/QĐ-TTg", date=DAY), ActName("quyet-dinh", "766/QĐ-TTg", date=NEXT)),
        (ActName("luat", title="Đất đai", year=2013), ActName("luat", title="Đất đai", year=2024)),
        (ActName("luat", title="Đất đai"), ActName("luat", title="Đất đai", year=2024)),
        (ActName("luat", title="Dân sự"), ActName("bo-luat", title="Dân sự")),
        (ActName("luat", title="Đất đai"), ActName("luat", "31/2024/QH15", title="Đất đai")),
        (ActName("quyet-dinh", organ="Bộ Tư pháp", date=DAY), ActName("quyet-dinh", organ="Bộ Y tế", date=DAY)),
    ],
)
def test_two_acts_have_two_keys(first: ActName, second: ActName) -> None:
    assert act_key(first) != act_key(second)
