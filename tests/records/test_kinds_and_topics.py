"""What a material is and is about: kind, level, place, maker, subjects, audiences, language, keywords, summary."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reading.document import Document, Method, Page
from converters.records.metadata.head.letterhead import read_letterhead
from converters.records.metadata.kinds.by_name import find_named_kind
from converters.records.metadata.kinds.kinds import find_kind
from converters.records.metadata.kinds.of_acts import kind_of_act
from converters.records.metadata.maker import find_maker, organ_below, organs_above
from converters.records.metadata.places import find_level, find_place
from converters.records.metadata.summary import summarise
from converters.records.metadata.topics import (
    AUDIENCE_WORDS,
    SUBJECT_WORDS,
    find_audiences,
    find_keywords,
    find_language,
    find_subjects,
)
from converters.records.passages.passage import Passage, ReadValue, whole, written
from validators.sharing.issue_date import IssueDate
from validators.sharing.vocabulary import vocabulary


def lines(*texts: str) -> list[Passage]:
    return [written(text) for text in texts]


def organ(text: str) -> ReadValue:
    return whole(written(text))


def kind(*texts: str, questions: int = 0, situations: int = 0, media: str = "text/plain") -> tuple[str, bool]:
    text = lines(*texts)
    page = Page(1, None, None, None, (), Method.PLAIN)
    found = find_kind(Document(Path("a"), media, "", (page,)), text, read_letterhead(text), questions, situations)
    assert str(found.reason)
    return found.kind, found.inferred


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("TỜ GẤP", "PHÁP LUẬT VỀ ĐẤT ĐAI"), ("to-gap", False)),
        (("SỞ TƯ PHÁP", "Hỏi - đáp pháp luật về đất đai"), ("hoi-dap", False)),
        (("SỔ TAY", "100 TÌNH HUỐNG PHÁP LUẬT"), ("tinh-huong", False)),
        (("SỔ TAY", "PHÁP LUẬT VỀ ĐẤT ĐAI"), ("sach", False)),
        (("Pháp luật về đất đai", "Tờ gấp này nói về đất đai."), ("to-gap", False)),
        (("Pháp luật về đất đai",), ("khac", True)),
        (("PHIẾU KHẢO SÁT",), ("khac", True)),
    ],
)
def test_kinds_of_material(texts: tuple[str, ...], wanted: tuple[str, bool]) -> None:
    assert kind(*texts) == wanted


def test_content_speaks_where_no_title_does() -> None:
    assert kind("Pháp luật về đất đai", questions=3) == ("hoi-dap", True)
    assert kind("Pháp luật về đất đai", situations=2, questions=3) == ("tinh-huong", True)
    assert kind("Pháp luật về đất đai", media="application/vnd.presentationml.presentation") == ("bai-giang", True)


def test_a_kind_in_a_sentence_is_no_title() -> None:
    assert (
        find_named_kind(lines("Tờ gấp đã được phát cho bà con trong xã, trong đó có các hộ nghèo và cận nghèo;"))
        is None
    )
    assert find_named_kind(lines("a" * 201)) is None


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("BỘ TƯ PHÁP", "Số: 10/2020/TT-BTP", "THÔNG TƯ", "Về mẫu"), "van-ban-quy-pham"),
        (("UBND TỈNH MẪU", "Số: 10/2020/QĐ-UBND", "QUYẾT ĐỊNH", "Về mẫu"), "van-ban-quy-pham"),
        (("UBND TỈNH MẪU", "Số: 10/QĐ-UBND", "QUYẾT ĐỊNH", "Về mẫu"), "van-ban-hanh-chinh"),
        (("SỞ TƯ PHÁP", "Số: 10/STP-HC", "V/v mẫu"), "van-ban-hanh-chinh"),
        (("TÒA ÁN NHÂN DÂN", "Số: 10/2026/QĐST-DS", "QUYẾT ĐỊNH", "CÔNG NHẬN THỎA THUẬN"), "van-ban-hanh-chinh"),
    ],
)
def test_kinds_of_acts(texts: tuple[str, ...], wanted: str) -> None:
    found = kind_of_act(read_letterhead(lines(*texts)))
    assert found is not None
    assert found.kind == wanted


@pytest.mark.parametrize(
    ("organs", "level"),
    [
        (["BỘ TƯ PHÁP"], "central"),
        (["UBND TỈNH MẪU", "SỞ TƯ PHÁP"], "province"),
        (["HƯNG YÊN"], "province"),
        (["UBND HUYỆN MẪU", "PHÒNG TƯ PHÁP"], "district"),
        (["UBND XÃ MẪU"], "commune"),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC MẪU"], "other"),
        (["BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"], "central"),
        (["ĐOÀN MẪU"], None),
        ([], None),
    ],
)
def test_levels_are_the_lowest_named(organs: list[str], level: str | None) -> None:
    found = find_level([organ(text) for text in organs])
    assert (found[0] if found is not None else None) == level


def test_a_place_has_the_code_of_its_day() -> None:
    before = find_place([organ("TỈNH HƯNG YÊN")], IssueDate(2024, 1, 1))
    unknown = find_place([organ("Sở Tư pháp tỉnh Hưng Yên")], None)
    assert before is not None
    assert before.name == "Hưng Yên"
    codes = {term.code for term in vocabulary("provinces").terms if term.vi.endswith("Hưng Yên")}
    assert before.code in codes
    assert unknown is not None
    assert (unknown.code is None) is (len(codes) > 1)
    assert find_place([organ("SỞ TƯ PHÁP")], None) is None


def test_a_month_has_the_code_that_holds_all_through_it() -> None:
    found = [find_place([organ("TỈNH HƯNG YÊN")], issued) for issued in (IssueDate(2025, 6), IssueDate(2024, 1))]
    assert [one.code if one else None for one in found] == ["33", "33"]


def test_makers_and_organs_around_a_title() -> None:
    text = lines("UBND TỈNH MẪU", "SỞ TƯ PHÁP", "TÌM HIỂU LUẬT", "Sở Tư pháp tỉnh Mẫu – tháng 5 năm 2026")
    title = whole(text[2])
    assert [one.value for one in organs_above(text, title)] == ["UBND TỈNH MẪU", "SỞ TƯ PHÁP"]
    assert [one.value for one in organ_below(text, title)] == ["Sở Tư pháp tỉnh Mẫu"]
    assert find_maker(text) is None
    maker = find_maker(lines("Nhóm biên soạn: Bà Mẫu, Ông Mẫu. In 10 cuốn"))
    assert maker is not None
    assert maker.value == "Bà Mẫu, Ông Mẫu"
    assert maker.passage.text[maker.start : maker.end] == maker.value


def test_subjects_are_topics_of_the_codification() -> None:
    assert set(SUBJECT_WORDS) == set(range(1, 46))
    assert find_subjects("Pháp luật về đất đai", "Thu hồi đất, giao đất.", ["Đất đai"])[0] == 11
    assert find_subjects("Thông báo", "Họp lúc tám giờ.", []) == []


@pytest.mark.parametrize(
    ("title", "opening", "audiences"),
    [
        ("Quyền của người lao động", "", ["workers"]),
        ("Pháp luật", "Doanh nghiệp và doanh nghiệp nhỏ", ["businesses"]),
        ("Pháp luật", "Doanh nghiệp", ["general"]),
        ("Học sinh và người khuyết tật", "", ["people-with-disabilities", "students"]),
    ],
)
def test_audiences(title: str, opening: str, audiences: list[str]) -> None:
    assert find_audiences(title, opening) == audiences
    assert set(audiences) <= {*AUDIENCE_WORDS, "general"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Người dân có quyền khiếu nại quyết định hành chính.", "vi"),
        ("Citizens have the right to complain about decisions.", "en"),
        ("Số 12", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert find_language(text) == language


def test_keywords_are_titles_cited_most() -> None:
    titles = ["Đất đai", "Nhà ở", "Đất đai", "sửa đổi, bổ sung một số điều của Luật Đất đai", "ab"]
    assert find_keywords(titles) == ["Đất đai", "Nhà ở"]
    assert find_keywords(titles, limit=1) == ["Đất đai"]


def test_a_summary_is_made_of_sentences_that_share_words_with_the_title() -> None:
    text = lines(
        "QUYỀN KHIẾU NẠI",
        "Căn cứ Luật Khiếu nại do Quốc hội ban hành và các văn bản hướng dẫn thi hành.",
        "Công dân có quyền khiếu nại quyết định hành chính của cơ quan nhà nước.",
        "Hỏi: Ai có quyền khiếu nại quyết định hành chính của cơ quan nhà nước?",
    )
    (one,) = summarise("Quyền khiếu nại của công dân", text)
    assert one.text == text[2].text
    assert one.passage.text[one.start : one.end] == one.text


@given(st.text(max_size=200), st.lists(st.text(max_size=120), max_size=5))
def test_summaries_are_parts_of_the_text(title: str, texts: list[str]) -> None:
    for excerpt in summarise(title, lines(*texts)):
        assert excerpt.passage.text[excerpt.start : excerpt.end] == excerpt.text
