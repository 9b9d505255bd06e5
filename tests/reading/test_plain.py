from __future__ import annotations

import contextlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_samples import SENTENCES, read, texts

from converters.reading.document import BlockKind, Method
from converters.reading.problems import Damaged, EmptyFile, UnreadableInput
from tests.properties import at_most

LAW = "Điều 1. Phạm vi điều chỉnh\nNgười dân có quyền được thông tin về pháp luật."
TCVN3 = "§iÒu 1. Ph¹m vi ®iÒu chØnh\nNg­êi d©n cã quyÒn ®­îc th«ng tin vÒ ph¸p luËt."
VNI = "Ñieàu 1. Phaïm vi ñieàu chænh\nNgöôøi daân coù quyeàn ñöôïc thoâng tin veà phaùp luaät."
CP1258 = (
    "Ði\u00ea\u0300u 1. Pha\u0323m vi \u0111i\u00ea\u0300u chi\u0309nh\nNgư\u01a1\u0300i dân co\u0301 quy\u00ea\u0300n "
    "\u0111ư\u01a1\u0323c thông tin v\u00ea\u0300 pha\u0301p lu\u00e2\u0323t."
).replace("Ð", "Đ")


@pytest.mark.parametrize(
    "data",
    [
        LAW.encode(), LAW.encode("utf-8-sig"), LAW.encode("utf-16"), LAW.encode("utf-16-le"), LAW.encode("utf-16-be"),
        unicodedata.normalize("NFD", LAW).encode(), TCVN3.encode("latin-1"), VNI.encode("cp1252"),
        CP1258.encode("cp1258"),
    ],
    ids=["utf8", "utf8-mark", "utf16", "utf16-le", "utf16-be", "decomposed", "tcvn3", "vni", "cp1258"],
)  # fmt: skip
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    document = read(tmp_path / "a.txt")
    assert document.text == LAW
    assert document.pages[0].method is Method.PLAIN


def test_western_text_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Société générale, Genève – café à la crème".encode("cp1252"))
    assert read(tmp_path / "a.txt").text == "Société générale, Genève – café à la crème"


def test_lines_broken_by_hand_are_one_paragraph(tmp_path: Path) -> None:
    wrapped = "\n".join(
        [*SENTENCES, "ngắn.", "", "1. " + SENTENCES[0][:60], *(sentence[:64] for sentence in SENTENCES[1:]), "hết"]
    )
    (tmp_path / "a.txt").write_text(wrapped, encoding="utf-8")
    found = read(tmp_path / "a.txt").pages[0].blocks
    assert [len(block.lines) for block in found] == [4, 4]
    assert found[1].kind is BlockKind.LIST_ITEM


def test_form_feeds_end_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("một\f\fhai", encoding="utf-8")
    assert [(page.number, page.text) for page in read(tmp_path / "a.txt").pages] == [(1, "một"), (2, "hai")]


def test_only_white_space(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        (tmp_path / name).write_text(" \n\n ", encoding="utf-8")
        with pytest.raises(EmptyFile):
            read(tmp_path / name)


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Tiêu đề\n\nĐoạn **đậm**, *nghiêng* và [nối](http://x).\n\n## Mục\n\n- một\n- hai\n\n1. ba\n\n"
        "| Hành vi | Mức |\n|---|:-:|\n| A | `1` |\n\n```\ncode # x\n```\n\n---\n",
        encoding="utf-8",
    )
    found = read(tmp_path / "a.md").pages[0].blocks
    assert [(block.kind, block.level, block.text) for block in found] == [
        (BlockKind.HEADING, 1, "Tiêu đề"),
        (BlockKind.PARAGRAPH, 0, "Đoạn đậm, nghiêng và nối."),
        (BlockKind.HEADING, 2, "Mục"),
        (BlockKind.LIST_ITEM, 2, "- một"),
        (BlockKind.LIST_ITEM, 2, "- hai"),
        (BlockKind.LIST_ITEM, 0, "1. ba"),
        (BlockKind.TABLE, 0, "Hành vi\nMức\nA\n1"),
        (BlockKind.PARAGRAPH, 0, "code # x"),
    ]
    assert [cell.header for cell in found[6].cells] == [True, True, False, False]


def html(path: Path, body: str, encoding: str = "utf-8") -> list[str]:
    path.write_bytes(body.encode(encoding))
    return texts(read(path))


def test_html_structure(tmp_path: Path) -> None:
    body = (
        "<html><head><title>Hỏi đáp pháp luật</title><style>p{}</style></head><body><h2>Hỏi</h2><p>Một<br>hai</p>"
        "<ol start=3><li>ba<li>bốn</ol><ul><li>năm</ul><script>no()</script><p hidden>giấu</p>"
        "<p style='display:none'>giấu</p><table><tr><th>A<th>B<tr><td rowspan=2>x<td>y<tr><td>z</table>đuôi"
    )
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    document = read(tmp_path / "a.html")
    assert texts(document) == ["Hỏi", "Một\nhai", "3. ba", "4. bốn", "• năm", "A\nB\nx\ny\nz", "đuôi"]
    assert document.title == "Hỏi đáp pháp luật"
    cells = {(cell.row, cell.column): (cell.text, cell.row_span) for cell in document.pages[0].blocks[5].cells}
    assert cells[1, 0] == ("x", 2)
    assert cells[2, 1] == ("z", 1)


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("<tr><th>Mã</th><td>2.0</td><tr><th>Phí</th><td>8.000</td>", 0),
        ("<tr><th>A<th>B<tr><th>một<td>1<tr><th>hai<td>2", 1),
        ("<tr><td><th>A<tr><th>một<td>1", 1),
        ("<tr><th>A<th>B<tr><th>a<th>b<tr><td>1<td>2", 2),
    ],
    ids=["rows", "columns and rows", "an empty corner", "two rows"],
)
def test_a_cell_may_head_its_row(tmp_path: Path, rows: str, heads: int) -> None:
    (tmp_path / "a.html").write_text(f"<table>{rows}</table>", encoding="utf-8")
    cells = read(tmp_path / "a.html").pages[0].blocks[0].cells
    plain = {cell.row for cell in cells if cell.text and not cell.header}
    assert {cell.row for cell in cells} - plain == set(range(heads))


