"""Mentions of acts by number, by a number cut short, with a blank, and by "này" and "nêu trên"."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.numbers import find_numbers
from validators.citations.find import find_mentions
from validators.citations.mentions import (
    ActMention,
    ActName,
    anaphors,
    blank_mentions,
    inherit_types,
    numbered_mentions,
    short_numbered_mentions,
    with_tail,
)
from validators.citations.repair import level


def only(text: str) -> ActMention:
    (mention,) = find_mentions(text)
    return mention


@each(
    ("text", "printed", "kind", "number"),
    [
        ("theo Nghị định số 30/2020/NĐ-CP thì", "Nghị định số 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("theo Nghị định 30/2020/NĐ-CP thì", "Nghị định 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("Nghị định số: 30/2020/NĐ-CP", "Nghị định số: 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP", "NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("Nghị định\nsố 30/2020/NĐ-CP", "Nghị định\nsố 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("Nghi dinh so 30/2020/ND-CP", "Nghi dinh so 30/2020/ND-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("NĐ 30/2020/NĐ-CP", "NĐ 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("QD số 14/2019/QD-TTg", "QD số 14/2019/QD-TTg", "quyet-dinh", "14/2019/QĐ-TTg"),
        ("(số 30/2020/NĐ-CP)", "30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
        ("Thông tư liên tịch số 07/2012/TTLT-BTTTT-BVHTTDL", "Thông tư liên tịch số 07/2012/TTLT-BTTTT-BVHTTDL",
         "thong-tu-lien-tich", "07/2012/TTLT-BTTTT-BVHTTDL"),
        ("Kết luận số 80-KL/TW", "Kết luận số 80-KL/TW", "ket-luan", "80-KL/TW"),
        ("Công văn số 4283/BTP-PBGDPL", "Công văn số 4283/BTP-PBGDPL", "cong-van", "4283/BTP-PBGDPL"),
        ("Công văn 4283/BTP-PBGDPL", "Công văn 4283/BTP-PBGDPL", "cong-van", "4283/BTP-PBGDPL"),
        ("số 4283/BTP-PBGDPL", "4283/BTP-PBGDPL", "cong-van", "4283/BTP-PBGDPL"),
        ("Nghị quyết số 326/2016/UBTVQH14", "Nghị quyết số 326/2016/UBTVQH14", "nghi-quyet", "326/2016/UBTVQH14"),
        ("Lệnh số 06-LCT/HĐNN8", "Lệnh số 06-LCT/HĐNN8", "lenh", "06-LCT/HĐNN8"),
        ("Quyết định số 1141-TC/QĐ/CĐKT", "Quyết định số 1141-TC/QĐ/CĐKT", "quyet-dinh", "1141-TC/QĐ/CĐKT"),
        ("Nghị định số 15/CP", "Nghị định số 15/CP", "nghi-dinh", "15/CP"),
        ("Quy định số 66-QĐ/TW", "Quy định số 66-QĐ/TW", "quy-dinh", "66-QĐ/TW"),
        ("Chương trình hành động số 15-CTr/TU", "Chương trình hành động số 15-CTr/TU", "chuong-trinh", "15-CTr/TU"),
        # the symbol decides where the word contradicts it; the word is kept beside
        ("Thông tư số 30/2020/NĐ-CP", "Thông tư số 30/2020/NĐ-CP", "nghi-dinh", "30/2020/NĐ-CP"),
    ],
)  # fmt: skip
def test_an_act_named_by_its_number(text: str, printed: str, kind: str, number: str) -> None:
    mention = only(text)
    assert text[mention.start : mention.end] == printed
    assert (mention.act.type, mention.act.number) == (kind, number)
    assert not mention.short
    assert not mention.blank


def test_the_word_before_a_contradicting_symbol_is_kept() -> None:
    assert only("Thông tư số 30/2020/NĐ-CP").type_said == "thong-tu"
    assert only("số 30/2020/NĐ-CP").type_said is None


@pytest.mark.parametrize("text", ["số 31/2024/QH15", "số 326/2016/UBTVQH14", "văn bản 15/CP"])
def test_a_symbol_of_many_types_alone_leaves_the_type_open(text: str) -> None:
    assert only(text).act.type is None


@each(
    ("text", "kind", "number"),
    [
        # circulars have had their year in the number since 1997, so this is a submission without its small r
        ("Tờ trình số 65/TT-BKHCN ngày 24 tháng 4 năm 2026", "to-trinh", "65/TTr-BKHCN"),
        ("số 65/TT-BKHCN ngày 24 tháng 4 năm 2026", "to-trinh", "65/TTr-BKHCN"),
        ("Thông tư số 14/TT-BXD ngày 24 tháng 4 năm 1993", "thong-tu", "14/TT-BXD"),
        ("Thông tư số 14/TT-BXD", "thong-tu", "14/TT-BXD"),
        ("Thông tư số 14/2020/TT-BXD ngày 24/4/2020", "thong-tu", "14/2020/TT-BXD"),
    ],
)
def test_a_submission_without_its_small_r(text: str, kind: str, number: str) -> None:
    mention = only(text)
    assert (mention.act.type, mention.act.number) == (kind, number)


DAY = dt.date(2020, 3, 5)


@each(
    ("tail", "organ", "date", "end"),
    [
        (" ngày 05/3/2020 của Chính phủ", "Chính phủ", DAY, "Chính phủ"),
        (" ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", "Chính phủ", DAY, "Chính phủ"),
        (", ngày 05/3/2020, của Chính phủ", "Chính phủ", DAY, "Chính phủ"),
        (" của Chính phủ ngày 05/3/2020", "Chính phủ", DAY, "05/3/2020"),
        (" (ngày 05/3/2020)", "Chính phủ", None, "NĐ-CP"),
        ("ngày 05/3/2020", "Chính phủ", DAY, "05/3/2020"),
        ("\nngày 05/3/2020\ncủa\nChính phủ", "Chính phủ", DAY, "Chính phủ"),
        (" của Chính phủ.", "Chính phủ", None, "Chính phủ"),
        ("; ngày 05/3/2020", "Chính phủ", None, "NĐ-CP"),
        (" có hiệu lực từ ngày 05/3/2020", "Chính phủ", None, "NĐ-CP"),
        (" của ông Nguyễn Văn Mẫu", "Chính phủ", None, "NĐ-CP"),
        ("", "Chính phủ", None, "NĐ-CP"),
    ],
)
def test_date_and_organ_follow_the_number(tail: str, organ: str, date: dt.date | None, end: str) -> None:
    text = f"Nghị định số 30/2020/NĐ-CP{tail}"
    mention = only(text)
    assert (mention.act.organ, mention.act.date) == (organ, date)
    assert text[: mention.end].endswith(end)
    assert mention.organ_printed is (" của Chính" in tail or "của\n" in tail)


@each(
    ("text", "organ"),
    [
        ("Quyết định số 14/2019/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Thông tư số 05/2020/TT-BTP", "Bộ Tư pháp"),
        ("Thông tư liên tịch số 01/2016/TTLT-BCA-BQP", "Bộ Công an; Bộ Quốc phòng"),
        ("Công văn số 4283/BTP-PBGDPL", "Bộ Tư pháp"),
        ("Quyết định số 15/2021/QĐ-UBND", None),
        ("Thông tư liên tịch số 01/2016/TTLT-BCA-XYZ", None),
        ("Nghị quyết số 02-NQ/TU", None),
    ],
)
def test_the_organ_of_the_symbol_is_lent_where_it_is_one(text: str, organ: str | None) -> None:
    mention = only(text)
    assert mention.act.organ == organ
    assert not mention.organ_printed


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("Quyết định của Thủ tướng Chính phủ số 14/2019/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Kế hoạch của Ủy ban nhân dân tỉnh Hưng Yên số 72/KH-UBND", "Ủy ban nhân dân tỉnh Hưng Yên"),
        ("Thông tư của Bộ trưởng Bộ Tư pháp, số 05/2020/TT-BTP", "Bộ trưởng Bộ Tư pháp"),
    ],
)
def test_the_organ_may_stand_before_the_number(text: str, organ: str) -> None:
    mention = only(text)
    assert (mention.start, mention.act.organ, mention.organ_printed) == (0, organ, True)


@each(
    ("text", "title"),
    [
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;", "về công tác văn thư"),
        ("Căn cứ Thông tư số 05/2020/TT-BTP quy định về kiểm tra hồ sơ;", "quy định về kiểm tra hồ sơ"),
        ("Thực hiện Kế hoạch số 72/KH-UBND về phổ biến, giáo dục pháp luật.", "về phổ biến, giáo dục pháp luật"),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ;", None),
        # only a preamble tells titles: in a sentence the words go on
        ("Ông Mẫu nói Nghị định số 30/2020/NĐ-CP về công tác văn thư rất rõ;", None),
    ],
)
def test_a_preamble_gives_the_title(text: str, title: str | None) -> None:
    assert only(text).act.title == title


@each(
    ("text", "kind", "number"),
    [
        ("Nghị định 168/2024 xử phạt", "nghi-dinh", "168/2024/NĐ-CP"),
        ("Nghị định số 168 năm 2024 của Chính phủ", "nghi-dinh", "168/2024/NĐ-CP"),
        ("Thông tư số 02/2018 và", "thong-tu", "02/2018"),
        ("Nghị quyết 04/2017", "nghi-quyet", "04/2017"),
        ("NĐ 168/2024", "nghi-dinh", "168/2024/NĐ-CP"),
    ],
)
def test_a_number_cut_before_its_symbol(text: str, kind: str, number: str) -> None:
    mention = only(text)
    assert (mention.act.type, mention.act.number, mention.short) == (kind, number, False)


@each("text", ["168/2024", "tháng 5/2024", "Báo cáo quý 1/2024", "Điều 5/2024", "Đề án 06/2022", "Số 168/2024"])
def test_a_fraction_without_a_type_word_is_no_act(text: str) -> None:
    assert list(short_numbered_mentions(text, frozenset())) == []


def test_a_place_already_taken_is_not_read_as_a_short_number() -> None:
    assert list(short_numbered_mentions("Nghị định 168/2024", frozenset({10}))) == []


@pytest.mark.parametrize(
    ("text", "kind", "organ"),
    [
        ("Quyết định số      /QĐ-UBND ngày   tháng   năm 2025 của Ủy ban nhân dân tỉnh Hưng Yên", "quyet-dinh",
         "Ủy ban nhân dân tỉnh Hưng Yên"),
        ("Kế hoạch số ..../KH-STP", "ke-hoach", None),
        ("(Kèm theo Quyết định số …/2025/QĐ-TTg)", "quyet-dinh", "Thủ tướng Chính phủ"),
    ],
)  # fmt: skip
def test_a_blank_stays_a_blank(text: str, kind: str, organ: str | None) -> None:
    mention = only(text)
    assert mention.blank
    assert (mention.act.type, mention.act.number, mention.act.date) == (kind, None, None)
    assert mention.act.organ == organ


def test_a_blank_without_a_type_word_is_the_head_of_a_paper() -> None:
    assert list(blank_mentions("Số:      /QĐ-UBND")) == []


@each("which", ["này", "nêu trên", "nói trên", "dẫn trên", "trên đây", "vừa nêu", "đã nêu", "đó"])
@each(
    ("word", "slug"),
    [
        ("Bộ luật", "bo-luat"), ("Luật", "luat"), ("Pháp lệnh", "phap-lenh"), ("Hiến pháp", "hien-phap"),
        ("Nghị định", "nghi-dinh"), ("Nghị quyết", "nghi-quyet"), ("Thông tư", "thong-tu"),
        ("Thông tư liên tịch", "thong-tu-lien-tich"), ("Quyết định", "quyet-dinh"), ("Chỉ thị", "chi-thi"),
    ],
)  # fmt: skip
def test_words_that_point_back(word: str, slug: str, which: str) -> None:
    text = f"Điều 5 của {word} {which} thì"
    mention = only(text)
    assert text[mention.start : mention.end] == f"{word} {which}"
    assert mention.short
    assert mention.act == ActName(slug)


@each(
    ("text", "slug", "serial"),
    [
        ("theo Nghị định 168 thì", "nghi-dinh", "168"),
        ("theo Nghị định số 168 thì", "nghi-dinh", "168"),
        ("Thông tư 05.", "thong-tu", "5"),
        ("Thông tư liên tịch 01, khoản 2", "thong-tu-lien-tich", "1"),
        ("Chỉ thị 32", "chi-thi", "32"),
    ],
)
def test_a_serial_alone_points_back(text: str, slug: str, serial: str) -> None:
    mention = only(text)
    assert (mention.short, mention.act, mention.serial) == (True, ActName(slug), serial)


@each(
    "text",
    [
        "Luật nàyX",
        "quyết định này",  # a common word: acts are written with a capital
        "Nghị định 168 năm qua",
        "Quyết định 5 ngày",
        "Quyết định 500.000 đồng",
        "Quyết định 12 người",
        "Nghị định 168a",
        "Quyết định 5-7",
        "Quyết định 12345",
        "Kế hoạch 72",
        "Kế hoạch này",
        "Điều này",
    ],
)
def test_what_does_not_point_back(text: str) -> None:
    assert list(anaphors(text)) == []


def test_types_are_inherited_only_in_a_list() -> None:
    listed = "Nghị quyết số 81/2025/QH15, số 82/2025/QH15"
    assert [one.act.type for one in find_mentions(listed)] == ["nghi-quyet", "nghi-quyet"]
    apart = "Nghị quyết số 81/2025/QH15 được thông qua sau khi thảo luận về số 82/2025/QH15"
    assert [one.act.type for one in find_mentions(apart)] == ["nghi-quyet", None]
    assert list(inherit_types([])) == []


def test_numbers_of_a_law_are_not_read_twice() -> None:
    text = level("Luật Đất đai số 31/2024/QH15 và Nghị định số 101/2024/NĐ-CP")
    _, decree = find_numbers(text)
    assert [one.act.number for one in numbered_mentions(text, [decree])] == ["101/2024/NĐ-CP"]
    assert [one.act.number for one in find_mentions(text)] == ["31/2024/QH15", "101/2024/NĐ-CP"]


def test_a_tail_that_is_not_there_changes_nothing() -> None:
    mention = ActMention(0, 9, ActName("nghi-dinh"))
    assert with_tail("Nghị định có hiệu lực", mention) == mention


DAYS = st.dates(dt.date(1998, 1, 1), dt.date(2040, 12, 31))


@given(st.integers(1, 999), DAYS, st.booleans())
@settings(max_examples=at_most(50))
def test_a_citation_written_by_the_rules_is_read_back_whole(serial: int, day: dt.date, long: bool) -> None:
    printed = f"ngày {day:%d} tháng {day:%m} năm {day.year}" if long else f"ngày {day.day}/{day.month}/{day.year}"
    text = f"Nghị định số {serial:02d}/{day.year}/NĐ-CP {printed} của Chính phủ"
    mention = only(f"theo {text} quy định")
    assert (mention.start, mention.end) == (5, 5 + len(text))
    assert mention.act == ActName("nghi-dinh", f"{serial:02d}/{day.year}/NĐ-CP", day.year, "Chính phủ", day)
