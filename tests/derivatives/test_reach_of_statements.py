"""How far a statement on acts reaches: to which blocks, for fines or rules alone, and what it names in between."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.derivatives.saying.provisions import ProvisionFinder, Scope
from converters.derivatives.saying.stated import says_no_more, stated_scopes
from tests.each import each
from tests.properties import at_most
from validators.sharing.record import Record

DECREE, OTHER, LAW = "Nghị định số 11/2031/NĐ-CP", "Nghị định số 22/2031/NĐ-CP", "Luật Nuôi ong số 7/2031/QH17"
BASIS = [
    {"text": DECREE, "act": {"type": "nghi-dinh", "number": "11/2031/NĐ-CP"}},
    {"text": OTHER, "act": {"type": "nghi-dinh", "number": "22/2031/NĐ-CP"}},
    {"text": LAW, "act": {"type": "luat", "number": "7/2031/QH17", "title": "Nuôi ong"}},
]
ABOVE, BELOW = f"Các mức phạt trên theo {DECREE}.", f"Các mức phạt dưới đây theo {DECREE}:"
TABLE, ALL = f"Mức phạt tại bảng này theo {DECREE}.", f"Các mức phạt trong tờ gấp này theo {DECREE}."
GRID = {"type": "table", "header_rows": 1, "rows": [["Hành vi", "Mức phạt"], ["Thả ong", "1.000.000 đồng"]]}
LINE = "Nên rào tổ ong."
Line = str | dict[str, Any]


def block(line: Line) -> dict[str, Any]:
    """A line beginning with # is a heading, one beginning with - a list of one item."""
    if isinstance(line, dict):
        return line
    if line.startswith("#"):
        return {"type": "heading", "level": line.count("#"), "text": line.strip("# ")}
    if line.startswith("- "):
        return {"type": "list", "items": [line.removeprefix("- ")]}
    return {"type": "paragraph", "text": line}


def scopes(*lines: Line) -> dict[int, Scope]:
    fields = {"identifier": "urn:uuid:1", "title": "Nuôi ong", "kind": "to-gap", "legal_basis": BASIS}
    record = Record.model_validate({**fields, "content": [block(line) for line in lines]})
    return stated_scopes(record.content, ProvisionFinder(record))


@each(
    ("lines", "reached"),
    [
        (("# PHẠT", LINE, LINE, ABOVE), [0, 1, 2, 3]),
        (("# PHẠT", LINE, ABOVE, LINE), [0, 1, 2]),
        (("# PHẠT", BELOW, LINE, LINE), [1, 2, 3]),
        (("# PHẠT", LINE, BELOW, LINE, "# KHÁC", LINE), [2, 3]),
        (("# KHÁC", LINE, "# CHUNG", LINE, ABOVE), [2, 3, 4]),
        (("# KHÁC", LINE, "# CHUNG", LINE, ALL, "# CUỐI", LINE), [0, 1, 2, 3, 4, 5, 6]),
        (("# PHẠT", LINE, GRID, TABLE, LINE), [2, 3]),
        (("# PHẠT", LINE, TABLE, GRID, LINE), [2, 3]),
        (("# PHẠT", GRID, TABLE, GRID), [1, 2]),  # the table above is the one it closes
        (("# PHẠT", LINE, TABLE, LINE, "# KHÁC", GRID), [0, 1, 2, 3]),
        ((LINE, ABOVE), [0, 1]),  # no heading at all
        ((ABOVE, LINE), [0]),
        ((LINE, f"- {ABOVE}"), [0, 1]),
        (("# PHẠT", f"Mức phạt trên 5 triệu đồng theo {DECREE}.", LINE), []),
        (("# PHẠT", LINE, f"Các mức phạt trên theo {DECREE} và {OTHER}."), []),
        (("# PHẠT", LINE, f"Các mức phạt trên theo khoản 1 Điều 3 {DECREE}."), []),
        (("# PHẠT", LINE, "Các mức phạt trên theo Nghị định mới."), []),
        (("# PHẠT", LINE), []),
        ((), []),
    ],
)
def test_blocks_it_speaks_of(lines: tuple[Line, ...], reached: list[int]) -> None:
    found = scopes(*lines)
    assert sorted(found) == reached
    assert all(scope.act is not None and scope.act.number == "11/2031/NĐ-CP" for scope in found.values())


@each(
    ("lines", "reached"),
    [
        (("# MỨC PHẠT", "## Thả ong", LINE, "## Mật giả", LINE, ABOVE), [0, 1, 2, 3, 4, 5]),
        (("# AN TOÀN", "## Thả ong", LINE, "## Mật giả", LINE, ABOVE), [3, 4, 5]),
        (("# Câu hỏi", LINE, "Thả ong bị phạt thế nào?", LINE, ABOVE), [2, 3, 4]),  # a question opens a section
        (("# MỨC PHẠT", "## Thả ong", LINE, "# LIÊN HỆ", LINE, ABOVE), [3, 4, 5]),
        (("# MỨC PHẠT", BELOW, "## Thả ong", LINE, "# LIÊN HỆ", LINE), [1, 2, 3]),
    ],
)
def test_headings_and_questions_bound_it_unless_a_larger_heading_speaks_of_fines(
    lines: tuple[Line, ...], reached: list[int]
) -> None:
    assert sorted(scopes(*lines)) == reached


