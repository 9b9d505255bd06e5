from __future__ import annotations

from record_documents import block, document, draft, page, table

from converters.reading.boxes import Box
from converters.reading.document import BlockKind
from converters.records.build import nodes_of
from converters.records.content.structure import build_tree
from converters.records.content.tree import Node
from converters.records.passages.paragraphs import passages
from converters.records.passages.passage import written
from validators.sharing.record import Division, Heading, ListBlock, Table


def shape(nodes: list[Node]) -> str:
    """Labels by nesting: "1(1(a b) 2)"."""
    parts = []
    for node in nodes:
        inner = shape(node.children)
        name = node.label or {"paragraph": "¶", "heading": "#", "list": "•", "table": "▦"}.get(node.type, node.type)
        parts.append(f"{name}({inner})" if inner else name)
    return " ".join(parts)


def tree(text: str) -> str:
    return shape(nodes_of(document(page(*text.splitlines()))))


def test_every_level_nests() -> None:
    text = (
        "PHẦN THỨ NHẤT\nChương I\nQUY ĐỊNH CHUNG\nMục 1\nVỀ TÊN\nĐiều 1. Tên\n1. Một:\na) a;\nb) b.\n2. "
        "Hai.\nChương II\nKHÁC\nĐiều 2. Hai"
    )
    assert tree(text) == "THỨ NHẤT(I(1(1(1(a b) 2))) II(2))"


def test_chapter_titles_stand_below_the_number() -> None:
    made = draft("Chương I\nQUY ĐỊNH CHUNG\nVÀ GIẢI THÍCH\nĐiều 1. Phạm vi\nLuật này quy định.")
    chapter = made.record.content[0]
    assert isinstance(chapter, Division)
    assert chapter.title == "QUY ĐỊNH CHUNG VÀ GIẢI THÍCH"
    article = chapter.children[0]
    assert isinstance(article, Division)
    assert (article.title, article.text) == ("Phạm vi", "Luật này quy định.")


def test_titles_of_articles_may_stand_below_the_number() -> None:
    made = draft("ĐIỀU 1\nĐỐI TƯỢNG HỢP ĐỒNG\n1. Căn nhà.\nĐIỀU 2\nBên B đặt cọc cho bên A.")
    first, second = made.record.content[:2]
    assert isinstance(first, Division)
    assert isinstance(second, Division)
    assert (first.title, [one.type for one in first.children]) == ("ĐỐI TƯỢNG HỢP ĐỒNG", ["clause"])
    assert (second.title, second.text) == (None, "Bên B đặt cọc cho bên A.")


def test_quoted_articles_stay_in_the_unit_that_quotes_them() -> None:
    text = (
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 5 như sau:\n“Điều 5. Mới\n1. Một.\n2. Hai.”.\n2. Bãi bỏ Điều "
        "6.\nĐiều 2. Hiệu lực"
    )
    assert tree(text) == "1(1(¶ ¶ ¶) 2) 2"


def test_points_run_in_the_vietnamese_alphabet() -> None:
    letters = "abcdđeghiklmnopqrstuvxy"
    text = "Điều 1. Tên\n1. Gồm:\n" + "\n".join(f"{letter}) mục {letter};" for letter in letters)
    made = draft(text)
    assert not [doubt for doubt in made.doubts if doubt.kind == "sequence"]
    assert tree(text) == f"1(1({' '.join(letters)}))"


def test_gaps_and_steps_back_are_told_with_what_was_expected() -> None:
    made = draft("Điều 1. A\n1. Một.\n3. Ba.\nĐiều 2. B\n1. Gồm:\na) a;\nb) b;\nd) d.\nĐiều 4. D")
    found = [(doubt.text, doubt.candidates) for doubt in made.doubts if doubt.kind == "sequence"]
    assert found == [("3", ("2",)), ("d", ("c",)), ("4", ("3",))]


def test_inserted_units_are_no_gaps() -> None:
    made = draft("Điều 5. A\nNội dung.\nĐiều 5a. B\nNội dung.\nĐiều 6. C\n1. Một.\n1a. Một a.\n2. Hai.")
    assert not [doubt for doubt in made.doubts if doubt.kind == "sequence"]


def test_misread_article_words_and_labels() -> None:
    assert tree("Điêu 1. Một\nNội dung.\nDiều l0. Mười") == "1 10"


def test_footnote_marks_after_labels() -> None:
    assert tree("Điều 1. Tên\n1. Một.\n2.⁴⁰ Hai.") == "1(1 2)"


def test_outlines_have_headings_and_lists() -> None:
    made = draft("I. SỰ CẦN THIẾT\nVăn bản cũ không còn phù hợp với thực tế.\n1. Vì sao\n- lý do một;\n- lý do hai.")
    kinds = [type(item) for item in made.record.content]
    assert kinds[0] is Heading
    assert ListBlock in kinds


def test_tables_become_cells() -> None:
    made = draft("x")
    assert made.record.content
    sheet = table([["Hành vi", "Mức phạt"], ["Gây ồn", "Từ 500.000 đồng đến 1.000.000 đồng"]])
    nodes = nodes_of(document(page("BẢNG MỨC PHẠT", sheet)))
    assert nodes[-1].rows == [["Hành vi", "Mức phạt"], ["Gây ồn", "Từ 500.000 đồng đến 1.000.000 đồng"]]
    assert nodes[-1].header_rows == 1
    assert Table(rows=nodes[-1].rows).caption is None


