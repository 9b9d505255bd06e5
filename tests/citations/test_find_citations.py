from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.citations.acts.agreement import disagreements
from validators.citations.acts.organs import organ_of
from validators.citations.acts.regimes import Regime, missing_in_first_mention, regime_on
from validators.citations.find import find_citations, find_mentions
from validators.citations.laws.titles import title_key
from validators.citations.mentions import ActName
from validators.citations.resolve import resolve


def acts(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.mention.act.type, one.mention.act.number, one.mention.act.title) for one in find_citations(text)]


def test_the_full_form() -> None:
    (found,) = find_citations(
        "theo điểm b khoản 4 Điều 6 Quyết định số 14/2019/QĐ-TTg ngày 13/3/2019 của Thủ tướng Chính phủ thì"
    )
    act = found.mention.act
    assert (act.type, act.number, act.organ) == ("quyet-dinh", "14/2019/QĐ-TTg", "Thủ tướng Chính phủ")
    assert act.date == dt.date(2019, 3, 13)
    assert [str(locator) for locator in found.locators] == ["điểm b khoản 4 Điều 6"]
    assert found.text.startswith("điểm b")
    assert found.text.endswith("Chính phủ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Luật Đất đai số 31/2024/QH15", [("luat", "31/2024/QH15", "Đất đai")]),
        (
            "Luật Phòng, chống bạo lực gia đình số 13/2022/QH15",
            [("luat", "13/2022/QH15", "Phòng, chống bạo lực gia đình")],
        ),
        ("Bộ luật Dân sự năm 2015", [("bo-luat", None, "Dân sự")]),
        ("Điều 104 BLHS", [("bo-luat", None, "Hình sự")]),
        ("Luật số 32/2013/QH13, số 46/2014/QH13", [("luat", "32/2013/QH13", None), ("luat", "46/2014/QH13", None)]),
        ("Nghị định 168/2024 xử phạt", [("nghi-dinh", "168/2024/NĐ-CP", None)]),
        ("Kết luận số 34-KL/TW", [("ket-luan", "34-KL/TW", None)]),
        ("Công văn số 4283/BTP-PBGDPL", [("cong-van", "4283/BTP-PBGDPL", None)]),
        ("Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11", [("phap-lenh", "28/2005/PL-UBTVQH11", "Ngoại hối")]),
        ("Hiến pháp năm 2013", [("hien-phap", None, None)]),
        ("Nghị định số 168 năm 2024 của Chính phủ", [("nghi-dinh", "168/2024/NĐ-CP", None)]),
        ("QD số 14/2019/QD-TTg", [("quyet-dinh", "14/2019/QĐ-TTg", None)]),
        ("Quyết định số 1141-TC/QĐ/CĐKT", [("quyet-dinh", "1141-TC/QĐ/CĐKT", None)]),
        ("khoản 3 Điều 8 Luật HN&GĐ năm 2014", [("luat", None, "Hôn nhân và gia đình")]),
        ("Luật BHXH 2024", [("luat", None, "Bảo hiểm xã hội")]),
        ("Luật PBGDPL", [("luat", None, "Phổ biến, giáo dục pháp luật")]),
        ("Luật XYZĐ", [("luat", None, "XYZĐ")]),
        ("LUẬT ĐẤT ĐAI", [("luat", None, "ĐẤT ĐAI")]),
        ("Luật Trẻ em và trách nhiệm của gia đình", [("luat", None, "Trẻ em")]),
    ],
)
def test_ways_of_naming(text: str, wanted: list[tuple[str | None, str | None, str | None]]) -> None:
    assert acts(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["theo quy định của pháp luật", "ngành luật dân sự", "luật sư Nguyễn Văn Mẫu", "đúng luật", "quyết định của Tòa"],
)
def test_law_as_a_common_word_is_no_citation(text: str) -> None:
    assert acts(text) == []


def test_the_number_after_an_amending_title() -> None:
    first, second = find_mentions("Luật sửa đổi, bổ sung một số điều của Luật Thanh niên số 57/2020/QH14;")[:2]
    assert first.act.number == "57/2020/QH14"
    assert second.act.number is None
    mentions = find_mentions(
        "ban hành Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế số 25/2008/QH12 đã được sửa đổi"
    )
    assert [mention.act.number for mention in mentions] == [None, "25/2008/QH12"]


def test_the_date_after_an_amending_title_is_not_lent_inwards() -> None:
    outer, inner = find_mentions("Luật sửa đổi, bổ sung một số điều của Luật Thanh tra ngày 22/11/2019")
    assert outer.act.date == dt.date(2019, 11, 22)
    assert inner.act.date is None


def test_blank_acts_stay_blank() -> None:
    (found,) = find_citations(
        "Căn cứ Quyết định số      /QĐ-UBND ngày   tháng   năm 2025 của Ủy ban nhân dân tỉnh Hưng Yên"
    )
    assert found.mention.blank
    assert found.mention.act.number is None
    assert found.mention.act.date is None


def test_short_mentions_are_resolved() -> None:
    text = "Luật Hộ tịch số 60/2014/QH13 quy định. Theo Điều 5 Luật này và Luật Hộ tịch, Điều 9 Nghị định nêu trên"
    resolved = resolve(find_citations(text))
    assert [one.act.number for one in resolved] == ["60/2014/QH13", "60/2014/QH13", "60/2014/QH13", None]
    assert [one.inferred for one in resolved] == [False, True, True, False]
    assert resolved[-1].lost


