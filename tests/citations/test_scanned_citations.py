from __future__ import annotations

import datetime as dt

import pytest

from validators.citations.acts.assembly import fits, mended_term, terms_in
from validators.citations.acts.dates import find_dates
from validators.citations.acts.numbers import find_numbers
from validators.citations.find import find_citations
from validators.citations.laws.damaged_titles import mended_title
from validators.citations.mentions import ActName
from validators.citations.resolve import resolve


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Luật Tt Ổ chức chính quyền địa phương ngày 19/6/2015;", "Tổ chức chính quyền địa phương"),
        ("Luật T: Ổ chức chính quyền địa phương ngày 19/6/2015;", "Tổ chức chính quyền địa phương"),
        ("Luật 1t 6 chức chính quyền địa phương ngày 19/6/2015;", "Tổ chức chính quyền địa phương"),
        ("Luật Bảo hiểm tễ số 25/2008/QH12", "Bảo hiểm y tế"),
        ("Luật Bao ve bi mat nha nuoc số 29/2018/QH14", "Bảo vệ bí mật nhà nước"),
    ],
)
def test_a_damaged_title_is_put_right_and_the_printed_one_kept(printed: str, title: str) -> None:
    (found,) = find_citations(printed)
    assert found.mention.act.title == title
    assert found.mention.mended
    assert found.text in printed


def test_an_undamaged_title_is_left_as_it_is() -> None:
    for title in ("Đất đai", "Bảo hiểm y tế", "Phòng thủ vũ trụ", "Quản lý cây xanh trên sao Hỏa"):
        (found,) = find_citations(f"theo Luật {title} năm 2031")
        assert found.mention.act.title == title
        assert not found.mention.mended


def test_two_titles_equally_near_are_none() -> None:
    assert mended_title("Dự trữ lưu trữ quốc gia", 0) is None
    assert mended_title("Dân sụa", 0) is None
    assert mended_title("", 0) is None
    assert mended_title("12 34", 0) is None


def test_a_damaged_amending_title() -> None:
    text = (
        "Luật sửa đổi, bổ Sung sỐ điều của Luật Tổ chức Chính phủ và Luật T: ổ chức chính quyền địa phương "
        "ngày 1/2/2019"
    )
    outer = find_citations(text)[0].mention
    assert outer.act.title == (
        "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
    )
    assert outer.act.date == dt.date(2019, 2, 1)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("số 10/2003/PL-UBTVOHI]I;", "10/2003/PL-UBTVQH11"),
        ("số 10/2003/PL-UBTVQH1;", "10/2003/PL-UBTVQH11"),
        ("Luật số 29/201 Š/QH14,", "29/2018/QH14"),
        ("Luật số 4 1/⁄2024/0HI5 được", "41/2024/QH15"),
        ("Luật số 113/2025⁄QHI15 và", "113/2025/QH15"),
        ("Quyết định số 11-HĐĐBT ngày", "11-HĐBT"),
        ("Quyết định số 370/QĐ- BCA-CO6 ngày", "370/QĐ-BCA-C06"),
        ("Báo cáo số 04-BC/DU ngày", "04-BC/ĐU"),
        ("Thông tư số 10/2017/TT-BLDTBXH ngày", "10/2017/TT-BLĐTBXH"),
        ("Quyết định số 12/QD-TLD ngày", "12/QĐ-TLĐ"),
    ],
)
def test_damaged_numbers(printed: str, number: str) -> None:
    (found,) = find_numbers(printed)
    assert found.text == number
    assert found.repaired
    assert found.printed in printed


def test_a_space_inside_an_organ() -> None:
    (found,) = find_numbers("Lệnh số 06-LCT/HĐN N ngày 20-5-1988")
    assert (found.text, found.printed) == ("06-LCT/HĐNN", "06-LCT/HĐN N")


def test_a_year_that_could_be_two_is_not_guessed() -> None:
    assert list(find_numbers("Nghị định số 29/201Š/NĐ-CP")) == []


def test_a_term_is_completed_only_where_the_year_leaves_one() -> None:
    assert terms_in(2003) == (11,)
    assert terms_in(2016) == (13, 14)
    assert mended_term("1", 2003) == "11"
    assert mended_term("1", 2016) == "1"
    assert mended_term("14", 2003) == "14"
    assert fits(15, 2024) is True
    assert fits(15, 2019) is False
    assert fits(3, 1965) is None


def test_a_submission_without_its_small_r() -> None:
    (found,) = find_citations("tại Tờ trình số 65/TT-BKHCN ngày 24 tháng 4 năm 2026;")
    assert (found.mention.act.type, found.mention.act.number) == ("to-trinh", "65/TTr-BKHCN")
    (old,) = find_citations("Thông tư số 14/TT-BXD ngày 24 tháng 4 năm 1993")
    assert (old.mention.act.type, old.mention.act.number) == ("thong-tu", "14/TT-BXD")


