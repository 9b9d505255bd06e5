"""What pages are made of: markup, the visitor's language, names of acts and places, a record as plain text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import Html, element, joined, safe
from pbgdpl_cli.web.page_language import PageLanguage
from pbgdpl_cli.web.plain_text import plain_text
from pbgdpl_cli.web.standing_notice import badge, notice
from validators.problems import say
from validators.sharing.record import Act, Locator, Record

VI, EN = PageLanguage("vi"), PageLanguage("en")


def record(*blocks: dict[str, Any], **values: Any) -> Record:
    body = {"identifier": "urn:x:1", "title": "Tài liệu", "kind": "khac", "content": list(blocks), **values}
    return Record.model_validate(body)


class TestMarkup:
    def test_text_is_escaped_once_and_html_not_again(self) -> None:
        assert element("p", "a & b", Html("<b>x</b>"), None) == "<p>a &amp; b<b>x</b></p>"
        assert safe(safe("<")) == "&lt;"
        assert joined(["<", None, Html("<br>")]) == "&lt;<br>"

    def test_attributes(self) -> None:
        assert element("input", class_="x", aria_label='"', checked=True, disabled=False, value=None) == (
            '<input class="x" aria-label="&quot;" checked>'
        )

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
    def test_any_text_comes_back_as_text(self, text: str) -> None:
        found = html.fromstring(element("p", element("span", text, title=text)))
        (span,) = found.xpath("//span")
        assert (span.text or "", span.get("title"), len(span)) == (text, text, 0)


class TestLanguage:
    def test_numbers_dates_and_sizes(self) -> None:
        assert (VI.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
        assert (VI.date(dt.date(2019, 3, 13)), EN.date(dt.date(2019, 3, 13))) == ("13/03/2019", "13 March 2019")
        assert (VI.size(4_200_000), EN.size(812_000), VI.size(3)) == ("4,2 MB", "812 KB", "1 KB")

    def test_sentences_within_sentences_are_in_the_same_language(self) -> None:
        message = say("{state} on {date}", state=say("Draft"), date="x")
        assert VI(message) == "Bản nháp (tra cứu ngày x)"
        assert EN(message) == "Draft on x"

    def test_names_of_codes(self) -> None:
        assert (VI.term("kinds", "to-gap"), EN.term("kinds", "to-gap")) == ("Tờ gấp", "Folded pamphlet")
        assert VI.term("kinds", "no-such-kind") == "no-such-kind"


class TestCitedNames:
    @pytest.mark.parametrize(
        ("act", "name"),
        [
            ({"type": "luat", "title": "Trợ giúp pháp lý", "number": "11/2017/QH14"},
             "Luật Trợ giúp pháp lý số 11/2017/QH14"),
            ({"type": "nghi-dinh", "number": "30/2020/NĐ-CP"}, "Nghị định số 30/2020/NĐ-CP"),
            ({"title": "Hiến pháp"}, "Hiến pháp"),
            ({"type": "luat"}, None),
            ({}, None),
        ],
    )  # fmt: skip
    def test_an_act(self, act: dict[str, str], name: str | None) -> None:
        assert act_name(Act.model_validate(act)) == name

    @pytest.mark.parametrize(
        ("place", "name"),
        [
            ({"article": "6", "clause": "4", "point": "b"}, "điểm b khoản 4 Điều 6"),
            ({"article": "7", "chapter": "II"}, "Điều 7 Chương II"),
            ({"part": "thứ hai", "section": "3"}, "Mục 3 Phần thứ hai"),
            ({}, ""),
        ],
    )
    def test_a_place(self, place: dict[str, str], name: str) -> None:
        assert place_name(Locator.model_validate(place)) == name


class TestStandingNotice:
    @pytest.mark.parametrize(
        ("values", "mark"),
        [
            ({}, "Draft"),
            ({"workflow": {"state": "compared"}}, "Draft"),
            ({"workflow": {"state": "approved"}}, "Draft"),  # nobody is named who approved it
            ({"workflow": {"state": "withdrawn"}}, "Withdrawn"),
        ],
    )
    def test_what_nobody_approved_is_marked(self, values: dict[str, Any], mark: str) -> None:
        words, sentence = badge(record(**values)), notice(record(**values))
        assert words is not None
        assert sentence is not None
        assert EN(words) == mark
        assert VI(sentence) != EN(sentence)

    def test_what_was_approved_is_not(self) -> None:
        approved = record(workflow={"state": "approved"}, approval={"state": "approved"})
        assert badge(approved) is None
        assert notice(approved) is None


# Each kind of block, what a person reads in it, and what becomes of it on a page.
BLOCKS = [
    ({"type": "heading", "level": 1, "text": "Tiêu đề"}, "Tiêu đề", "<h3>Tiêu đề</h3>"),
    ({"type": "paragraph", "text": "Đoạn\nhai"}, "Đoạn\nhai", "<p>Đoạn<br>hai</p>"),
    ({"type": "list", "items": ["- một", "- hai"]}, "- một\n- hai", "<li>- một</li><li>- hai</li>"),
    ({"type": "figure", "alt": "Cột đèn"}, "Cột đèn", '<figure class="described"><p>Cột đèn</p></figure>'),
    ({"type": "table", "rows": [["Cột", ""], ["a", "1"]], "header_rows": 1}, "Cột\na · 1", "<th>Cột</th>"),
    ({"type": "article", "label": "6", "title": "Phạm vi", "text": "Lời."}, "Điều 6. Phạm vi Lời.",
     "<h3>Điều 6. Phạm vi</h3><p>Lời.</p>"),
    ({"type": "clause", "label": "1", "text": "Khoản"}, "1. Khoản", "<strong>1.</strong> Khoản"),
    ({"type": "point", "label": "đ", "text": "Điểm"}, "đ) Điểm", "<strong>đ)</strong> Điểm"),
    ({"type": "question", "text": "Hỏi?", "answer": [{"type": "paragraph", "text": "Đáp."}]}, "Hỏi?\nĐáp.",
     '<span class="label">Đáp</span><p>Đáp.</p>'),
    ({"type": "situation", "text": "Việc", "solution": [{"type": "paragraph", "text": "Giải."}]}, "Việc\nGiải.",
     '<span class="label">Tình huống</span> Việc'),
    ({"type": "article", "label": "5", "marker": "ĐIỀU 5:", "title": "Tên"}, "ĐIỀU 5: Tên", "<h3>ĐIỀU 5: Tên</h3>"),
    ({"type": "question", "marker": "Câu 1.", "text": "Hỏi?", "answer_marker": "Trả lời",
      "answer": [{"type": "paragraph", "text": "Đáp."}]}, "Câu 1. Hỏi?\nTrả lời: Đáp.",
     '<h3><span class="label">Câu 1.</span> Hỏi?</h3><div class="answer"><span class="label">Trả lời</span>'),
    ({"type": "sanction", "behaviour": "Vượt", "amount_min": 800000, "amount_max": 1000000}, "Vượt",
     "từ 800.000 đến 1.000.000 đồng"),
    ({"type": "sanction", "behaviour": "Vượt", "amount_min": 800000, "amount_max": 800000}, "Vượt", ">800.000 đồng<"),
    ({"type": "right", "text": "Khiếu nại"}, "Khiếu nại", '<span class="label">Quyền</span><p>Khiếu nại</p>'),
    ({"type": "procedure", "title": "Đăng ký", "steps": ["Nộp", "Nhận"]}, "Đăng ký\nNộp\nNhận",
     "<ol><li>Nộp</li><li>Nhận</li></ol>"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "text", "markup"), BLOCKS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_block_as_text_and_on_a_page(block: dict[str, Any], text: str, markup: str) -> None:
    made = record(block)
    assert plain_text(made) == text
    assert markup in rendered(made.content, VI)


def test_blocks_stand_in_order() -> None:
    made = record(*(block for block, _, _ in BLOCKS))
    assert plain_text(made) == "\n".join(text for _, text, _ in BLOCKS)
