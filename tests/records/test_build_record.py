from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from record_documents import DECISION, TODAY, block, document, draft, line, page

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Flag, Method, Page
from converters.records.build import build_record, identifier_of
from tests.each import each
from tests.properties import at_most
from validators.problems import say
from validators.sharing.content import is_paper
from validators.sharing.counting import printed_texts
from validators.sharing.issue_date import IssueDate
from validators.sharing.record import Block as ContentBlock
from validators.sharing.record import Division, Record


def test_a_decision_from_head_to_signature() -> None:
    record = draft(DECISION).record
    assert (record.kind, record.number, record.date_issued) == (
        "van-ban-hanh-chinh",
        "12/QĐ-UBND",
        IssueDate(2026, 2, 5),
    )
    assert record.publisher is not None
    assert record.publisher.name == "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"
    assert record.level == "province"
    assert record.place is not None
    assert (record.place.code, record.place.name) == ("33", "Hưng Yên")
    assert record.title == "Quyết định về việc ban hành Kế hoạch phổ biến, giáo dục pháp luật năm 2026"
    assert record.signer is not None
    assert (record.signer.name, record.signer.position) == ("Nguyễn Văn Mẫu", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    assert record.language == "vi"
    assert 44 in record.subjects


@each(
    "above",
    [
        "Nơi nhận:\n- Như Điều 3;\n- V: V1, V2, CB;\n- Lưu: VT.",
        "BỘ VÍ DỤ\nXÁC THỰC VĂN BẢN HỢP NHẤT",
        "BỘ VÍ DỤ\nXÁC THỰC VĂN BẢN HỢP\nNHẤT",
    ],
)
def test_what_stands_above_an_office_is_no_part_of_it(above: str) -> None:
    body = DECISION[: DECISION.index("Nơi nhận")].rstrip()
    record = draft(f"{body}\n{above}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Mẫu").record
    assert record.signer is not None
    assert (record.signer.name, record.signer.position) == ("Nguyễn Văn Mẫu", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")


def test_its_legal_basis() -> None:
    basis = draft(DECISION).record.legal_basis
    assert [(one.act.number, one.locator.article, one.locator.clause) for one in basis] == [
        ("14/2012/QH13", None, None),
        ("14/2019/QĐ-TTg", None, None),
        ("60/2014/QH13", "7", "2"),
    ]
    assert basis[1].act.date == dt.date(2019, 3, 13)
    assert all(one.validity.state == "unknown" for one in basis)


def test_its_tree_without_head_and_closing() -> None:
    made = draft(DECISION)
    articles = [item for item in made.record.content if isinstance(item, Division)]
    assert [article.label for article in articles] == ["1", "2", "3"]
    assert articles[1].title == "Tổ chức thực hiện"
    clauses = [item for item in articles[1].children if isinstance(item, Division)]
    assert [clause.label for clause in clauses] == ["1", "2"]
    points = [item for item in clauses[0].children if isinstance(item, Division)]
    assert "".join(point.label for point in points) == "abcdđ"
    flat = "\n".join(printed_texts(block for block in made.record.content if not is_paper(block)))
    assert "Nơi nhận" not in flat
    assert "Độc lập" not in flat
    assert made.recipients == ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, NC.")


def test_the_identifier_is_made_once() -> None:
    assert draft(DECISION).record.identifier == draft(DECISION).record.identifier
    assert identifier_of("a" * 64).startswith("urn:uuid:")
    assert identifier_of("a" * 64) != identifier_of("b" * 64)
    assert len({identifier_of("a" * 64, part) for part in (None, "1-5", "1-6")}) == 3


def _pointers(blocks: list[ContentBlock], pointer: str) -> Iterator[str]:
    for place, item in enumerate(blocks):
        here = f"{pointer}/{place}"
        yield here
        for member in ("children", "answer", "solution"):
            yield from _pointers(getattr(item, member, []), f"{here}/{member}")


def test_every_value_has_evidence_that_points_at_it() -> None:
    record = draft(DECISION).record
    for name in ("title", "kind", "number", "date_issued", "publisher", "place", "level", "signer", "description"):
        assert record.evidence[f"/{name}"], name
    for place, citation in enumerate(record.legal_basis):
        assert record.evidence[f"/legal_basis/{place}"][0].text.split() == citation.text.split()
    known = set(record.evidence)
    for pointer in _pointers(record.content, "/content"):
        assert any(one == pointer or one.startswith(f"{pointer}/") for one in known), pointer
    values = record.model_dump(mode="json")
    for pointer in known:
        held: object = values
        for part in pointer.strip("/").split("/"):
            held = held[int(part)] if isinstance(held, list) else held[part]  # type: ignore[index]
        assert held is not None, pointer


def test_evidence_has_page_box_confidence_and_the_engine_reading() -> None:
    words = line("Số: 5/QĐ-UBND", 40, confidence=0.9, boxes=True)
    corrected = Block(BlockKind.PARAGRAPH, (words,), Box(100, 40, 300, 60))
    first = Page(
        3,
        1000,
        1400,
        200.0,
        (corrected, *(block(part, boxes=True, top=100) for part in DECISION.splitlines()[3:9])),
        Method.OCR,
    )
    record = build_record(document(first), today=TODAY).record
    found = record.evidence["/number"][0]
    assert (found.page, found.method, found.confidence, found.text) == (3, "ocr", 0.9, "5/QĐ-UBND")
    assert found.box == (140, 40, 230, 60)
    assert not found.inferred


def test_blank_numbers_and_dates_are_absent_and_doubted() -> None:
    made = draft(DECISION.replace("12/QĐ-UBND", "     /QĐ-UBND").replace("ngày 05 tháng 02", "ngày    tháng 02"))
    assert made.record.number is None
    assert made.record.date_issued is None
    assert {"/number", "/date_issued"} <= {doubt.pointer for doubt in made.doubts}


def test_a_scribbled_number_is_not_guessed() -> None:
    made = draft(DECISION.replace("12/QĐ-UBND", "#1?/QĐ-UBND"))
    assert made.record.number is None
    assert any(doubt.pointer == "/number" for doubt in made.doubts)


def test_a_repaired_number_keeps_what_is_printed() -> None:
    made = draft(DECISION.replace("12/QĐ-UBND", "l2/QD-UBND"))
    assert made.record.number == "12/QĐ-UBND"
    assert made.record.evidence["/number"][0].text == "l2/QD-UBND"
    assert any(doubt.kind == "number" for doubt in made.doubts)


def test_a_date_in_the_future_is_doubted() -> None:
    made = draft(DECISION.replace("năm 2026\nQUYẾT", "năm 2031\nQUYẾT"))
    assert any(doubt.pointer == "/date_issued" for doubt in made.doubts)


def test_place_codes_depend_on_the_day() -> None:
    old = (
        DECISION.replace("HƯNG YÊN", "THÁI BÌNH")
        .replace("Hưng Yên,", "Thái Bình,")
        .replace("năm 2026\nQUYẾT", "năm 2024\nQUYẾT")
    )
    place = draft(old).record.place
    assert place is not None
    assert (place.code, place.name) == ("34", "Thái Bình")
    new = draft(old.replace("năm 2024", "năm 2026")).record.place
    assert new is not None
    assert new.code is None


def test_doubts_are_ordered_by_harm_and_take_in_flags() -> None:
    flag = Flag(2, Box(1, 2, 3, 4), -1, -1, "300.000", ("800.000",), "amount", say("The second reading differs."))
    pages = (
        page(*DECISION.replace("12/QĐ", "   /QĐ").splitlines()),
        page("Trang hai có số tiền.", number=2, flags=(flag,)),
    )
    doubts = build_record(document(*pages), today=TODAY).doubts
    assert doubts[0].kind == "amount"
    assert (doubts[0].page, doubts[0].candidates) == (2, ("800.000",))
    assert [doubt.harm for doubt in doubts] == sorted((doubt.harm for doubt in doubts), reverse=True)


def test_laws_are_dated_by_their_adoption() -> None:
    record = draft(
        "QUỐC HỘI\nLuật số: 1/2024/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nTHƯ VIỆN\nCăn cứ Hiến pháp;\n"
        "Điều 1. Phạm vi\nLuật này quy định về thư viện.\n"
        "Luật này được Quốc hội khóa XV, kỳ họp thứ 8 thông qua ngày 27 tháng 11 năm 2024.\nCHỦ TỊCH QUỐC "
        "HỘI\nNguyễn Văn Mẫu"
    ).record
    assert (record.number, record.date_issued, record.kind) == (
        "1/2024/QH15",
        IssueDate(2024, 11, 27),
        "van-ban-quy-pham",
    )


def test_old_acts_carry_number_and_date_in_the_title() -> None:
    record = draft(
        "Nghị định của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 về thuế\nChính phủ\nCăn cứ Luật Tổ "
        "chức Chính phủ;\nĐiều 1. Nội dung."
    ).record
    assert (record.number, record.date_issued) == ("94/1998/NĐ-CP", IssueDate(1998, 11, 17))
    assert record.publisher is not None
    assert record.publisher.name == "Chính phủ"


@each(
    ("text", "kind"),
    [
        ("TỜ GẤP PHÁP LUẬT\nPHÒNG, CHỐNG MA TÚY", "to-gap"),
        ("TỜ RƠI\nAn toàn giao thông", "to-roi"),
        ("ĐỀ CƯƠNG GIỚI THIỆU LUẬT CĂN CƯỚC", "de-cuong"),
        ("BÀI GIẢNG\nLuật Hôn nhân và gia đình", "bai-giang"),
        ("HỎI - ĐÁP PHÁP LUẬT VỀ ĐẤT ĐAI", "hoi-dap"),
        ("TIỂU PHẨM: CHUYỆN NHÀ ÔNG MẪU", "tieu-pham"),
        ("CÂU CHUYỆN PHÁP LUẬT\nCây mít đầu ngõ", "cau-chuyen"),
        ("SỔ TAY HÒA GIẢI VIÊN", "sach"),
        ("một dòng chữ bình thường, không nói gì về loại tài liệu này cả.", "khac"),
    ],
)
def test_kinds_by_name(text: str, kind: str) -> None:
    made = draft(text)
    assert made.record.kind == kind
    assert made.kind_reasons


def test_a_citation_at_the_top_is_not_the_papers_own_number() -> None:
    record = draft("TỜ RƠI\nTheo Nghị định số 137/2020/NĐ-CP ngày 27/11/2020 về pháo").record
    assert record.number is None
    assert record.date_issued is None


@each("text", ["", "một", "   ", "§", "The quick brown fox jumps over the lazy dog again and again."])
def test_hardly_any_text_makes_a_valid_record(text: str) -> None:
    made = draft(text)
    assert Record.model_validate(made.record.model_dump()) == made.record
    assert made.record.number is None
    assert made.record.legal_basis == []


def test_foreign_text_is_told_apart() -> None:
    assert draft("The quick brown fox jumps over the lazy dog again and again.").record.language == "en"


def test_a_failed_page_is_told() -> None:
    failed = Page(1, None, None, None, (), Method.OCR, failure=say("The engine ran too long."))
    doubts = build_record(document(failed), today=TODAY).doubts
    assert any(doubt.kind == "page" and doubt.page == 1 for doubt in doubts)


_LINES = st.lists(
    st.sampled_from(
        [
            *DECISION.splitlines(),
            "Câu 1: Là gì?",
            "Trả lời: Là thế.",
            "Tình huống 1. Ông A hỏi.",
            "Giải đáp: Được.",
            "“Điều 5. Mới",
            "Từ 1.000.000 đồng đến 2.000.000 đồng",
            "khoản 2 Điều 9",
            "PHỤ LỤC I",
            "Chương I",
            "Phần thứ nhất",
            "- mục",
            "Bước 1: nộp",
            "12",
        ]
    ),
    max_size=30,
)


@settings(max_examples=at_most(60), deadline=None)
@given(_LINES)
def test_lines_in_any_order_make_a_valid_record(lines: list[str]) -> None:
    made = draft("\n".join(lines))
    assert Record.model_validate_json(made.record.model_dump_json()) == made.record


@settings(max_examples=at_most(60), deadline=None)
@given(st.text(max_size=400))
def test_any_text_makes_a_valid_record(text: str) -> None:
    made = draft(text)
    assert Record.model_validate_json(made.record.model_dump_json()) == made.record


def test_a_title_in_capitals_is_written_as_the_text_writes_it() -> None:
    head = "QUỐC HỘI\nLuật số: 1/2024/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nQUỐC TỊCH VIỆT NAM\n"
    record = draft(head + "Quốc hội ban hành Luật Quốc tịch Việt Nam.\nĐiều 1. Phạm vi\nLuật này quy định.").record
    assert record.title == "Luật Quốc tịch Việt Nam"


def test_a_cited_act_that_was_put_right_is_shown_to_a_person() -> None:
    scan = replace(
        page("ĐỀ CƯƠNG", "Theo Luật Tt Ổ chức chính quyền địa phương ngày 19/6/2015 thì xã có ủy ban."),
        method=Method.OCR,
    )
    made = build_record(document(scan), today=TODAY)
    assert made.record.legal_basis[0].found == "mended-title"
    assert made.record.legal_basis[0].act.title == "Tổ chức chính quyền địa phương"
    assert any(one.kind == "citation" and "Tt Ổ chức" in str(one.reason.values) for one in made.doubts)