def test_this_is_not_the_last_of_several() -> None:
    text = "Thông tư số 1/2020/TT-BTC và Thông tư số 2/2020/TT-BTC. Theo Điều 2 Thông tư này"
    assert resolve(find_citations(text))[-1].lost


def test_own_articles_are_told_apart() -> None:
    own = ActName("nghi-dinh", "1/2025/NĐ-CP")
    resolved = resolve(find_citations("khoản 1 Điều 5 Nghị định này và Điều 3 Nghị định số 2/2024/NĐ-CP"), own)
    assert [one.own for one in resolved] == [True, False]


def test_two_laws_of_one_title_lend_nothing() -> None:
    text = "Luật Đất đai số 45/2013/QH13; Luật Đất đai số 31/2024/QH15; theo Luật Đất đai"
    assert resolve(find_citations(text))[-1].act.number is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nghị định số 58/2022/NĐ-CP ngày 31/8/2002 của Chính phủ", {"year"}),
        ("Thông tư số 30/2020/NĐ-CP", {"type"}),
        ("Quyết định số 14/2019/QĐ-TTg của Bộ Tài chính", {"organ"}),
        ("Thông tư số 05/2025/TT-BTTTT ngày 01/6/2025", {"organ-date"}),
        ("Nghị định số 5/2020/NĐ-CP ngày 31/2/2020", {"date"}),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", set()),
    ],
)
def test_agreement(text: str, codes: set[str]) -> None:
    (mention,) = find_mentions(text)
    assert {wrong.code for wrong in disagreements(mention)} == codes


def test_regimes_by_date() -> None:
    assert [regime_on(dt.date(2024, 1, 1)), regime_on(dt.date(2025, 4, 1)), regime_on(dt.date(2025, 7, 17))] == list(
        Regime
    )
    (mention,) = find_mentions("Luật Đất đai")
    assert missing_in_first_mention(mention, dt.date(2024, 1, 1)) == ()
    assert [str(lack) for lack in missing_in_first_mention(mention, dt.date(2025, 5, 1))] == ["year"]
    assert [str(lack) for lack in missing_in_first_mention(mention, dt.date(2026, 1, 1))] == ["number"]


def test_organs_change_with_the_day() -> None:
    assert organ_of("TTg") is not None
    assert organ_of("UBND") is None
    assert organ_of("CHƯA") is None


def test_titles_fold_tone_placement() -> None:
    assert title_key("Hòa giải ở cơ sở") == title_key("Hoà giải ở cơ sở")
    assert title_key("Đất đai") != title_key("Đặt đai")


_PIECES = st.lists(
    st.sampled_from(
        [
            "Luật ",
            "Đất đai ",
            "số ",
            "31/2024/QH15 ",
            "ngày ",
            "1/2/2020 ",
            "của ",
            "Chính phủ ",
            "Điều 5 ",
            "khoản 2 ",
            "và ",
            "sửa đổi, bổ sung một số điều của ",
            "này",
            "nêu trên ",
            "; ",
            "Nghị định ",
            "/NĐ-CP ",
            "(",
            ")",
            "Căn cứ ",
            "\n",
        ]
    ),
    max_size=40,
)


@given(_PIECES)
def test_pieces_in_any_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_citations(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
    assert len(resolve(found)) == len(found)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for one in find_citations(text):
        assert one.text == text[one.start : one.end]


@pytest.mark.parametrize(
    "piece",
    ["Luật sửa đổi, bổ sung một số điều của ", "số 1/", "Điều 1, ", "ngày tháng ", "Nghị định của a ", "của Bộ A "],
)
def test_long_repetitions_come_to_an_end(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(one.text == text[one.start : one.end] for one in find_citations(text))


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("văn bản số 569/STP-PBGDPL ngày 5/6/2024 của Sở Tư pháp về việc", "Sở Tư pháp"),
        ("Kế hoạch số 20-KH/BTGTU của Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Công văn số 12/SNV-CCVC của Sở Nội vụ tỉnh Hưng Yên", "Sở Nội vụ tỉnh Hưng Yên"),
        ("Quyết định số 15/2021/QĐ-UBND của UBND tỉnh An Giang", "UBND tỉnh An Giang"),
    ],
)
def test_the_organ_is_read_to_its_end(text: str, organ: str) -> None:
    assert find_citations(text)[0].mention.act.organ == organ


def test_a_bracket_opened_is_closed() -> None:
    (found,) = find_citations("theo Luật Hôn nhân và gia đình (Điều 8) thì")
    assert found.text.endswith("(Điều 8)")


def test_a_programme_of_action() -> None:
    (found,) = find_citations("Chương trình hành động số 15-CTr/TU ngày 5/5/2021 của Tỉnh ủy")
    assert found.text.startswith("Chương trình hành động")


def test_the_serial_alone_means_the_act_named_elsewhere() -> None:
    text = "Nghị định số 168/2024/NĐ-CP ngày 26/12/2024. Theo khoản 9 Điều 7 Nghị định 168 thì; Quyết định 14 thì"
    first, second, third = resolve(find_citations(text))
    assert second.act == first.act
    assert second.inferred
    assert [str(place) for place in second.citation.locators] == ["khoản 9 Điều 7"]
    assert third.lost


def test_the_term_and_the_year_must_fit() -> None:
    (wrong,) = find_mentions("Luật số 31/2019/QH15")
    assert [one.code for one in disagreements(wrong)] == ["term"]
    (right,) = find_mentions("Luật số 31/2024/QH15")
    assert disagreements(right) == ()
