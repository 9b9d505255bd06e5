"""Same-length repairs: what looks alike is brought to one, and every place stays where it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.repair import LOOKALIKES, bar_letters, digits, level


@each(
    ("printed", "levelled"),
    [
        ("NÐ-CP", "NĐ-CP"),
        ("NƉ-CP", "NĐ-CP"),
        ("QĐ–TTg", "QĐ-TTg"),
        ("QĐ—TTg", "QĐ-TTg"),
        ("QĐ‑TTg", "QĐ-TTg"),
        ("QĐ−TTg", "QĐ-TTg"),
        ("QĐ\u00adTTg", "QĐ-TTg"),
        ("QĐ\ufffeTTg", "QĐ-TTg"),
        ("30⁄2020∕NĐ", "30/2020/NĐ"),
        ("30／2020", "30/2020"),
        ("Số： 5", "Số: 5"),
        ("số\u00a05", "số 5"),
        ("số\u202f5", "số 5"),
        ("số\n5\t6\r\n7", "số 5 6  7"),
        ("12/2020/nđ-cp", "12/2020/NĐ-CP"),
        ("45/2019/qh14 và 7/Qđ-ttg", "45/2019/QH14 và 7/QĐ-TTG"),
        # what is right stays
        ("1/2020/tt-abc-12, a/nđ-cp, 5/nd, 14/2019/QĐ-TTg", "1/2020/tt-abc-12, a/nđ-cp, 5/nd, 14/2019/QĐ-TTg"),
        ("Điều 5. “Luật này”, 50 % – đ", "Điều 5. “Luật này”, 50 % - đ"),
        ("", ""),
    ],
)
def test_look_alikes_are_levelled(printed: str, levelled: str) -> None:
    assert level(printed) == levelled


@given(st.text(alphabet=st.characters() | st.sampled_from([chr(code) for code in LOOKALIKES]), max_size=60))
@settings(max_examples=at_most(60))
def test_levelling_keeps_every_place_and_is_done_once(text: str) -> None:
    levelled = level(text)
    assert len(levelled) == len(text)
    assert level(levelled) == levelled
    assert all(new == old or ord(old) in LOOKALIKES for old, new in zip(text, levelled, strict=True))


@each(
    ("symbol", "barred"),
    [
        ("ND-CP", "NĐ-CP"), ("QD-TTg", "QĐ-TTg"), ("QD/BTC", "QĐ/BTC"), ("CD-TTg", "CĐ-TTg"), ("NQ-HDND", "NQ-HĐND"),
        ("15-HDBT", "15-HĐBT"), ("TT-BLDTBXH", "TT-BLĐTBXH"), ("TT-BGDDT", "TT-BGDĐT"), ("TT-BKHDT", "TT-BKHĐT"),
        # other readings exist (HD is a guideline, DA a project), or nothing says what it is
        ("ND", "ND"), ("ND-BTP", "ND-BTP"), ("HD-BTP", "HD-BTP"), ("DA-UBND", "DA-UBND"), ("CD-BTP", "CD-BTP"),
        ("XQD-CP", "XQD-CP"), ("NĐ-CP", "NĐ-CP"), ("", ""),
    ],
)  # fmt: skip
def test_bars_are_given_back_where_no_other_reading_exists(symbol: str, barred: str) -> None:
    assert bar_letters(symbol) == barred


@given(st.text(alphabet="NDQĐHBTGKCPXg/- 0123", max_size=30))
@settings(max_examples=at_most(60))
def test_bars_keep_the_length_and_are_given_once(symbol: str) -> None:
    barred = bar_letters(symbol)
    assert len(barred) == len(symbol)
    assert bar_letters(barred) == barred
    assert barred.replace("Đ", "D") == symbol.replace("Đ", "D")


@each(
    ("printed", "number"),
    [
        ("2O19", "2019"), ("2o19", "2019"), ("l8", "18"), ("I8", "18"), ("|8", "18"), ("i8", "18"), ("2OIS", "2015"),
        ("B4", "84"), ("Z0", "20"), ("§", "8"), ("Q5", "05"), ("2024", "2024"), ("12a", "12a"), ("", ""),
    ],
)  # fmt: skip
def test_letters_where_only_digits_can_stand(printed: str, number: str) -> None:
    assert digits(printed) == number


@given(st.text(max_size=30))
@settings(max_examples=at_most(40))
def test_digits_keep_the_length(text: str) -> None:
    assert len(digits(text)) == len(text)
    assert digits(digits(text)) == digits(text)
