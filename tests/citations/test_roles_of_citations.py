"""What acts are cited for, in the wordings of preambles, of clauses on effect and of leaflets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.find import find_citations
from validators.citations.role_lists import CitedSpan, find_roles

A, B, C = "Nghị định số 11/2031/NĐ-CP", "Nghị định số 22/2032/NĐ-CP", "Thông tư số 33/2033/TT-BTP"


def roles(text: str) -> str:
    """The roles of all citations of a text, in order; [A], [B] and [C] stand for acts."""
    written = text.replace("[A]", A).replace("[B]", B).replace("[C]", C)
    return " ".join(one.role for one in find_citations(written))


@each(
    ("text", "role"),
    [
        ("Căn cứ [A];", "basis"),
        ("CĂN CỨ [A];", "basis"),
        ("- Căn cứ [A];", "basis"),
        ("Căn cứ vào [A] thì xã lập kế hoạch.", "basis"),
        ("Căn cứ theo quy định tại [A], xã lập kế hoạch.", "basis"),
        ("Căn cứ quy định của [A], xã lập kế hoạch.", "basis"),
        ("Căn cứ pháp lý: [A].", "basis"),
        ("Căn cứ khoản 2 Điều 5 [A];", "basis"),
        ("Theo [A] thì được nghỉ.", "mentioned"),
        ("Tố cáo phải có căn cứ. Theo [A] thì được giữ bí mật.", "mentioned"),
        ("Người dân xem thêm [A].", "mentioned"),
    ],
)
def test_grounds(text: str, role: str) -> None:
    assert roles(text) == role


@each(
    ("text", "said"),
    [
        ("Căn cứ [A]; [B];", "basis basis"),
        ("Căn cứ [A] và [B];", "basis basis"),
        ("Căn cứ [A], [B], [C];", "basis basis basis"),
        ("Căn cứ [A] về nuôi ong; [B] về bán mật;", "basis basis"),
        ("Căn cứ [A]. Theo [B] thì được nghỉ.", "basis mentioned"),
        ("Căn cứ [A] được sửa đổi, bổ sung bởi [B];", "basis amending"),
        ("Căn cứ [A] đã được sửa đổi, bổ sung một số điều theo [B];", "basis amending"),
        ("[A] thay thế [B] và [C].", "replacing replaced replaced"),
        ("Bãi bỏ [A] và [B].", "repealed repealed"),
        ("Bãi bỏ các văn bản sau đây: a) [A]; b) [B].", "repealed repealed"),
        ("Các văn bản sau đây hết hiệu lực: [A]; [B]; và [C].", "repealed repealed repealed"),
        ("[A] và [B] hết hiệu lực kể từ ngày 01/01/2034.", "repealed repealed"),
        ("[A], [B] và [C] bị bãi bỏ.", "repealed repealed repealed"),
        ("[A] và [B] được thay thế bởi [C].", "replaced replaced replacing"),
        ("Theo [A] và [B] thì được nghỉ.", "mentioned mentioned"),
        ("[A] được hướng dẫn bởi [B]; [C] không còn áp dụng.", "mentioned mentioned repealed"),
        ("[A] hết hiệu lực; [B] tiếp tục có hiệu lực.", "repealed mentioned"),
        ("[A] quy định chi tiết thi hành [B] hết hiệu lực.", "repealed mentioned"),
    ],
)
def test_members_of_a_list_share_what_is_said_of_it_and_others_do_not(text: str, said: str) -> None:
    assert roles(text) == said


@each(
    ("text", "said"),
    [
        ("[A] sửa đổi, bổ sung một số điều của [B].", "amending amended"),
        ("[A] sửa đổi khoản 1 Điều 4 [B].", "amending amended"),
        ("[A] (được sửa đổi, bổ sung bởi [B])", "amended amending"),
        ("[A] (sửa đổi, bổ sung bởi [B])", "amended amending"),
        ("[A] được đính chính bởi [B].", "amended amending"),
        ("Sửa đổi, bổ sung Điều 3 [A] như sau:", "amended"),
        ("Bổ sung điểm c vào khoản 2 Điều 5 [A].", "amended"),
        ("Đính chính Phụ lục của [A].", "amended"),
        ("Thay cụm từ “xã” bằng cụm từ “phường” tại Điều 5 [A].", "amended"),
        ("Bỏ cụm từ “thị trấn” tại Điều 5 [A].", "amended"),
        ("Quy định này được bổ sung theo [A].", "amending"),
        ("Nuôi ong được quy định tại [A].", "mentioned"),
        ("Hồ sơ được bổ sung trong 05 ngày. Xem [A].", "mentioned"),
    ],
)
def test_changes(text: str, said: str) -> None:
    assert roles(text) == said


@each(
    ("text", "said"),
    [
        ("[A] thay thế [B].", "replacing replaced"),
        ("[A] sẽ thay thế [B] từ năm sau.", "replacing replaced"),
        ("[A] có hiệu lực và thay thế [B].", "replacing replaced"),
        ("[A] được thay thế bởi [B].", "replaced replacing"),
        ("[A] đã bị thay thế bằng [B].", "replaced replacing"),
        ("[A] nay được thay thế bởi [B].", "replaced replacing"),
        ("[A] về nuôi ong đã được thay thế.", "replaced"),
        ("Xin cấp giấy thay thế theo [A].", "mentioned"),
        ("Thay thế toàn bộ [A].", "replaced"),
        ("Nộp bản sao để thay thế. Việc này theo [A].", "mentioned"),
    ],
)
def test_replacements(text: str, said: str) -> None:
    assert roles(text) == said


@each(
    ("text", "said"),
    [
        ("Bãi bỏ [A].", "repealed"),
        ("Huỷ bỏ toàn bộ [A].", "repealed"),
        ("Hủy bỏ [A].", "repealed"),
        ("Bãi bỏ khoản 2 và Điều 5 [A].", "repealed"),
        ("[A] hết hiệu lực kể từ ngày 01/01/2034.", "repealed"),
        ("[A] sẽ chấm dứt hiệu lực.", "repealed"),
        ("[A] đã bị bãi bỏ.", "repealed"),
        ("[A] trước đây không còn áp dụng.", "repealed"),
        ("[A] không còn được áp dụng.", "repealed"),
        ("[A] không còn hiệu lực.", "repealed"),
        ("[A] bị bãi bỏ bởi [B].", "repealed amending"),
        ("[A] bãi bỏ [B].", "amending repealed"),
        ("[A] có hiệu lực từ ngày 01/01/2034.", "mentioned"),
        ("[A] vẫn còn hiệu lực thi hành.", "mentioned"),
        ("[A] về nuôi ong tiếp tục được áp dụng.", "mentioned"),
        ("Giấy phép hết hiệu lực thì xin cấp lại. Xem [A].", "mentioned"),
    ],
)
def test_ends(text: str, said: str) -> None:
    assert roles(text) == said


@each(
    ("text", "role"),
    [
        ("Hồ sơ nộp theo [A] có căn cứ rõ ràng.", "mentioned"),
        ("Quyết định số 5/QĐ-UBND về việc công bố thủ tục được sửa đổi, bổ sung", "mentioned"),
        ("[A] được ban hành năm 2031.", "mentioned"),
        ("[A] bổ sung năm 2033", "mentioned"),
    ],
)
def test_words_that_look_like_a_sign_and_say_nothing_of_the_act(text: str, role: str) -> None:
    assert roles(text) == role


def test_a_citation_within_another_one_is_no_member_of_its_list() -> None:
    text = "Bãi bỏ Luật sửa đổi Luật Cũ và Luật Khác."
    outer, inner, other = "Luật sửa đổi Luật Cũ", "Luật Cũ", "Luật Khác"
    spans = [
        CitedSpan(text.index(one), text.index(one) + len(one), one.removeprefix("Luật ")) for one in (outer, other)
    ]
    within = CitedSpan(text.index(inner), text.index(inner) + len(inner), "Cũ")
    found = find_roles(text, [spans[0], within, spans[1]])
    assert (found[0], found[2]) == ("repealed", "repealed")
    assert found[1] == "amended"


def test_an_amending_law_is_known_by_its_title_alone() -> None:
    assert find_roles("theo Luật X hết hiệu lực", [CitedSpan(5, 11, "sửa đổi Luật Y")]) == ["repealed"]
    assert find_roles("căn cứ. Theo Luật X thì", [CitedSpan(13, 19, "Sửa đổi Luật Y")]) == ["amending"]
    assert find_roles("căn cứ. Theo Luật X thì", [CitedSpan(13, 19, "Nuôi ong")]) == ["mentioned"]


@each("space", ["\u00a0", "\t", "\n", "\u202f"])
def test_white_space_of_any_kind_stands_between(space: str) -> None:
    assert roles(f"Căn{space}cứ{space}[A];") == "basis"
    assert roles(f"[A]{space}hết{space}hiệu lực.") == "repealed"


words = st.sampled_from(
    [
        A,
        B,
        C,
        "căn cứ",
        "bãi bỏ",
        "thay thế",
        "được",
        "bởi",
        "hết hiệu lực",
        "sửa đổi",
        ",",
        ";",
        "và",
        ".",
        "theo",
        ":",
    ]
)


@settings(max_examples=at_most(60))
@given(st.lists(words, max_size=14))
def test_every_citation_has_one_role_and_what_follows_a_full_stop_changes_nothing(said: list[str]) -> None:
    text = " ".join(said)
    alone, followed = find_citations(text), find_citations(f"{text} . Người dân được biết.")
    assert [one.role for one in alone] == [one.role for one in followed]


@settings(max_examples=at_most(60))
@given(st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=5))
def test_all_of_a_preamble_are_grounds_however_many(acts: list[str]) -> None:
    assert {one.role for one in find_citations("Căn cứ " + "; ".join(acts) + ";")} == {"basis"}
    assert {one.role for one in find_citations("Bãi bỏ " + " và ".join(acts) + ".")} == {"repealed"}
    assert {one.role for one in find_citations(", ".join(acts) + " hết hiệu lực.")} == {"repealed"}
    assert {one.role for one in find_citations("Theo " + ", ".join(acts) + " thì được nghỉ.")} == {"mentioned"}
