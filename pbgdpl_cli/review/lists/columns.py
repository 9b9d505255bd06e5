"""The columns of a list of open places, as XLSX and CSV hold them, and the few words that may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pbgdpl_cli.i18n import told
from pbgdpl_cli.review.lists.places import ListedPlace
from pbgdpl_cli.sheets.layout import BASE, MESSAGES, STATUS, Layout

KEY, PLACE_OF = "#place", "#material"
TITLE, PAGE, KIND, WHY, AROUND, READS, OTHERS = (
    "title", "page", "kind", "why", "around", "reads", "others"
)  # fmt: skip
ANSWER, AGAIN, SAYS = "answer", "again", "says"
# Vietnamese in every language of the program, as those of the sheet of metadata: columns are known by them.
COLUMNS: Mapping[str, str] = MappingProxyType({
    TITLE: "Tài liệu",
    PAGE: "Trang",
    KIND: "Loại",
    WHY: "Vì sao cần xem",
    AROUND: "Dòng chữ chung quanh",
    READS: "Máy đọc là (số thì để trống: tự đọc)",
    OTHERS: "Cách đọc khác",
    ANSWER: "TRONG BẢN GỐC LÀ",
    AGAIN: "Gõ lại (khi được hỏi)",
    SAYS: "Hoặc chọn",
})  # fmt: skip
TOLD: Mapping[str, str] = MappingProxyType({
    STATUS: "Trạng thái", MESSAGES: "Thông báo", KEY: "Mã chỗ (không sửa)", PLACE_OF: "Mã tài liệu (không sửa)",
    BASE: "Dấu lúc xuất (không sửa)",
})  # fmt: skip
LAYOUT = Layout(KEY, COLUMNS, TOLD, "pbgdpl review export")
RIGHT, NOTHING, NO_CITATION = "đúng như máy đọc", "không có chữ nào", "không phải viện dẫn"
"""What may be chosen in place of typing: right as it stands (never for a number), nothing is printed there, and, of a
citation, that it is none."""


def cells_of(place: ListedPlace) -> Mapping[str, str | int | None]:
    """What a row says of a place, by column; what a person fills in is left empty."""
    return {
        TITLE: place.title,
        PAGE: place.page,
        KIND: place.kind if isinstance(place.kind, str) else told(place.kind),
        WHY: None if place.why is None else told(place.why),
        AROUND: place.around,
        READS: place.reads,
        OTHERS: " | ".join(place.others),
        KEY: place.key,
        PLACE_OF: place.material,
        BASE: place.base,
    }
