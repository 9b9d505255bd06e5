"""Twenty materials in our own words, each with what its cards may say, checked by hand.

The texts, acts and offices are invented. A case says for phrases of its text which provision a card with it must name
(None: no card may hold it), which words must be shown wherever a phrase is, and which words no card may say.
"""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from validators.sharing.record import Record

Content = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TruthCase:
    """One material and what is true of its cards.

    Attributes:
        name: What is tried.
        title: Of the material.
        basis: Its legal basis, as a converter would give it.
        content: Its blocks.
        provisions: For a phrase the label of the provision on every card that holds it; None where no card may.
        together: Words that are shown, on the card or pinned on its sheet, wherever the phrase is.
        shown: Words that some card must show.
        never: Words no card, strip or figure may show.
        person: Entries of the legal basis that a person confirmed.
    """

    name: str
    title: str
    basis: list[dict[str, Any]]
    content: Content
    provisions: Mapping[str, str | None]
    together: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    person: tuple[int, ...] = ()

    @property
    def record(self) -> Record:
        """The material as a record that was approved."""
        evidence = {f"/legal_basis/{index}/act": [{"text": "x", "method": "person"}] for index in self.person}
        return Record.model_validate(
            {
                "identifier": f"urn:uuid:{self.name}",
                "title": self.title,
                "kind": "to-gap",
                "publisher": {"name": "Sở Tư pháp tỉnh An Lạc"},
                "workflow": {"state": "approved"},
                "approval": {"state": "approved", "by": "Lê Văn Mẫu", "date": "2026-03-02"},
                "legal_basis": self.basis,
                "content": self.content,
                "evidence": evidence,
            }
        )


def decree(number: str, text: str | None = None, **locator: str) -> dict[str, Any]:
    act = {"type": "nghi-dinh", "number": f"{number}/NĐ-CP", "organ": "Chính phủ"}
    return {"text": text or f"Nghị định số {number}/NĐ-CP", "act": act, "locator": locator}


def law(number: str, title: str, text: str | None = None, **locator: str) -> dict[str, Any]:
    act = {"type": "luat", "number": f"{number}/QH15", "organ": "Quốc hội", "title": title}
    return {"text": text or f"Luật {title} số {number}/QH15", "act": act, "locator": locator}


def heading(text: str, level: int = 2) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": text}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def listed(*items: str) -> dict[str, Any]:
    return {"type": "list", "items": list(items)}


def table(*rows: list[str], caption: str | None = None) -> dict[str, Any]:
    return {"type": "table", "rows": list(rows), "header_rows": 1, "caption": caption}


def question(text: str, *answer: dict[str, Any]) -> dict[str, Any]:
    return {"type": "question", "text": text, "answer": list(answer)}


def fine(behaviour: str, low: int | None, high: int | None, basis: int | None, other: str | None = None) -> dict[str, Any]:
    return {"type": "sanction", "behaviour": behaviour, "amount_min": low, "amount_max": high, "basis": basis, "other": other}


