"""Days, shares, codes, rights, lists, seals and files that cannot be as they stand; and what comes near and can."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from rule_hits import DAY, hits, places

from examples.validation_cases import READ, Changes
from examples.validation_examples import _PDF, _PICTURE_PDF, base, changed, package
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.rules.clean.personal_data import find_personal_data

TEXT = "/content/1/text"


def found(code: str, root: Path) -> list[str]:
    """The pointers of what a rule finds in a package."""
    return [one.pointer for one in check_paths([root], CheckOptions(DAY, only=(code,))).findings if one.code == code]


def made(root: Path, changes: Changes, **files: bytes) -> Path:
    """A package of the sample after some changes, with further files by role."""
    record = changed(base(), changes)
    contents: dict[str, bytes] = {}
    for role, data in files.items():
        path, media = _FILES[role]
        contents[path] = data
        record["files"].append({"path": path, "role": role, "media_type": media})
    package(root, record, contents)
    return root


_FILES = {
    "content": ("content.md", "text/markdown"),
    "captions": ("derivatives/a.srt", "application/x-subrip"),
    "transcript": ("derivatives/a.txt", "text/plain"),
    "video": ("derivatives/a.mp4", "video/mp4"),
    "ocr": ("ocr/a.alto.xml", "application/alto+xml"),
}
WORDS = "Người được trợ giúp nộp hồ sơ trước ngày 30 tháng 6 năm 2026."


class TestText:
    @pytest.mark.parametrize(
        "text",
        [
            "Hoàn thành trong tháng 13 năm 2026.",
            "Hạn chót là tháng 00/2026.",
            "Số hộ nghèo chiếm 150% tổng số hộ.",
            "Bảo đảm 120% thôn có tuyên truyền viên.",
            "Thời gian: từ ngày 05/5/2026 đến ngày 08/4/2026.",
            "Thời gian: từ 05 tháng 5 năm 2026 đến hết ngày 04 tháng 5 năm 2026.",
            "Luật được thông qua ngày 18/01/2024 và có hiệu lực từ ngày 01/8/2023.",
            "Nghị định ban hành ngày 04/10/2024, có hiệu lực thi hành kể từ ngày 04/10/2023.",
        ],
    )
    def test_figures(self, text: str) -> None:
        assert set(places("DUNG154", {TEXT: text})) == {TEXT}

    @pytest.mark.parametrize(
        "text",
        [
            "Hoàn thành trong tháng 12 năm 2026.",
            "Thu ngân sách đạt 150% kế hoạch.",
            "Bảo đảm 100% thôn có tuyên truyền viên.",
            "Thời gian: từ ngày 05/5/2026 đến ngày 05/5/2026.",
            "Luật được thông qua ngày 18/01/2024 và có hiệu lực từ ngày 01/8/2024.",
            "Nghị định ban hành ngày 04/10/2024. Nghị định cũ có hiệu lực từ ngày 04/10/2013.",
        ],
    )
    def test_figures_that_can_be(self, text: str) -> None:
        assert places("DUNG154", {TEXT: text}) == []

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Bộ luật Dân sự năm 2017", True),
            ("BỘ LUẬT TỐ TỤNG HÌNH SỰ NĂM 2005", True),
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2015", True),
            ("Bộ luật Dân sự năm 2015", False),
            ("Bộ luật Hình sự năm 2017", False),
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", False),
            ("Bộ luật Lao động năm 2026", False),
            ("Bộ luật Dân sự năm 1804 của nước Pháp", False),
        ],
    )
    def test_codes_of_a_year(self, text: str, told: bool) -> None:
        assert bool(places("DUNG120", {TEXT: f"Theo {text}, việc này do tòa án giải quyết."})) is told

    def test_an_act_dated_after_the_material(self) -> None:
        text = "Nghị định số 90/2026/NĐ-CP ngày {} tháng 3 năm 2026 quy định việc này."
        assert places("DUNG120", {TEXT: text.format("15")}) == [TEXT]
        assert places("DUNG120", {TEXT: text.format("01")}) == []

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Hồ sơ được chuyển cho TAND huyện giải quyết.", True),
            ("Nhiệm vụ của TAND huyện chuyển cho Tòa án nhân dân khu vực.", False),
            ("Sở Địa chính tiếp nhận hồ sơ.", True),
        ],
    )
    def test_organs_that_ended(self, text: str, told: bool) -> None:
        assert bool(places("DUNG121", {TEXT: text})) is told

    @pytest.mark.parametrize("name", ["Bộ Nông nghiệp và PTNT", "Sở Tài nguyên và MT", "Bộ Giáo dục và ĐT"])
    def test_names_half_abbreviated_are_known(self, name: str) -> None:
        assert places("DUNG125", {TEXT: f"Theo hướng dẫn của {name} thì hồ sơ nộp một nơi."}) == []

    @pytest.mark.parametrize(
        ("text", "told"),
        [("theo Điều l7 Nghị định", True), ("khoản l Điều 28", True), ("Điều 17 và I", False), ("điểm l khoản", False)],
    )
    def test_letters_for_digits_of_places(self, text: str, told: bool) -> None:
        assert bool(places("SACH312", {TEXT: f"Việc này {text} được quy định."})) is told

    def test_a_word_does_not_begin_with_eth(self) -> None:
        assert places("SACH306", {TEXT: "ðối với hành vi mua bán"}) == [TEXT]
        assert places("SACH306", {TEXT: "Ông Guðmundur phát biểu"}) == []

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Chỉ sử dụng trong ngành Công an", True),
            ("CHỈ THAM KHẢO TRONG CƠ QUAN", True),
            ("Thiết bị chỉ sử dụng trong cơ quan, đơn vị có thẩm quyền và phải đăng ký.", False),
        ],
    )
    def test_kept_inside(self, text: str, told: bool) -> None:
        assert bool(places("SACH311", {TEXT: text})) is told

    def test_a_mark_behind_a_word_or_two(self) -> None:
        assert places("SACH310", {TEXT: "Dự thảo (Mật)"}) == [TEXT]
        kept = {"/schema_version": "1.1", "/retention": {"period": "Vĩnh viễn", "use": "Mật"}}
        assert places("SACH310", kept) == ["/retention/use"]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("Cháu Phạm Gia Bảo, 9 tuổi, bị xâm hại.", True),
            ("Cháu Phạm Gia Bảo, 9 tuổi, đoạt giải nhất.", False),
        ],
    )
    def test_children_to_whom_harm_was_done(self, text: str, told: bool) -> None:
        assert bool(places("SACH331", {TEXT: text})) is told

    def test_an_address_veiled_by_halves(self) -> None:
        assert [one.kind for one in find_personal_data("Thư gửi tam.bui (a còng) gmail chấm com.")] == ["email"]


class TestMetadata:
    @pytest.mark.parametrize(
        ("code", "changes", "place"),
        [
            ("SACH314", {"/language": "xx"}, "/language"),
            ("DUNG170", {"/identifier": "urn:uuid:1234"}, "/identifier"),
            ("DUNG170", {"/identifier": "urn:uuid:00000000-0000-0000-0000-000000000000"}, "/identifier"),
            ("DUNG171", {"/rights/license": "CC BY-ND-SA 4.0"}, "/rights/license"),
            ("DUNG174", {"/subjects": [8, 8]}, "/subjects/1"),
            ("DUNG174", {"/audiences": ["general", "general"]}, "/audiences/1"),
            ("DUNG103", {"/title": "Quyết định về tủ sách", "/number": "15/CT-UBND"}, "/number"),
            ("DUNG169", {"/publisher": {"name": "Cục Bổ trợ tư pháp"}}, "/level"),
        ],
    )
    def test_what_cannot_be(self, code: str, changes: Changes, place: str) -> None:
        assert places(code, changes) == [place]

    @pytest.mark.parametrize(
        ("code", "changes"),
        [
            ("SACH314", {"/language": "tyz"}),
            ("SACH314", {"/language": "vi-Latn"}),
            ("DUNG171", {"/rights/license": "CC BY-NC-SA 4.0"}),
            ("DUNG173", {"/rights/license": "CC BY 4.0"}),
            ("DUNG103", {"/title": "Quyết định về tủ sách", "/number": "15/QĐ-UBND"}),
            ("DUNG169", {"/publisher": {"name": "Cục Thi hành án dân sự tỉnh Hưng Yên"}}),
        ],
    )
    def test_what_can_be(self, code: str, changes: Changes) -> None:
        assert hits(code, changes) == []

    def test_an_open_class_and_a_licence_that_keeps_back(self) -> None:
        changes = {"/schema_version": "1.1", "/rights/license": "CC BY-NC 4.0", "/sharing_class": "open"}
        assert places("DUNG173", changes) == ["/sharing_class"]
        assert places("DUNG173", {**changes, "/rights/license": "CC BY 4.0"}) == []


class TestPackages:
    @pytest.mark.parametrize(
        ("copy", "told"),
        [
            (f"# Kết hôn\n\n{WORDS}\n", False),
            (f"# Kết hôn\n\n{WORDS} (trang 5)\n", False),
            (f"# Kết hôn\n\n{WORDS.replace('30', '6')}\n", True),
            ("# Kết hôn\n\n" + WORDS.replace("hồ", "h\u200bồ"), True),
            ("# Kết hôn\n\n" + WORDS.replace("trước", "tr\u01b0\u043ec"), True),
        ],
    )
    def test_a_copy_says_no_number_more_often(self, tmp_path: Path, copy: str, told: bool) -> None:
        text: Changes = {**READ, "/content": [{"type": "paragraph", "text": WORDS}], "/evidence": {}}
        assert bool(found("DU244", made(tmp_path / "goi", text, content=copy.encode()))) is told

    def test_a_copy_leaves_no_paragraph_out(self, tmp_path: Path) -> None:
        blocks = [{"type": "paragraph", "text": WORDS}, {"type": "paragraph", "text": "Việc trợ giúp không thu phí."}]
        goi = made(
            tmp_path / "goi",
            {**READ, "/content": blocks, "/evidence": {}},
            content=f"# {base()['title']}\n\n{WORDS}".encode(),
        )
        assert found("DU247", goi) == ["/content/1/text"]

    @pytest.mark.parametrize(("role", "data"), [("captions", "Phạt {} đồng"), ("transcript", "Phạt {} đồng")])
    def test_what_is_spoken_says_no_other_number(self, tmp_path: Path, role: str, data: str) -> None:
        text: Changes = {**READ, "/content": [{"type": "paragraph", "text": "Phạt 500.000 đồng."}], "/evidence": {}}
        head = "1\n00:00:01,000 --> 00:00:04,000\n" if role == "captions" else ""
        for amount, told in (("500.000", False), ("700.000", True)):
            goi = made(tmp_path / amount, text, **{role: (head + data.format(amount)).encode()})
            assert bool(found("DU244", goi)) is told

    def test_a_number_of_the_word_boxes_stands_in_the_record(self, tmp_path: Path) -> None:
        text: Changes = {**READ, "/content": [{"type": "paragraph", "text": "Phạt 500.000 đồng."}], "/evidence": {}}
        page = '<alto><Page WIDTH="9" HEIGHT="9"><String CONTENT="{}"/></Page></alto>'
        for amount, told in (("500.000", False), ("5.000.000", True)):
            goi = made(tmp_path / amount, text, ocr=page.format(amount).encode())
            assert bool(found("DU244", goi)) is told

    @pytest.mark.parametrize(
        ("cues", "told"),
        [
            ("1\n00:00:01,000 --> 00:00:09,000\nMột\n", False),
            ("1\n00:00:01.000 --> 00:00:09.000\nMột\n", True),
            ("1\n00:00:01,000 --> 00:00:09,000\nMột\n\n2\n00:00:01,500 --> 00:00:09,500\nHai\n", True),
            ("1\n00:00:01,000 --> 00:00:02,000\nMột\n", True),  # of ten seconds
        ],
    )
    def test_captions_fit_their_film(self, tmp_path: Path, cues: str, told: bool) -> None:
        header = b"mvhd" + bytes(12) + (1000).to_bytes(4, "big") + (10_000).to_bytes(4, "big") + bytes(80)
        film = b"\0\0\0\x18ftypmp42" + bytes(12) + header
        assert bool(found("DU243", made(tmp_path / "goi", {}, video=film, captions=cues.encode()))) is told

    def test_a_number_goes_on_in_the_next_caption(self, tmp_path: Path) -> None:
        cues = "1\n00:00:01,000 --> 00:00:02,000\nGọi chị Hoa 0978\n\n2\n00:00:02,000 --> 00:00:03,000\n112 496\n"
        assert found("SACH322", made(tmp_path / "goi", {}, captions=cues.encode())) == [""]

    def test_a_mobile_beside_the_record_is_no_organs(self, tmp_path: Path) -> None:
        said = "Sở Tư pháp: 0978 112 496"
        assert found("SACH322", made(tmp_path / "only", {}, transcript=said.encode())) == [""]
        told = {TEXT: said}
        assert found("SACH322", made(tmp_path / "told", told, transcript=said.encode())) == []
        hotline = "Đường dây nóng: 0978 112 496"
        assert found("SACH322", made(tmp_path / "hot", {}, transcript=hotline.encode())) == []

    @pytest.mark.parametrize(
        ("members", "told"),
        [
            ({"External-Identifier": "urn:uuid:6f1f8d8e-51a5-4c0a-9d35-0f6a6c1b2d09"}, True),
            ({"Source-Organization": "UBND xã Mẫu"}, True),
            ({"External-Description": "Tờ gấp khác"}, True),
            ({"Source-Organization": "SỞ TƯ PHÁP TỈNH HƯNG YÊN"}, False),
            ({"Contact-Name": "Trần Văn Mẫu"}, False),
        ],
    )
    def test_a_bag_says_of_itself_what_its_record_does(
        self, tmp_path: Path, members: dict[str, str], told: bool
    ) -> None:
        goi = made(tmp_path / "goi", {})
        with changing(goi) as change:
            change.write_record((goi / "data/record.json").read_bytes())
            change.describe(members)
        assert bool(found("DUNG086", goi)) is told

    @pytest.mark.parametrize(
        ("entry", "what"),
        [({"signature": "valid"}, True), ({"pdfa_part": "2b"}, True), ({"signature": "none"}, False), ({}, False)],
    )
    def test_a_pdf_bears_out_what_is_said_of_it(self, tmp_path: Path, entry: dict[str, Any], what: bool) -> None:
        said = {f"/files/1/{name}": value for name, value in entry.items()}
        assert bool(found("DUNG085", made(tmp_path / "goi", {"/schema_version": "1.1", **said}))) is what
        assert b"/ByteRange" not in _PDF

    def test_evidence_leads_to_a_page_that_was_read(self, tmp_path: Path) -> None:
        head = json.dumps({"version": 1, "sha256": hashlib.sha256(_PICTURE_PDF).hexdigest()}).encode()
        for pages, told in ((2, False), (1, True)):
            goi = made(tmp_path / str(pages), {})
            with changing(goi) as change:
                change.write("review/pages.jsonl.gz", gzip.compress(b"\n".join([head, *[b"{}"] * pages]) + b"\n"))
            assert bool(found("DUNG185", goi)) is told

    def test_pages_that_cannot_be_unpacked_are_no_pages(self, tmp_path: Path) -> None:
        goi = made(tmp_path / "goi", {})
        with changing(goi) as change:
            change.write("review/pages.jsonl.gz", b"\x1f\x8b damaged")
        assert found("DUNG185", goi) == found("DU246", goi) == []
        assert found("SACH361", goi) == [""]
