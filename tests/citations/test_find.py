"""Citations: an act and the places in it, joined as the text joins them; contracts with the rooms they are made of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.dates import find_dates
from validators.citations.acts.numbers import parse_number
from validators.citations.find import find_citations, find_mentions
from validators.citations.locators import POINT_LETTERS, PlaceInAct, find_locators
from validators.citations.repair import level


def cited(text: str) -> list[tuple[str, list[str]]]:
    """Every citation as printed, and the places in it."""
    return [(one.text, [str(place) for place in one.locators]) for one in find_citations(text)]


DECREE = "Nghị định số 30/2020/NĐ-CP"


@each(
    ("text", "wanted"),
    [
        # places before the act
        (f"theo Điều 5 {DECREE} thì", (f"Điều 5 {DECREE}", ["Điều 5"])),
        (f"theo Điều 5 của {DECREE} thì", (f"Điều 5 của {DECREE}", ["Điều 5"])),
        (f"theo khoản 1, Điều 5, {DECREE}", (f"khoản 1, Điều 5, {DECREE}", ["khoản 1 Điều 5"])),
        (f"quy định tại Điều 5 trong {DECREE}", (f"Điều 5 trong {DECREE}", ["Điều 5"])),
        (f"Chương II {DECREE}", (f"Chương II {DECREE}", ["Chương II"])),
        ("Điều 5 Luật này", ("Điều 5 Luật này", ["Điều 5"])),
        ("khoản 2 Điều 8 Luật Hộ tịch", ("khoản 2 Điều 8 Luật Hộ tịch", ["khoản 2 Điều 8"])),
        ("Điều 104 BLHS", ("Điều 104 BLHS", ["Điều 104"])),
        ("Điều 5\ncủa Luật Hộ tịch", ("Điều 5\ncủa Luật Hộ tịch", ["Điều 5"])),
        (
            f"Điều 5 Quy chế ban hành kèm theo {DECREE}",
            (f"Điều 5 Quy chế ban hành kèm theo {DECREE}", ["Điều 5"]),
        ),
        (f"Điều 2 và Điều 5 {DECREE}", (f"Điều 2 và Điều 5 {DECREE}", ["Điều 2", "Điều 5"])),
        (
            f"Điều 2; quy định tại khoản 1 Điều 5 {DECREE}",
            (f"Điều 2; quy định tại khoản 1 Điều 5 {DECREE}", ["Điều 2", "khoản 1 Điều 5"]),
        ),
        # and after it
        ("Luật Hộ tịch, Điều 5 thì", ("Luật Hộ tịch, Điều 5", ["Điều 5"])),
        ("Luật Hộ tịch (Điều 5) thì", ("Luật Hộ tịch (Điều 5)", ["Điều 5"])),
        (
            "Luật Hộ tịch (khoản 1, 2 Điều 5)",
            ("Luật Hộ tịch (khoản 1, 2 Điều 5)", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
        ),
        ("Luật Hộ tịch năm 2014: Điều 5", ("Luật Hộ tịch năm 2014: Điều 5", ["Điều 5"])),
        ("(Luật Hộ tịch, Điều 5)", ("Luật Hộ tịch, Điều 5", ["Điều 5"])),
        # none
        (f"{DECREE} quy định tại Điều 7 như sau", (DECREE, [])),
        (f"Điều 7. Căn cứ {DECREE}", (DECREE, [])),
        (f"Điều 7 có nêu {DECREE}", (DECREE, [])),
        (f"{DECREE}. Điều 7", (DECREE, [])),
    ],
)
def test_places_belong_to_the_act_beside_them(text: str, wanted: tuple[str, list[str]]) -> None:
    assert cited(text) == [wanted]


def test_the_full_form() -> None:
    text = "theo điểm b khoản 4 Điều 6 Quyết định số 14/2019/QĐ-TTg ngày 13/3/2019 của Thủ tướng Chính phủ thì"
    (found,) = find_citations(text)
    assert found.text == text.removeprefix("theo ").removesuffix(" thì")
    assert text[found.mention.start : found.mention.end] == found.text.removeprefix("điểm b khoản 4 Điều 6 ")
    assert found.locators == (PlaceInAct(article="6", clause="4", point="b"),)


def test_every_act_has_its_own_places() -> None:
    text = "khoản 1 Điều 5 Luật Hộ tịch, Điều 7 và Điều 9 Luật Cư trú; điểm a khoản 2 Điều 3 Nghị định số 5/2024/NĐ-CP"
    assert [places for _, places in cited(text)] == [
        ["khoản 1 Điều 5"],
        ["Điều 7", "Điều 9"],
        ["điểm a khoản 2 Điều 3"],
    ]


@each(
    "text",
    [
        "",
        " \n ",
        "Điều 5",
        "khoản 1 Điều 5 của quy chế",
        "Theo quy định của pháp luật hiện hành.",
        "Ông Nguyễn Văn Mẫu, sinh ngày 05/3/1980, số điện thoại 0912 345 678",
        "phạt tiền từ 800.000 đồng đến 1.000.000 đồng",
        "Ban hành kèm theo Quy chế làm việc",
    ],
)
def test_a_text_without_an_act_cites_none(text: str) -> None:
    assert find_citations(text) == ()
    assert find_mentions(text) == ()


def test_mentions_are_the_acts_of_citations() -> None:
    text = f"Điều 5 {DECREE}; Luật Hộ tịch (Điều 7); theo Luật này, Nghị định 168/2024 và Quyết định số    /QĐ-UBND"
    assert find_mentions(text) == tuple(one.mention for one in find_citations(text))
    assert len(find_mentions(text)) == 5


@each(
    ("text", "organ"),
    [
        ("văn bản số 569/STP-PBGDPL ngày 5/6/2024 của Sở Tư pháp về việc", "Sở Tư pháp"),
        ("Kế hoạch số 20-KH/BTGTU của Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Nghị quyết số 20-NQ/TU của Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Công văn số 12/SNV-CCVC của Sở Nội vụ tỉnh Hưng Yên", "Sở Nội vụ tỉnh Hưng Yên"),
        ("Quyết định số 15/2021/QĐ-UBND của UBND tỉnh An Giang", "UBND tỉnh An Giang"),
    ],
)
def test_a_citation_goes_on_to_the_end_of_the_organ(text: str, organ: str) -> None:
    (found,) = find_citations(text)
    assert found.mention.act.organ == organ
    assert found.text.endswith(organ)


ACTS = st.sampled_from(
    [
        "Luật Hộ tịch số 60/2014/QH13",
        "Bộ luật Dân sự năm 2015",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Thông tư số 05/2020/TT-BTP ngày 28 tháng 8 năm 2020 của Bộ Tư pháp",
        "Kết luận số 80-KL/TW",
        "Quyết định số 14/2019/QĐ-TTg",
        "Nghị quyết số 326/2016/UBTVQH14",
    ]
)
PLACES = st.builds(
    PlaceInAct,
    article=st.integers(1, 200).map(str),
    clause=st.none() | st.integers(1, 20).map(str),
    point=st.none() | st.sampled_from(POINT_LETTERS),
)


@given(ACTS, st.none() | PLACES, st.sampled_from(["", " của", ","]), st.sampled_from(["thì", ".", "; Điều", ")", ""]))
@settings(max_examples=at_most(40))
def test_a_citation_written_is_read_back_whole(act: str, place: PlaceInAct | None, joint: str, after: str) -> None:
    written = f"{place}{joint} {act}" if place else act
    found = find_citations(f"(theo {written} {after}")
    assert [one.text for one in found] == [written]
    assert found[0].locators == (() if place is None else (place,))


@given(ACTS, st.none() | PLACES, st.text(alphabet="abcdeghiklmn ,;\n", max_size=30))
@settings(max_examples=at_most(40))
def test_what_is_found_is_found_again_in_a_longer_text(act: str, place: PlaceInAct | None, around: str) -> None:
    written = f"{place} {act}" if place else act
    (alone,) = find_citations(written)
    (longer,) = find_citations(f"{around}. {written}. {around}")
    assert (longer.text, longer.mention.act, longer.locators) == (alone.text, alone.mention.act, alone.locators)
    assert longer.start - alone.start == len(around) + 2


@given(st.lists(st.tuples(ACTS, st.none() | PLACES), min_size=1, max_size=6))
@settings(max_examples=at_most(20))
def test_what_the_rooms_find_is_what_the_citation_prints(parts: list[tuple[str, PlaceInAct | None]]) -> None:
    text = "; ".join(f"{place} {act}" if place else act for act, place in parts)
    found = find_citations(text)
    assert len(found) == len(parts)
    for one in found:
        mention = one.mention
        if mention.number is not None:
            assert text[mention.number.start : mention.number.end] == mention.number.printed
            number = parse_number(one.text)
            assert number is not None
            assert number.text == mention.act.number
        if mention.date_printed is not None:
            assert [day.value for day in find_dates(one.text)] == [mention.act.date]
        if one.locators:
            (group,) = find_locators(level(one.text))
            assert group.locators == one.locators
        if mention.organ_printed:
            assert mention.act.organ is not None
            assert one.text.endswith(mention.act.organ)
