"""Fines, heads, readings and copies of a record that was read: what contradicts each other in it is told there."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_cases import AGAIN, FINED, MARRIED_OFF, READ, REMOVE, RESTING, Changes, answered

FINE, ANSWER = "/content/4/answer/1", "/content/4/answer/0"
TEXT_READ = answered(FINED.format("3.000.000"))
WORDS = "Người dân phải mang theo giấy tờ tùy thân khi nộp hồ sơ tại Ủy ban nhân dân cấp xã."


def read_as(pointer: str, text: str, method: str = "office", **more: Any) -> Changes:
    """A value was read so."""
    return {f"/evidence/{pointer.replace('/', '~1')}": [{"page": 1, "text": text, "method": method, **more}]}


def head(*lines: str) -> Changes:
    return {"/content/5": {"type": "letterhead", "lines": ["SỞ TƯ PHÁP", "TỈNH HƯNG YÊN", *lines]}}


def signed(*lines: str) -> Changes:
    return {
        "/schema_version": "1.1",
        "/signer": {"name": "Phạm Văn Mẫu", "position": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"},
        "/content/5": {"type": "closing", "lines": ["Nơi nhận:", "- Lưu: VT.", *lines]},
    }


class TestFines:
    @pytest.mark.parametrize("end", ["amount_min", "amount_max"])
    def test_one_end_of_a_range_is_not_the_fine(self, end: str) -> None:
        assert places("DUNG155", {**TEXT_READ, f"{FINE}/{end}": REMOVE}) == [FINE]

    def test_a_fine_up_to_an_amount_has_one_end(self) -> None:
        text = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn bị phạt tiền đến 3.000.000 đồng."
        assert places("DUNG155", {**answered(text), f"{FINE}/amount_min": REMOVE}) == []

    def test_a_fine_of_the_text_stands_among_the_items(self) -> None:
        assert places("DUNG157", answered(FINED.format("3.000.000") + AGAIN)) == [f"{ANSWER}/text"]
        assert places("DUNG157", TEXT_READ) == []

    def test_amounts_that_are_no_fine_need_no_item(self) -> None:
        worth = " Tài sản trị giá từ 5.000.000 đồng đến 7.000.000 đồng được hoàn trả."
        assert places("DUNG157", {**TEXT_READ, "/content/5/text": worth}) == []

    def test_a_text_without_any_item_is_not_asked_for_them(self) -> None:
        assert places("DUNG157", {**TEXT_READ, FINE: {"type": "paragraph", "text": "Xem thêm."}}) == []

    def test_an_item_stands_as_often_as_its_words(self) -> None:
        twice = {**TEXT_READ, "/content/5": MARRIED_OFF}
        assert places("DUNG158", twice) == ["/content/5"]
        assert places("DUNG158", {**twice, "/content/1/text": FINED.format("3.000.000")}) == []

    @pytest.mark.parametrize("denial", ["không", "chưa", "cấm"])
    def test_conduct_is_not_its_denial(self, denial: str) -> None:
        text = f"Người {denial} tổ{FINED.format('3.000.000').removeprefix('Tổ')}"
        assert places("DUNG159", answered(text)) == [f"{FINE}/behaviour"]

    @pytest.mark.parametrize(("name", "value"), [("other", "tước giấy phép 03 tháng"), ("subject", "tổ chức tôn giáo")])
    def test_what_a_fine_brings_and_for_whom_was_read(self, name: str, value: str) -> None:
        changes = {**TEXT_READ, **read_as(FINE, FINED.format("3.000.000")), f"{FINE}/subject": REMOVE}
        assert places("DUNG159", changes) == []
        assert places("DUNG159", {**changes, f"{FINE}/{name}": value}) == [f"{FINE}/{name}"]


class TestBasis:
    def test_an_item_rests_on_what_was_read_where_it_was(self) -> None:
        read = RESTING.format("khoản 1 Điều 58")
        changes = {
            **answered(read), **read_as(FINE, read), "/schema_version": "1.1",
            "/legal_basis/1/found": "number", "/legal_basis/0/found": "number",
            **read_as("/legal_basis/0", "khoản 1 Điều 8"),
            "/evidence/~1legal_basis~11": [{"page": 1, "text": "khoản 1 Điều 58", "method": "office"}],
        }  # fmt: skip
        assert places("DUNG128", changes) == []
        other = {**changes, f"{FINE}/basis": 0, "/evidence/~1legal_basis~10": [
            {"page": 1, "text": "Luật Hôn nhân và gia đình", "method": "office"}]}  # fmt: skip
        assert places("DUNG128", other) == [f"{FINE}/basis"]
        assert places("DUNG128", {**changes, f"{FINE}/basis": REMOVE}) == [f"{FINE}/basis"]

    def test_a_place_of_a_known_act_stands_in_the_basis(self) -> None:
        assert places("DUNG126", answered(RESTING.format("khoản 1 Điều 58"))) == []
        assert places("DUNG126", answered(RESTING.format("khoản 3 Điều 59"))) == [f"{ANSWER}/text"]

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"act/date": "2020-07-16", "validity": {"state": "unknown"}}, "act/date"),
            ({"act/title": "Quy định về nhà ở và thị trường bất động sản"}, "act/title"),
            ({"role": "repealed"}, "role"),
            ({"locator/clause": REMOVE}, "locator"),
            ({"locator/point": "đ"}, "locator"),
        ],
    )
    def test_what_is_said_of_a_citation_that_was_found(self, changes: Changes, place: str) -> None:
        given = {f"/legal_basis/1/{name}": value for name, value in changes.items()}
        found = {**answered(RESTING.format("khoản 1 Điều 58")), "/legal_basis/1/found": "number"}
        assert places("DUNG127", {**found, **given}) == [f"/legal_basis/1/{place}"]

    def test_a_day_that_was_looked_up_need_not_be_printed(self) -> None:
        found = {**answered(RESTING.format("khoản 1 Điều 58")), "/legal_basis/1/found": "number"}
        looked_up = {"state": "in-force", "as_of": "2026-10-01", "source": "vbpl.vn"}
        changes = {**found, "/legal_basis/1/act/date": "2020-07-15", "/legal_basis/1/validity": looked_up}
        assert places("DUNG127", changes) == []

    def test_of_typed_texts_an_act_taken_for_another_is_told(self) -> None:
        text = "Theo Nghị định số 83/2020/NĐ-CP, người tảo hôn bị phạt tiền."
        assert "/legal_basis/1/act/number" in places("DUNG127", {f"{ANSWER}/text": text})
        assert places("DUNG127", {f"{ANSWER}/text": text.replace("83/", "82/")}) == []

    def test_the_assembly_issues_no_circulars(self) -> None:
        assert places("DUNG103", {"/legal_basis/0/act/type": "thong-tu"}) == ["/legal_basis/0/act/type"]


class TestHeads:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("Số: 51/TL-STP", ["/number"]),
            ("Số: 15/TL-STP", []),
            ("Số:  15 /TL-STP", []),
            ("Số: /TL-STP", []),
            ("Hưng Yên, ngày 03 tháng 3 năm 2026", ["/date_issued"]),
            ("Hưng Yên, ngày 02 tháng 3 năm 2026", []),
            ("Hưng Yên, ngày     tháng 3 năm 2026", []),
        ],
    )
    def test_the_head_tells_number_and_day(self, line: str, told: list[str]) -> None:
        assert places("DUNG175", head(line)) == told

    def test_a_number_of_the_head_is_not_left_out(self) -> None:
        changes = {**head("Số: 15/TL-STP"), "/number": REMOVE, "/evidence/~1number": REMOVE}
        assert places("DUNG175", changes) == ["/number"]

    def test_the_head_tells_the_organ(self) -> None:
        assert places("DUNG175", {**head(), "/publisher/name": "Sở Tài chính tỉnh Hưng Yên"}) == ["/publisher/name"]

    def test_the_end_tells_who_signed(self) -> None:
        end = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phạm Văn Mẫu")
        assert places("DUNG175", signed(*end)) == []
        assert places("DUNG175", {**signed(*end), "/signer/position": "CHÁNH VĂN PHÒNG"}) == ["/signer/position"]
        assert places("DUNG175", {**signed(*end), "/signer/name": "Phạm Văn Thử"}) == ["/signer/name"]


class TestReadings:
    @pytest.mark.parametrize(
        "said",
        [
            WORDS.replace("phải", "không phải"),
            WORDS.replace("phải ", ""),
            WORDS.replace("tùy thân", "nhà"),
            WORDS.replace("giấy tờ", "tờ giấy"),
            WORDS.partition(" khi ")[0],
        ],
    )
    def test_a_text_is_what_was_read(self, said: str) -> None:
        assert places("DUNG184", {"/content/5/text": said, **read_as("/content/5", WORDS)}) == ["/content/5/text"]

    @pytest.mark.parametrize(
        "said", [WORDS, WORDS.upper(), WORDS.replace("tùy", "tuỳ"), WORDS.replace(" khi", "\nkhi")]
    )
    def test_marks_capitals_and_breaks_are_no_other_text(self, said: str) -> None:
        assert places("DUNG184", {"/content/5/text": said, **read_as("/content/5", WORDS)}) == []

    @pytest.mark.parametrize("pointer", ["/content/3/items/0", "/content/5/lines/2"])
    def test_items_and_lines_have_readings_of_their_own(self, pointer: str) -> None:
        changes = {**head("Số: 15/TL-STP"), **read_as(pointer, "- Nhà văn hóa thôn.")}
        assert places("DUNG184", changes) == [pointer]

    def test_numbers_of_a_table_were_read(self) -> None:
        table = {"type": "table", "rows": [["Hành vi", "Mức phạt"], ["Lấn đất", "3.000.000 đồng"]]}
        read = read_as("/content/5", "Hành vi Mức phạt Lấn đất 3.000.000 đồng", "text-layer")
        assert places("DUNG184", {"/content/5": table, **read}) == []
        table["rows"][1] = ["Lấn đất", "5.000.000 đồng"]
        assert places("DUNG184", {"/content/5": table, **read}) == ["/content/5/rows"]

    def test_a_division_is_read_with_its_marker(self) -> None:
        article = {"type": "article", "label": "2", "marker": "Điều 2.", "text": WORDS}
        assert places("DUNG184", {"/content/5": article, **read_as("/content/5", f"Điều 2. {WORDS}")}) == []
        assert places("DUNG184", {"/content/5": article, **read_as("/content/5", f"Điều 3. {WORDS}")}) == ["/content/5"]
        assert places("DUNG184", {"/content/5": article, **read_as("/content/5", "Điều 2.")}) == []

    @pytest.mark.parametrize(("label", "told"), [("2", 0), ("3", 1), ("k", 1)])
    def test_a_label_is_the_number_of_its_marker(self, label: str, told: int) -> None:
        article = {"type": "article", "label": label, "marker": "Điều 2.", "text": WORDS}
        assert len(hits("DUNG184", {"/content/5": article})) == told
        assert hits("DUNG184", {"/content/5": {**article, "marker": "PHẦN THỨ HAI"}}) == []

    @pytest.mark.parametrize("more", [{"inferred": True}, {"method": "person"}])
    def test_what_was_worked_out_or_typed_is_no_copy(self, more: dict[str, Any]) -> None:
        reading = {"page": 1, "text": "Lời khác.", "method": "office", **more}
        assert places("DUNG184", {"/evidence/~1content~15": [reading]}) == []

    def test_of_what_eyes_read_another_text_is_told(self) -> None:
        other = read_as("/content/5", "Công an 113, cấp cứu 115, trẻ em 111 và cứu hỏa", "ocr")
        assert places("DUNG184", {"/content/5/text": "Trồng lúa nước mùa này được giá", **other}) == ["/content/5/text"]

    @pytest.mark.parametrize(("method", "page", "told"), [("text-layer", 1, 0), ("office", 1, 1), ("text-layer", 9, 1)])
    def test_evidence_is_of_its_source(self, method: str, page: int, told: int) -> None:
        changes = {**read_as("/number", "15/TL-STP", method), **read_as("/content/5", WORDS, "text-layer")}
        changes["/evidence/~1number"][0]["page"] = page
        assert len(hits("DUNG176", changes)) == told


class TestTwice:
    def test_a_paragraph_stands_once(self) -> None:
        assert places("DUNG174", {"/content/2": {"type": "paragraph", "text": WORDS}, "/content/1/text": WORDS}) == [
            "/content/2"
        ]

    def test_a_short_line_or_one_read_twice_may_stand_again(self) -> None:
        short = {"/content/2": {"type": "paragraph", "text": "Có."}, "/content/1/text": "Có."}
        assert places("DUNG174", short) == []
        read = {**read_as("/content/1", WORDS, page=1), "/evidence/~1content~12": [
            {"page": 2, "text": WORDS, "method": "office"}]}  # fmt: skip
        again = {"/content/2": {"type": "paragraph", "text": WORDS}, "/content/1/text": WORDS}
        assert places("DUNG174", {**again, **read}) == []


class TestSteps:
    STEPS = ("Nộp hồ sơ tại bộ phận một cửa.", "Công chức kiểm tra hồ sơ.", "Nhận kết quả tại nhà.")

    def _told(self, *steps: str) -> list[str]:
        text = "Trình tự đăng ký"
        printed = [f"Bước {number}: {step}" for number, step in enumerate(self.STEPS, start=1)]
        procedure = {"type": "procedure", "title": text, "steps": list(steps)}
        return places("DUNG156", {**READ, "/content/3/items": printed, "/content/5": procedure,
                                  "/content/4/answer/0/text": FINED.format("3.000.000")})  # fmt: skip

    def test_steps_follow_each_other_as_in_the_text(self) -> None:
        first, second, third = self.STEPS
        assert self._told(first, second, third) == []
        assert self._told(second, first, third) == ["/content/5/steps/1"]

    @pytest.mark.parametrize("left_out", [0, 1, 2])
    def test_no_numbered_step_is_left_out(self, left_out: int) -> None:
        steps = [step for at, step in enumerate(self.STEPS) if at != left_out]
        assert self._told(*steps) == ["/content/5/steps"]


def test_a_keyword_that_a_person_chose_need_not_stand_in_the_text() -> None:
    told = places("DUNG172", {**READ, "/keywords": ["kết hôn", "hôn nhân gia đình", "tín dụng"]})
    assert [pointer for pointer in told if pointer.startswith("/keywords")] == []