@each(
    "line",
    [
        f"(Theo {DECREE})",
        f"Căn cứ: {DECREE}.",
        f"Căn cứ pháp lý: {DECREE}",
        f"Nguồn: {DECREE}",
        f"Trích {DECREE}",
        f"“{DECREE}”",
        f"* Theo quy định tại {DECREE}.",
        f"Mức phạt theo {DECREE}",
    ],
)
def test_a_line_of_an_act_alone_closes_its_section(line: str) -> None:
    found = scopes("# PHẠT", LINE, line, "# KHÁC", LINE)
    assert sorted(found) == [0, 1, 2]
    assert not found[1].rules
    assert not found[1].fines


@each(
    ("line", "below"),
    [
        (f"Nuôi ong theo {DECREE}", LINE),
        (f"Theo khoản 2 Điều 3 {DECREE}", LINE),
        (f"Theo {DECREE} và {OTHER}", LINE),
        (f"Theo {DECREE}", "Thả ong bị phạt 1.000.000 đồng (khoản 2 Điều 8)."),  # it is a lead-in there
        (f"- Theo {DECREE}", LINE),
        (f"## Theo {DECREE}", LINE),
        (f"{'Bà con đọc kỹ. ' * 12}Theo {DECREE}", LINE),
    ],
)
def test_lines_that_close_no_section(line: str, below: str) -> None:
    assert scopes("# PHẠT", LINE, line, below) == {}


def test_a_law_alone_under_a_section_holds_for_rules_and_not_for_fines() -> None:
    found = scopes("# QUY ĐỊNH", LINE, f"(Theo {LAW})")
    assert found[1].rules
    assert found[1].act is not None
    assert found[1].act.number == "7/2031/QH17"


@each(
    ("statement", "fines"),
    [
        (ABOVE, True),
        (f"Những hành vi trên bị xử phạt theo {DECREE}.", True),
        (f"Các quy định trên theo {DECREE}.", False),
        (f"Nội dung trên được trích từ {DECREE}.", False),
    ],
)
def test_statements_on_fines_lend_their_act_to_fines(statement: str, fines: bool) -> None:
    assert scopes("# PHẠT", LINE, statement)[1].fines is fines


def test_of_two_statements_where_one_speaks_of_rules_the_act_is_not_for_fines_alone() -> None:
    found = scopes("# PHẠT", LINE, ABOVE, f"Các quy định trên theo {DECREE}.")
    assert not found[1].fines
    assert len(found[1].named) == 1


@each(
    ("lines", "named"),
    [
        (("# PHẠT", LINE, ABOVE), 1),
        (("# PHẠT", LINE, f"Người dân đọc {OTHER}.", ABOVE), 2),
        (("# PHẠT", LINE, f"Người dân đọc {OTHER}.", f"Người dân đọc {LAW}.", ABOVE), 3),
        (("# PHẠT", LINE, ABOVE, f"Các mức phạt trên theo {OTHER}."), 2),
        (("# PHẠT", LINE, ABOVE, f"Người dân đọc {OTHER}."), 1),  # behind the statement
        ((f"Người dân đọc {OTHER}.", "# PHẠT", LINE, ABOVE), 1),  # before the section
    ],
)
def test_other_acts_between_a_place_and_its_statement_are_named(lines: tuple[Line, ...], named: int) -> None:
    at = lines.index(LINE)
    assert len(scopes(*lines)[at].named) == named


@each(
    ("sentence", "no_more"),
    [
        (ABOVE, True),
        (f"(Các mức phạt trên theo {DECREE})", True),
        (f"Các hành vi sau đây bị xử phạt theo {DECREE}:", True),
        (f"Các mức phạt trên theo {DECREE}, áp dụng với cá nhân.", False),
        (f"Các mức phạt trên theo {DECREE} và {OTHER}.", False),
        (f"Các mức phạt trên theo khoản 1 Điều 3 {DECREE}.", False),
        (f"Người nuôi ong làm theo {DECREE}.", False),
        ("Các mức phạt trên theo Nghị định mới.", False),
        ("", False),
    ],
)
def test_sentences_that_say_no_more_than_of_which_act_others_are(sentence: str, no_more: bool) -> None:
    assert says_no_more(sentence) is no_more


lines_of_a_leaflet = st.lists(st.sampled_from(["# PHẠT", "# KHÁC", "## Thả ong", LINE, "Có phạt không?"]), max_size=6)


@settings(max_examples=at_most(20))
@given(lines_of_a_leaflet, lines_of_a_leaflet)
def test_above_and_below_never_reach_past_the_statement(before: list[str], after: list[str]) -> None:
    at = len(before)
    above, below = scopes(*before, ABOVE, *after), scopes(*before, BELOW, *after)
    assert max(above) == at == min(below)
    assert sorted(above) == list(range(min(above), at + 1))
    assert sorted(below) == list(range(at, max(below) + 1))
    assert set(above) | set(below) <= set(scopes(*before, ALL, *after))
