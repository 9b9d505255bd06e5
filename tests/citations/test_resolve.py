"""Short mentions resolved: what full mentions lend, and where two acts could be meant nothing is lent."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.find import find_citations
from validators.citations.mentions import ActName
from validators.citations.resolve import Resolved, resolve


def resolved(text: str, own: ActName | None = None) -> tuple[Resolved, ...]:
    return resolve(find_citations(text), own)


def last(text: str, own: ActName | None = None) -> Resolved:
    return resolved(text, own)[-1]


DECREE = "Nghị định số 168/2024/NĐ-CP ngày 26/12/2024 của Chính phủ"
LAW = "Luật Hộ tịch số 60/2014/QH13"


@each(
    ("text", "number"),
    [
        # "nêu trên" and its like: the act of that type named last
        (f"{DECREE}; theo Điều 5 Nghị định nêu trên", "168/2024/NĐ-CP"),
        (f"{DECREE} và {LAW}; theo Nghị định nói trên", "168/2024/NĐ-CP"),
        (f"{DECREE} và {LAW}; theo Luật đó", "60/2014/QH13"),
        (f"{LAW} quy định. Theo Điều 5 Luật này", "60/2014/QH13"),
        ("Thông tư số 1/2020/TT-BTC, Thông tư số 2/2020/TT-BTC; theo Thông tư nêu trên", "2/2020/TT-BTC"),
        # a title without its number, before or after the full mention
        (f"{LAW} quy định; theo Luật Hộ tịch", "60/2014/QH13"),
        ("Luật Hộ tịch số 60/2014/QH13; LUẬT HỘ TỊCH", "60/2014/QH13"),
        ("Luật Hòa giải ở cơ sở số 35/2013/QH13; Luật Hoà giải ở cơ sở", "35/2013/QH13"),
        ("Luật Hôn nhân và gia đình số 52/2014/QH13; Luật Hôn nhân, gia đình", "52/2014/QH13"),
        ("Luật Hộ tịch số 60/2014/QH13; Luật Hộ tịch năm 2014", "60/2014/QH13"),
        ("Bộ luật Dân sự số 91/2015/QH13; Điều 5 BLDS", "91/2015/QH13"),
        # a serial alone, a number cut short
        (f"{DECREE}; khoản 9 Điều 7 Nghị định 168", "168/2024/NĐ-CP"),
        ("Thông tư số 02/2018/TT-TANDTC; theo Thông tư số 02/2018 và", "02/2018/TT-TANDTC"),
        ("Thông tư số 02/2018/TT-TANDTC; theo Thông tư 2", "02/2018/TT-TANDTC"),
    ],
)
def test_what_is_said_shortly_means_what_was_named(text: str, number: str) -> None:
    found = last(text)
    assert (found.act.number, found.inferred, found.own, found.lost) == (number, True, False, False)


@each(
    "text",
    [
        "theo Nghị định nêu trên",
        f"{LAW}; theo Nghị định nêu trên",
        f"theo Nghị định nêu trên và {DECREE}",
        # "này" among several is mostly copied from one of them
        "Thông tư số 1/2020/TT-BTC và Thông tư số 2/2020/TT-BTC. Theo Điều 2 Thông tư này",
        f"{DECREE}; Quyết định 14 thì",
        # two decrees of one serial
        "Nghị định số 14/2019/NĐ-CP, Nghị định số 14/2022/NĐ-CP; theo Nghị định 14",
    ],
)
def test_a_short_mention_of_an_act_never_named_is_lost(text: str) -> None:
    short = [one for one in resolved(text) if one.citation.mention.short]
    assert [one.lost for one in short] == [True]
    assert short[0].act.number is None


@each(
    "text",
    [
        "Luật Đất đai số 45/2013/QH13; Luật Đất đai số 31/2024/QH15; theo Luật Đất đai",
        "Luật Hộ tịch số 60/2014/QH13; theo Luật Hộ tịch năm 2031",
        "Luật Dân sự số 5/2020/QH14; theo Bộ luật Dân sự",
        "Luật Khiếu nại số 02/2011/QH13; theo Luật Tố cáo",
    ],
)
def test_another_act_is_lent_nothing(text: str) -> None:
    found = last(text)
    assert found.act.number is None
    assert not found.inferred
    assert not found.lost


def test_the_year_decides_between_two_laws_of_one_title() -> None:
    text = "Luật Đất đai số 45/2013/QH13; Luật Đất đai số 31/2024/QH15; theo Luật Đất đai năm 2013"
    assert last(text).act.number == "45/2013/QH13"


def test_a_number_repeated_has_its_date_and_organ_from_the_full_mention() -> None:
    found = last(f"{DECREE}. Theo Nghị định số 168/2024/NĐ-CP")
    assert found.act == ActName("nghi-dinh", "168/2024/NĐ-CP", 2024, "Chính phủ", dt.date(2024, 12, 26))
    assert found.inferred


def test_the_words_of_a_citation_come_before_what_is_lent() -> None:
    text = f"{DECREE}. Nghị định số 168/2024/NĐ-CP của Bộ Công an"
    assert last(text).act.organ == "Bộ Công an"


def test_what_stands_only_later_is_lent_too() -> None:
    first, second = resolved(f"Luật Hộ tịch quy định. Căn cứ {LAW}")
    assert first.act.number == second.act.number == "60/2014/QH13"
    assert (first.inferred, second.inferred) == (True, False)


RIGHT = "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018"
MISREAD = "Nghị định số 61/2016/NĐ-CP ngày 23 tháng 4 năm 2018"


@each(
    ("text", "number", "inferred"),
    [
        (f"{RIGHT}; {MISREAD}", "61/2018/NĐ-CP", True),
        (f"Nghị định số 61/2018/NĐ-CP; {MISREAD}", "61/2018/NĐ-CP", True),
        # nothing else says so: it is for a person to see
        (MISREAD, "61/2016/NĐ-CP", False),
        (f"Nghị định số 61/2018/NĐ-CP ngày 24 tháng 4 năm 2018; {MISREAD}", "61/2016/NĐ-CP", False),
        (f"Nghị định số 62/2018/NĐ-CP ngày 23 tháng 4 năm 2018; {MISREAD}", "61/2016/NĐ-CP", False),
    ],
)
def test_a_misread_year_is_put_right_by_date_and_another_mention(text: str, number: str, inferred: bool) -> None:
    found = last(text)
    assert (found.act.number, found.inferred) == (number, inferred)


def test_a_cut_number_of_two_acts_is_left_cut() -> None:
    text = "Thông tư số 02/2018/TT-TANDTC; Thông tư số 02/2018/TT-BTC; theo Thông tư số 02/2018 và"
    assert last(text).act.number == "02/2018"


OWN = ActName("nghi-dinh", "1/2025/NĐ-CP", title="về công tác văn thư của các cơ quan và tổ chức")


@each(
    ("text", "own"),
    [
        ("khoản 1 Điều 5 Nghị định này", True),
        ("Nghị định số 01/2025/NĐ-CP", True),
        ("Nghị định số 1/2025/ND-CP", True),
        ("Nghị định số 2/2024/NĐ-CP", False),
        ("Luật Hộ tịch", False),
        # the quoted act of another type
        ("Thông tư này", False),
        # "nêu trên" never means the document itself
        ("Nghị định nêu trên", False),
    ],
)
def test_the_document_itself(text: str, own: bool) -> None:
    found = last(text, OWN)
    assert found.own is own
    assert (found.act == OWN) is own


@each(
    ("own", "wanted"),
    [
        (ActName("quyet-dinh", "149/QĐ-UBND"), True),
        (ActName("quyet-dinh"), True),
        (ActName("quyet-dinh", "9/QĐ-BTC"), False),
        (ActName("ke-hoach"), False),
    ],
)
def test_a_blank_number_in_an_annex_is_the_paper_it_belongs_to(own: ActName, wanted: bool) -> None:
    text = "(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng 02 năm 2025)"
    assert last(text, own).own is wanted


@each(
    ("printed", "wanted"),
    [
        ("LUẬT TIẾP CẬN THÔNG TIN", True),
        ("LUAT TIEP CAN THONG TIN", True),  # the capitals of a scan
        ("Luật Tiếp công dân", False),
        ("Luật Tiếp cận thông tin ngày 06/4/2016", False),
    ],
)
def test_a_law_named_by_its_own_title(printed: str, wanted: bool) -> None:
    assert last(printed, ActName("luat", title="Tiếp cận thông tin")).own is wanted


PIECES = st.lists(
    st.sampled_from(
        [DECREE, LAW, MISREAD, "Luật Hộ tịch", "Nghị định này", "Luật nêu trên", "Nghị định 168", "; ", " và ", ". "]
    ),
    max_size=12,
)


@given(PIECES, st.sampled_from([None, OWN, ActName("luat", "60/2014/QH13")]))
@settings(max_examples=at_most(50))
def test_nothing_is_lost_or_invented(pieces: list[str], own: ActName | None) -> None:
    found = find_citations(" ".join(pieces))
    numbers = {one.mention.act.number for one in found} | {own.number if own else None, "61/2018/NĐ-CP"}
    for citation, one in zip(found, resolve(found, own), strict=True):
        assert one.citation is citation
        assert one.act.number in numbers
        assert one.act.type == citation.mention.act.type
        assert not (one.lost and one.own)
        assert one.own is False or one.act == own
        assert one.inferred or one.act == citation.mention.act


@given(PIECES)
@settings(max_examples=at_most(30))
def test_resolving_again_says_the_same(pieces: list[str]) -> None:
    found = find_citations(" ".join(pieces))
    assert resolve(found) == resolve(list(found))
