"""Formulas and furniture of web pages; options of a question in a table of any file; bullets by their font."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from office_samples import cell, opendocument, paragraph, row, run, table, word
from reading_samples import read, texts

from converters.reading.document import BlockKind
from converters.reading.office.flow import RichCell, RichParagraph, RichRun, RichTable, are_counted, unframed
from converters.reading.open_formats.objects import MATH, mathml_text
from converters.reading.plain.web_formulas import WebFormula
from converters.reading.plain.web_furniture import Trust, furniture_of
from tests.each import each

_OPTIONS = (("A. 14", "B. 15"), ("C. 16", "D. 18"))
_HALF = "<mfrac><mrow><mi>A</mi><mo>+</mo><mi>B</mi></mrow><mn>2</mn></mfrac>"


def page(tmp_path: Path, body: str) -> list[str]:
    (tmp_path / "a.html").write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", encoding="utf-8")
    return texts(read(tmp_path / "a.html"))


@each(
    ("body", "wanted"),
    [
        (f"<p>Giá: <math><mi>T</mi><mo>=</mo>{_HALF}</math> đồng.</p>", ["Giá: T=(A+B)/2 đồng."]),
        ("<p>a <math><mi>x</mi></math></p><p>b <math><mi>y</mi></math></p>", ["a x", "b y"]),
        ("<p>a <math><mi>x</mi><annotation>x tex</annotation></math> b</p>", ["a x b"]),
        ("<p>a <math><mspace/><mi>x</mi></math> b</p>", ["a x b"]),
    ],
)
def test_formulas_stand_in_their_sentence(tmp_path: Path, body: str, wanted: list[str]) -> None:
    assert page(tmp_path, body) == wanted


def test_tags_before_and_after_a_formula_are_the_pages() -> None:
    formula = WebFormula()
    assert not formula.starts("p")
    assert formula.starts("math")
    assert formula.starts("mi")
    assert formula.holds("x")
    assert formula.ends("mi") == ""
    assert formula.ends("math") == "x"
    assert formula.ends("p") is None
    assert not formula.holds("y")


def test_a_formula_nested_out_of_all_measure_keeps_its_letters() -> None:
    formula = WebFormula()
    for tag in ("math", *["mrow"] * 5_000):
        assert formula.starts(tag)
    formula.holds("x")
    assert formula.ends("math") == "x"


@each(
    ("inner", "wanted"),
    [
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "³√(x)"),
        ("<msubsup><mi>x</mi><mi>k</mi><mi>m</mi></msubsup>", "x_k^m"),
    ],
)
def test_parts_of_formulas(inner: str, wanted: str) -> None:
    root = etree.fromstring(f'<math xmlns="{MATH.strip("{}")}">{inner}</math>')
    assert mathml_text(root) == wanted


@each(
    ("tag", "given", "around", "wanted"),
    [
        ("nav", {}, set(), BlockKind.HEADER),
        ("footer", {}, {"article"}, None),
        ("footer", {}, {"body"}, BlockKind.FOOTER),
        ("aside", {}, set(), BlockKind.FOOTER),
        ("aside", {}, {"main"}, None),
        ("div", {"class": "main-menu"}, set(), BlockKind.HEADER),
        ("div", {"class": "share"}, {"article"}, BlockKind.FOOTER),
        ("div", {"class": "menu"}, {"article"}, None),
        ("div", {"role": "navigation"}, set(), BlockKind.HEADER),
        ("p", {}, set(), None),
    ],
)
def test_what_stands_around_a_text(tag: str, given: dict[str, str], around: set[str], wanted: BlockKind | None) -> None:
    assert furniture_of(tag, given, around, Trust(names=True, says_text=True)) is wanted


def test_names_that_are_not_believed_say_nothing() -> None:
    assert furniture_of("div", {"class": "menu"}, set(), Trust(names=False, says_text=True)) is None


@each(
    ("cells", "wanted"),
    [
        (["A. 14", "B. 15", "C. 16", "D. 18"], True),
        (["a) Có", "b) Không", "c) Tùy"], True),
        (["A. 14", "B. 15"], False),
        (["A. 14", "C. 15", "B. 16"], False),
        (["A. 14", "B. 15", "16"], False),
        (["1. Họ tên", "2. Ngày sinh", "3. Quê quán"], False),
    ],
)
def test_options_by_their_letters(cells: list[str], wanted: bool) -> None:
    assert are_counted(cells) is wanted
    rich = tuple(
        RichCell(place // 2, place % 2, (RichParagraph((RichRun(text),)),)) for place, text in enumerate(cells)
    )
    assert (unframed(RichTable(rich)) is not None) is wanted


def test_options_in_a_grid_are_read_row_by_row(tmp_path: Path) -> None:
    grid = table(
        *(row(*(cell(paragraph(run(text))) for text in line)) for line in (("A. 14", "B. 15"), ("C. 16", "D. 18")))
    )
    assert texts(read(word(tmp_path / "a.docx", grid))) == ["A. 14", "B. 15", "C. 16", "D. 18"]


def test_options_of_an_opendocument_text(tmp_path: Path) -> None:
    made = [[f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in line] for line in _OPTIONS]
    cells = "".join(f"<table:table-row>{''.join(line)}</table:table-row>" for line in made)
    path = opendocument(tmp_path / "a.odt", f"<office:text><table:table>{cells}</table:table></office:text>")
    assert texts(read(path)) == ["A. 14", "B. 15", "C. 16", "D. 18"]


def test_a_bullet_is_what_its_font_draws(tmp_path: Path) -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/>'
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    numbering = (
        f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    relation = f'<Relationship Id="rIdN" Type="{kind}" Target="numbering.xml"/>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    path = word(
        tmp_path / "a.docx", paragraph(run("Tờ khai"), properties=listed), {"word/numbering.xml": numbering}, relation
    )
    assert texts(read(path)) == ["● Tờ khai"]
