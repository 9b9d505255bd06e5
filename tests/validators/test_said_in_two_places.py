"""What stands in two places of a record and differs, and what cannot have been read where it is said to be."""

from __future__ import annotations

from typing import Any

from rule_hits import places

from examples.validation_cases import READ, REMOVE
from tests.each import each

TOLD = {"type": "paragraph", "text": "Xem khoản 1 Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH13."}
THIRD = {"type": "heading", "level": 2, "text": "3. Hỏi thêm"}
EVENTS: list[dict[str, Any]] = [
    {"state": "draft", "at": "2026-03-03T08:00:00+07:00"},
    {"state": "compared", "at": "2026-03-05T09:30:00+07:00", "by": "Lê Văn Khánh"},
    {"state": "compared", "at": "2026-03-06T09:30:00+07:00", "by": "Vi Thị Thử"},
]


def said(text: str) -> dict[str, Any]:
    return {"/content/5/text": text}


class TestOrgans:
    @each(
        ("changes", "place"),
        [
            ({"/publisher/name": "Sở Tư pháp tỉnh Lào Cai"}, "/creator/name"),
            ({"/creator/name": "Phòng Pháp chế, Sở Y tế tỉnh Hưng Yên"}, "/creator/name"),
            ({"/approval/position": "Giám đốc Sở Y tế"}, "/approval/position"),
            ({"/publisher/name": "Sở Y tế tỉnh Hưng Yên"}, "/publisher/name"),
            ({"/place": {"code": "15", "name": "Tỉnh Lào Cai"}}, "/place/name"),
            ({"/number": "15/TL-SYT"}, "/number"),
            ({"/publisher/name": "UBND xã Tân Lập", "/creator/name": "Công chức Tư pháp xã Yên Hòa"}, "/creator/name"),
        ],
    )  # fmt: skip
    def test_of_two_places(self, changes: dict[str, Any], place: str) -> None:
        assert place in places("DUNG100", changes)

    @each(
        "changes",
        [
            {},
            {"/creator/name": "Sở Y tế tỉnh Hưng Yên"},
            {"/publisher/name": "Ủy ban nhân dân tỉnh Hưng Yên"},
            {"/publisher/name": "Sở Tư pháp tỉnh Hưng Yên và Sở Y tế tỉnh Hưng Yên", "/number": "3/TL-STP-SYT"},
            {"/rights/source": "Sở Tư pháp thành phố Hà Nội"},
        ],
    )
    def test_that_go_together(self, changes: dict[str, Any]) -> None:
        assert places("DUNG100", changes) == []

    @each(
        ("code", "changes", "place"),
        [
            ("DUNG192", {"/approval/position": "Giám đốc, ĐT: 0816.772.225"}, "/approval/position"),
            ("DUNG192", {"/rights/author": "Phòng Mẫu, 0 3 2 4 8 8 3 0 6 4"}, "/rights/author"),
            ("DUNG121", {"/keywords/0": "Phòng Tư pháp huyện Văn Lâm"}, "/keywords/0"),
            ("DUNG121", said("Hỏi Thanh tra Bộ Tư pháp."), "/content/5/text"),
            ("DUNG168", {"/rights/author": "Thanh tra Sở Tư pháp"}, "/rights/author"),
            ("DUNG168", {"/creator/name": "Cục Thi hành án dân sự tỉnh Hải Dương"}, "/creator/name"),
        ],
    )
    def test_in_every_name(self, code: str, changes: dict[str, Any], place: str) -> None:
        assert place in places(code, changes)

    def test_what_goes_on_being(self) -> None:
        assert places("DUNG121", said("Hỏi Thanh tra Bộ Quốc phòng hoặc Thanh tra tỉnh.")) == []
        assert places("DUNG192", {"/rights/source": "Kế hoạch 2021-2025 của Sở, https://stp.example.vn"}) == []


