"""Sheets for print: sizes, bleed, letters that can be read back, and a leaflet that folds right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from derivative_records import alcohol_record, mediation_record
from layout_cases import points_of, record_of
from test_theme import logo

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.kinds.infographic.infographic import KIND
from converters.derivatives.kinds.infographic.making import style_of
from converters.derivatives.kinds.infographic.poster import sheets
from converters.derivatives.kinds.infographic.printing import printed
from tests.each import each
from validators.sharing.record import Record

MILLIMETRE = 72 / 25.4


def sheet(folder: Path, form: str, record: Record, **options: object) -> Path:
    (kind,) = KIND.in_formats((form,))
    target = folder / Path(kind.path).name
    kind.derive(record, target, DeriveOptions(**options))  # type: ignore[arg-type]
    return target


def boxes(path: Path) -> Iterator[tuple[list[float], list[float], list[float]]]:
    with pikepdf.open(path) as document:
        for page in document.pages:
            yield tuple(
                [float(edge) / MILLIMETRE for edge in box] for box in (page.mediabox, page.trimbox, page.BleedBox)
            )  # type: ignore[misc]


def words_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_bounded().replace("\xad", "").split()) for page in document]


@pytest.mark.real
@each(("form", "size"), [("a4", (210, 297)), ("a3", (297, 420)), ("trifold", (297, 210))])
def test_sheets_have_their_size_and_three_millimetres_of_bleed(
    form: str, size: tuple[int, int], tmp_path: Path
) -> None:
    for media, trim, bleed in boxes(sheet(tmp_path, form, mediation_record())):
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(size, abs=0.01)
        assert [trim[0] - bleed[0], bleed[3] - trim[3]] == pytest.approx([3, 3], abs=0.01)
        assert media[2] - media[0] > bleed[2] - bleed[0]


@pytest.mark.real
def test_letters_are_letters_and_fonts_are_inside(tmp_path: Path) -> None:
    path = sheet(tmp_path, "a4", alcohol_record())
    said = " ".join(words_of(path))
    for expected in (
        "Người đi xe máy",
        "Tước giấy phép lái xe 22 đến 24 tháng.",
        "30 – 40",
        "triệu đồng",
        "168/2024/NĐ-CP",
    ):
        assert expected in said
    with pikepdf.open(path) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
        assert all(font.DescendantFonts[0].FontDescriptor.FontFile2 is not None
                   for page in document.pages for font in page.Resources.Font.values())  # fmt: skip
        assert not any(len(page.Resources.XObject) for page in document.pages), "no picture of letters"
    assert fonts == {"/PBGDPL+NotoSans-Regular", "/PBGDPL+NotoSans-Bold"}
    assert path.stat().st_size < 120_000


@pytest.mark.real
def test_ground_reaches_into_the_bleed(tmp_path: Path) -> None:
    path = sheet(tmp_path, "a4", alcohol_record())
    with pikepdf.open(path) as document:
        for page in document.pages:
            page.cropbox = page.BleedBox
        document.save(tmp_path / "bleed.pdf")
    picture = pypdfium2.PdfDocument(tmp_path / "bleed.pdf")[0].render(scale=1).to_pil().convert("RGB")
    corner, foot = picture.getpixel((2, 2)), picture.getpixel((2, picture.height - 3))
    assert corner == picture.getpixel((14, 14)), "the head goes over the edge"
    assert foot == (255, 255, 255), "as does the imprint"


@pytest.mark.real
def test_the_same_record_gives_the_same_bytes_and_keeps_its_recipe(tmp_path: Path) -> None:
    for form in ("a4", "trifold"):
        (kind,) = KIND.in_formats((form,))
        first = sheet(tmp_path, form, mediation_record()).read_bytes()
        path = sheet(tmp_path, form, mediation_record())
        assert path.read_bytes() == first
        assert kind.recipe_in(path) == kind.recipe(mediation_record(), DeriveOptions())
        assert b"CreationDate" not in first
    foreign = tmp_path / "foreign.pdf"
    foreign.write_bytes(b"%PDF-1.7 nothing")
    assert KIND.recipe_in(foreign) is None
    assert KIND.recipe_in(tmp_path / "absent.pdf") is None


@pytest.mark.real
def test_a_leaflet_folds_with_its_cover_on_top(tmp_path: Path) -> None:
    """Outside, from the left: flap, back, cover; the first panel inside is behind the cover."""
    record = alcohol_record()
    path = sheet(tmp_path, "trifold", record)
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 2
    _, trim, _ = next(boxes(path))
    outside, inside = (page.get_textpage() for page in document)

    def between(page: pypdfium2.PdfTextPage, left: float, right: float) -> str:
        edges = [(trim[0] + side) * MILLIMETRE for side in (left, right)]
        return " ".join(page.get_text_bounded(left=edges[0], right=edges[1]).split())

    assert "Đã uống rượu, bia" in between(outside, 197, 297), "the cover is on the right"
    assert "Hội đồng phối hợp" in between(outside, 97, 197), "the back in the middle"
    assert not between(outside, 0, 97), "the flap has what three panels have no room for"
    order = [between(inside, left, right) for left, right in ((0, 100), (100, 200), (200, 297))]
    assert ["khoản 6 Điều 7" in order[0], "khoản 9 Điều 7" in order[1], "khoản 11 Điều 6" in order[2]] == [True] * 3


@pytest.mark.real
def test_marks_show_where_to_fold(tmp_path: Path) -> None:
    path = sheet(tmp_path, "trifold", alcohol_record())
    with pikepdf.open(path) as document:
        for page in document.pages:
            del page["/CropBox"]
        document.save(tmp_path / "whole.pdf")
    scale = 6.0
    for page, folds in zip(pypdfium2.PdfDocument(tmp_path / "whole.pdf"), ((97, 197), (100, 200)), strict=True):
        picture = page.render(scale=scale).to_pil().convert("L")
        row = round(2 * MILLIMETRE * scale)
        dark = [x for x in range(picture.width) if picture.getpixel((x, row)) < 128]
        found = sorted({round(x / scale / MILLIMETRE - 8) for x in dark})
        assert found == [0, *folds, 297]


@pytest.mark.real
def test_more_cards_than_a_leaflet_holds_go_onto_further_ones_numbered_on_their_covers(tmp_path: Path) -> None:
    record = record_of("short")
    style = style_of(record, DeriveOptions(format="trifold"))
    points = points_of("questions", "cruel")
    spread = sheets(record, points, style)
    assert len(spread) > 4
    path = tmp_path / "leaflets.pdf"
    path.write_bytes(printed(record, spread, style, "0" * 64))
    pages = words_of(path)
    assert len(pages) == 2 * -(-len(spread) // 4)
    covers = pages[::2]
    assert [f"Tờ {number}/{len(covers)}" in page for number, page in enumerate(covers, 1)] == [True] * len(covers)
    told = " ".join(pages)
    assert all(point.text in told for point in points)


@pytest.mark.real
def test_letters_of_other_scripts_are_drawn_and_can_be_read_out(tmp_path: Path) -> None:
    record = record_of("short")
    (point, *_) = points_of("rights", "short")
    style = style_of(record, DeriveOptions(format="a4", theme=Theme(logo=logo())))
    khmer = replace(point, text="Luật viết bằng tiếng Khmer: ច្បាប់ និង សិទ្ធិ.")
    content = printed(record, sheets(record, [khmer, point], style), style, "0" * 64)
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pikepdf.open(path) as document:
        page = document.pages[0]
        assert len(page.Resources.XObject) >= 2, "the logo and the letters of the other script"
        assert b"/ActualText" in page.Contents.read_bytes()


@pytest.mark.real
def test_a_draft_is_marked_on_paper_too(tmp_path: Path) -> None:
    for form in ("a4", "trifold"):
        said = " ".join(words_of(sheet(tmp_path, form, mediation_record(), draft=True)))
        assert "BẢN NHÁP" in said
    assert "BẢN NHÁP" not in " ".join(words_of(sheet(tmp_path, "a4", mediation_record())))
