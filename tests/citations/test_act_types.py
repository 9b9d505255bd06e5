"""Types of act: by name, by abbreviation, and whether they are normative."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.properties import at_most
from validators.citations.acts.act_types import ACT_TYPES, BY_CODE, BY_NAME, BY_SLUG, LAWS, ActType, bare, type_named


@each(
    ("word", "slug"),
    [
        ("Hiến pháp", "hien-phap"),
        ("Bộ luật", "bo-luat"),
        ("Luật", "luat"),
        ("Pháp lệnh", "phap-lenh"),
        ("Lệnh", "lenh"),
        ("Sắc lệnh", "sac-lenh"),
        ("Sắc luật", "sac-luat"),
        ("Nghị quyết", "nghi-quyet"),
        ("Nghị quyết liên tịch", "nghi-quyet-lien-tich"),
        ("Nghị định", "nghi-dinh"),
        ("Thông tư", "thong-tu"),
        ("Thông tư liên tịch", "thong-tu-lien-tich"),
        ("Thông tư liên bộ", "thong-tu-lien-tich"),
        ("Quyết định", "quyet-dinh"),
        ("Quy định", "quy-dinh"),
        ("Chỉ thị", "chi-thi"),
        ("Văn bản hợp nhất", "van-ban-hop-nhat"),
        ("Công văn", "cong-van"),
        ("Tờ trình", "to-trinh"),
        # in capitals, and as scanners leave the accents
        ("NGHỊ ĐỊNH", "nghi-dinh"),
        ("nghị định", "nghi-dinh"),
        ("Nghi dinh", "nghi-dinh"),
        ("Nghị đinh", "nghi-dinh"),
        ("QUYÊT ĐỊNH", "quyet-dinh"),
        ("Thông tu", "thong-tu"),
        ("Luât", "luat"),
        ("Quyết đinh", "quyet-dinh"),
    ],
)
def test_a_type_is_known_by_its_name(word: str, slug: str) -> None:
    assert type_named(word) == slug


@each("word", ["", " ", "Luật sư", "Nghị", "pháp luật", "Điều", "Thông tư số", "nghi-dinh", "NĐ"])
def test_other_words_name_no_type(word: str) -> None:
    assert type_named(word) is None


@each("kind", ACT_TYPES, ids=lambda kind: kind.name)
def test_every_name_is_read_without_its_accents_and_in_capitals(kind: ActType) -> None:
    assert type_named(kind.name.upper()) == type_named(bare(kind.name)) == kind.slug


@each(
    ("code", "slug"),
    [
        # NĐ 30/2020/NĐ-CP, Annex III: all twenty-seven with an abbreviation
        ("NQ", "nghi-quyet"), ("QĐ", "quyet-dinh"), ("CT", "chi-thi"), ("QC", "quy-che"), ("QYĐ", "quy-dinh"),
        ("TC", "thong-cao"), ("TB", "thong-bao"), ("HD", "huong-dan"), ("CTR", "chuong-trinh"), ("KH", "ke-hoach"),
        ("PA", "phuong-an"), ("ĐA", "de-an"), ("DA", "du-an"), ("BC", "bao-cao"), ("BB", "bien-ban"),
        ("TTR", "to-trinh"), ("HĐ", "hop-dong"), ("CĐ", "cong-dien"), ("BGN", "ban-ghi-nho"),
        ("BTT", "ban-thoa-thuan"), ("GUQ", "giay-uy-quyen"), ("GM", "giay-moi"), ("GGT", "giay-gioi-thieu"),
        ("GNP", "giay-nghi-phep"), ("PG", "phieu-gui"), ("PC", "phieu-chuyen"), ("PB", "phieu-bao"),
        # normative acts and party documents
        ("NĐ", "nghi-dinh"), ("TT", "thong-tu"), ("TTLT", "thong-tu-lien-tich"), ("TTLB", "thong-tu-lien-tich"),
        ("NQLT", "nghi-quyet-lien-tich"), ("PL", "phap-lenh"), ("SL", "sac-lenh"), ("SLT", "sac-luat"),
        ("L", "lenh"), ("KL", "ket-luan"),
        ("VBHN", "van-ban-hop-nhat"),
        # written by offices, and by typists without a bar
        ("CV", "cong-van"), ("LCT", "lenh"), ("ND", "nghi-dinh"), ("QD", "quyet-dinh"),
    ],
)  # fmt: skip
def test_a_type_is_known_by_its_abbreviation(code: str, slug: str) -> None:
    assert BY_CODE[code].slug == slug


def test_two_types_without_a_bar_between_them_stay_two() -> None:
    assert {BY_CODE["ĐA"].slug, BY_CODE["DA"].slug} == {"de-an", "du-an"}
    assert {type_named("Đề án"), type_named("Dự án")} == {"de-an", "du-an"}


@each(
    ("slug", "normative"),
    [
        # Luật 64/2025/QH15 Điều 4; what depends on the organ is open
        ("hien-phap", True), ("bo-luat", True), ("luat", True), ("phap-lenh", True), ("nghi-dinh", True),
        ("thong-tu", True), ("thong-tu-lien-tich", True), ("nghi-quyet-lien-tich", True), ("nghi-quyet", None),
        ("quyet-dinh", None), ("lenh", None), ("cong-van", False), ("ke-hoach", False), ("thong-bao", False),
        ("huong-dan", False), ("bao-cao", False), ("to-trinh", False),
    ],
)  # fmt: skip
def test_what_is_normative(slug: str, normative: bool | None) -> None:
    assert BY_SLUG[slug].normative is normative


def test_a_longer_name_stands_before_the_one_it_contains() -> None:
    names = [kind.name for kind in ACT_TYPES]
    for place, name in enumerate(names):
        inside = [other for other in names[:place] if name.startswith(f"{other} ")]
        assert inside == []


def test_the_tables_tell_the_same() -> None:
    assert set(BY_SLUG) == {kind.slug for kind in ACT_TYPES}
    assert all(BY_NAME[kind.name.lower()].slug == kind.slug for kind in ACT_TYPES)
    assert all(BY_CODE[kind.code.upper()].slug == kind.slug for kind in ACT_TYPES if kind.code)
    assert set(BY_SLUG) > LAWS


def test_joint_circulars_are_called_by_their_present_name() -> None:
    assert BY_SLUG["thong-tu-lien-tich"].name == "Thông tư liên tịch"


@each(
    ("word", "letters"),
    [("Nghị định", "nghi dinh"), ("ĐỀ ÁN", "de an"), ("Quyết-định 5", "quyet-dinh 5"), ("ưở", "uo"), ("", "")],
)
def test_bare_letters(word: str, letters: str) -> None:
    assert bare(word) == letters


@given(st.text(max_size=40))
@settings(max_examples=at_most(40))
def test_bare_twice_is_bare_once(word: str) -> None:
    assert bare(bare(word)) == bare(word)
    type_named(word)