class TestSteps:
    def test_by_one_person(self) -> None:
        alone = {"/workflow/events/1/by": "Trần Thị  Bình Minh"}
        assert places("DU225", alone) == ["/workflow/events/2/by"]
        assert places("DU225", {}) == []

    def test_taken_twice(self) -> None:
        draft = {"/approval": {}, "/workflow": {"state": "compared", "events": [EVENTS[0], *EVENTS]}}
        assert places("DU226", draft) == ["/workflow/events/1"]
        assert places("DU226", {"/approval": {}, "/workflow": {"state": "compared", "events": EVENTS}}) == []

    def test_a_state_nobody_led_to(self) -> None:
        for state in ("compared", "withdrawn"):
            assert places("DUNG135", {"/approval": {}, "/workflow": {"state": state, "events": []}}) == [
                "/workflow/state"
            ]
        assert places("DUNG135", {"/approval": {}, "/workflow": {"state": "draft", "events": []}}) == []


class TestReadWhere:
    @each(
        ("changes", "place"),
        [
            ({"/evidence/~1title/0/box": [120, 88, 91_000, 132]}, "/evidence/~1title/0"),
            ({"/evidence/~1title/0/box": [0, 0, 5, 5]}, "/evidence/~1title/0"),
            ({"/evidence/~1number/0/page": 1001}, "/evidence/~1number/0"),
            ({"/evidence/~1title/0/text": " "}, "/evidence/~1title/0"),
        ],
    )
    def test_nothing_is(self, changes: dict[str, Any], place: str) -> None:
        assert places("DUNG199", changes) == [place]

    def test_far_from_all_else_on_its_page(self) -> None:
        one = {"page": 1, "text": "Nam từ đủ 20 tuổi", "method": "ocr", "confidence": 0.9}
        read = {f"/evidence/~1content~1{at}": [{**one, "box": [100, 100 * at, 900, 100 * at + 40]}] for at in (1, 2, 3)}
        assert places("DUNG199", read) == []
        read["/evidence/~1content~12"] = [{**one, "box": [100, 9000, 900, 9040]}]
        assert places("DUNG199", read) == ["/evidence/~1content~12/0"]

    def test_between_pages_that_agree(self) -> None:
        pages = {f"/evidence/~1content~1{at}": [{"page": page, "text": "x", "method": "plain"}]
                 for at, page in ((1, 4), (2, 11), (3, 4))}  # fmt: skip
        assert places("DUNG199", pages) == ["/evidence/~1content~12/0"]
        pages["/evidence/~1content~13"] = [{"page": 11, "text": "x", "method": "plain"}]
        assert places("DUNG199", pages) == []

    def test_words_that_hold_no_number(self) -> None:
        assert "/number" in places("DUNG184", {"/evidence/~1number/0/text": "Chữ khác"})
        assert "/date_issued" in places("DUNG184", {"/evidence/~1date_issued/0/text": "Một dòng chữ khác hẳn"})

    def test_a_point_of_a_list_by_itself(self) -> None:
        item = {"page": 1, "text": "x", "method": "plain"}
        heads = {f"/evidence/~1{name}": [item] for name in ("kind", "publisher", "creator", "level", "place")}
        blocks = {f"/evidence/~1content~1{at}": [item] for at in (0, 1, 2, 5)}
        one = {**READ, **heads, **blocks, "/evidence/~1content~13~1items~10": [item]}
        assert "/content/3/items/1" in places("DUNG187", one)
        assert "/content/3/items/1" not in places("DUNG187", {**one, "/evidence/~1content~13~1items~11": [item]})