def test_the_mark_of_a_note_in_a_book_is_raised(tmp_path: Path) -> None:
    assert html(tmp_path / "a.html", "<p>quyền sau<a href='#n' epub:type='noteref'>1</a>:</p>") == ["quyền sau¹:"]


def test_html_of_before_unicode(tmp_path: Path) -> None:
    body = "<body><font face='.VnTime'>LuËt §Êt ®ai</font> <span style='font-family: VNI-Times'>Luaät</span> Law</body>"
    assert html(tmp_path / "a.html", body, "cp1252") == ["Luật Đất đai Luật Law"]
    declared = "<meta charset=windows-1258><p>" + CP1258.split("\n", maxsplit=1)[0]
    assert html(tmp_path / "b.html", declared, "cp1258") == ["Điều 1. Phạm vi điều chỉnh"]


def test_tables_that_set_a_page(tmp_path: Path) -> None:
    assert html(tmp_path / "a.html", "<table><tr><td>a<table><tr><td>b</table>c</table>") == ["a", "b", "c"]


@settings(max_examples=at_most(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ol>", "</ol>", "<b", ">", "&amp;", "&#99999999;", "x", "<!--", "<td rowspan=99999>", "</td>"]), max_size=40))  # fmt: skip  # noqa: E501
def test_nothing_breaks_the_html_reader(tmp_path: Path, pieces: list[str]) -> None:
    (tmp_path / "a.html").write_text("".join(pieces) + "x", encoding="utf-8")
    with contextlib.suppress(UnreadableInput):
        read(tmp_path / "a.html")


@pytest.mark.real
@pytest.mark.parametrize(
    "line", ["[" * 20_000, "**a " * 10_000, "| \n" + "-" * 19_999 + " x", " |" * 10_000, "* " * 10_000]
)
def test_lines_of_signs_take_no_longer(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.md").write_text(f"x\n{line}\n{line}", encoding="utf-8")
    assert read(tmp_path / "a.md").text.startswith("x")


def test_html_that_never_ends_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x" + "<!" * 2_000_000, encoding="utf-8")
    with pytest.raises(Damaged):
        read(tmp_path / "a.html")


@settings(max_examples=at_most(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=200))
def test_nothing_breaks_the_text_reader(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with contextlib.suppress(UnreadableInput):
        assert unicodedata.is_normalized("NFC", read(tmp_path / "a.txt").text)


def test_what_stands_around_the_text_of_a_page(tmp_path: Path) -> None:
    around = "<header>Xã Mẫu</header>{}<aside>Tin mới</aside>"
    main = "<main><h1>Hỏi đáp</h1><p>Người dân đến xã để được hướng dẫn làm thủ tục.</p></main>"
    (tmp_path / "a.html").write_text(around.format(main))
    assert texts(read(tmp_path / "a.html"), BlockKind.HEADER) == ["Xã Mẫu"]
    assert texts(read(tmp_path / "a.html"), BlockKind.FOOTER) == ["Tin mới"]
    (tmp_path / "b.html").write_text(around.format(main.replace("main>", "div>")))
    assert texts(read(tmp_path / "b.html"), BlockKind.HEADER) == []


def test_summaries_are_set_bold_and_items_need_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<details><summary>Ai?</summary><p>Mọi người.</p></details><li>Một")
    blocks = read(tmp_path / "a.html").pages[0].blocks
    assert [(block.text, block.emphasis) for block in blocks] == [
        ("Ai?", True),
        ("Mọi người.", False),
        ("• Một", False),
    ]


def test_tables_with_headings_set_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<table><tr><td>Bên<td><h1>Hỏi đáp</h1><p>Một.</table>")
    assert [block.kind for block in read(tmp_path / "a.html").pages[0].blocks][1] is BlockKind.HEADING


def test_lines_that_hang_below_an_item_go_on_with_it(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "Trả lời:\n1. Chủ đất có quyền\n   (Điều 254).\n2. Làm đơn:\n   - Bản sao;\n   Nộp tại xã.\n", "utf-8"
    )
    texts = [block.text.replace("\n", " ") for page in read(source).pages for block in page.blocks]
    assert texts == ["Trả lời:", "1. Chủ đất có quyền (Điều 254).", "2. Làm đơn:", "- Bản sao;", "Nộp tại xã."]
