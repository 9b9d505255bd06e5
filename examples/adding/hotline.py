"""A detector: the line of a leaflet that gives a telephone number to call for help."""

from __future__ import annotations

from validators.language.detector import WordingTable, wording

HELP_LINES = WordingTable(
    "help-lines",
    (
        wording(
            "hotline",
            r"(?i:đường dây nóng|tổng đài)\b[^\d\n]{0,40}\d",
            source="leaflets of justice departments",
            gains="the number stands on the picture, too",
            positive=("Đường dây nóng: 1900 0000", "Gọi tổng đài hỗ trợ 111"),
            negative=("Đường dây nóng sẽ được thông báo sau", "Điều 111 về đường thủy"),
            how="search",
        ),
    ),
)
