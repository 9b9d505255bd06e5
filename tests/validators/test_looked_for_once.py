"""Short cuts over a whole text find what a look at each of its pieces finds."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_hits import DAY, places, subject_of
from sample import dumped, record

from examples.validation_cases import AGAIN, FINED, READ, answered
from examples.validation_examples import changed
from tests.each import each
from tests.properties import at_most
from validators import check
from validators.options import CheckOptions
from validators.packages.package import survey
from validators.rules.agreeing.printed_text import bare_lines, letters_of, printed_text, row_of
from validators.rules.agreeing.readings import doubled
from validators.rules.clean import mark_lines
from validators.rules.subject import Subject

PIECES = ["MẬT", "N.Ộ.I B.Ộ", "Không sao chụp", "hạn chế", "<b>MẬT</b>", "mat khau", "Điều 5.", "a\0b", "ß", "12", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), st.lists(st.sampled_from(PIECES), max_size=4))
@settings(max_examples=at_most(300))
def test_every_line_that_is_a_mark_is_among_the_likely(line: str, others: list[str]) -> None:
    lines = [line, *others]
    marked = {at for at, one in enumerate(lines) if mark_lines._kind_of(one)}
    assert marked <= set(mark_lines._likely_marks(lines))


def test_a_line_that_is_no_mark_is_not_looked_at() -> None:
    assert not mark_lines._likely_marks(["Ai được cấp thẻ?", "Từ đủ 14 tuổi."])
    assert mark_lines._likely_marks(["x" * 141, "BÍ MẬT NHÀ NƯỚC"]) == {1}


@each(("lines", "bare"), [
    (["Điều 5.", ""], ["dieu", ""]), (["Đất ĐAI", "12"], ["datdai", ""]), (["a\0b"], None), (["ß"], None),
])  # fmt: skip
def test_bare_lines_are_letters_alone(lines: list[str], bare: list[str] | None) -> None:
    assert bare_lines(lines) == bare


@each("said", ["5.000.000 đồng", "5.000.000đ", "5 triệu đồng"])
def test_amounts_of_rows_and_of_sentences_are_looked_at(said: str) -> None:
    fine = f"Tái phạm thì bị phạt tiền từ 4.000.000 đồng đến {said}."
    assert places("DUNG157", answered(FINED.format("3.000.000") + fine)) == ["/content/4/answer/0/text"]
    table = {"type": "table", "header_rows": 1, "rows": [["Hành vi", "Mức"], ["Tái phạm", fine]]}
    assert places("DUNG157", {**READ, "/content/5": table}) == ["/content/5/rows/1"]


def test_a_cell_is_told_by_its_row() -> None:
    assert row_of("/content/5/rows/2/1") == "/content/5/rows/2"
    assert row_of("/content/1/text") == "/content/1/text"


def test_digits_of_pieces_without_others_are_the_same() -> None:
    text = printed_text(subject_of(changed(record(), answered(FINED.format("3.000.000") + AGAIN))))
    assert text is not None
    assert text.may_hold(letters_of("1.000.000"))
    assert not text.may_hold("77777")
    assert "".join(filter(str.isdigit, "".join(text.pieces.values()))) == text._digits


@each(("texts", "told"), [("aab", 1), ("aaa", 2), ("aba", 0)])
def test_paragraphs_that_stand_twice(texts: str, told: int) -> None:
    made = record(evidence={})
    made["content"] = [{"type": "paragraph", "text": f"{letter} " * 30} for letter in texts]
    assert len(list(doubled(subject_of(made)))) == told


def test_what_was_read_of_a_group_is_let_go_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the threshold is high: else Python goes through all of it when it looks for cycles again."""
    seen: list[weakref.ref[Subject]] = []
    thresholds: list[int] = []
    judge = check.subject_of

    def noted(*arguments: object) -> Subject:
        subject = judge(*arguments)  # type: ignore[arg-type]
        seen.append(weakref.ref(subject, lambda _: thresholds.append(gc.get_threshold()[0])))
        return subject

    monkeypatch.setattr(check, "subject_of", noted)
    for number in range(3):
        (tmp_path / f"{number}.json").write_bytes(dumped(record(identifier=f"urn:uuid:{number}")))
    usual = gc.get_threshold()[0]
    list(check.check_several(survey([tmp_path]).materials, CheckOptions(DAY)))
    assert len(seen) == 3
    assert [one() for one in seen] == [None] * 3
    assert min(thresholds) > usual