class TestCitations:
    @each(
        "text",
        [
            "Xem khoản 2 Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH13.",
            "Xem khoản 1 Điều 88 Luật Hôn nhân và gia đình số 52/2014/QH13.",
            "Xem khoản 1 Điều 8 Luật Hôn nhân và gia đình số 25/2014/QH13.",
        ],
    )
    def test_typed_text_and_basis(self, text: str) -> None:
        assert places("DUNG126", said(text)) == ["/content/5/text"]

    @each(
        "text",
        [
            TOLD["text"],
            "Xem Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH13.",
            f"{TOLD['text']} Xem thêm Điều 19 Luật Hôn nhân và gia đình số 52/2014/QH13.",
        ],
    )
    def test_typed_text_may_say_more(self, text: str) -> None:
        assert places("DUNG126", said(text)) == []

    def test_a_locator_that_says_less(self) -> None:
        assert places("DUNG127", {"/legal_basis/1/locator/clause": REMOVE}) == ["/legal_basis/1/locator"]

    @each(
        "text",
        ["Luật số 100/1820/QH1", "Luật Cư trú số 68/2020/QH41", "Nghị định số 82/0202/NĐ-CP"],
    )
    def test_numbers_of_no_year_and_no_term(self, text: str) -> None:
        assert places("DUNG120", said(f"Xem {text}.")) == ["/content/5/text"]

    def test_a_letter_for_a_digit(self) -> None:
        assert places("DUNG101", {"/legal_basis/0/act/number": "52/2014/QHl3"}) == ["/legal_basis/0/act/number"]
        assert places("DUNG101", {"/legal_basis/1/act/number": "82/2020/ND-CP"}) == []

    def test_conduct_with_a_denial_less(self) -> None:
        fine = {"/content/4/answer/1/behaviour": "Không đăng ký kết hôn đúng hạn"}
        words = "Người không đăng ký kết hôn đúng hạn bị phạt từ 1.000.000 đồng đến 3.000.000 đồng."
        assert places("DUNG159", {**fine, **said(words)}) == []
        assert places("DUNG159", {**fine, **said(words.replace("không ", ""))}) == ["/content/5/text"]


class TestForm:
    @each(
        ("code", "changes", "place"),
        [
            ("SACH312", said("Trong 60\u0301 ngày"), "/content/5/text"),
            ("SACH312", said("Lệ p\u0336hí hộ tịch"), "/content/5/text"),
            ("SACH312", said("Luậ\u03c4 Hôn nhân"), "/content/5/text"),
            ("SACH312", said("Ngày 17/1l/2025 có hiệu lực"), "/content/5/text"),
            ("SACH309", said("gọi\u2003đến Trung tâm"), "/content/5/text"),
            ("SACH309", said("an toàn giao thôn\u00a0g"), "/content/5/text"),
            ("DUNG087", {"/files/1/path": "access/to-\u180egap.pdf"}, "/files/1/path"),
            ("DUNG087", {"/files/0/bytes": 0}, "/files/0/bytes"),
            ("DUNG087", {"/files/1/path": "access/to-gap.pdf.exe"}, "/files/1/media_type"),
            ("DUNG170", {"/identifier": "abc"}, "/identifier"),
            ("DUNG195", {"/description": "lorem ipsum dolor sit amet"}, "/description"),
            ("DUNG196", {"/content/0/level": 4}, "/content/0/level"),
            (
                "DUNG149",
                {
                    "/content/0/level": 2,
                    "/content/0/text": "10. Điều kiện",
                    "/content/2/text": "2. Nơi đăng ký",
                    "/content/5": THIRD,
                },
                "/content/0/text",
            ),
        ],
    )
    def test_told(self, code: str, changes: dict[str, Any], place: str) -> None:
        assert place in places(code, changes)

    @each(
        ("code", "changes"),
        [
            ("SACH312", said("Buôn ê\u0306a, 1\ufe0f\u20e3, 17/11/2025")),
            ("SACH309", said("Điều\u00a08, thành phố\u00a0Huế")),
            ("DUNG170", {"/identifier": "tai-lieu-15"}),
            (
                "DUNG149",
                {"/content/0/level": 2, "/content/0/text": "1. Điều kiện", "/content/2/text": "2. Nơi đăng ký"},
            ),
        ],
    )
    def test_not_told(self, code: str, changes: dict[str, Any]) -> None:
        assert places(code, changes) == []

    def test_rows_count_on(self) -> None:
        rows = [["STT", "Việc"], ["1", "Khai sinh"], ["2", "Kết hôn"], ["3", "Khai tử"], ["4", "Trích lục"]]
        table = {"type": "table", "header_rows": 1, "rows": rows}
        assert places("DUNG149", {"/content/3": table}) == []
        wrong = [row if row[0] != "3" else ["8", row[1]] for row in rows]
        assert places("DUNG149", {"/content/3": {**table, "rows": wrong}}) == ["/content/3/rows/3"]
        first = [row if row[0] != "1" else ["11", row[1]] for row in rows]
        assert places("DUNG149", {"/content/3": {**table, "rows": first}}) == ["/content/3/rows/1"]
