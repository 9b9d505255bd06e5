"""Slips of editors, spreadsheets and converters, each told where it stands; and what looks like one and is none."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from rule_hits import hits, places
from sample import record

from examples.validation_cases import NUMBERED, READ, REMOVE, ROWS
from examples.validation_examples import base, changed, package
from tests.each import each
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.bag import payload_digests, read_bag_info, write_tag_files
from validators.packages.changing import changing
from validators.packages.package import APPROVED
from validators.rules.agreeing.boxes import _leads_elsewhere, _Words
from validators.sharing.record import Evidence

DAY = dt.date(2026, 11, 22)
NEWER = {"/schema_version": "1.1"}


def found(code: str, folder: Path) -> list[tuple[str, str]]:
    told = check_paths([folder], CheckOptions(DAY)).findings
    return [(one.pointer, Path(one.path).name) for one in told if one.code == code]


class TestFiles:
    @each(
        ("changes", "place"),
        [
            ({"/files/0/path": "source\\to-gap.pdf", "/files/1/derived_from": REMOVE}, "/files/0/path"),
            ({"/files/1/media_type": "image/png"}, "/files/1/media_type"),
            ({"/files/0/sha256": "0" * 64}, "/files/0/sha256"),
            ({"/files/0/sha256": "abab" * 16}, "/files/0/sha256"),
        ],
    )
    def test_what_cannot_be_said_of_a_file(self, changes: dict[str, Any], place: str) -> None:
        assert places("DUNG087", changes) == [place]

    def test_what_a_program_says_that_knows_no_better(self) -> None:
        assert places("DUNG087", {"/files/0/media_type": "application/octet-stream"}) == []
        assert places("DUNG087", {"/files/0/path": "source/to-gap.dwg"}) == []

    def test_what_is_made_of_one_source_is_of_one_text(self) -> None:
        made = [
            {"path": f"{name}", "role": role, "media_type": "text/markdown", "sha256": "3d" * 32, "bytes": 1,
             "derived_from": "source/to-gap.pdf", "derived_text_sha256": text * 64}
            for name, role, text in (("a.md", "content", "1"), ("b.xml", "ocr", "1"), ("c.pdf", "access", "2"))
        ]  # fmt: skip
        both = base()["files"]
        assert places("DUNG085", {"/files": [*both, *made[:2]]}) == []
        assert "/files/4/derived_text_sha256" in places("DUNG085", {"/files": [*both, *made]})


class TestKept:
    @each(
        "period",
        [
            "Vĩnh viễn", "vĩnh viễn.", "20 năm", "05 năm", "Có thời hạn: 10 năm", "70 (bảy mươi) năm",
            "Đến khi văn bản hết hiệu lực", "Thời hạn bảo quản: 20 năm", "10 năm kể từ ngày nộp lưu",
        ],
    )  # fmt: skip
    def test_how_long_a_file_is_kept(self, period: str) -> None:
        assert places("DUNG148", {**NEWER, "/retention": {"period": period}}) == []

    @each("period", ["trong tủ số 3", "lâu", "0 năm", "năm", "20"])
    def test_what_says_nothing_of_it(self, period: str) -> None:
        assert places("DUNG148", {**NEWER, "/retention": {"period": period}}) == ["/retention/period"]


class TestOrder:
    @each(
        ("items", "place"),
        [
            ([NUMBERED[0], NUMBERED[2], NUMBERED[1]], 2),
            ([*reversed(NUMBERED)], 1),
            (["a) một;", "b) hai;", "đ) năm;", "d) bốn."], 3),
            (["1. một;", "2. hai;", "2. hai nữa."], 2),
        ],
    )
    def test_points_stand_in_their_order(self, items: list[str], place: int) -> None:
        assert places("DUNG149", {"/content/3/items": items}) == [f"/content/3/items/{place}"]

    @each(
        "items",
        [
            [*NUMBERED],
            ["1. một;", "2. hai;", "1. lại một;", "2. lại hai."],  # two lists that print runs together
            ["a) một;", "b) hai;", "c) ba;", "d) bốn;", "đ) năm;", "e) sáu."],
            ["- một;", "- hai."],
            ["1. một;", "3. ba;", "7. bảy."],  # what a table of contents leaves out
            ["2.500 đồng", "1.200 đồng", "1.100 đồng"],
        ],
    )
    def test_what_counts_on_is_not_told(self, items: list[str]) -> None:
        assert places("DUNG149", {"/content/3/items": items}) == []

    def test_a_row_that_heads_a_table(self) -> None:
        def head(*rows: list[str]) -> list[str]:
            return places("DUNG179", {"/content/3": {"type": "table", "header_rows": 1, "rows": [*rows]}})

        assert head(ROWS[1], ROWS[0], ROWS[2]) == ["/content/3/rows/0"]
        assert head(*ROWS) == []
        assert head(["Năm 2025", "Năm 2026"], ["chưa có", "10"], ["5", "chưa có"]) == []

    def test_a_label_that_is_not_its_markers(self) -> None:
        part = {"type": "part", "label": "II", "marker": "Phần II", "title": "Tổ chức"}
        assert places("DUNG184", {"/content/5": part}) == []
        assert "/content/5/label" in places("DUNG184", {"/content/5": {**part, "label": "IV"}})


class TestOfPeople:
    @each(
        ("code", "changes", "place"),
        [
            ("DUNG192", {"/creator/name": "Lê Văn Mẫu 0221 000 0000"}, "/creator/name"),
            ("DUNG192", {"/publisher/name": "Sở Tư pháp tỉnh Hưng Yên, stp@example.vn"}, "/publisher/name"),
            ("DUNG193", {"/level": "central"}, "/publisher/organ_id"),
            ("DUNG194", {"/legal_basis/1/validity/state": "not-yet-in-force"}, "/legal_basis/1/validity/state"),
            ("SONG423", {"/review_due": "2032-01-01"}, "/review_due"),
            ("SACH353", {"/ai": {"generated": False, "label_shown": True}}, "/ai/generated"),
            ("SONG418", {"/legal_basis/0/locator/article": "134"}, "/legal_basis/0/locator/article"),
            ("SONG418", {"/legal_basis/1/act/date": "2020-07-16"}, "/legal_basis/1/act/date"),
            ("DUNG174", {"/title": "Kết hôn đúng luật Kết hôn đúng luật"}, "/title"),
            ("DUNG174", {"/content/3/items": [NUMBERED[0], NUMBERED[1], NUMBERED[0]]}, "/content/3/items/2"),
            ("DUNG154", {"/content/5/text": "Gọi tổng đài 1900 000 để hỏi."}, "/content/5/text"),
            ("DUNG030", {"/word_count": {"read": 0}}, "/word_count"),
            ("DUNG192", {"/creator/name": "xxx"}, "/creator/name"),
            ("DUNG154", {"/content/5/text": "Xem từ Điều 12 đến Điều 8 của Luật."}, "/content/5/text"),
            ("DUNG174", {"/content/3": {"type": "table", "rows": [*ROWS, ROWS[2]]}}, "/content/3/rows/3"),
            ("DUNG030", {"/content/5": {"type": "letterhead", "lines": ["SỞ TƯ PHÁP"]}}, "/content/5/type"),
        ],
    )  # fmt: skip
    def test_a_slip_is_told(self, code: str, changes: dict[str, Any], place: str) -> None:
        assert places(code, changes) == [place]

    @each(
        ("code", "changes"),
        [
            ("DUNG192", {"/publisher/name": "Trường THPT số 2 Văn Giang"}),
            ("DUNG194", {"/legal_basis/1/validity": {"state": "not-yet-in-force", "as_of": "2020-08-01"}}),
            ("SONG423", {"/review_due": "2031-09-30"}),
            ("SACH353", {"/ai": {"generated": True, "tool": "máy đọc", "label_shown": True}}),
            ("SONG418", {"/legal_basis/0/locator/article": "133"}),
            ("SONG418", {"/legal_basis/0/act/number": "1/2031/QH20"}),
            ("DUNG174", {"/title": "Hỏi và đáp về đất đai, hỏi và đáp về nhà ở"}),
            ("DUNG154", {"/content/5/text": "Gọi tổng đài 1900 0000 hoặc 1800 000 000; xem số 1900/QĐ-UBND."}),
            ("DUNG030", {**NEWER, "/word_count": {"read": 0}}),
            ("DUNG195", {"/title": "Bản tin số 5"}),
            ("DUNG154", {"/content/5/text": "Xem từ Điều 8 đến Điều 12 và từ khoản 3 đến khoản 3."}),
            ("DUNG174", {"/content/3": {"type": "table", "rows": [["…", "…"], ["…", "…"]]}}),
            ("DUNG196", {"/content/2/level": 3}),
            ("DUNG198", {"/content/4/answer/1/basis": 0, "/legal_basis/0/text": "Điều 184 Bộ luật Hình sự"}),
            ("DUNG198", {**READ, "/content/4/answer/1/basis": 0}),
        ],
    )  # fmt: skip
    def test_what_looks_like_one_is_not(self, code: str, changes: dict[str, Any]) -> None:
        assert places(code, changes) == []


FINE = {"type": "sanction", "behaviour": "Cản trở kết hôn", "amount_min": 5_000_000, "amount_max": 9_000_000}
LINE = "Cản trở kết hôn, ly hôn bị phạt tiền từ 5.000.000 đồng đến 9.000.000 đồng."


class TestItems:
    def test_conduct_that_breaks_off_amid_its_sentence(self) -> None:
        cut = "Giao sổ hộ tịch"
        said = {**READ, "/content/5/text": "Giao sổ hộ tịch cho người lạ bị phạt tiền từ 1.000.000 đồng."}
        assert "/content/3/behaviour" in places("DUNG159", {**said, "/content/3": {**FINE, "behaviour": cut}})
        whole = {**FINE, "behaviour": f"{cut} cho người lạ"}
        assert places("DUNG159", {**said, "/content/3": whole}) == []

    def test_an_item_that_was_read_from_another_ones_words(self) -> None:
        told = {**READ, "/content/3": FINE, "/content/5/text": LINE,
                "/evidence/~1content~13": [{"text": LINE, "method": "plain"}]}  # fmt: skip
        assert "/content/3" not in places("DUNG156", told)
        told["/evidence/~1content~13"] = [{"text": "Cổng dịch vụ công quốc gia.", "method": "plain"}]
        assert "/content/3" in places("DUNG156", told)

    def test_a_time_limit_in_days_that_are_all_counted(self) -> None:
        limit = {"type": "deadline", "text": "Trả kết quả trong 3 ngày.", "quantity": 3, "unit": "working-day"}
        assert "/content/5/unit" in places("DUNG184", {"/content/5": limit})
        limit["text"] = "Trả kết quả trong 3 ngày làm việc."
        assert places("DUNG184", {"/content/5": limit}) == []

    def test_the_holder_is_whom_the_list_announces(self) -> None:
        points = ["- nộp đủ giấy tờ theo mẫu;", "- trả lời khi được hỏi."]
        lines = [("Người có yêu cầu có nghĩa vụ:", "Người có yêu cầu", points[0]),
                 ("Công chức tư pháp có nghĩa vụ:", "Công chức tư pháp", points[1])]  # fmt: skip

        def record_with(*holders: str) -> dict[str, Any]:
            content: list[dict[str, Any]] = []
            for intro, _, point in lines:
                content += [{"type": "paragraph", "text": intro}, {"type": "list", "items": [point]}]
            content += [
                {"type": "duty", "text": point[2:].rstrip(";."), "holder": holder}
                for (_, _, point), holder in zip(lines, holders, strict=True)
            ]
            return {**READ, "/content": content, "/evidence": {}}

        right = [holder for _, holder, _ in lines]
        assert [one for one in places("DUNG156", record_with(*right)) if "holder" in one] == []
        swapped = [one for one in places("DUNG156", record_with(*reversed(right))) if "holder" in one]
        assert swapped == ["/content/4/holder", "/content/5/holder"]

    def test_a_sentence_names_its_holder_first(self) -> None:
        said = "Người sử dụng lao động phải trả lương đúng hạn cho người lao động."
        duty = {"type": "duty", "text": said, "holder": "người lao động"}
        other = {**READ, "/content/3": duty, "/content/5/text": said}
        assert "/content/3/holder" in places("DUNG156", other)
        duty["holder"] = "Người sử dụng lao động"
        assert "/content/3/holder" not in places("DUNG156", other)


class TestReadings:
    def test_a_box_of_a_whole_page_leads_nowhere(self) -> None:
        words = _Words(sorted((float(10 * at), 50.0, f"chu{at}so{at}") for at in range(60)))
        item = Evidence(page=1, box=(0, 0, 100, 11), text="chu0so0 chu1so1", method="ocr")
        assert not _leads_elsewhere(item, [words])
        assert _leads_elsewhere(item.model_copy(update={"box": (0, 0, 100, 900)}), [words])

    def test_one_certainty_for_all_is_nobodys(self) -> None:
        read = [{"text": "15/TL-STP", "method": "ocr", "confidence": 1.0} for _ in range(14)]
        assert places("DUNG176", {"/evidence": {"/number": read}}) == ["/evidence/~1number/0"]
        read[3]["confidence"] = 0.97
        assert places("DUNG176", {"/evidence": {"/number": read}}) == []

    def test_a_stamp_was_read_on_its_own_page(self) -> None:
        stamp = {"type": "stamp", "text": "ĐÃ NHẬN", "pages": [2]}
        read = {
            **NEWER,
            "/content/5": stamp,
            "/evidence/~1content~15": [{"page": 2, "text": "ĐÃ NHẬN", "method": "ocr"}],
        }
        assert places("DUNG176", read) == []
        stamp["pages"] = [1]
        assert places("DUNG176", read) == ["/evidence/~1content~15/0"]


class TestTranscripts:
    def test_words_of_another_material(self) -> None:
        own = " ".join(one["text"] for one in base()["content"] if "text" in one)
        assert hits("DU244", {"/accessibility": {"transcript": own}}) == []
        other = (
            "Người dân ở vùng sâu khi gặp lũ quét cần rời nhà ngay, mang theo đèn pin cùng nước uống, báo trưởng thôn, "
        )
        assert places("DU244", {"/accessibility": {"transcript": other * 3}}) == ["/accessibility/transcript"]


class TestSeals:
    @pytest.fixture
    def goi(self, tmp_path: Path) -> Path:
        package(tmp_path / "goi", base())
        return tmp_path / "goi"

    @each(("name", "told"), [("Tờ gấp.PDF", 0), ("to-gap.pdf", 0), ("thong-bao-hop.pdf", 1), ("to-gap.docx", 1)])
    def test_the_senders_name_is_the_sources(self, tmp_path: Path, name: str, told: int) -> None:
        goi = tmp_path / f"goi-{name}"
        package(goi, base())
        with changing(goi) as change:
            change.write_record((goi / "data/record.json").read_bytes())
            change.describe({"Internal-Sender-Identifier": name, "Bag-Software-Agent": "pbgdpl-cli 1"})
        assert len(found("DUNG086", goi)) == told

    def test_a_list_of_tags_leaves_none_out(self, goi: Path) -> None:
        tags = goi / "tagmanifest-sha256.txt"
        assert found("DUNG086", goi) == []
        tags.write_text("".join(line for line in tags.read_text().splitlines(True) if "bag-info" not in line))
        assert found("DUNG086", goi) == [("", tags.name)]

    @each(
        ("step", "place"),
        [
            ({"by": "Trần Thị Bình Minh", "position": "Giám đốc Sở Tư pháp", "document": "21/QĐ-STP"}, None),
            ({"by": "Phạm Văn Khác", "position": "Giám đốc Sở Tư pháp", "document": "21/QĐ-STP"}, "/approval/by"),
            ({"by": "Trần Thị Bình Minh", "position": "Giám đốc Sở Tư pháp", "document": None}, "/approval/document"),
            ("hỏng", "/approval"),
        ],
    )
    def test_the_sheet_of_an_approval_says_the_same(self, tmp_path: Path, step: Any, place: str | None) -> None:
        goi = tmp_path / "goi"
        package(goi, base(), {APPROVED: json.dumps({"step": step}).encode()})
        write_tag_files(goi, read_bag_info(goi), payload_digests(goi))
        assert [pointer for pointer, _ in found("DUNG144", goi)] == ([place] if place else [])


def test_the_valid_record_makes_none_of_these_slips() -> None:
    codes = [f"DUNG{number}" for number in (87, 148, 149, 178, 179, *range(192, 199))]
    assert [code for code in codes if places(code.replace("DUNG87", "DUNG087"))] == []
    assert changed(record(), {}) == record()
