"""The organ named after an act: where its name ends, and what is no organ."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.issuers import issuer_at
from validators.citations.acts.organs import ORGANS
from validators.citations.repair import level


@each(
    ("text", "organ"),
    [
        # the state
        (" của Quốc hội", "Quốc hội"),
        (" của Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
        (" của Uỷ ban thường vụ Quốc hội về án phí", "Uỷ ban thường vụ Quốc hội"),
        (" của Chủ tịch nước", "Chủ tịch nước"),
        (" của Chính phủ quy định chi tiết", "Chính phủ"),
        (" của Thủ tướng Chính phủ về việc ban hành", "Thủ tướng Chính phủ"),
        (" của Hội đồng Bộ trưởng", "Hội đồng Bộ trưởng"),
        (" của Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao"),
        (" của Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
        (" của Viện kiểm sát nhân dân tối cao", "Viện kiểm sát nhân dân tối cao"),
        (" của Kiểm toán nhà nước", "Kiểm toán nhà nước"),
        (" của Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        (" của Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
        # ministries, present and past; the whole name with its commas and "và"
        (" của Bộ Tư pháp", "Bộ Tư pháp"),
        (" của Bộ trưởng Bộ Tư pháp", "Bộ trưởng Bộ Tư pháp"),
        (" của Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch"),
        (" của Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động - Thương binh và Xã hội"),
        (" của Bộ Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Môi trường"),
        (" của Bộ Khoa học, Công nghệ và Môi trường", "Bộ Khoa học, Công nghệ và Môi trường"),
        (" của Bộ Y tế hướng dẫn", "Bộ Y tế"),
        # provinces, communes, departments
        (" của Ủy ban nhân dân tỉnh Hưng Yên", "Ủy ban nhân dân tỉnh Hưng Yên"),
        (" của Hội đồng nhân dân tỉnh An Giang quy định", "Hội đồng nhân dân tỉnh An Giang"),
        (" của Chủ tịch Ủy ban nhân dân thành phố Hải Phòng", "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"),
        (" của UBND xã Tân Lập", "UBND xã Tân Lập"),
        (" của HĐND thành phố Huế", "HĐND thành phố Huế"),
        (" của Sở Tư pháp", "Sở Tư pháp"),
        (" của Sở Tư pháp tỉnh Lào Cai", "Sở Tư pháp tỉnh Lào Cai"),
        (" của Giám đốc Sở Tài chính tỉnh Nghệ An", "Giám đốc Sở Tài chính tỉnh Nghệ An"),
        (" của Sở Văn hóa, Thể thao và Du lịch tỉnh Gia Lai", "Sở Văn hóa, Thể thao và Du lịch tỉnh Gia Lai"),
        # the Party
        (" của Bộ Chính trị", "Bộ Chính trị"),
        (" của Ban Bí thư", "Ban Bí thư"),
        (" của Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
        (" của Tỉnh ủy Hưng Yên", "Tỉnh ủy Hưng Yên"),
        (" của Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        (" của Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        # what may stand before it
        (", của Chính phủ", "Chính phủ"),
        (" do Chính phủ ban hành", "Chính phủ"),
        ("  của  Bộ Công an", "Bộ Công an"),
        ("\ncủa\nBộ Công an", "Bộ Công an"),
    ],
)
def test_an_organ_is_read_to_its_end(text: str, organ: str) -> None:
    levelled = level(text)
    found = issuer_at(levelled, 0)
    assert found is not None
    assert found[1] == organ
    assert " ".join(levelled[: found[0]].split()).endswith(organ)


@each(
    ("text", "organ"),
    [
        (" của Bộ Tư pháp Hướng dẫn thi hành", "Bộ Tư pháp"),
        (" của Chính phủ Quy định chi tiết", "Chính phủ"),
        (" của Chủ tịch UBND tỉnh Hưng Yên Về việc", "Chủ tịch UBND tỉnh Hưng Yên"),
        (" của UBND tỉnh Hưng Yên Ban hành Quy chế", "UBND tỉnh Hưng Yên"),
        (" của Bộ Tài chính. Bộ Công an", "Bộ Tài chính"),
        (" của Thủ tướng Chính phủ; Chính phủ", "Thủ tướng Chính phủ"),
    ],
)
def test_the_title_after_an_organ_is_not_taken_with_it(text: str, organ: str) -> None:
    found = issuer_at(text, 0)
    assert found is not None
    assert found[1] == organ


@each(
    "text",
    [
        "",
        " của ông Nguyễn Văn Mẫu",
        " của pháp luật",
        " của các bộ, ngành",
        " của cơ quan có thẩm quyền",
        " của chính phủ nước ngoài",
        " của bộ phận một cửa",
        " của Banh",
        " Bộ Tư pháp",
        " về việc của Bộ Tư pháp",
        "; của Bộ Tư pháp",
        " trong Bộ Tư pháp",
        " của Chính phủ1",
    ],
)
def test_what_is_no_organ_of_the_act(text: str) -> None:
    assert issuer_at(text, 0) is None


@each("name", sorted({organ.name for organ in ORGANS if organ.name.startswith("Bộ ")}))
def test_every_ministry_with_an_abbreviation_is_read_by_its_name(name: str) -> None:
    assert issuer_at(f" của {name} quy định", 0) == (len(f" của {name}"), name)


@given(st.text(alphabet="của doBộTưphápSởỦybanụ ,.;\n-ĐXA", max_size=80), st.integers(0, 80))
@settings(max_examples=at_most(60))
def test_any_text_is_read_and_the_end_lies_in_it(text: str, start: int) -> None:
    found = issuer_at(level(text), start)
    if found is not None:
        assert start < found[0] <= len(text)
        assert found[1] == found[1].strip() != ""


def test_a_name_ends_where_small_letters_begin() -> None:
    assert issuer_at(" của Ủy ban nhân dân xã Mỹ Thử đề nghị", 0) == (30, "Ủy ban nhân dân xã Mỹ Thử")
