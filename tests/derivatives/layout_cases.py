"""Points of every layout: short, as they usually are, and cruel; with a record whose title is of the same sort."""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from dataclasses import replace

from derivative_records import alcohol_record

from converters.derivatives.saying.key_points import KeyPoint, PointKind
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import money
from validators.sharing.record import Record

SORTS = ("short", "typical", "cruel")
TITLES = {
    "short": "Đi xe an toàn",
    "typical": "Đã uống rượu, bia thì không lái xe: những điều người dân xã Bình Sơn cần biết",
    "cruel": (
        "Tài liệu giới thiệu những quy định mà người dân, hộ gia đình, hộ kinh doanh và tổ chức trên địa bàn xã cần biết "
        "về trật tự, an toàn giao thông đường bộ, bảo vệ môi trường, phòng cháy, chữa cháy và cứu nạn, cứu hộ, về đăng ký, "
        "quản lý cư trú, về hòa giải ở cơ sở, tiếp công dân, giải quyết khiếu nại, tố cáo và về mức phạt khi vi phạm, dùng "
        "cho các buổi sinh hoạt ở thôn, bản, tổ dân phố trong năm học mới"
    ),
}
_CITATIONS = {
    "short": ("Điều 7", "Điều 7 Luật An Bình"),
    "typical": ("điểm a khoản 6 Điều 7", "Điểm a khoản 6 Điều 7 Nghị định 168/2024/NĐ-CP"),
    "cruel": (
        "điểm đ khoản 11 Điều 112",
        "Điểm đ khoản 11 Điều 112 Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    ),
}
_TEXTS = {
    "short": ("Giữ trật tự chung.", "Bỏ rác đúng chỗ."),
    "typical": (
        "Đi xe máy mà trong hơi thở có nồng độ cồn chưa vượt quá 0,25 miligam/1 lít khí thở; bị trừ 4 điểm giấy phép.",
        "Để vật nuôi thả rông trên đường trong đô thị hoặc ở nơi công cộng.",
        "Dừng xe, đỗ xe trên phần đường dành cho người đi bộ qua đường.",
        "Chở người ngồi trên xe không cài dây đai an toàn khi xe đang chạy.",
    ),
    "cruel": (
        "Người được giao quản lý mà để phương tiện, thiết bị hư hỏng hoặc mất mát do thiếu trách nhiệm, không kiểm tra theo lịch, không báo cáo kịp thời cho cơ quan có thẩm quyền trong vòng 24 giờ kể từ khi phát hiện, trừ trường hợp bất khả kháng được Ủy ban nhân dân cấp xã xác nhận bằng văn bản.",
        "Sử dụng đất sai mục đích trên diện tích từ 1.000 m² trở lên.",
    ),
}
_PINNED = (
    "Mức phạt nêu trên áp dụng đối với cá nhân; tổ chức có cùng hành vi vi phạm bị phạt gấp 02 lần mức phạt đối với cá "
    "nhân."
)
_COUNTS = {"short": 2, "typical": 4, "cruel": 12}
LAYOUT_NAMES = ("fines", "steps", "questions", "sides", "rights", "key-points")


def record_of(sort: str) -> Record:
    """A record with a title of that sort."""
    return alcohol_record(title=TITLES[sort], description=None)


def points_of(layout: str, sort: str) -> tuple[KeyPoint, ...]:
    """Points that are set out in a layout."""
    locator, citation = _CITATIONS[sort]
    texts = _TEXTS[sort]
    conditions = (Condition("/content/90", _PINNED, "/content", names_act=True),) if sort == "cruel" else ()
    return tuple(
        replace(
            _POINTS[layout](sort, number, texts[number % len(texts)]),
            citation=citation, locator=locator, pointer=f"/content/{number}", conditions=conditions,
        )
        for number in range(1 if layout == "steps" else _COUNTS[sort])
    )  # fmt: skip


def _plain(text: str, heading: str | None = None, kind: PointKind = PointKind.RULE) -> KeyPoint:
    return KeyPoint(kind, text, "", "", "", heading)


def _fine(sort: str, number: int, text: str) -> KeyPoint:
    sums = {"short": (200_000,), "typical": (2_000_000, 3_000_000), "cruel": (1_250_000_001, 2_750_500_000)}
    headings = {"short": "Phạt tiền", "typical": "Người đi xe máy", "cruel": "Cảnh cáo hoặc phạt tiền"}
    return replace(_plain(text, headings[sort], PointKind.SANCTION), emphasis=money(sums[sort]))


def _procedure(sort: str, number: int, text: str) -> KeyPoint:
    steps = tuple(enumerate((_TEXTS[sort] * 6)[: {"short": 2, "typical": 4, "cruel": 12}[sort]], 1))
    title = "Đăng ký tạm trú" if sort != "cruel" else "Trình tự giải quyết yêu cầu cấp lại giấy tờ bị mất, hư hỏng"
    told = f"{title}: {'; '.join(step for _, step in steps)}"
    return replace(_plain(told, None, PointKind.PROCEDURE), title=title, steps=steps)


def _answer(sort: str, number: int, text: str) -> KeyPoint:
    asked = {
        "short": "Nộp ở đâu?",
        "typical": "Người đi xe máy vượt đèn đỏ thì bị phạt thế nào?",
        "cruel": "Khi nào thì người bị tạm giữ, tạm giam được gặp người bào chữa?",
    }
    return _plain(text, f"{asked[sort][:-1]} ({number + 1})?", PointKind.ANSWER)


def _side(sort: str, number: int, text: str) -> KeyPoint:
    heading = "Những việc không được làm" if number % 2 else "Những việc cần làm"
    return _plain(text, heading)


def _right(sort: str, number: int, text: str) -> KeyPoint:
    return _plain(text, "Quyền của hòa giải viên" if sort != "short" else None, PointKind.RIGHT)


def _rule(sort: str, number: int, text: str) -> KeyPoint:
    return _plain(text, "Trách nhiệm chung" if number % 2 else None)


_POINTS = {
    "fines": _fine, "steps": _procedure, "questions": _answer, "sides": _side, "rights": _right, "key-points": _rule,
}  # fmt: skip
