from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.language.spacing import mend_spacing


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("trang thi ết b ị ph ục v ụ s ản xuất", "trang thiết bị phục vụ sản xuất"),
        ("quy định tại điểm b ở trên", "quy định tại điểm b ở trên"),
        ("quyền,nghĩa vụ; banChỉ đạo", "quyền, nghĩa vụ; ban Chỉ đạo"),
        ("từ 1,5 triệu đồng, TTg, YouTube", "từ 1,5 triệu đồng, TTg, YouTube"),
        ("  hai   khoảng trắng ", "hai khoảng trắng"),
        ("Nghị định này có hiệu lực", "Nghị định này có hiệu lực"),
        ("", ""),
    ],
)
def test_spaces(read: str, wanted: str) -> None:
    assert mend_spacing(read) == wanted


@given(st.text(alphabet=st.sampled_from("abcđeêinghkmtuưyàáạậếệ ,.1TĐ")))
def test_nothing_but_spaces_changes(text: str) -> None:
    assert mend_spacing(text).replace(" ", "") == "".join(text.split())


GOOD = ["ủy", "ban", "nhân", "dân", "các", "cấp", "ở", "địa", "phương", "ô", "tô", "y", "tế"]


@given(st.lists(st.sampled_from(GOOD), max_size=12))
def test_good_text_is_left_alone(words: list[str]) -> None:
    text = " ".join(words)
    assert mend_spacing(text) == text