def test_running_headers_rules_and_page_numbers_are_no_text() -> None:
    pages = [
        page(
            "CÔNG BÁO/Số 252/Ngày 27-04-2026",
            "Tài liệu nội bộ số 7",
            f"Câu {number} là nội dung riêng của trang này.",
            "________",
            str(number),
            number=number,
        )
        for number in range(1, 6)
    ]
    texts = [passage.text for passage in passages(document(*pages))]
    assert len(texts) == 5
    assert all(text.startswith("Câu") for text in texts)


def test_paragraphs_go_on_over_pages() -> None:
    first = page("Người dân có quyền yêu cầu cơ quan nhà nước cung cấp thông tin về", number=1)
    second = page("quyền và nghĩa vụ của mình.", number=2)
    (passage,) = passages(document(first, second))
    assert passage.text.endswith("thông tin về quyền và nghĩa vụ của mình.")
    assert passage.evidence(passage.text.index("nghĩa vụ")).page == 2


def test_wrapped_lines_are_joined_and_markers_begin_anew() -> None:
    body = (
        "1. Người sử dụng đất có các quyền theo quy định tại\nkhoản 1 Điều 5 của Luật này và các quyền "
        "khác\n2. Nghĩa vụ"
    )
    texts = [passage.text for passage in passages(document(page(block(body))))]
    assert len(texts) == 2
    assert texts[0].endswith("các quyền khác")


def test_heads_set_in_a_table_are_read_as_lines() -> None:
    head = table(
        [
            [
                "UBND TỈNH HƯNG YÊN\nSố: 7/KH-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHưng Yên, ngày 02 tháng 3 năm 2026",
            ]
        ],
        header=False,
    )
    texts = [passage.text for passage in passages(document(page(head, "KẾ HOẠCH", "Tuyên truyền")))]
    assert texts[:2] == ["UBND TỈNH HƯNG YÊN", "Số: 7/KH-UBND"]


def test_scraps_of_a_filled_form_are_put_in_order() -> None:
    from dataclasses import replace

    scraps = [("Số: /QĐ", 100), ("225", 130), ("-UBND", 300)]
    blocks = []
    for text, left in scraps:
        made = block(text, boxes=True, top=50)
        words = tuple(
            replace(word, box=Box(left if number == 0 else 250, 50, left + 30, 70))
            for number, word in enumerate(made.lines[0].words)
        )
        blocks.append(replace(made, lines=(replace(made.lines[0], words=words),), box=Box(left, 50, left + 60, 70)))
    texts = [passage.text for passage in passages(document(page(*blocks)))]
    assert texts == ["Số: 225 /QĐ -UBND"]


def test_stamps_are_kept_apart() -> None:
    assert passages(document(page(block("ĐÃ KÝ", BlockKind.STAMP), "Nội dung chính.")))[0].text == "Nội dung chính."


def test_an_article_title_may_end_with_a_word_numbers_follow() -> None:
    source = document(page(block("Điều 17. Bãi bỏ một số điều, khoản\n1. Bãi bỏ Điều 5.\n2. Bãi bỏ Điều 6.")))
    (article,) = nodes_of(source)
    assert [child.label for child in article.children] == ["1", "2"]


def test_a_sentence_that_cites_an_article_opens_none() -> None:
    nodes = nodes_of(document(page("HỎI ĐÁP", "Điều 8 Luật Mẫu quy định như sau:", "Điều 9. Tên điều", "1. Khoản.")))
    assert [(node.type, node.label) for node in nodes if node.type == "article"] == [("article", "9")]


def test_a_subsection_stands_inside_its_section() -> None:
    text = "Chương I\nCHUNG\nMục 1\nQUẢN LÝ\nTiểu mục 1\nTÀI SẢN\nĐiều 1. Kiểm kê\nMột."
    text += "\nTiểu mục 2\nKINH PHÍ\nMục 2\nSỬ DỤNG"
    (chapter,) = build_tree([written(line) for line in text.splitlines()])
    first, second = chapter.children
    assert [node.label for node in first.children] == ["1", "2"]
    assert (first.title, second.title) == ("QUẢN LÝ", "SỬ DỤNG")


def test_numbered_lines_with_nothing_below_are_a_list() -> None:
    lines = ["1. Tiếp nhận", "2. Tìm hiểu", "3. Lập biên bản"]
    assert [node.type for node in build_tree([written(line) for line in lines])] == ["paragraph"] * 3
    parted = [line for one in lines for line in (one, "Người dân đến xã.")]
    assert [node.type for node in build_tree([written(line) for line in parted])] == ["heading", "paragraph"] * 3


def test_an_article_that_goes_on_in_small_letters_has_no_title() -> None:
    lines = ["Điều 2. Việc áp dụng Nghị định và các văn bản quy phạm", "pháp luật khác thực hiện theo luật."]
    (article,) = build_tree([written(line) for line in lines])
    assert (article.title, article.text) == (None, "Việc áp dụng Nghị định và các văn bản quy phạm " + lines[1])


def test_a_heading_in_capitals_over_two_lines_is_one() -> None:
    lines = ["DANH MỤC MƯỜI THÀNH PHẦN HỒ SƠ PHẢI SỐ HÓA", "CỦA HAI THỦ TỤC HÀNH CHÍNH", "Một."]
    assert [node.text for node in build_tree([written(line) for line in lines])] == [" ".join(lines[:2]), "Một."]
