"""Places in letters for their units ("Đ.44", "K2 Đ8"), in one number ("Điều 15.2.a"), and in parentheses."""

from __future__ import annotations

from tests.each import each
from validators.citations.find import find_citations
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.citations.short_places import short_places


def cited(text: str) -> list[str]:
    return [str(place) for citation in find_citations(text) for place in citation.locators]


@each(
    ("text", "wanted"),
    [
        ("Đ.44 Luật Đất đai 2024", ["Điều 44"]),
        ("Theo Đ.44, K.2 Bộ luật Lao động", ["khoản 2 Điều 44"]),
        ("K2 Đ8 Nghị định 144/2021/NĐ-CP", ["khoản 2 Điều 8"]),
        ("điểm a K.1, Đ.12 BLDS 2015", ["điểm a khoản 1 Điều 12"]),
        ("Luật Hòa giải ở cơ sở (Đ8, K2)", ["khoản 2 Điều 8"]),
        ("BLDS 2015: Đ.584, Đ.590", ["Điều 584", "Điều 590"]),
        ("Bộ luật TTDS 2015, Đ. 35, 39", ["Điều 35", "Điều 39"]),
        ("Đ3 K7 NĐ168/2024/NĐ-CP", ["khoản 7 Điều 3"]),
        ("khoản 3 Điều 5 và Đ7 Luật Trẻ em", ["khoản 3 Điều 5", "Điều 7"]),
    ],
)
def test_letters_beside_an_act_are_a_place(text: str, wanted: list[str]) -> None:
    assert cited(text) == wanted


@each(
    "text",
    ["Nhà K2 Đ8 đường Lê Lợi theo Luật Nhà ở", "Khu K2, Luật Nhà ở", "Đường Đ.30/4 gần Luật Nhà ở", "K.2 Luật Nhà ở"],
)
def test_letters_apart_from_an_act_or_without_an_article_are_none(text: str) -> None:
    assert cited(text) == []


@each("text", ["Đ.3/2", "Đ8a1", "K1 K2 Đ3", "K1 Đ2, Đ3", "12Đ8", "K5"])
def test_what_is_no_chain(text: str) -> None:
    assert list(short_places(text)) == []


@each(
    ("text", "wanted"),
    [
        ("Điều 15.2 Luật Trẻ em", ["khoản 2 Điều 15"]),
        ("Điều 15.2.a Nghị định 282/2025/NĐ-CP", ["điểm a khoản 2 Điều 15"]),
        ("Điều 15.2, 15.3 và 16.1 Luật Nhà ở 2023", ["khoản 2 Điều 15", "khoản 3 Điều 15", "khoản 1 Điều 16"]),
        ("Điều 3 (khoản 1) Luật Trẻ em", ["khoản 1 Điều 3"]),
        ("Điều 7 (điểm b khoản 2), Điều 9 Luật Trẻ em", ["điểm b khoản 2 Điều 7", "Điều 9"]),
        ("Điều 5 (khoản 1, khoản 2) và Điều 8 Luật Trẻ em", ["khoản 1 Điều 5", "khoản 2 Điều 5", "Điều 8"]),
        ("Điều 123 và các điều từ 130 đến 132 Bộ luật Hình sự", ["Điều 123", "Điều 130", "Điều 131", "Điều 132"]),
    ],
)
def test_numbers_with_stops_and_parentheses(text: str, wanted: list[str]) -> None:
    assert cited(text) == wanted


@each("text", ["Điều 15.2024 đồng", "Điều 15.2.2024", "Điều 3 (Luật cũ)", "Điều từ thiện"])
def test_what_only_looks_like_them(text: str) -> None:
    places = [str(place) for group in find_locators(level(text)) for place in group.locators]
    assert all("khoản" not in place for place in places)


@each(
    ("text", "wanted"),
    [
        ("Theo Bản án hành chính sơ thẩm 05/2025/HC-ST", [("ban-an", "05/2025/HC-ST")]),
        ("các bản án 05/2025/DS-ST, 06/2025/DS-PT", [("ban-an", "05/2025/DS-ST"), ("ban-an", "06/2025/DS-PT")]),
        ("Cáo trạng số 15/CT-VKS-P1 ngày 2/3/2026", []),
        ("theo Kết luận điều tra số 09/KLĐT-CSĐT", []),
        ("Giấy triệu tập số 45/GTT", []),
        ("QCVN 06:2022/BXD/SĐ1:2023", [("qcvn", "06:2022/BXD")]),
        ("Công ước ASEAN về phòng, chống buôn bán người", [("cong-uoc", None)]),
        ("Chỉ thị số 15/CT-TTg", [("chi-thi", "15/CT-TTg")]),
    ],
)
def test_papers_of_courts_and_prosecutors(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.mention.act.type, one.mention.act.number) for one in find_citations(text)] == wanted


def test_a_subject_goes_on_over_its_comma() -> None:
    (found,) = find_citations("Công ước ASEAN về phòng, chống buôn bán người")
    assert found.mention.act.title == "ASEAN về phòng, chống buôn bán người"


def test_parentheses_that_name_another_article_hold_a_place_of_their_own() -> None:
    places = [str(place) for group in find_locators("khoản 3 Điều 12 (khoản 2 Điều 13)") for place in group.locators]
    assert places == ["khoản 3 Điều 12", "khoản 2 Điều 13"]
