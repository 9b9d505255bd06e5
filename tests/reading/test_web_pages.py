"""Pages of portals: what tables that set a page hold, and what is no text of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_samples import read, texts

from converters.reading.document import BlockKind
from tests.each import each

LONG = "Người dân nộp hồ sơ tại bộ phận một cửa của xã, mang theo giấy tờ tùy thân và nhận giấy hẹn trả kết quả."


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Path:
    return tmp_path / "a.html"


def kinds(page: Path, body: str) -> list[tuple[str, str]]:
    page.write_text(body, encoding="utf-8")
    return [(block.kind.value, block.text) for block in read(page).pages[0].blocks]


def test_a_table_around_tables_sets_the_page(page: Path) -> None:
    menu = "".join(f'<tr><td><a href="{one}">Mục {one}</a></td></tr>' for one in "123")
    body = (
        f"<table><tr><td><table>{menu}</table></td><td><table><tr><td><b>Thủ tục</b></td></tr>"
        f"<tr><td><p>{LONG}</p></td></tr></table></td></tr>"
        '<tr><td colspan="2" class="footer">Bản quyền của xã Mẫu</td></tr></table>'
    )
    assert kinds(page, body) == [
        ("header", "Mục 1"), ("header", "Mục 2"), ("header", "Mục 3"), ("paragraph", "Thủ tục"), ("paragraph", LONG),
        ("footer", "Bản quyền của xã Mẫu"),
    ]  # fmt: skip


def test_a_table_of_data_inside_stays_one(page: Path) -> None:
    data = "<table border=1><tr><th>Việc</th><th>Phí</th></tr><tr><td>Khai sinh</td><td>0 đồng</td></tr></table>"
    body = f"<table><tr><td>Trái</td><td><p>{LONG}</p>{data}<p>{LONG}</p></td></tr><tr><td>Dưới</td></tr></table>"
    assert [kind for kind, _ in kinds(page, body)].count("table") == 1


@each("opening", ['<table border="1">', "<table>"])
def test_a_ruled_table_or_one_of_even_cells_keeps_what_is_inside(page: Path, opening: str) -> None:
    cell = "<td>Một<table><tr><td>hai</td></tr></table></td>"
    longest = LONG if "border" in opening else "Ba bốn"
    body = f"{opening}<tr>{cell}<td>{longest}</td></tr><tr><td>Năm sáu</td><td>Bảy tám</td></tr></table>"
    assert [kind for kind, _ in kinds(page, body)] == ["table"]


def test_two_links_in_a_cell_are_no_menu(page: Path) -> None:
    links = '<a href="1">Điều 5 Luật Mẫu</a><p><a href="2">Điều 6 Luật Mẫu</a></p>'
    body = f"<table><tr><td><p>{LONG}</p>{links}</td></tr></table>"
    assert {kind for kind, _ in kinds(page, body)} == {"paragraph"}


@each("name", ["Tin liên quan", "Các tin khác", "Bài viết liên quan:", "Xem thêm", "Tin cùng chuyên mục"])
def test_links_to_other_pages_are_no_text(page: Path, name: str) -> None:
    other = f'<h3>{name}</h3><ul><li><a href="1">Hội thao xã</a></li><li><a href="2">Lịch tiếp dân</a></li></ul>'
    page.write_text(f"<main><h1>Thủ tục</h1><p>{LONG}</p>{other}<p>Hết.</p></main>", encoding="utf-8")
    assert texts(read(page), BlockKind.FOOTER) == [name, "• Hội thao xã", "• Lịch tiếp dân"]
    assert texts(read(page))[-1] == "Hết."


@each("below", ["<p>Văn bản không có liên kết nào.</p>", '<p>Theo <a href="1">Luật Mẫu</a> thì được.</p>'])
def test_a_heading_of_that_name_above_text_is_text(page: Path, below: str) -> None:
    found = kinds(page, f"<h1>Thủ tục</h1><p>{LONG}</p><h3>Xem thêm</h3>{below}")
    assert not [kind for kind, _ in found if kind == "footer"]


def test_buttons_for_sharing_are_no_text_even_inside_an_article(page: Path) -> None:
    body = f'<article><h1>Thủ tục</h1><p>{LONG}</p><div class="share"><a href="f">Chia sẻ</a></div></article>'
    assert kinds(page, body)[-1] == ("footer", "Chia sẻ")


def test_a_menu_by_its_name_only_outside_an_article(page: Path) -> None:
    body = f'<article><h1>Bếp ăn</h1><p>{LONG}</p><div class="menu">Cơm, canh</div></article>'
    assert kinds(page, body)[-1] == ("paragraph", "Cơm, canh")
