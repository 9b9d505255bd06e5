"""Questions and answers in the layouts they are printed in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_documents import TODAY, block, document, draft, page, table

from converters.reading.document import Block, BlockKind
from converters.records.build import build_record, nodes_of
from converters.records.content.tree import Node
from tests.each import each
from validators.sharing.record import Question, Situation


def pairs(*blocks: Block | str) -> list[tuple[str, list[str]]]:
    """Questions and situations of a one-page document with the texts of their answers."""
    return [(node.text, list(_texts(node.children))) for node in _found(nodes_of(document(page(*blocks))))]


def _found(nodes: list[Node]) -> list[Node]:
    found = []
    for node in nodes:
        found += [node] if node.type in {"question", "situation"} else _found(node.children)
    return found


def _texts(nodes: list[Node]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        texts += [node.text] if node.text else []
        texts += [span.text for span in node.items]
        texts += _texts(node.children)
    return texts


def bold(text: str) -> Block:
    plain = block(text)
    return Block(plain.kind, plain.lines, emphasis=True)


ASKED, ANSWERED = "Ai được trợ giúp pháp lý?", "Người nghèo, trẻ em và người có công."


@pytest.mark.parametrize(
    "label",
    [
        "Câu hỏi 1:",
        "Câu hỏi số 12.",
        "Câu 3.",
        "CÂU 4:",
        "Câu 5/",
        "Câu 12/ Hỏi:",
        "Câu 7 –",
        "Hỏi:",
        "Hỏi 2.",
        "HỎI:",
        "Câu hỏi:",
        "* Câu 5:",
        "PV:",
        "Câu hỏi của bà Lò Thị Mẫu (bản Mẫu):",
    ],
)
@pytest.mark.parametrize("answer", ["Trả lời:", "Đáp:", "Giải đáp:", "TRẢ LỜI:", "Trả lời", "Gợi ý trả lời:", "Đáp."])
def test_labels_stand_apart_from_question_and_answer(label: str, answer: str) -> None:
    (found,) = _found(nodes_of(document(page(f"{label} {ASKED}", answer, ANSWERED))))
    assert (found.marker, found.text, found.answer_marker) == (label, ASKED, answer)
    assert list(_texts(found.children)) == [ANSWERED]


def test_a_question_runs_to_the_label_of_its_answer() -> None:
    told = "Ông Mẫu cho ông Ví Dụ vay tiền. Ông Ví Dụ nói: “Sao ông đòi?”."
    found = pairs("Tình huống 1", told, "Hỏi: Ông Mẫu có quyền đòi không?", "Giải đáp:", "Có.", "Trong hạn 3 năm.")
    assert found == [(f"{told} Hỏi: Ông Mẫu có quyền đòi không?", ["Có.", "Trong hạn 3 năm."])]


def test_letters_to_the_editor() -> None:
    letter = "Bà Mẫu, thôn Ví Dụ, hỏi: Tôi mất giấy khai sinh, làm lại ở đâu?"
    found = pairs(f"* {letter}", "Luật sư Ví Dụ trả lời:", ANSWERED, "* Ông Mẫu hỏi: Phí bao nhiêu?", "Đáp:", "Miễn.")
    assert found == [(letter, [ANSWERED]), ("Ông Mẫu hỏi: Phí bao nhiêu?", ["Miễn."])]


def test_numbered_questions_need_no_label() -> None:
    found = pairs("1. Hộ tịch là gì?", "Là việc ghi lại.", "a) Khai sinh;", "2) Ai đăng ký?", "Ủy ban nhân dân xã.")
    assert found == [
        ("Hộ tịch là gì?", ["Là việc ghi lại.", "a) Khai sinh;"]),
        ("Ai đăng ký?", ["Ủy ban nhân dân xã."]),
    ]


def test_bold_questions_need_no_number() -> None:
    found = pairs(bold("Hộ tịch là gì?"), "Là việc ghi lại.", bold("Ai đăng ký?"), "Ủy ban nhân dân xã.")
    assert [text for text, _ in found] == ["Hộ tịch là gì?", "Ai đăng ký?"]


def test_one_question_mark_is_rhetoric() -> None:
    assert pairs(bold("Vì sao phải đội mũ bảo hiểm?"), "Vì an toàn.", "Mọi người cùng nhớ.") == []


def test_talk_on_a_stage_is_no_question_and_answer() -> None:
    lines = ["Bà Tư: Đi đâu đó con?", "Anh Năm: Con ra trạm.", "Bà Tư: Sao không đội mũ?", "Anh Năm: Gần mà."]
    assert pairs("TIỂU PHẨM", *lines, "Công an: Anh biết lỗi chưa?", "Anh Năm: Dạ biết.") == []


def test_headings_and_imprint_end_an_answer() -> None:
    found = pairs(
        "Câu 1. A là gì?", "Là một.", "II. KẾT HÔN", "Câu 2. B là gì?", "Là hai.", "Ban biên tập", "In 500 cuốn."
    )
    assert found == [("A là gì?", ["Là một."]), ("B là gì?", ["Là hai."])]


@each("line", ["Liên hệ", "LIÊN HỆ:", "Thông tin liên hệ", "Đường dây nóng:"])
def test_where_to_call_is_no_part_of_the_last_answer_but_may_be_an_answer(line: str) -> None:
    below = (line, "Điện thoại: 0221 000 0000.")
    assert pairs("Câu 1. A là gì?", "Là một.", "Câu 2. B là gì?", "Là hai.", *below)[-1] == ("B là gì?", ["Là hai."])
    if not line.startswith("LIÊN"):  # capitals are a heading wherever they stand
        assert pairs("Câu 1. A là gì?", "Là một.", "Câu 2. Gọi ở đâu?", *below)[-1] == ("Gọi ở đâu?", list(below))
    said = "Liên hệ Ủy ban nhân dân xã."
    assert pairs("Câu 1. A là gì?", "Là một.", "Câu 2. B là gì?", "Là hai.", said)[-1][1] == ["Là hai.", said]


def test_a_heading_like_the_one_above_the_question_ends_its_answer() -> None:
    section, news = bold("Hỏi - đáp về khai sinh"), bold("Người tốt, việc tốt")
    asked = ("Hỏi: Khai sinh ở đâu?", "Trả lời: Ở Ủy ban nhân dân xã.")
    assert pairs(section, *asked, news, "Tổ hòa giải thôn Đoài hòa giải thành 12 vụ việc.") == [
        ("Khai sinh ở đâu?", ["Ở Ủy ban nhân dân xã."])
    ]
    inside = pairs(section, *asked, bold("1. Giấy tờ cần mang"), "Giấy chứng sinh.")
    assert inside == [("Khai sinh ở đâu?", ["Ở Ủy ban nhân dân xã.", "1. Giấy tờ cần mang", "Giấy chứng sinh."])]
    by_bold = pairs(
        section, bold("Hỏi: Khai sinh ở đâu?"), "Trả lời: Ở xã.", bold("Giấy tờ cần mang"), "Giấy chứng sinh."
    )
    assert by_bold == [("Khai sinh ở đâu?", ["Ở xã.", "Giấy tờ cần mang", "Giấy chứng sinh."])]


def test_divisions_of_which_only_some_ask_are_headings() -> None:
    told = [
        "I. HÒA GIẢI LÀ GÌ?",
        "Là việc của thôn.",
        "II. NGUYÊN TẮC",
        "Tự nguyện.",
        "III. AI HÒA GIẢI?",
        "Hòa giải viên.",
    ]
    assert pairs(*told) == []
    assert len(pairs(*told[:2], *told[4:])) == 2


def test_a_quoted_article_stays_in_its_answer() -> None:
    found = pairs(
        "Câu 1: Điều kiện là gì?",
        "Trả lời:",
        "Điều 8 Luật Mẫu quy định như sau:",
        "Điều 8. Điều kiện",
        "1. Đủ tuổi;",
        "Câu 2: Hết chưa?",
        "Trả lời: Rồi.",
    )
    assert [text for text, _ in found] == ["Điều kiện là gì?", "Hết chưa?"]
    assert found[0][1][0] == "Điều 8 Luật Mẫu quy định như sau:"


def test_questions_stand_under_their_division() -> None:
    nodes = nodes_of(
        document(page("Mục 1. KHIẾU NẠI", "Câu 1. A là gì?", "Là một.", "Mục 2. TỐ CÁO", "Câu 2. B?", "Ba."))
    )
    assert [(node.type, [child.type for child in node.children]) for node in nodes] == [
        ("section", ["question"]),
        ("section", ["question"]),
    ]


QUIZ = ["Câu 1: Có bao nhiêu điểm?", "A. 10 điểm", "B. 12 điểm", "C. 15 điểm"]


def test_options_are_a_list_and_the_key_is_kept() -> None:
    (found,) = pairs(*QUIZ, "Đáp án: B")
    assert found == ("Có bao nhiêu điểm?", ["A. 10 điểm", "B. 12 điểm", "C. 15 điểm", "Đáp án: B"])


def test_keys_at_the_end_come_to_their_questions_and_are_marked_as_inferred() -> None:
    source = document(page(*QUIZ, "Câu 2. Ai phạt?", "a) Ông A", "b) Bà B", "ĐÁP ÁN", "1 - b; 2 - a"))
    record = build_record(source, today=TODAY).record
    asked = [one for one in record.content if isinstance(one, Question)]
    assert [one.answer[-1].text for one in asked] == ["1 - b", "2 - a"]  # type: ignore[union-attr]
    assert record.evidence["/content/0/answer/1"][0].inferred


@pytest.mark.parametrize("heads", [["STT", "Câu hỏi", "Trả lời"], ["Nội dung câu hỏi", "Giải đáp"]])
def test_a_table_of_questions_and_answers(heads: list[str]) -> None:
    rows = [["1", ASKED, ANSWERED], ["2", "Phí bao nhiêu?", "Miễn phí.\n- Không thu thêm."]]
    rows = [row[-len(heads) :] for row in rows]
    assert pairs("HỎI ĐÁP NHANH", table([heads, *rows])) == [
        (ASKED, [ANSWERED]),
        ("Phí bao nhiêu?", ["Miễn phí.", "- Không thu thêm."]),
    ]


def test_other_tables_stay_tables() -> None:
    nodes = nodes_of(document(page("BẢNG PHÍ", table([["Việc", "Mức"], ["Cấp lại", "50.000 đồng"]]))))
    assert [node.type for node in nodes][-1] == "table"


def test_slides_that_ask_in_their_title() -> None:
    def title(text: str) -> Block:
        return Block(BlockKind.HEADING, block(text).lines, level=1)

    found = pairs(
        title("LUẬT MẪU"), title("Mạng là gì?"), "Là lưới.", title("Câu hỏi 2"), "Ai phạt?", title("Trả lời"), "Tòa."
    )
    assert ("Ai phạt?", ["Tòa."]) in found


def test_exercises_without_solutions_are_not_answered_by_their_own_statements() -> None:
    found = pairs(
        "BÀI TẬP PHÁP LUẬT", "Câu 1.", "Ý kiến sau đúng hay sai?", "- Trẻ em tự kết hôn được.", "Câu 2. Là gì?"
    )
    assert found == [("Ý kiến sau đúng hay sai? - Trẻ em tự kết hôn được.", []), ("Là gì?", [])]


def test_exercises_with_solutions_are_situations() -> None:
    found = pairs(
        "Bài tập 3. Tình huống: Ông Mẫu xả thải.", "Có sai không?", "[Hướng dẫn giải]", "Có.", "Dạng 4: Lỗi", "Khác."
    )
    assert found == [("Ông Mẫu xả thải. Có sai không?", ["Có."])]


def test_situations_need_a_question_or_a_solution() -> None:
    record = draft("Tình huống 1. Ông A xây nhà.\nHai bên cãi nhau.\nKhông ai nói gì thêm.").record
    assert not [one for one in record.content if isinstance(one, Situation)]


_PIECES = st.sampled_from(
    """Câu 1: A là gì?|Câu 2.|Hỏi: B?|Trả lời:|Đáp: Có.|Tình huống 3:|Giải đáp:|A. một|B. hai|ĐÁP ÁN|1-a, 2-b|II. MỤC
- dòng|Điều 5. Tên|1. Khoản|Chữ thường?|Bà Mẫu hỏi: Gì?|?""".replace("\n", "|").split("|")
)


@pytest.mark.real
@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_no_word_is_lost_however_labels_follow_each_other(lines: list[str]) -> None:
    nodes = nodes_of(document(page("MỞ ĐẦU VĂN BẢN", *lines, "KẾT THÚC VĂN BẢN")))
    said = " ".join(_everything(nodes))
    for line in lines:
        if line in {"A. một", "B. hai", "- dòng", "Điều 5. Tên", "Chữ thường?"}:
            assert line.split(". ")[-1] in said


def _everything(nodes: list[Node]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        texts += [node.text, node.title or "", *(span.text for span in node.items), *_everything(node.children)]
    return texts