def test_two_strokes_are_eleven() -> None:
    (found,) = find_dates("ngày 27 tháng TÌ năm 2015")
    assert found.value == dt.date(2015, 11, 27)
    assert list(find_dates("ngày 20 tháng ồ năm 2025")) == []
    assert [one.value for one in find_dates("ngày 22/T1/2019")] == [dt.date(2019, 11, 22)]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("khoản Ï Điều 8 Luật Dẫn độ", "khoản 1 Điều 8"),
        ("khoản ] Điều 8 Luật Dẫn độ", "khoản 1 Điều 8"),
        ("khoản 2 Điều § của Luật Dẫn độ", "khoản 2 Điều 8"),
        ("khoản 2 Điều 8§ của Luật Dẫn độ", "khoản 2 Điều 8"),
        ("Điều 1§ Luật Dẫn độ", "Điều 18"),
    ],
)
def test_damaged_labels(printed: str, place: str) -> None:
    (found,) = find_citations(printed)
    assert [str(locator) for locator in found.locators] == [place]


def resolved(*paragraphs: str, own: ActName | None = None) -> list[tuple[str | None, bool, bool]]:
    found = (one for paragraph in paragraphs for one in find_citations(paragraph))
    return [(one.act.number, one.inferred, one.own) for one in resolve(found, own)]


def test_a_year_misread_in_a_number_is_put_right_by_the_date_and_the_other_mentions() -> None:
    right = "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018"
    wrong = "Nghị định số 61/2016/NĐ-CP ngày 23 tháng 4 năm 2018"
    assert resolved(right, wrong)[1] == ("61/2018/NĐ-CP", True, False)
    assert resolved(wrong)[0] == ("61/2016/NĐ-CP", False, False)
    another = "Nghị định số 61/2018/NĐ-CP ngày 24 tháng 4 năm 2018"
    assert resolved(another, wrong)[1][0] == "61/2016/NĐ-CP"


def test_a_number_cut_short_means_the_full_one() -> None:
    full = "Thông tư số 02/2018/TT-TANDTC ngày 21/9/2018"
    assert resolved(full, "theo Thông tư số 02/2018 và")[1] == ("02/2018/TT-TANDTC", True, False)
    assert resolved(full, "Thông tư số 02/2018/TT-BTC", "theo Thông tư số 02/2018 và")[2][0] == "02/2018"


def test_a_blank_number_of_the_same_symbol_is_the_document_itself() -> None:
    own = ActName("quyet-dinh", "149/QĐ-UBND")
    blank = "(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng 02 năm 2025)"
    assert resolved(blank, own=own)[0][2]
    assert resolved(blank, own=ActName("quyet-dinh"))[0][2]
    assert not resolved(blank, own=ActName("quyet-dinh", "9/QĐ-BTC"))[0][2]


@pytest.mark.parametrize("text", ["đề xuất Luật Năm 2026 – 2030", "Luật năm 2013 quy định"])
def test_a_year_is_no_title(text: str) -> None:
    assert find_citations(text) == ()


def test_the_year_before_a_full_stop() -> None:
    (found,) = find_citations("theo khoản 2 Điều 200 Luật doanh nghiệp năm 2014. Đồng thời")
    assert found.mention.act.year == 2014


def test_a_list_joined_by_commas_instead_of_and() -> None:
    (first, second) = find_citations(
        "Luật Hôn nhân gia đình và Luật Quân nhân chuyên nghiệp, công nhân, viên chức quốc phòng"
    )
    assert first.mention.act.title == "Hôn nhân gia đình"
    assert second.mention.act.title == "Quân nhân chuyên nghiệp, công nhân, viên chức quốc phòng"


@pytest.mark.parametrize(
    ("printed", "points"),
    [
        ("các điểm e, h, i, k, o,r, s và t khoản 3 Điều 2 Luật Cư trú", "ehikorst"),
        ("các điểm e, h, 1, k, o khoản 3 Điều 2 Luật Cư trú", "ehiko"),
        ("các điểm k, 1 và m khoản 3 Điều 2 Luật Cư trú", "klm"),
        ("các điểm a, b, c, d, và n khoản 3 Điều 2 Luật Cư trú", "abcdn"),
        ("các điểm a, 1 khoản 3 Điều 2 Luật Cư trú", "a"),
        ("các điểm a, b, d và ø khoản 4 Điều 12 Luật Cư trú", "abd"),
        ("điểm 1 khoản 3 Điều 2 Luật Cư trú", "1"),
    ],
)
def test_points_among_scribble(printed: str, points: str) -> None:
    (found,) = find_citations(printed)
    assert "".join(place.point or "" for place in found.locators) == points


def test_an_unreadable_point_alone_leaves_its_clause() -> None:
    (found,) = find_citations("điểm ø khoản 2 Điều 5 Luật Cư trú")
    assert [str(place) for place in found.locators] == ["khoản 2 Điều 5"]
