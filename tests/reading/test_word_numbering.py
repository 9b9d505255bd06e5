"""Numbers Word prints before paragraphs: real numbering parts, read as a document's reader does."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reading.office.package import open_office_package
from converters.reading.office.word.numbering import Numbering, format_number, roman
from tests.each import each

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>"""


def level(place: int, form: str, text: str, more: str = "") -> str:
    head = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{head}{more}</w:lvl>'


def numbering(folder: Path, *levels: str, numbers: str = "") -> Numbering:
    """The numbering of a Word file with one list, number 1, and what `numbers` adds."""
    path = folder / "a.docx"
    part = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}</w:numbering>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"/>')
        archive.writestr("word/numbering.xml", part)
        archive.writestr("word/_rels/document.xml.rels", RELATIONS)
    with open_office_package(path) as package:
        return Numbering(package, "word/document.xml")


LAW = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
)


def test_levels_count_by_themselves_and_begin_anew_below(tmp_path: Path) -> None:
    numbers = numbering(tmp_path, *LAW)
    places = (0, 1, 2, 2, 1, 2, 0, 1)
    printed = [numbers.label("1", place) for place in places]
    assert printed == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_a_label_can_name_the_levels_above(tmp_path: Path) -> None:
    numbers = numbering(tmp_path, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2"))
    assert [numbers.label("1", place) for place in (0, 1, 1)] == ["I", "I.1", "I.2"]


def test_a_legal_label_writes_the_levels_above_in_digits(tmp_path: Path) -> None:
    legal = level(1, "decimal", "%1.%2", "<w:isLgl/>")
    numbers = numbering(tmp_path, level(0, "upperRoman", "%1"), legal)
    assert [numbers.label("1", place) for place in (0, 1)] == ["I", "1.1"]


def test_a_level_that_never_begins_anew(tmp_path: Path) -> None:
    articles = level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    numbers = numbering(tmp_path, level(0, "upperRoman", "Chương %1"), articles)
    printed = [numbers.label("1", place) for place in (0, 1, 1, 0, 1)]
    assert printed == ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."]


def test_two_lists_of_one_definition_go_on_or_begin_where_told(tmp_path: Path) -> None:
    going_on = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    begun = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbers = numbering(tmp_path, level(0, "decimal", "%1."), numbers=going_on + begun)
    assert [numbers.label(identity, 0) for identity in ("1", "1", "2", "3", "3")] == ["1.", "2.", "3.", "5.", "6."]


def test_a_list_can_print_a_level_its_own_way(tmp_path: Path) -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'lowerRoman', '(%1)')}</w:lvlOverride></w:num>"
    )
    numbers = numbering(tmp_path, level(0, "decimal", "%1."), numbers=own)
    assert [numbers.label(identity, 0) for identity in ("1", "2")] == ["1.", "(ii)"]


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("bullet", "\uf0b7", "•"),
        ("bullet", "\uf0fc", "✓"),
        ("bullet", "\uf0ff", "•"),
        ("bullet", "–", "–"),
        ("bullet", "", None),
        ("none", "%1", None),
        ("none", "Điều", "Điều"),
        ("decimalZero", "%1", "01"),
        ("ordinalOfTheFuture", "%1.", "1."),
    ],
)
def test_bullets_and_lists_without_numbers(tmp_path: Path, form: str, text: str, printed: str | None) -> None:
    assert numbering(tmp_path, level(0, form, text)).label("1", 0) == printed


@pytest.mark.parametrize(("identity", "place"), [(None, 0), ("9", 0), ("1", -1), ("1", 9)])
def test_what_is_in_no_list_has_no_label(tmp_path: Path, identity: str | None, place: int) -> None:
    assert numbering(tmp_path, *LAW).label(identity, place) is None


@each(
    ("number", "style", "text"),
    [
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (0, "lowerLetter", ""),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (7, "decimalZero", "07"),
        (12, "none", ""),
        (12, "anything", "12"),
    ],
)
def test_formats_of_numbers(number: int, style: str, text: str) -> None:
    assert format_number(number, style) == text


@given(st.integers(1, 3999))
def test_roman_numbers_say_what_they_are(number: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[letter] for letter in roman(number)]
    following = [*values[1:], 0]
    assert sum(-one if one < other else one for one, other in zip(values, following, strict=True)) == number
