from __future__ import annotations

import pytest

from converters.legacy.fonts import Encoding, judge_font, plain_name
from tests.each import each


@each(
    "name",
    [
        ".VnTime",
        ".VnArial",
        ".VnArial Narrow",
        "ABCDEF+.VnTime,Bold",
        "#2EVnTime",
        ".VNTIME",
        "VnTime",
        ".Vn3DH",
        "_VnTime",
    ],
)
def test_abc_fonts_are_tcvn3(name: str) -> None:
    assert judge_font(name).encoding is Encoding.TCVN3


@each(
    ("name", "encoding"),
    [
        ("VNI-Times", Encoding.VNI),
        ("VNI Helve", Encoding.VNI),
        ("XYZABC+VNI-Times-Bold", Encoding.VNI),
        ("VPS Times", Encoding.VPS),
        ("VI Times", Encoding.VISCII),
    ],
)
def test_other_families(name: str, encoding: Encoding) -> None:
    assert judge_font(name).encoding is encoding


@each(
    "name", [None, "", "Times New Roman", "Verdana", "Vivaldi", "TimesNewRomanPS-BoldMT", "Vni", "Vineta", "Wingdings"]
)
def test_ordinary_fonts_say_nothing(name: str | None) -> None:
    verdict = judge_font(name)
    assert verdict.encoding is None
    assert not verdict.unmapped


@pytest.mark.parametrize(("name", "capitals"), [(".VnTimeH", True), (".VnTime", False), (".VnArialH,Bold", True)])
def test_fonts_that_end_in_h_draw_capitals(name: str, *, capitals: bool) -> None:
    assert judge_font(name).capitals is capitals


@each("name", ["VNtimes new roman", "SVNtimes new roman", "VNU-Times", "BK HCM1"])
def test_fonts_without_a_table_are_known_as_such(name: str) -> None:
    assert judge_font(name).unmapped


def test_plain_name_loses_subset_and_style() -> None:
    assert plain_name("ABCDEF+.VnTime,BoldItalic") == ".VnTime"
    assert plain_name("Times New Roman Bold") == "Times New Roman"
