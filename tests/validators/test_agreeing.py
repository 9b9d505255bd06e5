"""A record that was read agrees with its own text; what people typed is asked no more than it says itself."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_cases import FINED, NAMED, READ, REMOVE, RESTING, Changes, answered

ANSWER, FINE = "/content/4/answer/0/text", "/content/4/answer/1"
DECREE = "Theo Nghị định số {}, hồ sơ được nộp tại một nơi."
TABLE = {"type": "table", "header_rows": 1, "rows": [["Hành vi", "Mức phạt", "Căn cứ"]]}
CONDUCT = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn"


def in_a_row(amount: str, place: str) -> Changes:
    """The fine stands in a table."""
    return {"/content/5": {**TABLE, "rows": [*TABLE["rows"], [CONDUCT, amount, place]]}}


def evidence(pointer: str, text: str, **more: Any) -> Changes:
    return {"/evidence": {pointer: [{"page": 1, "text": text, "method": "ocr", "confidence": 0.97, **more}]}}


def read_as(pointer: str, text: str) -> Changes:
    """The member was read so."""
    member = pointer.removesuffix("/name").replace("/", "~1")
    return {f"/evidence/{member}": [{"page": 1, "text": text, "method": "ocr", "confidence": 0.9}]}


class TestActs:
    @pytest.mark.parametrize("number", ["61/2018/NĐ-CP", "61/2018/ND-CP", "07/2024/TT-BTP", "14/2019/QĐ-TTg"])
    def test_an_act_of_the_text_stands_in_the_legal_basis(self, number: str) -> None:
        assert places("DUNG126", answered(DECREE.format(number))) == [ANSWER]

    def test_each_act_is_told_once(self) -> None:
        twice = {**answered(DECREE.format("61/2018/NĐ-CP")), "/content/1/text": DECREE.format("61/2018/NĐ-CP")}
        assert len(hits("DUNG126", twice)) == 1

    @pytest.mark.parametrize("number", ["82/2020/NĐ-CP", "82/2020/ND-CP", "52/2014/QH13", "15/TL-STP"])
    def test_known_acts_and_its_own_number_are_not_told(self, number: str) -> None:
        assert places("DUNG126", answered(DECREE.format(number))) == []

    def test_a_typed_record_may_rest_on_less_than_it_names(self) -> None:
        assert places("DUNG126", {ANSWER: DECREE.format("61/2018/NĐ-CP")}) == []

    @pytest.mark.parametrize(("found", "told"), [("number", 1), ("title", 1), ("person", 0), (REMOVE, 0)])
    def test_a_citation_that_was_found_stands_in_the_text(self, found: object, told: int) -> None:
        assert len(hits("DUNG127", {**READ, "/legal_basis/1/found": found})) == told

    @pytest.mark.parametrize("text", [RESTING.format("Khoản 1 Điều 58"), RESTING.format("KHOẢN 1 ĐIỀU 58")])
    def test_capitals_and_marks_make_no_other_citation(self, text: str) -> None:
        assert hits("DUNG127", {**answered(text), "/legal_basis/1/found": "number"}) == []

    @pytest.mark.parametrize(("number", "told"), [("40/QĐ-UBND", 0), ("41/QĐ-UBND", 1)])
    def test_a_letter_read_for_a_zero_is_no_other_number(self, number: str, told: int) -> None:
        citation = {"text": "Quyết định số 4O /QĐ-UBND", "act": {"type": "quyet-dinh", "number": number},
                    "locator": {}, "role": "mentioned", "found": "number"}  # fmt: skip
        changes = {**answered("Theo Quyết định số 4O /QĐ-UBND."), "/legal_basis/1": citation}
        assert len(hits("DUNG127", changes)) == told


class TestItems:
    @pytest.mark.parametrize("said", ["5.000.000", "300.000", "30 triệu"])
    def test_a_fine_is_the_one_of_its_conduct(self, said: str) -> None:
        assert places("DUNG155", answered(FINED.format(said))) == [FINE]

    @pytest.mark.parametrize("said", ["3.000.000", "3 000 000", "03 triệu"])
    def test_ways_to_write_the_same_amount(self, said: str) -> None:
        assert places("DUNG155", answered(FINED.format(said))) == []

    def test_a_typed_fine_is_held_against_its_row_too(self) -> None:
        assert places("DUNG155", in_a_row("1.000.000 đồng đến 5.000.000 đồng", "")) == [FINE]
        assert places("DUNG155", in_a_row("1.000.000 đồng đến 3.000.000 đồng", "")) == []

    def test_a_typed_fine_need_not_stand_in_the_text(self) -> None:
        assert places("DUNG155") == []

    def test_amounts_that_are_no_fine_say_nothing_of_it(self) -> None:
        worth = f"{CONDUCT} khi tài sản trị giá từ 2.000.000 đồng đến 5.000.000 đồng."
        assert places("DUNG155", {ANSWER: worth}) == []

    @pytest.mark.parametrize("place", ["khoản 2 Điều 58", "điểm a khoản 1 Điều 58", "khoản 1 Điều 59"])
    def test_a_basis_is_the_place_the_words_name(self, place: str) -> None:
        assert places("DUNG128", answered(RESTING.format(place))) == [f"{FINE}/basis"]

    @pytest.mark.parametrize(("cell", "told"), [("Khoản 1 Điều 58", False), ("Điểm b khoản 1 Điều 58", True)])
    def test_a_cell_with_a_bare_place(self, cell: str, told: bool) -> None:
        assert bool(places("DUNG128", in_a_row("", cell))) is told

    def test_words_that_name_no_place_leave_the_basis_alone(self) -> None:
        assert places("DUNG128", answered(FINED.format("3.000.000"))) == []

    @pytest.mark.parametrize(
        ("kind", "words", "told"),
        [
            ("right", "Người dân phải đăng ký kết hôn.", ["type"]),
            ("duty", "Người dân có quyền khiếu nại.", ["type"]),
            ("duty", "Người dân phải đăng ký kết hôn.", []),
            ("right", "Người dân được miễn lệ phí và phải mang giấy tờ.", []),
            ("duty", "Người dân có quyền khiếu nại, nhưng không được cản trở.", []),
        ],
    )
    def test_a_right_is_no_duty(self, kind: str, words: str, told: list[str]) -> None:
        item = {"type": kind, "text": words, "holder": "Người dân"}
        changes = {**answered(f"{CONDUCT}. {words}"), "/content/5": item}
        assert places("DUNG156", changes) == [f"/content/5/{name}" for name in told]

    def test_words_of_an_item_stand_in_the_text(self) -> None:
        item = {"type": "deadline", "text": "trong thời hạn 24 ngày", "quantity": 24, "unit": "day"}
        changes = {**answered(f"{CONDUCT}: trong thời hạn 24 giờ."), "/content/5": item}
        assert places("DUNG156", changes) == ["/content/5"]

    @pytest.mark.parametrize(("unit", "told"), [("day", 1), ("working-day", 0)])
    def test_working_days_are_no_days(self, unit: str, told: int) -> None:
        item = {"type": "deadline", "text": "trong 03 ngày làm việc", "quantity": 3, "unit": unit}
        assert len(hits("DUNG184", {"/content/5": item})) == told


BASE: Changes = {**READ, "/content/5/text": NAMED}


class TestNames:
    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("/publisher/name", "Sở Tư pháp tỉnh Thái Bình"),
            ("/publisher/name", "Sở Tài chính tỉnh Hưng Yên"),
            ("/creator/name", "Phòng Pháp luật, giáo dục phổ biến"),
            ("/number", "51/TL-STP"),
            ("/title", "Ly hôn đúng luật: những điều cần biết"),
            ("/place/name", "Tỉnh Thái Bình"),
        ],
    )
    def test_a_name_stands_in_the_text(self, pointer: str, value: str) -> None:
        assert places("DUNG172", {**BASE, **read_as(pointer, value), pointer: value}) == [pointer]

    def test_a_name_without_a_place_was_typed(self) -> None:
        assert places("DUNG172", {**BASE, "/publisher/name": "Sở Tài chính tỉnh Hưng Yên"}) == []

    @pytest.mark.parametrize("name", ["SỞ TƯ PHÁP TỈNH HƯNG YÊN", "Sở Tư pháp, tỉnh Hưng Yên"])
    def test_capitals_and_signs_make_no_other_name(self, name: str) -> None:
        assert places("DUNG172", {**BASE, "/publisher/name": name}) == []

    def test_a_name_may_go_on_in_the_next_line(self) -> None:
        head = {"type": "letterhead", "lines": ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ MẪU"]}
        changes = {**BASE, "/content/3": head, "/publisher/name": "Ủy ban nhân dân xã Mẫu"}
        assert places("DUNG172", changes) == []

    def test_what_a_person_gave_is_believed(self) -> None:
        given = {"/evidence/~1publisher": [{"text": "", "method": "person"}]}
        assert places("DUNG172", {**BASE, **given, "/publisher/name": "Sở Tài chính"}) == []

    @pytest.mark.parametrize(
        ("kind", "title", "told"),
        [
            ("van-ban-hanh-chinh", "Công văn {}", []),
            ("van-ban-hanh-chinh", "Kế hoạch {}", ["/title"]),
            ("to-gap", "Công văn {}", ["/title"]),
        ],
    )
    def test_a_letter_prints_no_name_of_its_type(self, kind: str, title: str, told: list[str]) -> None:
        read = "người tổ chức tảo hôn bị phạt đến 1.000.000 đồng"
        changes = {**BASE, **read_as("/title", read), "/kind": kind, "/title": title.format(read)}
        assert places("DUNG172", changes) == told
        assert ("/title" in places("DUNG184", changes)) is bool(told)

    @pytest.mark.parametrize(
        ("text", "told"),
        [("số 15/TL-STP", False), ("SỐ 15 / TL-STP", False), ("51/TL-STP", True), ("15/TL-UBND ngày 3/3/2019", True)],
    )
    def test_evidence_stands_in_the_text(self, text: str, told: bool) -> None:
        changes = {**BASE, **evidence("/number", text)}
        assert bool(places("DUNG188", changes)) is told

    def test_evidence_of_a_person_is_believed(self) -> None:
        assert places("DUNG188", {**BASE, **evidence("/number", "51/TL-STP", method="person")}) == []


class TestLives:
    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"act/replaced_by": ["82/2020/NĐ-CP"]}, "act/replaced_by"),
            ({"act/replaced_by": ["30/2019/NĐ-CP"]}, "act/replaced_by"),
            ({"act/amended_by": ["110/2013/NĐ-CP"]}, "act/amended_by"),
            ({"act/amended_in": 2016}, "act/amended_in"),
            ({"validity/as_of": "2020-07-01"}, "validity/as_of"),
            ({"act/expires_on": "2026-01-01", "validity/state": "in-force"}, "validity/state"),
            ({"act/in_force_from": "2026-11-01", "validity/state": "in-force"}, "validity/state"),
            ({"act/in_force_from": "2020-09-01", "validity/state": "not-yet-in-force"}, "validity/state"),
            ({"act/expires_on": "2027-01-01", "validity/state": "expired"}, "validity/state"),
        ],
    )
    def test_what_cannot_be_is_told_there(self, changes: dict[str, Any], place: str) -> None:
        given = {f"/legal_basis/1/{name}": value for name, value in changes.items()}
        assert places("DUNG129", {"/schema_version": "1.1", **given}) == [f"/legal_basis/1/{place}"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"act/replaced_by": ["117/2024/NĐ-CP"], "act/amended_by": ["117/2024/NĐ-CP"]},
            {"act/expires_on": "2027-01-01", "validity/state": "in-force"},
            {"act/expires_on": "2026-01-01", "validity/state": "expired"},
            {"act/replaced_by": ["Luật Hộ tịch"]},
        ],
    )
    def test_what_can_be_is_not_told(self, changes: dict[str, Any]) -> None:
        given = {f"/legal_basis/1/{name}": value for name, value in changes.items()}
        assert places("DUNG129", {"/schema_version": "1.1", **given}) == []

    def test_words_of_a_citation_say_its_day(self) -> None:
        text = "khoản 1 Điều 58 Nghị định số 82/2020/NĐ-CP ngày 15 tháng 7 năm 2020"
        changes = {"/legal_basis/1/text": text, "/legal_basis/1/act/date": "2020-07-16"}
        assert places("DUNG118", changes) == ["/legal_basis/1/act/date"]
        assert places("DUNG118", {**changes, "/legal_basis/1/act/date": "2020-07-15"}) == []
