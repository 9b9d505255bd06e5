"""What the grammar finds in a text passes the rules on citations: they read by the same grammar."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from rule_hits import hits

from validators.citations.find import find_citations
from validators.citations.locators import PlaceInAct
from validators.rules.correct.citing import RULES

OTHER = {"DUNG115", "DUNG117"}  # on how a material should name a law, and on what its items rest
TEXTS = (
    "Nghị quyết số 66.12/2025/NQ-CP", "theo NĐ15/2024 thì", "Điều 8 khoản 2 điểm g NĐ15/2024/NĐ-CP",
    "Nghị định số 21 ngày 5/3/2021", "Quyết định số 7 ngày 5/3/2021", "Thông tư số 09/2016/TT-BGD&ĐT",
    "Án lệ số 07/2018/AL", "Bản án số 05/2021/DS-PT", "TCVN 1234:2019", "QCVN 03:2021/BXD", "TCVN ISO 9001:2015",
    "Công ước về quyền trẻ em năm 1989", "Công ước số 29 của ILO", "Hiệp định Mẫu về thương mại",
    "Luật PCCC và CNCH", "Luật Cư trú (Luật số 68/2020/QH14)", "Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)",
    "Phụ lục III Nghị định số 05/2024/NĐ-CP", "Tiểu mục 1 Mục 3 Chương IV Luật Hộ tịch",
    "tiết c điểm 2.1 khoản 3 Điều 8 Thông tư số 06/2021/TT-BTC",
    "điểm a tiểu mục 1.1 mục 1 phần II Nghị quyết số 04/2003/NQ-HĐTP", "Điều 8; Chương III Luật Hộ tịch",
    "khoản 2, điểm a, c khoản 3, các khoản 6 và 7 Điều 9; điểm b khoản 1 Điều 11 Nghị định số 05/2024/NĐ-CP",
    "từ Điều 7 đến Điều 12 Luật Hộ tịch số 60/2014/QH13", "Thông tư liên tịch số 01/2015/TTLT-VKSTC-TANDTC-BCA",
    "Quyết định số 999/TC/QĐ/CĐKT ngày 2/11/1996", "Quyết định số 212-TC/CĐKT ngày 15-12-1989",
    "Nghị định số 05/2024/NĐ-CP thay thế Nghị định số 04/2014/NĐ-CP", "Quyết định số 595/QĐ-BHXH của BHXH Việt Nam",
)  # fmt: skip


def legal_basis(text: str) -> list[dict[str, Any]]:
    """The citations of a text as a record holds them."""
    return [
        {
            "text": one.text,
            "act": {
                "type": act.type, "number": act.number, "year": act.year, "organ": act.organ, "title": act.title,
                "date": act.date.isoformat() if act.date else None, "amended_in": act.amended_in,
            },
            "locator": asdict(place),
            "role": one.role,
            "found": one.mention.how,
        }
        for one in find_citations(text)
        for act in (one.mention.act,)
        for place in one.locators or (PlaceInAct(),)
    ]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_passes_the_rules_on_citations(text: str) -> None:
    found = legal_basis(text)
    assert found
    changes = {"/legal_basis": found}
    assert {
        rule.code: broken for rule in RULES if rule.code not in OTHER and (broken := hits(rule.code, changes))
    } == {}


@pytest.mark.parametrize(
    ("number", "text"), [("15/2024/NĐ-CP", "NĐ 15/2024"), ("21/2021/NĐ-CP", "Nghị định số 21 ngày 5/3/2021")]
)
def test_a_number_said_shortly_is_in_the_text(number: str, text: str) -> None:
    cited = {"text": text, "act": {"type": "nghi-dinh", "number": number}}
    assert hits("DUNG107", {"/legal_basis/1": cited}) == []


@pytest.mark.parametrize("number", ["16/2024/NĐ-CP", "15/2023/NĐ-CP", "15/2024/QĐ-TTg"])
def test_another_number_is_not_in_the_text(number: str) -> None:
    cited = {"text": "NĐ 15/2024", "act": {"number": number}}
    assert [one.pointer for one in hits("DUNG107", {"/legal_basis/1": cited})] == ["/legal_basis/1/act/number"]


@pytest.mark.parametrize(("article", "found"), [("8", []), ("9", ["/legal_basis/1/locator/article"])])
def test_an_article_of_a_range_is_in_the_text(article: str, found: list[str]) -> None:
    cited = {"text": "từ Điều 7 đến Điều 8 Luật Hộ tịch", "act": {"type": "luat"}, "locator": {"article": article}}
    assert [one.pointer for one in hits("DUNG114", {"/legal_basis/1": cited})] == found
