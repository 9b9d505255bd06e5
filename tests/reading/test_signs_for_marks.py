"""Vietnamese in plain letters with signs for its marks (VIQR), whatever kind of file it stands in."""

from __future__ import annotations

from pathlib import Path

import docx
from reading_samples import read, texts

from converters.reading.document import BlockKind

WRITTEN = (
    "DDie^`u 1. Pha.m vi a'p du.ng",
    "Chu? be^'n pha?i treo bie^?n ba'o gio+` cha.y ddo` ta.i ca'c xa~ ven so^ng.",
    "Mo^~i chuye^'n ddo` chi? ddu+o+.c cho+? 12 ngu+o+`i.",
)
MEANT = (
    "Điều 1. Phạm vi áp dụng",
    "Chủ bến phải treo biển báo giờ chạy đò tại các xã ven sông.",
    "Mỗi chuyến đò chỉ được chở 12 người.",
)


def test_in_a_word_file_with_bullets_and_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    for line in WRITTEN:
        document.add_paragraph(line)
    document.add_paragraph("ghi chu'", style="List Bullet")
    table = document.add_table(2, 2, style="Table Grid")
    rows = (("Loa.i ve'", "Mu+'c thu"), ("Ve' lu+o+.t", "5.000 ddo^`ng"))
    for row, (name, fee) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = name, fee
    document.save(str(tmp_path / "a.docx"))
    read_back = read(tmp_path / "a.docx")
    assert texts(read_back)[:3] == list(MEANT)
    block = next(one for one in read_back.pages[0].blocks if one.kind is BlockKind.TABLE)
    meant = ["Loại vé", "Mức thu", "Vé lượt", "5.000 đồng"]
    assert [cell.text for cell in block.cells] == meant
    assert block.text.split("\n") == meant
    assert any("VIQR" in str(note) for note in read_back.notes)


def test_in_a_web_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<body>" + "".join(f"<p>{line}</p>" for line in WRITTEN), "utf-8")
    assert texts(read(tmp_path / "a.html")) == list(MEANT)


def test_other_languages_and_marked_text_are_left_as_they_are(tmp_path: Path) -> None:
    english = "<p>Add the words. Who? We did (all of us) + they. A.B. and dd are kept.</p>" * 3
    (tmp_path / "a.html").write_text(f"<body>{english}", "utf-8")
    assert "Who? We did (all of us) + they." in read(tmp_path / "a.html").text
    mixed = "".join(f"<p>{line}</p>" for line in (*WRITTEN, "Chủ bến"))
    (tmp_path / "b.html").write_text(f"<meta charset=utf-8><body>{mixed}", "utf-8")
    assert texts(read(tmp_path / "b.html"))[0] == WRITTEN[0]
