from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.wording.excerpts import (
    ELLIPSIS,
    limits_what_precedes,
    safe_excerpt,
    takes_back,
    tidy,
    without_citation,
)
from converters.records.parts.sentences import sentences
from tests.each import each

PHRASE = "người phải được trừ trường hợp nếu Điều 7 khoản 800.000 đồng; phạt. Tổ chức, hộ: (điểm a) TP. v.v. Ủy ban"
LEGAL_WORDS = st.sampled_from(PHRASE.split())


def test_a_text_that_fits_is_kept_whole() -> None:
    assert safe_excerpt("Mỗi tổ hòa giải có từ 03 người.", 100) == "Mỗi tổ hòa giải có từ 03 người."


def test_a_long_text_is_cut_where_a_sentence_ends() -> None:
    text = "Tài liệu phải đúng. Người cập nhật chịu trách nhiệm kiểm tra trước khi đăng tải lên tủ sách."
    assert safe_excerpt(text, 40) == "Tài liệu phải đúng."


def test_a_cut_at_a_clause_shows_that_something_is_missing() -> None:
    text = "Hồ sơ gồm đơn yêu cầu trợ giúp; giấy tờ chứng minh thuộc diện được trợ giúp; tài liệu liên quan."
    assert safe_excerpt(text, 60) == "Hồ sơ gồm đơn yêu cầu trợ giúp" + ELLIPSIS


@each(
    "rest",
    [
        "Trừ trường hợp các bên có thỏa thuận khác về thời gian hòa giải.",
        "Trường hợp cần hòa giải ngay thì không phải chờ thời hạn này.",
        "Tuy nhiên, người dưới 16 tuổi không bị phạt tiền trong mọi trường hợp.",
        "Nếu gây tai nạn thì áp dụng mức phạt cao hơn theo quy định.",
        "Quy định này không áp dụng với xe ưu tiên đang làm nhiệm vụ.",
    ],
)
def test_no_cut_leaves_out_an_exception_or_a_condition(rest: str) -> None:
    assert safe_excerpt(f"Hòa giải viên bắt đầu hòa giải trong 03 ngày. {rest}", 50) is None


def test_a_text_without_a_safe_cut_is_refused() -> None:
    assert safe_excerpt("Người điều khiển xe " + "rất dài " * 40, 80) is None


def test_a_text_that_promises_a_list_is_refused() -> None:
    assert safe_excerpt("Hòa giải viên có các quyền sau đây:", 100) is None
    assert safe_excerpt("Hồ sơ bao gồm:", 100) is None


def test_an_item_of_a_list_ends_as_a_sentence() -> None:
    assert safe_excerpt("được hưởng thù lao theo vụ, việc;", 100) == "được hưởng thù lao theo vụ, việc."


def test_numbers_and_abbreviations_end_no_sentence() -> None:
    text = "Mức phạt từ 800.000 đồng. Nơi nộp: TP. Hưng Yên. Xong."
    assert sentences(text) == ("Mức phạt từ 800.000 đồng.", "Nơi nộp: TP. Hưng Yên.", "Xong.")
    assert sentences("1. Người đi bộ phải đi trên hè phố.") == ("1. Người đi bộ phải đi trên hè phố.",)


@each("capital", "ĐÂƯỦẮỆỢ")
def test_a_sentence_may_begin_with_any_vietnamese_capital(capital: str) -> None:
    assert len(sentences(f"Việc này được phép. {capital}n tiếp theo.")) == 2


@each(
    ("text", "citation", "expected"),
    [
        ("Phải bồi thường (khoản 2 Điều 11).", "khoản 2 Điều 11", "Phải bồi thường."),
        ("Phải bồi thường (theo quy định tại khoản 2 Điều 11).", "khoản 2 Điều 11", "Phải bồi thường."),
        ("Theo Điều 9 Luật X, hòa giải viên có quyền.", "Điều 9 Luật X", "Hòa giải viên có quyền."),
        ("Căn cứ quy định tại Điều 9 Luật X: ai cũng có quyền.", "Điều 9 Luật X", "Ai cũng có quyền."),
        ("Điều 9 Luật X cho họ quyền ấy.", "Điều 9 Luật X", "Điều 9 Luật X cho họ quyền ấy."),
        ("Phạt 2.000.000 đồng điểm b khoản 1 Điều 13", "điểm b khoản 1 Điều 13", "Phạt 2.000.000 đồng"),
        ("Sáu nhóm quyền theo khoản 1 Điều 4", "khoản 1 Điều 4", "Sáu nhóm quyền"),
        ("Việc xóa theo Điều 16 Luật X.", "Điều 16 Luật X", "Việc xóa theo Điều 16 Luật X."),
        ("Phạt 2.000.000 đồng theo Điều 3 Nghị định X.", "Điều 3 Nghị định X", "Phạt 2.000.000 đồng"),
        ("Có hiệu lực từ ngày 01/01/2026.¹", "", "Có hiệu lực từ ngày 01/01/2026.¹"),
        ("Có hiệu lực từ ngày 01/01/2026.¹", "Điều 1", "Có hiệu lực từ ngày 01/01/2026."),
    ],
)
def test_a_citation_standing_apart_is_taken_out(text: str, citation: str, expected: str) -> None:
    assert without_citation(text, citation) == expected


def test_exceptions_are_recognised_behind_punctuation() -> None:
    assert limits_what_precedes(" , trừ trường hợp")
    assert not limits_what_precedes("Người dân có quyền")


@given(st.lists(LEGAL_WORDS, max_size=60).map(" ".join), st.integers(min_value=5, max_value=200))
def test_an_excerpt_is_always_the_beginning_of_the_text(text: str, limit: int) -> None:
    short = safe_excerpt(text, limit)
    if short is not None:
        assert len(short) <= limit
        whole = tidy(text)
        assert whole.startswith(short.removesuffix(ELLIPSIS).rstrip(". ")), (whole, short)


@given(st.text(max_size=300))
def test_sentences_together_are_the_text(text: str) -> None:
    whole = tidy(text)
    assert "".join("".join(sentences(whole)).split()) == "".join(whole.split())


@given(st.text(max_size=300))
def test_tidy_is_composed_and_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@given(st.text(max_size=200), st.text(max_size=40))
def test_taking_out_a_citation_never_fails_nor_adds(text: str, citation: str) -> None:
    assert len(without_citation(text, citation).casefold()) <= len(tidy(text).casefold()) + 4


def test_the_next_morning_promises_no_list() -> None:
    assert safe_excerpt("Không hát to từ 22 giờ đến 06 giờ sáng hôm sau.", 100) is not None
    assert safe_excerpt("Hồ sơ gồm các giấy tờ sau.", 100) is None


def test_what_limits_itself_takes_nothing_back() -> None:
    assert not takes_back("Mẹ nuôi con nhỏ được nghỉ 60 phút, quy định này không áp dụng khi đã thỏa thuận khác.")
    assert takes_back("Quy định này không áp dụng với người dưới 16 tuổi, trừ trường hợp khác.")
    assert takes_back("Tổ chức vi phạm, kể cả chi nhánh, bị phạt gấp đôi mức phạt đối với cá nhân.")
