"""What stands behind twenty thousand signs of a string is looked at as what stands before them."""

from __future__ import annotations

import pytest
from rule_hits import places, subject_of
from sample import record

from examples.validation_cases import FINED, READ, REMOVE, RESTING, Changes, answered
from examples.validation_examples import changed
from tests.each import each
from validators.language.sought import Searched
from validators.rules.agreeing.readings import ends_left_out, warnings_left_out
from validators.rules.catalogue import RULES
from validators.rules.clean.phones import find_phones
from validators.rules.correct.printed import amounts_in, places_in
from validators.rules.correct.read import _is_alike, _odd_word
from validators.rules.engine import hits_of
from validators.rules.limits import time_limit

ANSWER, FINE = "/content/4/answer/0/text", "/content/4/answer/1"
FAR = "Người dân hỏi và cán bộ trả lời. " * 620
CONDUCT = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn"


def behind(text: str) -> str:
    return FAR + text


def test_a_fine_is_the_one_of_its_conduct() -> None:
    assert places("DUNG155", answered(behind(FINED.format("5.000.000")))) == [FINE]
    assert places("DUNG155", answered(behind(FINED.format("3.000.000")))) == []


def test_one_end_of_a_fine_is_not_the_fine() -> None:
    changes = {**answered(behind(FINED.format("3.000.000"))), f"{FINE}/amount_min": REMOVE}
    assert places("DUNG155", changes) == [FINE]


def test_a_fine_without_an_item_is_told() -> None:
    again = FINED.format("3.000.000") + " Tái phạm thì phạt tiền từ 5.000.000 đồng đến 7.000.000 đồng."
    assert len(places("DUNG157", answered(behind(again)))) == 1


def test_a_basis_is_the_place_the_words_name() -> None:
    assert places("DUNG128", answered(behind(RESTING.format("khoản 2 Điều 58")))) == [f"{FINE}/basis"]
    assert places("DUNG128", answered(behind(RESTING.format("khoản 1 Điều 58")))) == []


def test_acts_of_a_description_and_of_the_words_of_a_citation() -> None:
    other = behind("Theo Nghị định số 61/2018/NĐ-CP.")
    assert "/description" in places("DUNG126", {**READ, "/description": other})
    named = {**READ, "/legal_basis/1/text": other, "/description": other}
    assert "/description" not in places("DUNG126", named)


@each(("words", "told"), [("Luật Đất đai", True), ("Luật Hôn nhân và gia đình", False)])
def test_words_that_name_another_act(words: str, told: bool) -> None:
    title = {"/legal_basis/0/act/title": "Luật Hôn nhân và gia đình", "/legal_basis/0/text": behind(words)}
    assert bool(places("DUNG124", title)) is told


def test_terms_of_use_that_a_licence_contradicts() -> None:
    terms = behind("Nghiêm cấm sao chép dưới mọi hình thức khi chưa được đồng ý.")
    changes: Changes = {"/rights/license": "CC BY 4.0", "/rights/statement": terms}
    assert places("DUNG173", changes) == ["/rights/statement"]
    assert "/rights/statement" in places("SACH311", changes)


def test_amounts_and_places_of_printed_words() -> None:
    assert 3_000_000 in amounts_in(behind("phạt 3 triệu đồng"))
    assert [place.article for place in places_in(behind("khoản 1 Điều 58"))] == ["58"]


def test_readings_of_fines() -> None:
    read = behind("Phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng")
    evidence = {"/evidence": {FINE: [{"page": 1, "text": read, "method": "ocr", "confidence": 0.9}]}}
    assert list(ends_left_out(subject_of(changed(record(), {**evidence, f"{FINE}/amount_min": REMOVE}))))
    assert not list(ends_left_out(subject_of(changed(record(), evidence))))
    read = behind("Phạt cảnh cáo hoặc phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng")
    evidence["/evidence"][FINE][0]["text"] = read
    assert list(warnings_left_out(subject_of(changed(record(), {**evidence, f"{FINE}/other": REMOVE}))))


def test_the_number_of_a_time_limit() -> None:
    block = {
        "type": "deadline",
        "text": behind("Thời hạn giải quyết là 5 ngày làm việc."),
        "quantity": 15,
        "unit": "day",
    }
    told = places("DUNG184", {"/content/5": block})
    assert told == ["/content/5/quantity"]
    assert places("DUNG184", {"/content/5": {**block, "quantity": 5}}) == ["/content/5/unit"]


def test_a_day_read_far_behind() -> None:
    day = record()["date_issued"]
    year, month, number = day.split("-")
    for said, told in (
        (f"ngày {number}/{month}/{year}", []),
        (f"ngày {number}/{month}/{int(year) - 1}", ["/date_issued"]),
    ):
        evidence = {
            "/evidence": {"/date_issued": [{"page": 1, "text": behind(said), "method": "ocr", "confidence": 0.9}]}
        }
        assert places("DUNG184", evidence) == told


def test_a_long_title_is_compared_to_its_end() -> None:
    title = " ".join(f"chữ{letter}" for letter in "abcdefghik" * 200)
    read = title.replace("chữ", "chu")  # as marks are misread
    assert _is_alike(title[:3900], read[:3900])
    assert not _is_alike(f"{title[:3000]} khác hẳn", read)
    assert _is_alike(title, title)
    assert not _is_alike(f"{title} khác hẳn", title)


def test_most_words_of_a_long_text_that_were_not_read() -> None:
    said = "người dân hỏi cán bộ trả lời " * 200
    assert _odd_word("toàn chữ nào khác lạ hẳn " * 200, said) is not None
    assert _odd_word(said.replace("ờ", "ở"), said) is None


def test_numbers_without_their_nought_under_one_heading_to_the_end() -> None:
    lines = "".join(f"{number}. Lò Văn Mẫu 9{number:02d}345{number:03d}\n" for number in range(10, 90)) * 5
    text = f"Số điện thoại\n{lines}"
    found = list(find_phones(Searched(text), (), ((0, 1),), frozenset()))
    assert len(found) == lines.count("\n")


@pytest.mark.real
@each(
    "made",
    [
        "Phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng với " + CONDUCT + " ",
        "khoản 1 Điều 58 Nghị định số 82/2020/NĐ-CP " + CONDUCT + " ",
        CONDUCT + " 1.000.000 đồng - ",
        CONDUCT + " Điều 1, Điều ",
        CONDUCT + " có hiệu lực từ ngày 1/1/2020 ",
    ],
)
def test_long_texts_take_no_longer_for_many_items(made: str) -> None:
    """Every item asks the same long piece: what it says is found out once."""
    document = changed(record(), answered(made * (1_000_000 // len(made))))
    fine = document["content"][4]["answer"][1]
    document["content"][4]["answer"] += [dict(fine, amount_min=1000 * number) for number in range(1, 200)]
    with time_limit(PATIENCE):
        told = list(hits_of(RULES, subject_of(document)))
    assert "DUNG015" not in {one.rule.code for one in told}


PATIENCE = 20.0  # seconds for all rules; on a machine with nothing else to do they take two
