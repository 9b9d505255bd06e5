from __future__ import annotations

import base64
import datetime as dt
import io
import itertools
from pathlib import Path

import pytest
from derivative_records import alcohol_record, mediation_record
from PIL import Image
from pptx import Presentation
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, PALETTES, contrast, palette_for
from converters.derivatives.drawing.scene import Picture, Rectangle, Scene, TextItem
from converters.derivatives.drawing.theme import Theme, WrongTheme, _pairs, read_theme
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.epub.cover import cover_scene
from converters.derivatives.kinds.infographic.making import style_of
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.slides import slides
from converters.derivatives.kinds.video.cards import cards
from converters.derivatives.kinds.video.frames import Look, frame
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.kinds.video.timeline import timed_for_reading
from converters.derivatives.kinds.web import web
from converters.derivatives.saying.key_points import choose_key_points
from tests.each import each
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.sharing.staleness import Stale, Standard

GOOD = """
organ = "Sở Tư pháp tỉnh An Lạc"
logo = "logo.png"
[colours]
deep = "#3a1060"
accent = "#6b1fa8"
"""


def logo(width: int = 60, height: int = 40) -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 20, 30, 255)).save(stream, "PNG")
    return stream.getvalue()


def theme_file(folder: Path, text: str = GOOD) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "logo.png").write_bytes(logo())
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_theme_is_read_and_kept_as_one_file(tmp_path: Path) -> None:
    theme = read_theme(theme_file(tmp_path))
    assert (theme.organ, theme.logo) == ("Sở Tư pháp tỉnh An Lạc", logo())
    assert theme.palette is not None
    assert theme.palette.deep == (0x3A, 0x10, 0x60)
    kept = tmp_path / "kept.toml"
    kept.write_bytes(theme.content)
    (tmp_path / "logo.png").unlink()
    again = read_theme(kept)
    assert (again, again.sha256) == (theme, theme.sha256)


