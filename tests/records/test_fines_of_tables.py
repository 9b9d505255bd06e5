"""What the fines of a table rest on: the row's own words, else the one act that a line above the table names."""

from __future__ import annotations

from record_documents import TODAY, block, document, page, table

from converters.records.build import build_record
from tests.each import each
from validators.sharing.record import Record, Sanction

ROWS = [["Hành vi vi phạm", "Mức phạt"], ["Lấn đất", "5.000.000 đồng"]]
ACT = "Nghị định số 123/2024/NĐ-CP"


def made(*above: str, rows: list[list[str]] = ROWS) -> Record:
    blocks = [block("TỜ GẤP MẪU"), *map(block, above), table(rows)]
    return build_record(document(page(*blocks)), today=TODAY).record


def basis(record: Record) -> str | None:
    (fine,) = (one for one in record.content if isinstance(one, Sanction))
    return None if fine.basis is None else record.legal_basis[fine.basis].text


@each(
    "above",
    [
        (f"Mức phạt theo {ACT} như sau:",),
        ("Mọi người cần biết.", f"MỨC PHẠT THEO {ACT.upper()}", "Người dân cần biết:"),
        (f"I. Mức phạt theo {ACT}",),
    ],
)
def test_a_line_above_names_the_act(above: tuple[str, ...]) -> None:
    assert (basis(made(*above)) or "").upper() == ACT.upper()


@each("above", [(), (f"So sánh {ACT} với Nghị định số 91/2019/NĐ-CP:",), (f"Xem {ACT}.", "Mức phạt:", "Gồm:")])
def test_none_or_more_than_one_act_is_no_basis(above: tuple[str, ...]) -> None:
    assert basis(made(*above)) is None


def test_the_rows_own_words_come_first() -> None:
    rows = [[*ROWS[0], "Căn cứ"], [*ROWS[1], "khoản 2 Điều 13 Nghị định số 91/2019/NĐ-CP"]]
    assert "91/2019" in (basis(made(f"Mức phạt theo {ACT} như sau:", rows=rows)) or "")
