"""A bookshelf with something of everything pages show: pictures, films with captions, law, drafts, places, visits.

All of it is invented: people, places, papers and numbers of acts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.store.visits import DOWNLOADED, OPENED
from tests.upload.package_factory import APPROVED, entry, make_record
from validators.sharing.record import Record

NAMES = (
    ("to-gap", "TỜ GẤP TUYÊN TRUYỀN PHÒNG, CHỐNG BẠO LỰC GIA ĐÌNH TRÊN ĐỊA BÀN TỈNH MẪU NĂM 2026"),
    ("hoi-dap", "Hỏi đáp về Luật Đất đai"),
    ("sach", "Sổ tay pháp luật dành cho người lao động trong các khu công nghiệp"),
    ("tinh-huong", "Tình huống: mua xe không sang tên"),
    ("bai-giang", "Bài giảng về trợ giúp pháp lý"),
    ("video", "Phim ngắn: đội mũ bảo hiểm"),
    ("do-hoa", "Mức phạt nồng độ cồn"),
    ("tin-bai", "Ngày hội pháp luật ở Xã Mẫu"),
    ("am-thanh", "Nghe: quyền của trẻ em"),
    ("van-ban-hanh-chinh", "Kế hoạch phổ biến, giáo dục pháp luật năm 2026"),
)
BASIS = [
    {
        "text": "Nghị định số 999/2025/NĐ-CP",
        "act": {"type": "nghi-dinh", "number": "999/2025/NĐ-CP", "title": "Quy định mẫu về xử phạt"},
        "locator": {"article": "12", "clause": "3"},
    },
    {"text": "Luật Mẫu số 11/2024/QH15", "act": {"type": "luat", "number": "11/2024/QH15"}},
]
CONTENT: list[dict[str, Any]] = [
    {"type": "heading", "level": 1, "text": "Người dân cần biết"},
    {"type": "paragraph", "text": "Người sử dụng đất có quyền được cấp giấy chứng nhận. " * 6},
    {"type": "heading", "level": 2, "text": "Thủ tục"},
    {
        "type": "question",
        "marker": "Câu 1.",
        "text": "Hồ sơ gồm những gì?",
        "answer": [
            {"type": "paragraph", "text": "Đơn đăng ký, giấy tờ về quyền sử dụng đất, bản sao giấy tờ tùy thân."}
        ],
    },
    {"type": "list", "items": ["Nộp hồ sơ tại Ủy ban nhân dân cấp xã", "Nhận phiếu hẹn", "Nhận kết quả"]},
    {
        "type": "sanction",
        "behaviour": "Không đội mũ bảo hiểm",
        "amount_min": 400_000,
        "amount_max": 600_000,
        "basis": 0,
    },
    {"type": "deadline", "text": "Giải quyết trong 10 ngày làm việc", "quantity": 10, "unit": "working-day"},
    {"type": "procedure", "title": "Đăng ký đất đai", "steps": ["Nộp hồ sơ", "Nhận kết quả"]},
]
CAPTIONS = (
    "WEBVTT\n\n00:00.000 --> 00:02.000\nHãy đội mũ bảo hiểm khi đi xe máy.\n\n00:02.000 --> 00:04.000\nCài quai.\n"
)
FINES = [["Hành vi", "Mức phạt"], ["Không đội mũ bảo hiểm", "400.000 – 600.000 đồng"]]
TABLE = {"type": "table", "header_rows": 1, "rows": FINES}


def drawing(seed: int, width: int = 900, height: int = 1300) -> bytes:
    """A picture that looks like a sheet somebody drew."""
    picture = Image.new("RGB", (width, height), ("#fff7e6", "#e9f2ff", "#f3ffe9")[seed % 3])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width, 220), fill=("#b3261e", "#10346e", "#226622")[seed % 3])
    for row in range(8):
        top = 280 + row * 120
        pen.rounded_rectangle((60, top, width - 60, top + 90), 18, outline="#333333", width=4)
        pen.line((100, top + 45, 200 + (row * 97 + seed * 53) % (width - 320), top + 45), fill="#555555", width=10)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def furnish(stores: PortalStores, many: int = 40) -> list[Record]:
    """Put so many materials on the shelf; the first ten have something of everything."""
    records = []
    for number in range(many):
        kind, title = NAMES[number % len(NAMES)]
        shown = title if number < len(NAMES) else f"{title}, tập {number // len(NAMES) + 1}"
        records.append(_put(stores, number, _files_of(number), kind=kind, title=shown))
    for number, record in enumerate(records[:12]):
        for _ in range(30 - 2 * number):
            stores.visits.note(record.identifier, OPENED)
        stores.visits.note(record.identifier, DOWNLOADED)
    return records


def _files_of(number: int) -> dict[str, tuple[str, bytes]]:
    files = {"source/goc.pdf": ("source", b"%PDF-1.7 " + bytes([number]) * 5000)}
    if number % 3 == 0:
        files["derivatives/to.png"] = ("infographic", drawing(number))
    if number % 5 == 0:
        files |= {
            "derivatives/phim.mp4": ("video", b"\0\0\0\x18ftypmp42" + bytes([number]) * 900),
            "derivatives/phim.vtt": ("captions", CAPTIONS.encode()),
        }
    if number % 4 == 0:
        files["derivatives/nghe.mp3"] = ("audio", b"ID3" + bytes([number]) * 900)
    return files


def _put(stores: PortalStores, number: int, files: Mapping[str, tuple[str, bytes]], **values: Any) -> Record:
    entries = []
    for path, (role, content) in files.items():
        upload = stores.blobs.create(len(content))
        with stores.blobs.writing(upload) as writer:
            writer.write(content)
        arrived = stores.blobs.find(upload.identifier)
        assert arrived is not None
        stores.blobs.finish(arrived)
        entries.append(entry(path, content, role))
    table = [TABLE] if number % 2 else []
    record = make_record(
        entries,
        **{
            **(APPROVED if number % 9 else {}),
            "date_issued": f"20{20 + number % 7}-03-01",
            "subjects": [1 + number % 12, 11],
            "audiences": [("general", "students", "workers")[number % 3]],
            "place": {"name": ("Xã Mẫu", "Phường Thử", "Tỉnh Mẫu")[number % 3]},
            "description": "Giới thiệu quyền và nghĩa vụ của người dân, thủ tục cần làm và nơi có thể hỏi thêm.",
            "legal_basis": BASIS if number % 2 == 0 else BASIS[:1],
            "content": [*CONTENT, *table],
            "language": "en" if number == 13 else "vi",
            **values,
        },
    )
    stores.records.put(record)
    return record


if __name__ == "__main__":  # for looking at pages: python -m tests.portal.furnished FOLDER, then portal serve --home
    import sys

    with PortalStores(Path(sys.argv[1])) as opened:
        furnish(opened)