@each(
    ("text", "word"),
    [
        ("organ = 5", "organ"),
        ("organ = [", "theme"),
        ('colour = "red"', "colour"),
        ('logo = "absent.png"', "logo"),
        ('logo = "theme.toml"', "logo"),
        ('[colours]\ndeep = "red"\naccent = "#6b1fa8"', "deep"),
        ('[colours]\ndeep = "#3a1060"', "accent"),
        ('[colours]\ndeep = "#3a1060"\naccent = "#6b1fa8"\nink = "#000000"', "ink"),
        ('[colours]\ndeep = "#ffee00"\naccent = "#6b1fa8"', "white/deep.*1\\.2"),
        ('[colours]\ndeep = "#3a1060"\naccent = "#e0b0ff"', "white/accent"),
        ('[colours]\ndeep = "#3a1060"\naccent = "#6b1fa8"\nbright = "#502080"', "bright/deep"),
        ('[colours]\ndeep = "#3a1060"\naccent = "#6b1fa8"\npage = "#402060"', "deep/page"),
        (f'organ = "{"Ủy ban nhân dân " * 9}"', "90"),
    ],
)
def test_what_nobody_could_read_is_refused_in_one_sentence(text: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(WrongTheme, match=f"(?i){word}"):
        read_theme(theme_file(tmp_path / "theme", text))


@each("palette", PALETTES)
def test_our_own_colours_would_be_themes(palette: object) -> None:
    assert all(contrast(one, other) >= MINIMUM_CONTRAST for one, other, _ in _pairs(palette))  # type: ignore[arg-type]


def test_a_theme_is_seen(tmp_path: Path) -> None:
    record, theme = alcohol_record(), read_theme(theme_file(tmp_path))
    style = style_of(record, DeriveOptions(theme=theme))
    scene = poster(record, sheets(record, choose_key_points(record).points, style)[0], style)
    assert [item.content for item in scene.items if isinstance(item, Picture)] == [logo()]
    assert any("Sở Tư pháp tỉnh An Lạc" in " ".join(item.lines) for item in scene.texts)
    grounds = {item.ground for item in scene.items if isinstance(item, TextItem)}
    assert (0x3A, 0x10, 0x60) in grounds
    assert palette_for(record.subjects).deep not in grounds


def test_a_theme_without_colours_keeps_those_of_the_subject() -> None:
    record = alcohol_record()
    assert style_of(record, DeriveOptions(theme=Theme(organ="X"))).palette == palette_for(record.subjects)


@pytest.mark.real
def test_a_package_keeps_its_theme_and_what_was_made_by_another_is_out_of_date(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    theme = read_theme(theme_file(tmp_path / "theme"))
    (made,) = derive_package(root, ["infographic"], DeriveOptions(theme=theme))
    assert made.state == "made"
    assert (root / "data/derivatives/theme.toml").read_bytes() == theme.content
    (again,) = derive_package(root, ["infographic"], DeriveOptions())
    assert again.state == "unchanged", "the theme the package keeps is followed"
    other = read_theme(theme_file(tmp_path / "theme", 'organ = "Ủy ban nhân dân xã Bình Sơn"'))
    derive_package(root, ["infographic"], DeriveOptions(theme=other, formats=("square",)))
    record = open_package(root).record()
    standard = Standard(record, "", None, dt.date(2026, 6, 1), theme_sha256=other.sha256)
    why = {entry.path: standard.why_stale(entry) for entry in record.files}
    assert why.pop("derivatives/infographic.png") is Stale.THEME
    assert set(why.values()) <= {None, Stale.THEME}
    assert why["derivatives/infographic-square.png"] is None
    told = "".join(str(finding.message) for finding in check_paths([root], CheckOptions(dt.date(2026, 6, 1))).findings)
    assert str(Stale.THEME.message) in told


OFFICE = Theme(organ="Sở Tư pháp tỉnh An Lạc", logo=logo())


def shows_the_office(scene: Scene) -> bool:
    named = any("Sở Tư pháp" in " ".join(item.lines) for item in scene.items if isinstance(item, TextItem))
    return named and any(isinstance(item, Picture) for item in scene.items)


def test_the_office_stands_on_the_cover_of_a_book_and_the_title_of_a_video() -> None:
    record, face = alcohol_record(publisher=None), Typeface(DeriveOptions().fonts())
    palette = palette_for(record.subjects)
    assert shows_the_office(cover_scene(record, face, palette, OFFICE, draft=False))
    assert not shows_the_office(cover_scene(record, face, palette, draft=False))
    (title, *_) = timed_for_reading(cards(record, [], draft=False))
    for shape in SHAPES.values():
        scene = frame(record, title, None, Look(shape, face, theme=OFFICE))
        assert shows_the_office(scene)
        assert all(Rectangle(0, 0, shape.width, shape.height).holds(item.box) for item in words_in(scene))
        assert not any(one.box.meets(other.box) for one, other in itertools.combinations(words_in(scene), 2))


def words_in(scene: Scene) -> list[TextItem]:
    return [item for item in scene.items if isinstance(item, TextItem)]


def test_the_office_stands_on_the_first_slide_and_the_web_page(tmp_path: Path) -> None:
    record, options = alcohol_record(publisher=None), DeriveOptions(theme=OFFICE)
    slides.KIND.derive(record, tmp_path / "slides.pptx", options)
    first, second = list(Presentation(str(tmp_path / "slides.pptx")).slides)[:2]
    assert [shape.image.blob for shape in first.shapes if hasattr(shape, "image")] == [logo()]
    assert any(shape.has_text_frame and "Sở Tư pháp" in shape.text_frame.text for shape in first.shapes)
    assert not [shape for shape in second.shapes if hasattr(shape, "image")]
    web.KIND.derive(record, tmp_path / "web.html", options)
    page = (tmp_path / "web.html").read_text("utf-8")
    assert "Sở Tư pháp tỉnh An Lạc" in page
    assert f'src="data:image/png;base64,{base64.b64encode(logo()).decode()}"' in page
