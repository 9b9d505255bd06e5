"""What a decree's own fines rest on."""

from __future__ import annotations

import datetime as dt

from record_documents import draft

from validators.sharing.record import Sanction

DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/2026/NĐ-CP
Hà Nội, ngày 05 tháng 01 năm 2026
NGHỊ ĐỊNH
Quy định xử phạt vi phạm hành chính trong lĩnh vực thư viện
Căn cứ Luật Thư viện số 46/2019/QH14;
Chính phủ ban hành Nghị định quy định xử phạt vi phạm hành chính trong lĩnh vực thư viện.
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về xử phạt vi phạm hành chính trong lĩnh vực thư viện.
Điều 7. Vi phạm quy định về mượn sách
1. Phạt tiền từ 200.000 đồng đến 500.000 đồng đối với hành vi trả sách muộn quá ba tháng.
2. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với một trong các hành vi sau đây:
a) Làm rách sách quý hiếm;
b) Làm mất sách quý hiếm.
Điều 8. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2026."""


def test_the_fines_of_a_decree_rest_on_its_own_clauses() -> None:
    record = draft(DECREE).record
    fines = [block for block in record.content if isinstance(block, Sanction)]
    assert len(fines) == 3
    basis = [record.legal_basis[fine.basis] for fine in fines if fine.basis is not None]
    assert [(one.locator.article, one.locator.clause) for one in basis] == [("7", "1"), ("7", "2"), ("7", "2")]
    assert {one.act.number for one in basis} == {"15/2026/NĐ-CP"}
    assert basis[0].text == "khoản 1 Điều 7 Nghị định số 15/2026/NĐ-CP"
    assert (basis[0].act.type, basis[0].act.year, basis[0].act.date) == ("nghi-dinh", 2026, dt.date(2026, 1, 5))
    (evidence,) = record.evidence[f"/legal_basis/{fines[0].basis}"]
    assert evidence.inferred
    assert "200.000 đồng" in evidence.text


def test_the_acts_a_decree_cites_stand_first() -> None:
    record = draft(DECREE).record
    assert record.legal_basis[0].act.number == "46/2019/QH14"
    assert len(record.legal_basis) == 3


def test_material_about_an_act_gets_no_basis_of_its_own() -> None:
    record = draft("TỜ GẤP\nNgười trả sách muộn bị phạt tiền từ 200.000 đồng đến 500.000 đồng.").record
    assert record.legal_basis == []
