from __future__ import annotations

import pytest

from pbgdpl_cli.portal.shelf.titles import shown_title

SHOWN = {
    "HỎI ĐÁP VỀ LUẬT ĐẤT ĐAI": "Hỏi đáp về Luật Đất đai",
    "TUYÊN TRUYỀN NGHỊ ĐỊNH 815/2025/NĐ-CP VỀ XỬ PHẠT": "Tuyên truyền Nghị định 815/2025/NĐ-CP về xử phạt",
    "ĐỀ CƯƠNG GIỚI THIỆU LUẬT PHÒNG, CHỐNG BẠO LỰC GIA ĐÌNH": "Đề cương giới thiệu Luật Phòng, chống bạo lực gia đình",
    "TÀI LIỆU CỦA UBND TỈNH HƯNG YÊN VỀ PHÒNG CHÁY": "Tài liệu của UBND tỉnh Hưng Yên về phòng cháy",
    "XÂY DỰNG XÃ ĐẠT CHUẨN TIẾP CẬN PHÁP LUẬT": "Xây dựng xã đạt chuẩn tiếp cận pháp luật",
    "PHẦN II. HỎI ĐÁP PHÁP LUẬT": "Phần II. Hỏi đáp pháp luật",
    "PHÒNG, CHỐNG HIV/AIDS TRONG TRƯỜNG HỌC": "Phòng, chống HIV/AIDS trong trường học",
    "QUYỀN TRẺ EM. NGHĨA VỤ CỦA CHA MẸ": "Quyền trẻ em. Nghĩa vụ của cha mẹ",
}
KEPT = (
    "Hỏi đáp về Luật Đất đai",
    "CÂU CHUYỆN CỦA ÔNG MẪU Ở THÔN TRÊN",  # a person's name would be written small
    "HƯỚNG DẪN CỦA XÃ AN MẪU VỀ HỘ TỊCH",  # no list knows the place
    "UBND TỈNH",
    "TRỢ GIÚP pháp lý cho người nghèo và trẻ em",
    "BHYT, BHXH, BHTN",
    "",
)


@pytest.mark.parametrize(("title", "shown"), SHOWN.items())
def test_capitals_become_words(title: str, shown: str) -> None:
    assert shown_title(title) == shown


@pytest.mark.parametrize("title", KEPT)
def test_what_would_have_to_be_guessed_stays(title: str) -> None:
    assert shown_title(title) == title


def test_nothing_but_the_size_of_letters_changes() -> None:
    assert all(shown_title(title).upper() == title.upper() for title in SHOWN)
