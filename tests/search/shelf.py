"""A small shelf to search in: invented materials, each of one thing, with words that look alike without marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from pbgdpl_cli.search.act_words import act_words
from pbgdpl_cli.search.entry import FACETS, Entry
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import How, Wanted, search
from pbgdpl_cli.search.tables import create_tables, put_entry
from pbgdpl_cli.search.words import index_form

MATERIALS = {
    "bạo lực": ("Phòng, chống bạo lực gia đình", "Người bị bạo lực gia đình được bảo vệ tại nơi tạm lánh."),
    "gia đình": ("Gia đình văn hóa", "Gia đình ở khu dân cư; dân quân tự vệ có lực lượng, bạo dạn khi chữa cháy."),
    "đất": ("Hỏi đáp về đất đai", "Luật Đất đai cho người thuê đất; tiền thuê đất nộp một năm một lần."),
    "thuế": ("Thuế thu nhập", "Người nộp thuế kê khai trước ngày cuối tháng; thuế được hoàn khi nộp thừa."),
    "đạt": ("Danh hiệu đạt chuẩn", "Xã đạt chuẩn tiếp cận pháp luật được công nhận; kết quả đại trà đạt cao."),
    "án": ("Án treo là gì", "Người hưởng án treo chịu thử thách; Nam là tên một người."),
    "an": ("An toàn giao thông", "Đội mũ bảo hiểm để an toàn; an ninh trật tự do công an xã lo."),
    "nghị định": ("Đề cương Nghị định số 815/2025/NĐ-CP", "Nghị định này thay thế Nghị định số 314/2021/NĐ-CP."),
    "pháo": ("Tết an toàn", "Dùng pháo hoa không đúng thì bị phạt theo Nghị định số 815/2025/NĐ-CP. Pháo nổ bị cấm."),
    "hoa": ("Cây cảnh", "Trồng hoa ven đường; phạt cỏ trước khi trồng."),
    "hòa giải": ("Sổ tay hoà giải ở cơ sở", "Hoà giải viên do thôn bầu; thuỷ lợi là việc chung."),
    "hộ tịch": ("Đăng ký hộ tịch", "Công chức tư pháp, hộ tịch đăng ký khai sinh; hộ khẩu và lịch hẹn là việc khác."),
}  # fmt: skip


class Shelf:
    """An index in memory."""

    def __init__(self, materials: Mapping[str, tuple[str, str]] = MATERIALS) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        create_tables(self.connection)
        self.names = list(materials)
        for number, (title, text) in enumerate(materials.values(), 1):
            put_entry(self.connection, number, entry(title, text))

    def ask(self, words: str, *, wide: bool = False) -> tuple[list[str], How]:
        """Names of what is found, best first, and how."""
        found = search(self.connection, Facets(), Wanted(words, wide=wide))
        return [self.names[number - 1] for number in found.numbers or ()], found.finds.how


def entry(title: str, text: str, facets: Iterable[tuple[str, str]] = (("kind", "to-gap"),)) -> Entry:
    """An entry of a title and a text."""
    assert all(facet in FACETS for facet, _ in facets)
    title, text = index_form(title), index_form(text)
    return Entry(title, "", "", act_words(title), act_words(text), text, tuple(facets))