BLIND_FIRST = (
    TruthCase(
        "fines-under-a-line-that-names-the-decree",
        "TỜ GẤP PHÁP LUẬT GIỮ GÌN CHỢ QUÊ",
        [
            law("77/2025", "Giữ gìn chợ quê", "khoản 2 Điều 3 Luật Giữ gìn chợ quê số 77/2025/QH15", article="3", clause="2"),
            decree("401/2025"),
            decree("401/2025", "khoản 1 Điều 12", article="12", clause="1"),
            decree("401/2025", "điểm c khoản 3 Điều 12", article="12", clause="3", point="c"),
        ],
        [
            heading("CHỢ LÀ CỦA CHUNG"),
            paragraph("Người bán hàng được giữ chỗ ngồi đã đăng ký (khoản 2 Điều 3 Luật Giữ gìn chợ quê số 77/2025/QH15)."),
            heading("LÀM HỎNG CHỢ BỊ PHẠT"),
            paragraph("Mức phạt theo Nghị định số 401/2025/NĐ-CP"),
            paragraph("Đốt rơm trong khu chợ"),
            paragraph("Từ 2.000.000 đồng đến 3.000.000 đồng"),
            paragraph("khoản 1 Điều 12"),
            paragraph("Tháo dỡ mái che của chợ"),
            paragraph("Từ 15.000.000 đồng đến 20.000.000 đồng"),
            paragraph("điểm c khoản 3 Điều 12"),
            fine("Đốt rơm trong khu chợ", 2_000_000, 3_000_000, 2),
            fine("Tháo dỡ mái che của chợ", 15_000_000, 20_000_000, 3),
        ],
        {
            "giữ chỗ ngồi": "Khoản 2 Điều 3 Luật Giữ gìn chợ quê",
            "Đốt rơm": "Khoản 1 Điều 12 Nghị định 401/2025/NĐ-CP",
            "Tháo dỡ mái che": "Điểm c khoản 3 Điều 12 Nghị định 401/2025/NĐ-CP",
        },
        shown=("Đốt rơm", "Tháo dỡ mái che", "2.000.000 – 3.000.000 đồng", "15.000.000 – 20.000.000 đồng"),
    ),
    TruthCase(
        "bare-places-where-two-acts-could-be-meant",
        "Hỏi đáp về nước sạch nông thôn",
        [
            law("88/2025", "Nước sạch", "Điều 4 Luật Nước sạch số 88/2025/QH15", article="4"),
            decree("55/2026", "khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP", article="9", clause="2"),
            law("88/2025", "Nước sạch", "khoản 3 Điều 21", article="21", clause="3"),
            decree("55/2026", "khoản 1 Điều 30", article="30", clause="1"),
        ],
        [
            heading("I. NGUỒN NƯỚC"),
            paragraph("Mọi hộ dân được dùng nước sạch với giá như nhau (Điều 4 Luật Nước sạch số 88/2025/QH15)."),
            paragraph("Đổ rác xuống giếng chung bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP)."),
            paragraph("Người phát hiện nước bẩn phải báo trưởng thôn trong 24 giờ (khoản 3 Điều 21)."),
            paragraph("Tự ý khóa van nước của xóm bị phạt từ 3.000.000 đồng đến 5.000.000 đồng (khoản 1 Điều 30)."),
        ],
        {
            "giá như nhau": "Điều 4 Luật Nước sạch",
            "Đổ rác xuống giếng": "Khoản 2 Điều 9 Nghị định 55/2026/NĐ-CP",
            "báo trưởng thôn": None,
            "khóa van nước": None,
        },
        shown=("Đổ rác xuống giếng", "giá như nhau"),
    ),
    TruthCase(
        "a-place-a-person-confirmed",
        "Hỏi đáp về nước sạch nông thôn",
        [
            law("88/2025", "Nước sạch", "Điều 4 Luật Nước sạch số 88/2025/QH15", article="4"),
            decree("55/2026", "khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP", article="9", clause="2"),
            decree("55/2026", "khoản 1 Điều 30", article="30", clause="1"),
        ],
        [
            paragraph("Mọi hộ dân được dùng nước sạch với giá như nhau (Điều 4 Luật Nước sạch số 88/2025/QH15)."),
            paragraph("Tự ý khóa van nước của xóm bị phạt từ 3.000.000 đồng đến 5.000.000 đồng (khoản 1 Điều 30)."),
        ],
        {"khóa van nước": "Khoản 1 Điều 30 Nghị định 55/2026/NĐ-CP"},
        shown=("khóa van nước",),
        person=(2,),
    ),
    TruthCase(
        "a-table-of-three-columns-and-its-condition",
        "Mức phạt vi phạm về nuôi chó thả rông",
        [decree("12/2026"), decree("12/2026", "Khoản 1 Điều 6 Nghị định số 12/2026/NĐ-CP", article="6", clause="1")],
        [
            paragraph("Mức phạt dưới đây áp dụng đối với cá nhân; tổ chức có cùng hành vi bị phạt gấp 02 lần."),
            table(
                ["Hành vi", "Mức phạt", "Căn cứ"],
                ["Không đeo rọ mõm cho chó nơi công cộng", "Cảnh cáo hoặc phạt tiền từ 300.000 đồng đến 500.000 đồng", "Khoản 1 Điều 6 Nghị định số 12/2026/NĐ-CP"],
                ["Không tiêm phòng dại cho chó", "1.000.000 đồng – 2.000.000 đồng", "Khoản 2 Điều 6 Nghị định số 12/2026/NĐ-CP"],
                ["Để chó cắn người", "2.000.000 đồng – 3.000.000 đồng", ""],
            ),
            fine("Không đeo rọ mõm cho chó nơi công cộng", 300_000, 500_000, 1, "cảnh cáo"),
            fine("Không tiêm phòng dại cho chó", 1_000_000, 2_000_000, None),
        ],
        {
            "rọ mõm": "Khoản 1 Điều 6 Nghị định 12/2026/NĐ-CP",
            "tiêm phòng": "Khoản 2 Điều 6 Nghị định 12/2026/NĐ-CP",
            "cắn người": None,
        },
        together={
            "rọ mõm": "Cảnh cáo hoặc phạt tiền",
            "tiêm phòng": "tổ chức có cùng hành vi bị phạt gấp 02 lần",
        },
        shown=("rọ mõm", "tiêm phòng"),
    ),
    TruthCase(
        "an-exception-in-the-next-sentence",
        "Tìm hiểu Luật Đường làng số 91/2025/QH15",
        [law("91/2025", "Đường làng")],
        [
            paragraph("Xe tải được đi vào đường làng từ 05 giờ đến 22 giờ (khoản 1 Điều 8). Quy định tại khoản này không áp dụng với xe chở hàng nguy hiểm."),
            paragraph("Người dân được phơi lúa bên lề đường làng (khoản 4 Điều 10)."),
            paragraph("Quy định tại khoản này không áp dụng với đoạn đường dốc."),
            paragraph("Chủ xe phải trả phí 20.000 đồng/lượt (Điều 11). Riêng xe của người khuyết tật được miễn phí."),
        ],
        {
            "Xe tải được đi": "Khoản 1 Điều 8 Luật Đường làng",
            "phơi lúa": "Khoản 4 Điều 10 Luật Đường làng",
            "trả phí": "Điều 11 Luật Đường làng",
        },
        together={
            "Xe tải được đi": "không áp dụng với xe chở hàng nguy hiểm",
            "phơi lúa": "không áp dụng với đoạn đường dốc",
            "trả phí": "xe của người khuyết tật được miễn phí",
        },
    ),
    TruthCase(
        "ranges-and-large-sums",
        "Mức phạt theo Nghị định số 33/2026/NĐ-CP về bãi bồi ven sông",
        [decree("33/2026")],
        [
            table(
                ["Hành vi", "Mức phạt tiền", "Căn cứ"],
                ["San lấp bãi bồi dưới 50 m²", "1.250.000.000 đồng đến 2.750.500.000 đồng", "Khoản 1 Điều 4"],
                ["San lấp bãi bồi từ 50 m² đến dưới 100 m²", "500.000.000 đồng đến 1.000.000.000 đồng", "Khoản 2 Điều 4"],
                ["Hút hơn 3 m³ cát", "Đến 123.456.700.000 đồng", "Khoản 3 Điều 4"],
            ),
        ],
        {
            "dưới 50 m²": "Khoản 1 Điều 4 Nghị định 33/2026/NĐ-CP",
            "từ 50 m²": "Khoản 2 Điều 4 Nghị định 33/2026/NĐ-CP",
            "3 m³": "Khoản 3 Điều 4 Nghị định 33/2026/NĐ-CP",
        },
        shown=("50 m²", "3 m³", "1.250.000.000", "2.750.500.000", "123.456.700.000"),
        never=("123457", "2750,5", "123,457 "),
    ),
    TruthCase(
        "a-long-answer",
        "Hỏi đáp Luật Thư viện xã số 95/2025/QH15",
        [law("95/2025", "Thư viện xã", "khoản 2 Điều 14 Luật Thư viện xã số 95/2025/QH15", article="14", clause="2")],
        [
            question(
                "Người dân mượn sách của thư viện xã trong bao lâu?",
                paragraph("Theo khoản 2 Điều 14 Luật Thư viện xã số 95/2025/QH15, người có thẻ bạn đọc được mượn mang về nhà không quá 05 cuốn sách mỗi lần trong thời hạn 30 ngày kể từ ngày mượn và được gia hạn một lần nếu không có bạn đọc khác đăng ký mượn cùng cuốn sách đó, trừ sách quý hiếm chỉ được đọc tại chỗ."),
            ),
        ],
        {"05 cuốn sách": "Khoản 2 Điều 14 Luật Thư viện xã"},
        together={"05 cuốn sách": "trừ sách quý hiếm chỉ được đọc tại chỗ"},
        shown=("05 cuốn sách",),
    ),
    TruthCase(
        "a-law-behind-the-fine-and-the-decree-of-the-fine",
        "Bảo vệ đê điều mùa mưa lũ",
        [
            law("66/2025", "Đê điều", "Điều 7 Luật Đê điều số 66/2025/QH15", article="7"),
            decree("21/2026", "khoản 3 Điều 15 Nghị định số 21/2026/NĐ-CP", article="15", clause="3"),
        ],
        [
            paragraph("Hành vi cấm tại Điều 7 Luật Đê điều số 66/2025/QH15 bị phạt từ 5.000.000 đồng đến 10.000.000 đồng (khoản 3 Điều 15 Nghị định số 21/2026/NĐ-CP)."),
        ],
        {"Hành vi cấm": "Điều 7 Luật Đê điều; khoản 3 Điều 15 Nghị định 21/2026/NĐ-CP"},
        shown=("Hành vi cấm",),
    ),
    TruthCase(
        "speaker-notes-are-no-law",
        "Bài giảng Luật Cây xanh số 59/2025/QH15",
        [law("59/2025", "Cây xanh", "Điều 5 Luật Cây xanh số 59/2025/QH15", article="5")],
        [
            listed("• Mỗi hộ trồng ít nhất một cây trước nhà (Điều 5 Luật Cây xanh số 59/2025/QH15)"),
            {"type": "aside", "of": "notes", "page": 1, "content": [paragraph("Chặt cây bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (Điều 6 Luật Cây xanh số 59/2025/QH15).")]},
            fine("Chặt cây", 1_000_000, 2_000_000, None),
            fine("Chặt cây", 1_000_000, 2_000_000, 0),
        ],
        {"một cây": "Điều 5 Luật Cây xanh", "Chặt cây": None},
        shown=("một cây",),
    ),
    TruthCase(
        "a-place-above-belongs-to-the-fine-above",
        "Giữ yên tĩnh nơi thôn xóm",
        [
            decree("70/2026", "điểm a khoản 2 Điều 8 Nghị định số 70/2026/NĐ-CP", article="8", clause="2", point="a"),
            law("44/2025", "Thôn xóm"),
        ],
        [
            paragraph("Hát loa kéo sau 22 giờ"),
            paragraph("Từ 500.000 đồng đến 1.000.000 đồng"),
            paragraph("điểm a khoản 2 Điều 8 Nghị định số 70/2026/NĐ-CP"),
            paragraph("Nổ máy cày lúc nửa đêm"),
            paragraph("Từ 700.000 đồng đến 900.000 đồng"),
            paragraph("Mọi người cùng giữ yên tĩnh theo Luật Thôn xóm số 44/2025/QH15."),
            fine("Hát loa kéo sau 22 giờ", 500_000, 1_000_000, 0),
            fine("Nổ máy cày lúc nửa đêm", 700_000, 900_000, 0),
        ],
        {"Hát loa kéo": "Điểm a khoản 2 Điều 8 Nghị định 70/2026/NĐ-CP", "Nổ máy cày": None},
        shown=("Hát loa kéo",),
    ),
)
