"""A record's content as Markdown: what a reader of Markdown shows is what the record says, once, with its structure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from converters.writing import literal
from converters.writing.markdown import markdown
from validators.sharing.record import (
    Block,
    Deadline,
    Division,
    Figure,
    Heading,
    Letterhead,
    ListBlock,
    Paragraph,
    Procedure,
    Question,
    Record,
    RightOrDuty,
    Sanction,
    Situation,
    Table,
)

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def record_of(*content: Block, title: str = "Tờ gấp") -> Record:
    return Record(identifier="urn:uuid:1", title=title, kind="to-gap", content=list(content))


def written(*content: Any, title: str = "Tờ gấp") -> str:
    """The text behind the title."""
    head, _, rest = markdown(record_of(*content, title=title)).partition("\n")
    assert head.startswith("# ")
    return rest.strip("\n")


def shown(text: str) -> list[str]:
    """What a reader of Markdown shows, a line a block: items with their sign or number, cells one by one."""
    return list(_shown(SyntaxTreeNode(READER.parse(text)), ""))


def _shown(node: SyntaxTreeNode, sign: str) -> list[str]:
    lines: list[str] = []
    for child in node.children:
        if child.type == "ordered_list":
            start = int(child.attrs.get("start", 1))
            for number, item in enumerate(child.children, start):
                lines += _shown(item, f"{number}{child.markup} ")
        elif child.type == "bullet_list":
            for item in child.children:
                lines += _shown(item, "- ")
        elif child.type in {"paragraph", "heading", "th", "td"}:
            lines.append(sign + _words(child))
            sign = ""
        elif child.children:
            lines += _shown(child, sign)
        else:
            lines.append(child.content)
    return lines


def _words(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    return node.content if node.type == "text" else "".join(map(_words, node.children))


class TestTitle:
    @pytest.mark.parametrize(
        "blocks",
        [
            [Heading(level=1, text="ĐỀ CƯƠNG GIỚI THIỆU LUẬT")],
            [Paragraph(text="Đề cương giới thiệu Luật")],
            [Heading(level=1, text="ĐỀ CƯƠNG"), Heading(level=2, text="Giới thiệu Luật")],
        ],
    )
    def test_it_stands_once(self, blocks: list[Block]) -> None:
        assert written(*blocks, Paragraph(text="Một."), title="Đề cương giới thiệu Luật") == "Một."

    def test_a_question_that_is_the_title_is_not_asked_twice(self) -> None:
        asked = Question(text="Trợ giúp pháp lý là gì?", answer=[Paragraph(text="Là dịch vụ miễn phí.")])
        assert written(asked, Paragraph(text="Hết."), title=asked.text) == "Là dịch vụ miễn phí.\n\nHết."
        numbered = asked.model_copy(update={"marker": "Câu 1."})
        assert written(numbered, title=asked.text).startswith("**Câu 1.")

    def test_the_same_words_further_on_are_text(self) -> None:
        assert written(Paragraph(text="Một."), Paragraph(text="Tờ gấp")) == "Một.\n\nTờ gấp"

    def test_a_first_heading_that_says_more_is_set_in_its_place(self) -> None:
        assert (
            markdown(record_of(Heading(level=1, text="TỜ GẤP SỐ 2"), Paragraph(text="Một.")))
            == "# TỜ GẤP SỐ 2\n\nMột.\n"
        )

    def test_it_is_text(self) -> None:
        assert markdown(record_of(title="1*2 [a](b)")) == "# 1\\*2 \\[a](b)\n"

    def test_letterheads_are_not_published(self) -> None:
        assert written(Letterhead(lines=["UBND XÃ"]), Paragraph(text="Một.")) == "Một."


class TestLevels:
    @pytest.mark.parametrize(
        ("levels", "written_as"),
        [((1, 2, 3), (2, 3, 4)), ((3, 3), (2, 2)), ((2, 5, 2), (2, 3, 2)), ((4, 2, 3), (2, 2, 3))],
    )
    def test_they_nest_without_jumps(self, levels: tuple[int, ...], written_as: tuple[int, ...]) -> None:
        text = written(*(Heading(level=level, text=f"h{level}") for level in levels))
        assert [line.index(" ") for line in text.split("\n\n")] == list(written_as)

    def test_divisions_stand_below_each_other(self) -> None:
        article = Division(type="article", label="5", marker="Điều 5.", title="Quyền")
        chapter = Division(type="chapter", label="II", marker="Chương II", title="CHUNG", children=[article])
        assert written(chapter) == "## Chương II. CHUNG\n\n### Điều 5. Quyền"

    def test_an_annex_is_not_below_the_article_before_it(self) -> None:
        article = Division(type="article", label="5", marker="Điều 5.", title="Quyền")
        assert (
            written(article, Heading(level=2, text="DANH SÁCH"))
            == "### Điều 5. Quyền".replace("###", "##") + "\n\n## DANH SÁCH"
        )


class TestDivisions:
    def test_they_are_written_as_printed(self) -> None:
        points = [Division(type="point", label=label, marker=f"{label})", text=f"Điểm {label}.") for label in "ab"]
        clause = Division(type="clause", label="1", marker="1.", text="Gồm:", children=[*points])
        article = Division(
            type="article", label="5", marker="Điều 5.", title="Quyền", children=[clause, Paragraph(text="Hết.")]
        )
        assert written(article).split("\n\n") == ["## Điều 5. Quyền", "1. Gồm:", "a) Điểm a.", "b) Điểm b.", "Hết."]

    def test_an_article_without_a_title_is_a_paragraph(self) -> None:
        assert (
            written(Division(type="article", label="2", marker="Điều 2.", text="Có hiệu lực."))
            == "**Điều 2.** Có hiệu lực."
        )

    @pytest.mark.parametrize(
        ("kind", "label", "text"),
        [
            ("part", "PHẦN THỨ NHẤT", "## PHẦN THỨ NHẤT"),
            ("chapter", "I", "## Chương I"),
            ("section", "2", "## Mục 2"),
            ("article", "1", "## Điều 1"),
            ("clause", "1", "1\\."),
            ("point", "a", "a)"),
        ],
    )
    def test_without_a_printed_marker_it_is_made_of_the_label(self, kind: Any, label: str, text: str) -> None:
        assert written(Division(type=kind, label=label)) == text


class TestNumbers:
    @pytest.mark.parametrize(
        ("texts", "written_as"),
        [
            (["1. Một", "2. Hai"], ["1. Một", "2. Hai"]),
            (["1. Một", "3. Ba"], ["1. Một", "3\\. Ba"]),
            (["2. Hai", "1. Một"], ["2. Hai", "1\\. Một"]),
            (["1. Một", "2) Hai"], ["1. Một", "2) Hai"]),
            (["1. Một", "Chữ", "3. Ba"], ["1. Một", "Chữ", "3. Ba"]),
            (["01. Một"], ["01\\. Một"]),
            (["2026"], ["2026"]),
            (["1. - Một"], ["1. \\- Một"]),
        ],
    )
    def test_they_are_items_only_where_that_shows_them_as_printed(
        self, texts: list[str], written_as: list[str]
    ) -> None:
        text = written(*(Paragraph(text=text) for text in texts))
        assert text.split("\n\n") == written_as
        assert shown(text) == texts


class TestLists:
    @pytest.mark.parametrize("bullet", "-–—•*▪■●○➢")
    def test_bullets_are_items(self, bullet: str) -> None:
        assert written(ListBlock(items=[f"{bullet} một", "hai"])) == "- một\n- hai"

    def test_a_second_kind_of_bullet_is_kept(self) -> None:
        assert written(ListBlock(items=["- một", "+ hai", "- ba"])).split("\n\n") == ["- một", "+ hai", "- ba"]

    def test_printed_letters_and_numbers_are_kept(self) -> None:
        items = ["a) một", "b) hai", "1. ba", "(i) bốn", "1.2 năm"]
        assert shown(written(ListBlock(items=items))) == items

    def test_a_dash_inside_a_word_is_no_bullet(self) -> None:
        assert written(ListBlock(items=["-5 độ"])) == "- -5 độ"


class TestTables:
    def test_a_head_and_its_rows(self) -> None:
        table = Table(rows=[["Hành vi", "Mức phạt"], ["A\nb", "1|2"]], header_rows=1)
        assert written(table) == "| Hành vi | Mức phạt |\n| --- | --- |\n| A b | 1\\|2 |"

    def test_a_first_row_that_names_the_columns_is_the_head(self) -> None:
        assert written(Table(rows=[["Việc", "Phí"], ["A", "1"]])).startswith("| Việc | Phí |\n| --- |")

    def test_without_a_head_the_head_line_is_empty(self) -> None:
        assert written(Table(rows=[["A", "1"], ["B", ""], ["C", "3"]])).startswith(
            "|  |  |\n| --- | --- |\n| A | 1 |\n| B |  |"
        )

    def test_a_title_above_the_columns_is_a_line(self) -> None:
        table = Table(rows=[["BẢNG PHÍ", ""], ["Việc", "Phí"], ["A", "1"]])
        assert written(table).split("\n\n") == ["BẢNG PHÍ", "| Việc | Phí |\n| --- | --- |\n| A | 1 |"]

    @pytest.mark.parametrize(
        "rows",
        [
            [["Họ tên: ………", "Ngày sinh: ………"]],
            [["Họ tên: ………"], ["Ngày sinh: ………"]],
            [["Họ tên: ………", "", ""], ["", "", "Ngày sinh: ………"]],
        ],
    )
    def test_layouts_are_lines(self, rows: list[list[str]]) -> None:
        assert written(Table(rows=rows)) == "Họ tên: …\n\nNgày sinh: …"

    def test_empty_rows_and_columns_are_left_out(self) -> None:
        table = Table(rows=[["STT", "", "Tên"], ["", "", ""], ["1", "", "A"]], header_rows=1)
        assert written(table) == "| STT | Tên |\n| --- | --- |\n| 1 | A |"

    def test_a_table_to_be_filled_in_keeps_its_head(self) -> None:
        assert written(Table(rows=[["STT", "Tên"], ["", ""]])) == "| STT | Tên |\n| --- | --- |"

    def test_a_caption_stands_above(self) -> None:
        assert written(Table(rows=[["A", "B"]], header_rows=1, caption="Bảng 1*")).startswith("Bảng 1\\*\n\n| A |")

    def test_a_table_of_nothing(self) -> None:
        assert written(Table(rows=[])) == ""


class TestQuestions:
    def test_with_their_markers(self) -> None:
        asked = Question(marker="Câu 1.", text="Vì sao?", answer_marker="Trả lời:", answer=[Paragraph(text="Vì luật.")])
        assert written(asked) == "**Câu 1. Vì sao?**\n\n**Trả lời:** Vì luật."

    def test_without_markers(self) -> None:
        asked = Question(text="Vì sao?", answer=[Paragraph(text="Vì luật."), ListBlock(items=["một"])])
        assert written(asked) == "**Vì sao?**\n\nVì luật.\n\n- một"

    def test_markers_without_a_sign_of_their_own(self) -> None:
        asked = Question(marker="1", text="Vì sao?", answer_marker="Trả lời", answer=[ListBlock(items=["một"])])
        assert written(asked) == "**1. Vì sao?**\n\n**Trả lời:**\n\n- một"

    def test_a_long_story_has_its_marker_in_bold(self) -> None:
        told = "Anh A đốt rác. " * 30
        situation = Situation(marker="Tình huống 1.", text=told, solution=[Paragraph(text="Bị phạt.")])
        assert written(situation) == f"**Tình huống 1.** {told.strip()}\n\nBị phạt."


TYPED = [
    (
        Sanction(behaviour="Đốt pháo", amount_min=1_000_000, amount_max=2_000_000),
        "- Đốt pháo: 1.000.000 – 2.000.000 đồng",
    ),
    (Sanction(behaviour="Đốt pháo", amount_min=500_000, amount_max=500_000), "- Đốt pháo: 500.000 đồng"),
    (
        Sanction(behaviour="Đốt", amount_max=9_000, subject="tổ chức", other="tịch thu"),
        "- Đốt: 9.000 đồng; tổ chức; tịch thu",
    ),
    (RightOrDuty(type="right", text="Được học."), "- Được học."),
    (Deadline(text="Trong 5 ngày."), "- Trong 5 ngày."),
    (Procedure(title="Đăng ký", steps=["Nộp", "Nhận"]), "**Đăng ký**\n\n1. Nộp\n2. Nhận"),
]


class TestTypedItems:
    @pytest.mark.parametrize(("block", "text"), TYPED)
    def test_they_are_written_where_there_is_no_text(self, block: Block, text: str) -> None:
        assert written(block) == text

    @pytest.mark.parametrize("block", [block for block, _ in TYPED])
    def test_below_a_text_they_would_only_repeat_it(self, block: Block) -> None:
        assert written(Paragraph(text="Một."), block) == "Một."


@pytest.mark.parametrize(
    ("figure", "text"),
    [(Figure(caption="Hình 1", alt="Sơ đồ"), "*[Hình 1]*"), (Figure(alt="Sơ đồ"), "*[Sơ đồ]*"), (Figure(), "*[Hình]*")],
)
def test_figures_by_what_is_said_of_them(figure: Figure, text: str) -> None:
    assert written(figure) == text


class TestLiteralText:
    @pytest.mark.parametrize(
        "text",
        [
            "&lt;b&gt; &amp; &#60;", "~~~", "~~xóa~~", "# Mục", "#hashtag", "1) Một", "1.000 đồng", "- Một", "+84",
            "> 5",
            "a_b __c__ _d_", "https://a.vn/x_y_(z)?a=1&b=2#c", "[1]: chú thích", "[a](b)", "[x]", "![a](b)",
            "<b>", "< 5", "a*b*c",
            "`mã`", "\\n", "m² ½ x⁻¹", "===", "---", "***", "| a | b |", "Email: a_b@c.vn", "C#", "tab\tđây", "5 > 3",
        ],
    )  # fmt: skip
    def test_is_shown_as_it_is(self, text: str) -> None:
        expected = " ".join(text.split())
        assert shown(written(Paragraph(text=text))) == [expected]
        assert shown(written(Heading(level=2, text=text))) == [expected]
        assert shown(written(Table(rows=[["a", "b"], [text, "c"]], header_rows=1)))[2] == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Họ tên: ………………………", "Họ tên: …"),
            ("Chương I ............... 5", "Chương I … 5"),
            ("Nơi thường trú:........", "Nơi thường trú: …"),
            ("Số:…", "Số:…"),
            ("Số: ____/QĐ", "Số: …/QĐ"),
            (". . . . . . hết", "… hết"),
            ("vân vân...", "vân vân..."),
            ("\uf0a8 Nam \u200bNữ", "Nam Nữ"),
            ("☎ 📞 Gọi 111", "Gọi 111"),
            ("☐ Có ☑ Không", "☐ Có ☑ Không"),
            ("❌ Bấm vào liên kết lạ ✅ Hỏi lại", "✗ Bấm vào liên kết lạ ✓ Hỏi lại"),
            ("🚫 Chạy quá tốc độ", "✗ Chạy quá tốc độ"),
            ("1️⃣ Gọi ngân hàng", "1. Gọi ngân hàng"),
            ("Gọi 1️⃣1️⃣3️⃣", "Gọi 113"),
            ("❶ Nộp hồ sơ ② Nhận kết quả", "❶ Nộp hồ sơ ② Nhận kết quả"),
        ],
    )
    def test_leaders_and_icons(self, text: str, expected: str) -> None:
        assert literal.said(text) == expected

    @given(st.lists(st.text("ab1. \\`*_[]()<>|#+-=~&;!:\n\t", min_size=1, max_size=16), min_size=1, max_size=4))
    @settings(max_examples=100, deadline=None)
    def test_whatever_the_signs(self, texts: list[str]) -> None:
        said = [text for text in map(literal.said, texts) if text]
        blocks = [Paragraph(text=text) for text in said]
        assert shown(written(*blocks, title="x")) == said

    @given(st.text("ab1. \\`*_[]()<>|#+-=~&;!:", min_size=1, max_size=16))
    @settings(max_examples=60, deadline=None)
    def test_in_questions_headings_and_cells(self, text: str) -> None:
        said = literal.said(f"a {text} b")
        asked = Question(marker="Câu 1.", text=said, answer=[Heading(level=2, text=said)])
        table = Table(rows=[["x", "y"], [said, said]], header_rows=1)
        assert shown(written(asked, table)) == [f"Câu 1. {said}", said, "x", "y", said, said]


def test_what_is_no_block_of_a_record_is_refused() -> None:
    record = Record.model_construct(title="a", content=[object()])
    with pytest.raises(TypeError, match="object"):
        markdown(record)


class TestAsPublished:
    def test_a_head_of_two_rows_is_one(self) -> None:
        rows = [["Việc", "Lệ phí", ""], ["", "Đúng hạn", "Quá hạn"], ["Khai sinh", "Miễn", "8.000 đồng"]]
        text = written(Table(rows=rows, header_rows=2))
        assert text.splitlines()[0] == "| Việc | Lệ phí – Đúng hạn | Lệ phí – Quá hạn |"
        assert len(text.splitlines()) == 3

    def test_lines_of_a_form_are_lines(self) -> None:
        table = Table(rows=[["Địa chỉ", ":", "xã Mẫu"], ["Điện thoại", ":", "………"]], header_rows=0)
        assert written(table) == "Địa chỉ : xã Mẫu\n\nĐiện thoại : …"

    def test_signatures_are_lines(self) -> None:
        table = Table(rows=[["THƯ KÝ", "CHỦ TRÌ"], ["(Ký tên)", ""], ["Hà Văn Mẫu", "Lò Thị Ví"]], header_rows=1)
        assert "|" not in written(table)
        assert "|" in written(Table(rows=[["THÔN", "SỐ VỤ"], ["Nà Mẫu", "12"]], header_rows=1))

    def test_a_dash_inside_an_item_stays(self) -> None:
        assert written(ListBlock(items=["Từ 100 - 200 đồng", "-Cây xanh"])) == "- Từ 100 - 200 đồng\n- Cây xanh"

    def test_the_key_of_a_quiz_stands_under_its_heading(self) -> None:
        asked = [
            Question(text=f"Câu {number}?", answer=[ListBlock(items=["A. a", "B. b"]), Paragraph(text=f"{number} - B")])
            for number in (1, 2)
        ]
        text = written(*asked, Heading(level=2, text="ĐÁP ÁN"))
        assert text.endswith("## ĐÁP ÁN\n\n1 - B; 2 - B")
        assert text.count("1 - B") == 1
        assert written(*asked).count("1 - B") == 1

    def test_the_head_of_a_table_of_questions_is_left_out(self) -> None:
        head = Table(rows=[["STT", "Câu hỏi", "Trả lời"]], header_rows=1)
        assert written(head, Question(marker="1", text="Ai?", answer=[Paragraph(text="Tôi.")])) == "**1. Ai?**\n\nTôi."
        assert "STT" in written(head)

    def test_the_name_of_a_case_stands_above_its_story(self) -> None:
        case = Situation(marker="Tình huống 1:", text="Lấn đất\nÔng Mẫu lấn đất. Xử lý thế nào?", solution=[])
        assert written(case) == "**Tình huống 1: Lấn đất**\n\nÔng Mẫu lấn đất. Xử lý thế nào?"

    def test_the_title_as_the_paper_prints_it(self) -> None:
        head = Letterhead(lines=["UBND XÃ MẪU", "KẾ HOẠCH", "Tổ chức Ngày Pháp luật", "Số: 1/KH"])
        record = record_of(head, Paragraph(text="Một."), title="Kế hoạch tổ chức Ngày Pháp luật")
        assert markdown(record).startswith("# KẾ HOẠCH Tổ chức Ngày Pháp luật\n\nMột.")

    def test_a_title_below_the_number_of_a_form_stands_once(self) -> None:
        text = written(Paragraph(text="Mẫu số 01"), Heading(level=2, text="TỜ GẤP"), Paragraph(text="Một."))
        assert text == "Mẫu số 01\n\nMột."

    def test_articles_stand_under_a_heading_only_right_below_it(self) -> None:
        article = Division(type="article", label="1", marker="Điều 1.", title="Tên")
        assert "\n### Điều 1. Tên" in written(Heading(level=2, text="I. CHUNG"), article)
        text = written(Heading(level=2, text="XÉT RẰNG"), Paragraph(text="Hai bên."), article)
        assert "\n## Điều 1. Tên" in text
