"""Fines, points, boxes, kinds, captions and seals: what the package proves wrong is told, what it allows is not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from rule_hits import hits, places
from test_agreeing_closely import ANSWER, FINE, TEXT_READ, read_as
from test_what_cannot_be import found, made

from examples.validation_cases import FINED, POINTS, READ, REMOVE, Changes, answered, in_force, listed
from examples.validation_examples import _PDF, _label, base, changed, package
from validators.packages.bag import read_bag_info
from validators.rules.correct.pictured import pictures_say_other
from validators.sharing.record import FileEntry

LINE = "Từ 1.000.000 đồng đến 3.000.000 đồng"
BEHAVIOUR = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn"


def leaflet(*lines: str, **item: Any) -> Changes:
    """Conduct, fine and place under each other, and a fine that was read from the first two."""
    texts = [{"type": "paragraph", "text": line} for line in (BEHAVIOUR, LINE, *lines)]
    evidence = [{"page": 1, "text": text, "method": "office", "inferred": True} for text in (BEHAVIOUR, LINE)]
    return {
        **READ,
        ANSWER: {"type": "paragraph", "text": "Xem bảng."},
        "/content/5": {"type": "question", "text": "Bị phạt thế nào?", "answer": texts},
        "/evidence/~1content~14~1answer~11~1amount_min": REMOVE,
        f"/evidence/{FINE.replace('/', '~1')}": evidence,
        f"{FINE}/subject": REMOVE,
        **{f"{FINE}/{name}": value for name, value in item.items()},
    }


class TestFines:
    @pytest.mark.parametrize("end", ["amount_min", "amount_max"])
    def test_a_range_that_was_read_has_two_ends(self, end: str) -> None:
        read = {**TEXT_READ, **read_as(FINE, FINED.format("3.000.000"))}
        assert places("DUNG184", read) == []
        assert places("DUNG184", {**read, f"{FINE}/{end}": REMOVE}) == [f"{FINE}/{end}"]

    def test_a_fine_up_to_an_amount_beside_a_range_has_one_end(self) -> None:
        said = FINED.format("3.000.000") + " Tối đa 3.000.000 đồng."
        changes = {**answered(said), **read_as(FINE, said), f"{FINE}/amount_min": REMOVE}
        assert places("DUNG184", changes) == []

    def test_each_line_of_a_leaflet_is_a_fine(self) -> None:
        assert places("DUNG157", leaflet("khoản 1 Điều 58")) == []
        assert places("DUNG157", leaflet("Tái phạm", LINE)) == ["/content/5/answer/3/text"]
        assert places("DUNG157", leaflet("Tái phạm", "Từ 5.000.000 đồng đến 6.000.000 đồng")) == [
            "/content/5/answer/3/text"
        ]

    def test_lines_from_which_no_fine_was_read_are_no_fines(self) -> None:
        read = read_as(FINE, FINED.format("3.000.000"))
        assert places("DUNG157", {**leaflet("Lệ phí", "Từ 5.000.000 đồng đến 6.000.000 đồng"), **read}) == []

    def test_the_place_below_a_fine_is_its_own(self) -> None:
        assert places("DUNG128", leaflet("khoản 1 Điều 58")) == []
        assert places("DUNG128", leaflet("khoản 2 Điều 58")) == [f"{FINE}/basis"]

    def test_the_line_below_may_be_something_else(self) -> None:
        assert places("DUNG128", leaflet("Theo khoản 2 Điều 58, người tái phạm bị phạt nặng hơn.")) == []
        assert places("DUNG128", leaflet("Người tái phạm")) == []

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (f"{BEHAVIOUR}, trường hợp tái phạm", []),
            (f"{BEHAVIOUR}, trường hợp có tổ chức", [FINE]),
            (f"{BEHAVIOUR}, tái phạm", [FINE]),
        ],
    )
    def test_a_conduct_may_be_narrowed_by_what_is_said_below(self, words: str, told: list[str]) -> None:
        text = {**answered(f"{BEHAVIOUR} bị phạt."), "/content/5/text": "Trường hợp tái phạm bị phạt nặng hơn."}
        assert places("DUNG156", {**text, f"{FINE}/behaviour": words}) == told


class TestPoints:
    @pytest.mark.parametrize("many", [0, 1, 3])
    def test_all_or_few_points_are_items(self, many: int) -> None:
        assert places("DUNG177", listed(many)) == []

    def test_the_point_left_out_is_told(self) -> None:
        assert [one.values["text"] for one in hits("DUNG177", listed(2))] == [POINTS[2]]

    @pytest.mark.parametrize("point", ["- phải nộp lệ phí;", "- xem;", "- yêu cầu giữ kín nơi tạm lánh"])
    def test_a_point_of_its_own_accord_may_be_none(self, point: str) -> None:
        assert places("DUNG177", {**listed(2), "/content/3/items/2": point}) == []

    @pytest.mark.parametrize(
        ("kind", "words", "told"),
        [
            ("right", "phải nộp lệ phí, có thể nộp qua mạng", ["/content/5/type"]),
            ("right", "được miễn lệ phí, không phải nộp", []),
            ("duty", "có quyền khiếu nại và phải nộp đơn", []),
            ("duty", "cũng phải nộp đơn, được gửi qua mạng", []),
        ],
    )
    def test_what_is_said_of_its_holder_is_what_an_item_is(self, kind: str, words: str, told: list[str]) -> None:
        text = f"Người bị hại {words}."
        item = {"type": kind, "text": text, "holder": "Người bị hại"}
        assert places("DUNG156", {**answered(text), "/content/5": item, f"{FINE}/behaviour": "Người bị hại"}) == told


class TestEvidence:
    def test_a_description_has_the_numbers_it_was_read_with(self) -> None:
        said = "Giới thiệu khoản 1 Điều 8 Luật Hôn nhân và gia đình, không thay văn bản gốc."
        read = {"/description": said, **read_as("/description", said, inferred=True)}
        assert places("DUNG184", read) == []
        assert places("DUNG184", {**read, "/description": said.replace("khoản 1", "khoản 3")}) == ["/description"]
        typed = read_as("/description", said, "person")
        assert places("DUNG184", {**read, **typed, "/description": said.replace("khoản 1", "khoản 3")}) == []

    @pytest.mark.parametrize("name", ["kind", "number", "date_issued", "publisher", "place"])
    def test_heads_and_items_lead_back_to_their_page(self, tmp_path: Path, name: str) -> None:
        noted = {f"/evidence/~1{one}": [{"page": 1, "text": "x", "method": "person"}]
                 for one in ("kind", "number", "date_issued", "publisher", "creator", "level", "place")}  # fmt: skip
        (tmp_path / "all").mkdir()
        told = set(found("DUNG187", _as_read(tmp_path / "all", noted)))
        without = {**noted, f"/evidence/~1{name}": REMOVE}
        assert set(found("DUNG187", _as_read(tmp_path / "one", without))) - told == {f"/{name}"}

    def test_the_way_of_reading_is_told_in_words(self) -> None:
        (one,) = hits("DUNG176", {**read_as("/number", "15/TL-STP", "office")})
        assert str(one.values["method"]) == "from an office file"

    @pytest.mark.parametrize(
        ("text", "told"),
        [("Phạt từ 2.000.000 đồng", 0), ("Phạt từ 5.000.000 đồng", 1), ("Phạt từ 5.000.000 đồng ở trang sau nữa", 0)],
    )
    def test_a_box_holds_the_amounts_that_were_read(self, tmp_path: Path, text: str, told: int) -> None:
        words = "".join(
            f'<String CONTENT="{word}" HPOS="{10 + at}" VPOS="10" WIDTH="1" HEIGHT="2"/>'
            for at, word in enumerate(["Phạt", "từ", "2.000.000", "đồng"])
        )
        page = f'<alto><Page WIDTH="99" HEIGHT="99">{words}</Page></alto>'
        read = read_as("/content/1", text, "ocr", box=[0, 0, 90, 90])
        goi = made(tmp_path / "goi", {**READ, "/content/1/text": text, **read}, ocr=page.encode())
        assert len([one for one in found("DUNG189", goi) if "content~11/" in one]) == told


def _as_read(root: Path, changes: Changes) -> Path:
    """A package with the pages it was read from."""
    record = changed(base(), changes)
    package(root, record, {"review/pages.jsonl.gz": b""})
    return root


class TestCitations:
    @pytest.mark.parametrize(("locator", "told"), [({"article": "58", "clause": "1"}, 0), ({"article": "58"}, 1)])
    def test_a_place_says_no_less_than_its_words(self, locator: dict[str, str], told: int) -> None:
        cited: Changes = {
            **answered("Xem khoản 1 Điều 58."), "/legal_basis/1/text": "khoản 1 Điều 58",
            "/legal_basis/1/found": "context", "/legal_basis/1/locator": locator,
        }  # fmt: skip
        assert places("DUNG127", cited).count("/legal_basis/1/locator") == told

    @pytest.mark.parametrize(("text", "told"), [("Căn cứ Nghị định số 82/2020/NĐ-CP;", 0), ("Thẻ căn cước.", 1)])
    def test_what_a_paper_rests_on_it_says(self, text: str, told: int) -> None:
        basis = {
            **answered(text), "/legal_basis/1/found": "number", "/legal_basis/1/role": "basis",
            "/legal_basis/1/text": "Nghị định số 82/2020/NĐ-CP",
        }  # fmt: skip
        assert places("DUNG127", basis).count("/legal_basis/1/role") == told

    @pytest.mark.parametrize(("article", "told"), [("838", 0), ("8380", 1)])
    def test_no_act_has_a_thousand_articles(self, article: str, told: int) -> None:
        changes = {"/legal_basis/0/locator/article": article}
        assert len(places("DUNG111", changes)) == told

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"role": "repealed"}, 1),
            ({"role": "amended"}, 0),
            ({"role": "replaced", "act/expires_on": "2027-01-01"}, 0),
            ({"role": "replaced", "act/expires_on": "2026-01-01"}, 2),  # it had expired, too
        ],
    )
    def test_what_is_cited_as_ended_is_not_in_force(self, changes: Changes, told: int) -> None:
        given = {f"/legal_basis/0/{name}": value for name, value in changes.items()}
        assert len(places("DUNG129", {"/schema_version": "1.1", **given})) == told

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            (in_force("2015-01-01"), []),
            (in_force("2015-01-02"), ["/legal_basis/0/act/in_force_from"]),
            ({**in_force("2015-01-02"), "/content/1/text": "Có hiệu lực từ ngày 01/01/2015."}, []),  # of no act
            ({**in_force(""), "/legal_basis/0/act/in_force_from": REMOVE,
              "/legal_basis/0/validity/state": "not-yet-in-force"}, ["/legal_basis/0/validity/state"]),
        ],
    )  # fmt: skip
    def test_an_act_is_in_force_when_the_text_says(self, changes: Changes, told: list[str]) -> None:
        assert places("DUNG147", changes) == told

    @pytest.mark.parametrize(
        ("kind", "number", "told"),
        [
            ("van-ban-quy-pham", "21/CT-TTg", 1),
            ("van-ban-quy-pham", "26/2026/NQ-CP", 0),
            ("van-ban-quy-pham", "30/VBHN-VPQH", 0),
            ("van-ban-hanh-chinh", "105/NQ-CP", 0),
            ("van-ban-hanh-chinh", "118/2026/NĐ-CP", 1),
        ],
    )
    def test_a_kind_bears_numbers_of_its_own(self, kind: str, number: str, told: int) -> None:
        assert len(places("DUNG146", {"/kind": kind, "/number": number})) == told


class TestFiles:
    @pytest.mark.parametrize(("signature", "told"), [("none", 1), ("unverified", 0), (None, 0)])
    def test_a_signature_is_not_denied(self, tmp_path: Path, signature: str | None, told: int) -> None:
        signed = _PDF + b"<</Type/Sig/ByteRange[0 1 2 3]>>\n%%EOF\n"
        record = changed(base(), {"/schema_version": "1.1", "/files/1/signature": signature})
        package(tmp_path / "goi", record, {"access/to-gap.pdf": signed})
        assert len(found("DUNG085", tmp_path / "goi")) == told

    @pytest.mark.parametrize(("name", "value"), [("dpi", 600), ("colour", "grey")])
    def test_a_scan_and_its_copy_have_the_same_facts(self, name: str, value: object) -> None:
        facts: Changes = {
            f"/files/{at}/{one}": said for at in (0, 1) for one, said in (("dpi", 300), ("colour", "colour"))
        }
        assert places("DUNG085", {"/schema_version": "1.1", **facts}) == []
        assert places("DUNG085", {"/schema_version": "1.1", **facts, f"/files/0/{name}": value}) == [f"/files/0/{name}"]

    @pytest.mark.parametrize(
        ("cues", "told"),
        [
            ("Nam từ đủ hai mươi tuổi được kết hôn", 0),
            ("A man of twenty may marry if both agree", 1),
            ("Nam tu du hai muoi tuoi duoc ket hon", 1),
            ("Xin chao", 0),
        ],
    )
    def test_captions_are_in_the_language_of_the_record(self, tmp_path: Path, cues: str, told: int) -> None:
        data = f"1\n00:00:01,000 --> 00:00:09,000\n{cues}\n".encode()
        assert len(found("DU248", made(tmp_path / "goi", {}, captions=data))) == told

    @pytest.mark.parametrize(("low", "told"), [("1.000.000", 0), ("1 triệu", 0), ("3.000.000", 1)])
    def test_a_fine_that_is_spoken_stands_in_the_record(self, tmp_path: Path, low: str, told: int) -> None:
        text: Changes = {**TEXT_READ, "/content/5/text": "Mức 3.000.000 đồng và 1 triệu đồng."}
        data = f"1\n00:00:01,000 --> 00:00:09,000\nPhạt từ {low} đồng đến\n3.000.000 đồng\n".encode()
        assert len(found("DU244", made(tmp_path / "goi", text, captions=data))) == told

    @pytest.mark.parametrize(("day", "told"), [("2026-11-22", 0), ("2026-11-23", 0), ("2035-01-01", 1)])
    def test_a_bag_is_not_sealed_in_days_to_come(self, tmp_path: Path, day: str, told: int) -> None:
        goi = made(tmp_path / "goi", {})
        _label(goi, {"Bagging-Date": day})
        assert dict(read_bag_info(goi, whole=True))["Bagging-Date"] == day
        assert "Bagging-Date" not in dict(read_bag_info(goi))  # it is written anew with every seal
        assert len(found("DUNG086", goi)) == told


class TestWordsRead:
    SAID = "Người bị bạo lực có quyền yêu cầu giúp đỡ trong 12 giờ, hoà giải không thay việc phạt."

    def package(self, root: Path, text: str, *, log: str = "", boxes: str = "", kept: bool = True) -> list[str]:
        """What is told of a package whose pages were read as `SAID`."""
        words = [{"text": word, "box": [1, 2, 3, 4]} for word in self.SAID.split()]
        pages = "".join(json.dumps(word, ensure_ascii=False, separators=(",", ":")) for word in words)
        content = [{"type": "paragraph", "text": text}]
        count = {"/word_count": {"read": sum(map(str.isalnum, boxes))}}
        record = changed(base(), {**READ, **count, "/content": content, "/evidence": {}})
        files = (
            {"review/pages.jsonl.gz": gzip.compress(f'{{"version":1}}\n{pages}\n'.encode(), mtime=0)} if kept else {}
        )
        if log:
            files["review/corrections.jsonl"] = log.encode()
        if boxes:
            record["files"].append({"path": "ocr/a.alto.xml", "role": "ocr", "media_type": "application/alto+xml"})
            strings = "".join(f'<String CONTENT="{word}"/>' for word in boxes.split())
            files["ocr/a.alto.xml"] = f"<alto><Page>{strings}</Page></alto>".encode()
        package(root, record, files)
        return found("DU249", root)

    @pytest.mark.parametrize(
        "text",
        [
            SAID,
            SAID.upper(),
            SAID.replace("hoà", "hòa"),
            SAID.replace("bạo", "bạ\u00ado"),
            SAID.replace(" không thay việc phạt", ""),  # DU216 tells what is lost
        ],
    )
    def test_what_was_read_may_stand_there(self, tmp_path: Path, text: str) -> None:
        assert self.package(tmp_path / "goi", text) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [("12", "72"), ("có quyền", "phải"), ("không ", "không không "), ("yêu", "yеu"), ("giúp đỡ", "giúp đở")],
    )
    def test_what_was_not_read_is_told_where_it_stands(self, tmp_path: Path, old: str, new: str) -> None:
        assert self.package(tmp_path / "goi", self.SAID.replace(old, new)) == ["/content/0/text"]

    def test_a_number_that_is_read_elsewhere_is_told_by_its_neighbours(self, tmp_path: Path) -> None:
        content = [{"type": "paragraph", "text": text} for text in ("Nộp trong 12 giờ.", "Trả lời trong 12 ngày.")]
        pages = json.dumps(
            {"text": "Nộp trong 12 giờ. Trả lời trong 15 ngày."}, ensure_ascii=False, separators=(",", ":")
        )
        record = changed(base(), {**READ, "/content": content, "/evidence": {}})
        package(tmp_path / "goi", record, {"review/pages.jsonl.gz": gzip.compress(pages.encode(), mtime=0)})
        assert found("DU249", tmp_path / "goi") == ["/content/1/text"]

    def test_what_a_person_put_right_was_read_by_that_person(self, tmp_path: Path) -> None:
        log = json.dumps({"text": "72"})
        assert self.package(tmp_path / "goi", self.SAID.replace("12", "72"), log=log) == []

    def test_pages_that_were_not_kept_are_missed(self, tmp_path: Path) -> None:
        assert self.package(tmp_path / "goi", self.SAID.replace("12", "72"), kept=False) == []
        assert found("DU224", tmp_path / "goi") == ["/word_count"]
        self.package(tmp_path / "du", self.SAID)
        assert found("DU224", tmp_path / "du") == []

    @pytest.mark.parametrize(
        ("boxes", "told"),
        [
            (SAID, []),
            (SAID.replace("12", "21"), ["/content/0/text", "/files/2"]),
            (SAID.replace(" trong 12 giờ,", ""), ["/content/0/text"]),
            (SAID + " thừa", ["/files/2"]),
        ],
    )
    def test_word_boxes_have_the_words_of_the_text(self, tmp_path: Path, boxes: str, told: list[str]) -> None:
        assert sorted(self.package(tmp_path / "goi", self.SAID, boxes=boxes)) == told


class TestMore:
    def test_letters_of_the_word_boxes_are_those_that_were_read(self, tmp_path: Path) -> None:
        text: Changes = {**READ, "/content": [{"type": "paragraph", "text": "Ba mươi"}], "/evidence": {}}
        boxes = '<alto><Page><String CONTENT="Ba"/><String CONTENT="mươi"/></Page></alto>'.encode()
        for read, told in ((6, []), (5, ["/word_count/read"])):
            goi = made(tmp_path / str(read), {**text, "/word_count": {"read": read}}, ocr=boxes)
            assert found("DU249", goi) == told

    def test_a_typed_text_says_no_fine_that_no_item_has(self) -> None:
        assert places("DUNG157", {f"{ANSWER}/text": FINED.format("3.000.000") * 2}) == []
        assert places("DUNG157", {f"{ANSWER}/text": FINED.format("5.000.000")}) == [f"{ANSWER}/text"]

    def test_points_that_say_themselves_what_they_are_hide_no_other(self) -> None:
        points = ["- cấm người khác đến gần;", *(f"- {point}" for point in POINTS)]
        more = {"type": "right", "text": "cấm người khác đến gần"}
        changes = {**listed(2), "/content/3/items": points, "/content/1": more}
        assert places("DUNG177", changes) == ["/content/3/items/3"]

    @pytest.mark.parametrize(("text", "told"), [("Xét Nghị định số 82/2020/NĐ-CP;", 0), ("Căn cứ Luật Đất đai;", 1)])
    def test_the_line_that_says_the_basis_names_the_act(self, text: str, told: int) -> None:
        cited = {**answered(text), "/content/1/text": "Nghị định số 82/2020/NĐ-CP.", "/legal_basis/1/role": "basis"}
        given = {**cited, "/legal_basis/1/text": "Nghị định số 82/2020/NĐ-CP", "/legal_basis/1/found": "number"}
        assert places("DUNG127", given).count("/legal_basis/1/role") == told

    def test_a_photograph_has_one_page(self) -> None:
        photo: Changes = {"/schema_version": "1.1", "/files/0/media_type": "image/jpeg"}
        assert places("DUNG085", {**photo, "/files/0/pages": 1}) == []
        assert places("DUNG085", {**photo, "/files/0/pages": 3}) == ["/files/0/pages"]


class TestPictures:
    def told(
        self, colour: str | None, dpi: int | None, *heads: str, sheet: str = "/MediaBox [0 0 595 842]"
    ) -> str | None:
        said = pictures_say_other(
            FileEntry.model_validate({
                "path": "source/a.pdf", "role": "source", "media_type": "application/pdf", "sha256": "0" * 64,
                "bytes": 1, "pages": len(heads), "colour": colour, "dpi": dpi,
            }),
            (sheet + "".join(f"<< /Type /XObject /Subtype /Image {head} >>\nstream" for head in heads)).encode(),
        )  # fmt: skip
        return said and said.text

    SCAN = "/Width 1654 /Height 2339 /BitsPerComponent 8 /ColorSpace /DeviceRGB"

    @pytest.mark.parametrize(
        ("colour", "head", "told"),
        [
            ("colour", SCAN, None),
            ("grey", SCAN, "its pictures are in colour"),
            ("colour", "/BitsPerComponent 1", "its pictures are black and white"),
            ("bitonal", "/ImageMask true", None),
            ("colour", "/BitsPerComponent 8 /ColorSpace /DeviceGray", "its pictures are grey"),
            ("grey", "/BitsPerComponent 8 /ColorSpace 7 0 R", None),  # it stands elsewhere
        ],
    )
    def test_colour(self, colour: str, head: str, told: str | None) -> None:
        assert self.told(colour, None, head) == told

    @pytest.mark.parametrize(("dpi", "is_told"), [(200, False), (210, False), (150, True), (600, True)])
    def test_resolution(self, dpi: int, is_told: bool) -> None:
        assert (self.told(None, dpi, self.SCAN, self.SCAN) is not None) is is_told

    def test_pages_of_several_sizes_and_pictures_that_differ_say_nothing(self) -> None:
        assert self.told(None, 600, self.SCAN, self.SCAN.replace("1654", "2480").replace("2339", "3508")) is None
        assert self.told(None, 600, self.SCAN, sheet="/MediaBox [0 0 595 842] /MediaBox [0 0 842 1191]") is None
        assert self.told("grey", None, self.SCAN, "/BitsPerComponent 1") is None


class TestOthers:
    @pytest.mark.parametrize(
        ("number", "other", "told"),
        [
            ("52/2014/QH13", "02/2025/TT-BTP", 1),
            ("52/2014/QH13", "30/2026/QH16", 0),
            ("82/2020/NĐ-CP", "12/2024/QĐ-UBND", 1),
            ("82/2020/NĐ-CP", "282/2025/NĐ-CP", 0),
            ("15/2024/QĐ-UBND", "30/2026/QĐ-UBND", 0),
        ],
    )
    def test_no_act_of_lower_rank_amends_another(self, number: str, other: str, told: int) -> None:
        act = {"/schema_version": "1.1", "/legal_basis/1/act/number": number, "/legal_basis/1/act/amended_by": [other]}
        assert len(places("DUNG129", act)) == told

    def test_a_warning_that_was_read_with_a_fine_is_said(self) -> None:
        read = FINED.format("3.000.000").replace("phạt tiền", "phạt cảnh cáo hoặc phạt tiền")
        changes = {**answered(read), **read_as(FINE, read)}
        assert places("DUNG184", changes) == [f"{FINE}/other"]
        assert places("DUNG184", {**changes, f"{FINE}/other": "cảnh cáo"}) == []

    @pytest.mark.parametrize(("kind", "told"), [("hoi-dap", ["/kind"]), ("van-ban-hanh-chinh", [])])
    def test_a_decision_is_no_pamphlet(self, kind: str, told: list[str]) -> None:
        assert places("DUNG184", {"/kind": kind, **read_as("/kind", "QUYẾT ĐỊNH", inferred=True)}) == told

    def test_a_description_names_acts_of_the_text(self) -> None:
        named = {**READ, "/description": "Hỏi đáp theo Nghị định số 99/2020/NĐ-CP."}
        assert "/description" in places("DUNG126", named)
        assert "/description" not in places("DUNG126", {**named, "/description": "Theo Nghị định số 82/2020/NĐ-CP."})

    @pytest.mark.parametrize(("role", "told"), [("mentioned", 1), ("basis", 0)])
    def test_a_line_of_its_own_says_what_a_paper_rests_on(self, role: str, told: int) -> None:
        cited = {**answered("Căn cứ Nghị định số 82/2020/NĐ-CP;"), "/legal_basis/1/text": "Nghị định số 82/2020/NĐ-CP"}
        given = {**cited, "/legal_basis/1/found": "number", "/legal_basis/1/role": role}
        assert places("DUNG127", given).count("/legal_basis/1/role") == told

    def test_a_bag_is_not_older_than_what_it_holds(self, tmp_path: Path) -> None:
        goi = made(tmp_path / "goi", {})
        _label(goi, {"Bagging-Date": "2019-01-01"})
        assert len(found("DUNG086", goi)) == 1
