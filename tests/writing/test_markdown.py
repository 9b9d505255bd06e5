"""A record's content as Markdown: every kind of block, nesting, and letters Markdown would take for marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.writing.markdown import markdown
from tests.each import each
from tests.properties import at_most
from validators.sharing.record import (
    Deadline,
    Division,
    Figure,
    Heading,
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

TYPED = "## Các mục rút ra từ nội dung trên"
MARKS = "\\`*_[]<>|"


def written(*content: Any, title: str = "Tờ gấp") -> str:
    """The text behind the title."""
    record = Record(identifier="urn:uuid:1", title=title, kind="to-gap", content=list(content))
    head, _, rest = markdown(record).partition("\n")
    assert head.startswith("# ")
    return rest.strip("\n")


class TestHeadings:
    @each("level", range(1, 7))
    def test_they_stand_below_the_title(self, level: int) -> None:
        assert written(Heading(level=level, text="Mở đầu")) == "#" * min(level + 1, 6) + " Mở đầu"

    def test_the_title_is_text(self) -> None:
        record = Record(identifier="urn:uuid:1", title="1*2 [a]", kind="to-gap")
        assert markdown(record) == "# 1\\*2 \\[a\\]\n"


class TestText:
    def test_paragraphs_are_a_blank_line_apart(self) -> None:
        assert written(Paragraph(text="Một."), Paragraph(text="Hai.")) == "Một.\n\nHai."

    def test_line_breaks_are_kept(self) -> None:
        assert written(Paragraph(text="Một,\nhai,\nba.")) == "Một,  \nhai,  \nba."

    @each("mark", MARKS)
    def test_every_mark_is_text(self, mark: str) -> None:
        assert written(Paragraph(text=f"a{mark}b")) == f"a\\{mark}b"

    @each("sign", "#+-=>")
    def test_signs_that_mean_something_at_the_start_of_a_line(self, sign: str) -> None:
        assert written(Paragraph(text=f"{sign} b")) == f"\\{sign} b"
        assert written(Paragraph(text=f"a\n{sign} b")) == f"a  \n\\{sign} b"

    @each("sign", "#+-=")
    def test_and_nothing_inside_it(self, sign: str) -> None:
        assert written(Paragraph(text=f"a {sign} b")) == f"a {sign} b"

    @given(st.text("ab \\`*_[]<>|#+-=", max_size=30))
    @settings(max_examples=at_most(60))
    def test_nothing_is_lost(self, text: str) -> None:
        assert without_escapes(written(Paragraph(text="x" + text))) == ("x" + text).strip("\n")


def without_escapes(text: str) -> str:
    """What a reader of Markdown shows of a paragraph."""
    shown, escaped = [], False
    for letter in text.replace("  \n", "\n"):
        if letter == "\\" and not escaped:
            escaped = True
            continue
        shown.append(letter)
        escaped = False
    return "".join(shown)


class TestLists:
    def test_items_are_a_line_each(self) -> None:
        assert written(ListBlock(items=["một", "hai"])) == "- một\n- hai"

    @each("bullet", "-–—•*+▪■●○")
    def test_printed_bullets_are_not_doubled(self, bullet: str) -> None:
        assert written(ListBlock(items=[f"{bullet} một"])) == "- một"

    @pytest.mark.parametrize("item", ["a) một", "1. một", "(i) một"])
    def test_printed_numbers_are_kept(self, item: str) -> None:
        assert written(ListBlock(items=[item])) == f"- {item}"

    def test_a_dash_inside_a_word_is_no_bullet(self) -> None:
        assert written(ListBlock(items=["-5 độ"])) == "- \\-5 độ"


class TestTables:
    def test_a_head_and_its_rows(self) -> None:
        table = Table(rows=[["Hành vi", "Mức phạt"], ["A", "1"]], header_rows=1)
        assert written(table) == "| Hành vi | Mức phạt |\n| --- | --- |\n| A | 1 |"

    def test_without_a_head_the_first_row_is_empty(self) -> None:
        assert written(Table(rows=[["A", "1"]])) == "|  |  |\n| --- | --- |\n| A | 1 |"

    def test_short_rows_are_filled_up(self) -> None:
        assert written(Table(rows=[["A"], ["B", "2", "3"]], header_rows=1)).split("\n") == [
            "| A |  |  |",
            "| --- | --- | --- |",
            "| B | 2 | 3 |",
        ]

    def test_lines_of_a_cell_stay_in_their_row(self) -> None:
        assert written(Table(rows=[["một\nhai", "a|b"]], header_rows=1)).split("\n")[0] == "| một<br>hai | a\\|b |"

    def test_a_caption_stands_above(self) -> None:
        assert written(Table(rows=[["A"]], header_rows=1, caption="Bảng 1*")).startswith("Bảng 1\\*\n\n| A |")

    def test_a_table_of_nothing(self) -> None:
        assert written(Table(rows=[])) == ""

    @given(st.lists(st.lists(st.text("ab|\n*", max_size=6), min_size=1, max_size=4), min_size=1, max_size=4))
    @settings(max_examples=at_most(40))
    def test_every_row_has_the_same_cells(self, rows: list[list[str]]) -> None:
        lines = written(Table(rows=rows, header_rows=1)).split("\n")
        width = max(map(len, rows))
        assert len(lines) == len(rows) + 1
        assert {line.replace("\\\\", "").replace("\\|", "").count("|") for line in lines} == {width + 1}


class TestOtherBlocks:
    @each(
        ("figure", "shown"),
        [
            (Figure(caption="Hình 1", alt="Sơ đồ"), "*[Hình 1]*"),
            (Figure(alt="Sơ đồ"), "*[Sơ đồ]*"),
            (Figure(), "*[Hình]*"),
            (Figure(caption="a [b]"), "*[a \\[b\\]]*"),
        ],
    )
    def test_figures_by_what_is_said_of_them(self, figure: Figure, shown: str) -> None:
        assert written(figure) == shown

    @each(
        ("kind", "word"),
        [
            ("part", "Phần"),
            ("chapter", "Chương"),
            ("section", "Mục"),
            ("article", "Điều"),
            ("clause", "Khoản"),
            ("point", "Điểm"),
        ],
    )
    def test_divisions_by_their_own_word(self, kind: Any, word: str) -> None:
        assert written(Division(type=kind, label="1")) == f"**{word} 1**"
        assert written(Division(type=kind, label="1", title="Chung", text="Một.")) == f"**{word} 1. Chung**\n\nMột."

    def test_divisions_within_divisions_in_their_order(self) -> None:
        points = [Division(type="point", label=label, text=f"Điểm {label}.") for label in "ab"]
        clause = Division(type="clause", label="1", text="Gồm:", children=[*points])
        article = Division(type="article", label="5", title="Quyền", children=[clause, Paragraph(text="Hết.")])
        assert written(article).split("\n\n") == [
            "**Điều 5. Quyền**",
            "**Khoản 1**",
            "Gồm:",
            "**Điểm a**",
            "Điểm a.",
            "**Điểm b**",
            "Điểm b.",
            "Hết.",
        ]

    def test_questions_and_answers(self) -> None:
        answer = [Paragraph(text="Vì luật."), ListBlock(items=["một"])]
        assert written(Question(text="Vì sao?", answer=answer)) == "**Hỏi: Vì sao?**\n\nVì luật.\n\n- một"

    def test_situations_and_solutions(self) -> None:
        situation = Situation(text="Anh A đốt rác.", solution=[Paragraph(text="Bị phạt.")])
        assert written(situation) == "**Tình huống:** Anh A đốt rác.\n\nBị phạt."


class TestTypedItems:
    @each(
        ("low", "high", "shown"),
        [
            (1_000_000, 2_000_000, "1.000.000 – 2.000.000 đồng"),
            (500_000, 500_000, "500.000 đồng"),
            (None, 300_000, "300.000 đồng"),
            (50_000, None, "50.000 đồng"),
            (0, 999, "0 – 999 đồng"),
        ],
    )
    def test_amounts(self, low: int | None, high: int | None, shown: str) -> None:
        assert written(Sanction(behaviour="Đốt pháo", amount_min=low, amount_max=high)) == f"- Đốt pháo: {shown}"

    def test_whom_a_fine_is_for_and_what_else_there_is(self) -> None:
        sanction = Sanction(behaviour="Đốt pháo", amount_max=9_000, subject="tổ chức", other="tịch thu pháo")
        assert written(sanction) == "- Đốt pháo: 9.000 đồng; tổ chức; tịch thu pháo"

    def test_a_sanction_without_money(self) -> None:
        assert written(Sanction(behaviour="Đốt pháo", other="cảnh cáo")) == "- Đốt pháo: cảnh cáo"

    def test_rights_duties_and_deadlines_are_items(self) -> None:
        blocks = [
            RightOrDuty(type="right", text="Được học."),
            RightOrDuty(type="duty", text="Phải học."),
            Deadline(text="Trong 5 ngày."),
        ]
        assert written(*blocks).split("\n\n") == ["- Được học.", "- Phải học.", "- Trong 5 ngày."]

    def test_steps_of_a_procedure_are_numbered(self) -> None:
        procedure = Procedure(title="Đăng ký", steps=["Nộp hồ sơ", "Nhận kết quả"])
        assert written(procedure) == "**Đăng ký**\n\n1. Nộp hồ sơ\n2. Nhận kết quả"

    def test_a_procedure_without_steps_is_its_title(self) -> None:
        assert written(Procedure(title="Đăng ký")) == "**Đăng ký**"

    def test_they_follow_the_text_under_a_heading_of_their_own(self) -> None:
        text = written(Deadline(text="Ngay."), Paragraph(text="Một."), RightOrDuty(type="right", text="Được học."))
        assert text.split("\n\n") == ["Một.", TYPED, "- Ngay.", "- Được học."]

    def test_without_any_text_there_is_nothing_above(self) -> None:
        assert TYPED not in written(Deadline(text="Ngay."))


def test_what_is_no_block_of_a_record_is_refused() -> None:
    record = Record.model_construct(title="a", content=[object()])
    with pytest.raises(TypeError, match="object"):
        markdown(record)


def test_a_file_ends_with_one_line_break() -> None:
    record = Record(identifier="urn:uuid:1", title="a", kind="to-gap", content=[Paragraph(text="Một.")])
    assert markdown(record) == "# a\n\nMột.\n"
