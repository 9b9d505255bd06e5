"""What acts are named by: types, organs and their days, terms of the Assembly, issuers; whether it fits together."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from validators.citations.acts.act_types import ACT_TYPES, BY_CODE, BY_NAME, BY_SLUG, bare, type_named
from validators.citations.acts.agreement import disagreements
from validators.citations.acts.assembly import TERMS, fits, mended_term, terms_in
from validators.citations.acts.issuers import issuer_at
from validators.citations.acts.organs import GENERIC, ORGANS, organ_of, organs_of, with_bars
from validators.citations.acts.regimes import Regime, missing_in_first_mention, regime_on
from validators.citations.find import find_mentions
from validators.citations.mentions import ActMention
from validators.citations.repair import bar_letters, digits, level


def mention(text: str) -> ActMention:
    """The only act a text names."""
    (found,) = find_mentions(text)
    return found


@each(
    ("word", "slug"),
    [
        ("Nghị định", "nghi-dinh"),
        ("NGHỊ ĐỊNH", "nghi-dinh"),
        ("Nghi đinh", "nghi-dinh"),
        ("Thông tư liên tịch", "thong-tu-lien-tich"),
        ("Thông tư liên bộ", "thong-tu-lien-tich"),
        ("Bộ luật", "bo-luat"),
        ("Tờ trình", "to-trinh"),
        ("Bài giảng", None),
        ("", None),
    ],
)
def test_types_are_named_with_or_without_marks(word: str, slug: str | None) -> None:
    assert type_named(word) == slug


def test_every_type_is_found_by_slug_name_and_code() -> None:
    for kind in ACT_TYPES:
        assert kind.slug in BY_SLUG
        assert BY_NAME[kind.name.lower()] is kind
        assert not kind.code or BY_CODE[kind.code.upper()].slug == kind.slug


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ ", max_size=20))
def test_bare_words_are_plain_letters_and_stay_so(word: str) -> None:
    assert bare(word).isascii()
    assert bare(bare(word)) == bare(word)


@each(
    ("code", "day", "name"),
    [
        ("BTP", None, "Bộ Tư pháp"),
        ("btp", None, "Bộ Tư pháp"),
        ("BTNMT", dt.date(2024, 1, 1), "Bộ Tài nguyên và Môi trường"),
        ("BKH", dt.date(2005, 1, 1), "Bộ Kế hoạch và Đầu tư"),
        ("UBND", dt.date(2024, 1, 1), None),
        ("XYZ", None, None),
    ],
)
def test_organs_by_abbreviation_and_day(code: str, day: dt.date | None, name: str | None) -> None:
    organ = organ_of(code, day)
    assert (organ.name if organ is not None else None) == name


def test_an_organ_stands_from_its_first_day_to_the_day_before_its_last() -> None:
    (organ,) = organs_of("BTNMT")
    assert organ.until is not None
    assert organ.stood_on(organ.until - dt.timedelta(days=1))
    assert not organ.stood_on(organ.until)
    (later,) = organs_of("BNNMT")
    assert later.since is not None
    assert later.stood_on(later.since)
    assert not later.stood_on(later.since - dt.timedelta(days=1))


def test_no_two_organs_have_one_abbreviation_on_one_day() -> None:
    for organ in ORGANS:
        day = organ.since or dt.date(1991, 1, 1)
        standing = [other for other in organs_of(organ.code) if other.stood_on(day)]
        assert len(standing) <= 1 or organ.code in GENERIC


@each(("printed", "right"), [("BGDDT", "BGDĐT"), ("HDND", "HĐND"), ("BTP", "BTP"), ("XX", "XX")])
def test_lost_bars_of_organs(printed: str, right: str) -> None:
    assert with_bars(printed) == right


def test_terms_of_the_assembly() -> None:
    assert terms_in(2007) == (11, 12)
    assert fits(15, 2024) is True
    assert fits(15, 2019) is False
    assert fits(3, 1970) is None
    assert min(TERMS) == 7


@each(("printed", "year", "right"), [("1", 2003, "11"), ("15", 2024, "15"), ("1", 2011, "1"), ("", 2024, "")])
def test_a_term_with_a_lost_digit(printed: str, year: int, right: str) -> None:
    assert mended_term(printed, year) == right


@each(
    ("text", "organ"),
    [
        (" của Thủ tướng Chính phủ về", "Thủ tướng Chính phủ"),
        (" của Ủy ban nhân dân tỉnh An Giang ban hành", "Ủy ban nhân dân tỉnh An Giang"),
        (" của Bộ trưởng Bộ Tư pháp", "Bộ trưởng Bộ Tư pháp"),
        (" của Giám đốc Sở Tư pháp tỉnh Mẫu", "Giám đốc Sở Tư pháp tỉnh Mẫu"),
        (" của Tỉnh ủy Mẫu", "Tỉnh ủy Mẫu"),
        (", của Quốc hội", "Quốc hội"),
        (" của HĐND tỉnh Mẫu", "HĐND tỉnh Mẫu"),
        (" của người dân", None),
        (" về việc", None),
    ],
)
def test_the_organ_after_an_act(text: str, organ: str | None) -> None:
    found = issuer_at(text, 0)
    assert (found[1] if found is not None else None) == organ


@each(
    ("text", "codes"),
    [
        ("Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ", []),
        ("Nghị định số 15/2020/TT-BTP", ["type"]),
        ("Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2021", ["year"]),
        ("Luật số 10/2024/QH12", ["term"]),
        ("Thông tư số 10/2020/TT-BTP của Bộ Tài chính", ["organ"]),
        ("Thông tư số 10/2026/TT-BTNMT", ["organ-date"]),
        ("Quyết định số 15/QĐ-UBND ngày 31 tháng 02 năm 2021", ["date"]),
        ("Quyết định số      /QĐ-UBND", []),
    ],
)
def test_what_cannot_all_be_right(text: str, codes: list[str]) -> None:
    assert [wrong.code for wrong in disagreements(mention(text))] == codes


@each(
    ("day", "regime"),
    [
        (dt.date(2025, 3, 31), Regime.TITLE_ONLY),
        (dt.date(2025, 4, 1), Regime.TITLE_AND_YEAR),
        (dt.date(2025, 7, 16), Regime.TITLE_AND_YEAR),
        (dt.date(2025, 7, 17), Regime.TITLE_AND_NUMBER),
    ],
)
def test_rules_of_citing_change_on_their_days(day: dt.date, regime: Regime) -> None:
    assert regime_on(day) is regime


@each(
    ("text", "day", "lacking"),
    [
        ("Luật Đất đai", dt.date(2025, 1, 1), []),
        ("Luật Đất đai", dt.date(2025, 5, 1), ["year"]),
        ("Luật Đất đai năm 2024", dt.date(2025, 5, 1), []),
        ("Luật Đất đai năm 2024", dt.date(2026, 1, 1), ["number"]),
        ("Luật Đất đai số 31/2024/QH15", dt.date(2026, 1, 1), []),
        ("Nghị định số 15/2020/NĐ-CP", dt.date(2026, 1, 1), ["date"]),
        ("Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ", dt.date(2026, 1, 1), []),
        ("Nghị định này", dt.date(2026, 1, 1), []),
    ],
)
def test_what_a_first_mention_lacks(text: str, day: dt.date, lacking: list[str]) -> None:
    assert [str(name.text) for name in missing_in_first_mention(mention(text), day)] == lacking


@given(st.text(max_size=60))
def test_repairs_keep_the_length(text: str) -> None:
    assert len(level(text)) == len(text)
    assert len(bar_letters(text)) == len(text)
    assert len(digits(text)) == len(text)
    assert level(level(text)) == level(text)


@each(
    ("printed", "right"),
    [("ND-CP", "NĐ-CP"), ("QD-UBND", "QĐ-UBND"), ("HDND", "HĐND"), ("BLDTBXH", "BLĐTBXH"), ("NDT", "NDT")],
)
def test_bars_come_back_where_nothing_else_can_be_meant(printed: str, right: str) -> None:
    assert bar_letters(printed) == right


@each(("printed", "right"), [("l8", "18"), ("2O19", "2019"), ("I5", "15"), ("§", "8")])
def test_letters_among_digits(printed: str, right: str) -> None:
    assert digits(printed) == right
