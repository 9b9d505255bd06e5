"""Short mentions resolved by what was said before, and left alone where two acts could be meant."""

from __future__ import annotations

import datetime as dt

from tests.each import each
from validators.citations.find import find_citations
from validators.citations.mentions import ActName
from validators.citations.resolve import Resolved, resolve


def resolved(text: str, own: ActName | None = None) -> tuple[Resolved, ...]:
    return resolve(find_citations(text), own)


def numbers(text: str, own: ActName | None = None) -> list[str | None]:
    return [one.act.number for one in resolved(text, own)]


@each(
    ("text", "wanted"),
    [
        (
            "Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ. Điều 5 Nghị định nêu trên.",
            ["15/2020/NĐ-CP", "15/2020/NĐ-CP"],
        ),
        ("Luật Đất đai số 31/2024/QH15. Theo Luật Đất đai, Điều 5.", ["31/2024/QH15", "31/2024/QH15"]),
        ("Nghị định số 15/2020/NĐ-CP. Theo Nghị định 15 thì phạt.", ["15/2020/NĐ-CP", "15/2020/NĐ-CP"]),
        ("Nghị định số 15/2020/NĐ-CP. Theo Nghị định 15/2020 thì phạt.", ["15/2020/NĐ-CP", "15/2020/NĐ-CP"]),
    ],
)
def test_what_was_said_once_is_lent(text: str, wanted: list[str]) -> None:
    assert numbers(text) == wanted


def test_a_short_mention_of_nothing_is_lost() -> None:
    (one,) = resolved("Điều 5 Nghị định nêu trên quy định.")
    assert one.lost
    assert one.act.number is None


def test_this_act_is_the_document_itself() -> None:
    own = ActName("nghi-dinh", "282/2025/NĐ-CP")
    (one,) = resolved("khoản 2 Điều 5 Nghị định này", own)
    assert one.own
    assert one.inferred
    assert one.act == own


def test_this_act_of_another_type_is_not() -> None:
    (one,) = resolved("khoản 2 Điều 5 Luật này", ActName("nghi-dinh", "282/2025/NĐ-CP"))
    assert one.lost


def test_this_circular_where_two_were_named_is_left_open() -> None:
    text = "Thông tư số 1/2020/TT-BTP; Thông tư số 2/2021/TT-BTP. Điều 3 Thông tư này."
    assert [one.lost for one in resolved(text)] == [False, False, True]


def test_a_serial_that_two_acts_have_is_left_open() -> None:
    text = "Nghị định số 15/2020/NĐ-CP; Nghị định số 15/2021/NĐ-CP. Theo Nghị định 15 thì phạt."
    assert resolved(text)[-1].lost


def test_a_year_misread_in_a_number_is_not_learnt() -> None:
    text = "Nghị định số 15/2029/NĐ-CP ngày 03 tháng 02 năm 2020; Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020."
    assert numbers(text) == ["15/2020/NĐ-CP", "15/2020/NĐ-CP"]


def test_full_mentions_keep_their_own_words() -> None:
    (one,) = resolved("Nghị định số 15/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ")
    assert one.act == ActName("nghi-dinh", "15/2020/NĐ-CP", 2020, "Chính phủ", dt.date(2020, 2, 3))
    assert not any((one.inferred, one.own, one.lost))


def test_nothing_resolves_to_nothing() -> None:
    assert resolve([]) == ()
