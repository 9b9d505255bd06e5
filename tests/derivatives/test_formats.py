"""Formats of a kind: how they stand in a package, and how each is kept up to date by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from derivative_records import alcohol_record, mediation_record
from PIL import Image
from test_derive import package

from converters.derivatives.batch import derive_each
from converters.derivatives.derive import derive_package, kinds_in_formats
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DerivativeKind, UnknownFormat
from converters.derivatives.kinds.infographic.infographic import KIND
from converters.derivatives.saying.publishable import NotApproved
from tests.each import each
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

SIZES = {"portrait": (1080, 1350), "square": (1080, 1080), "story": (1080, 1920), "wide": (1920, 1080)}


def nothing(record: Record, target: Path, options: DeriveOptions) -> Derived:
    target.write_text(options.format, encoding="utf-8")
    target.with_suffix(".vtt").write_text("WEBVTT", encoding="utf-8")
    return Derived("film", target)


FILM = DerivativeKind(
    "film",
    "video",
    "video/mp4",
    "derivatives/film.mp4",
    nothing,
    lambda path: None,
    companions={"captions": ("text/vtt", "derivatives/film.vtt")},
    formats={"upright": ("video/mp4", ".mp4"), "sheet": ("application/pdf", ".pdf")},
)


def test_a_format_has_files_of_its_own_and_the_first_is_the_kind_itself() -> None:
    upright, sheet = FILM.in_formats(("upright", "sheet"))
    assert upright is FILM
    assert (sheet.path, sheet.media_type) == ("derivatives/film-sheet.pdf", "application/pdf")
    assert sheet.companions == {"captions": ("text/vtt", "derivatives/film-sheet.vtt")}
    assert FILM.in_formats(("square",)) == (FILM,), "what has none of them is made as ever"
    assert not FILM.is_page(sheet.path)
    assert sheet.is_page("derivatives/film-sheet-2.pdf")
    assert not FILM.is_page("derivatives/film-sheet-2.pdf")


def test_the_maker_is_told_the_format(tmp_path: Path) -> None:
    (sheet,) = FILM.in_formats(("sheet",))
    sheet.derive(alcohol_record(), tmp_path / "film-sheet.pdf", DeriveOptions())
    assert (tmp_path / "film-sheet.pdf").read_text(encoding="utf-8") == "sheet"


def test_every_format_has_a_recipe_of_its_own() -> None:
    recipes = {kind.recipe(alcohol_record(), DeriveOptions()) for kind in KIND.in_formats(tuple(KIND.formats))}
    assert len(recipes) == len(KIND.formats) == 7
    portrait, plain = KIND.in_formats(("portrait",))[0], KIND
    assert portrait.recipe(alcohol_record(), DeriveOptions()) == plain.recipe(alcohol_record(), DeriveOptions())


def test_a_format_no_kind_has_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="a5") as caught:
        kinds_in_formats(["infographic"], ["a4", "a5"])
    assert "trifold" in str(caught.value.hint)
    with pytest.raises(ValueError, match="format"):
        DerivativeKind("x", "video", "a/b", "derivatives/x.y", nothing, lambda path: None, formats={"2": ("a/b", ".y")})


@pytest.mark.real
def test_formats_stand_beside_each_other_in_a_package(tmp_path: Path) -> None:
    root = package(tmp_path / "material", alcohol_record())
    formats = ("portrait", "square", "a4")
    made = derive_package(root, ["infographic"], DeriveOptions(formats=formats))
    assert [result.path.name for result in made] == ["infographic.png", "infographic-square.png", "infographic-a4.pdf"]
    assert verify(root) == []
    record = open_package(root).record()
    media = {entry.path: entry.media_type for entry in record.files}
    assert media["derivatives/infographic-a4.pdf"] == "application/pdf"
    assert media["derivatives/infographic-square-2.png"] == "image/png"
    assert set(record.accessibility.alt_texts) == set(media)
    for result in made[:2]:
        with Image.open(result.path) as picture:
            assert picture.size == (1080, 1350 if result.path.name == "infographic.png" else 1080)
    again = derive_package(root, ["infographic"], DeriveOptions(formats=formats))
    assert {result.state for result in again} == {"unchanged"}
    assert [len(result.further) for result in again] == [len(result.further) for result in made]


@pytest.mark.real
def test_one_format_is_made_anew_and_the_others_stay(tmp_path: Path) -> None:
    root = package(tmp_path / "material", alcohol_record())
    both = DeriveOptions(formats=("portrait", "square"))
    derive_package(root, ["infographic"], both)
    kept = (root / "data/derivatives/infographic.png").read_bytes()
    wide = DeriveOptions(formats=("square", "wide", "portrait"))
    assert [one.state for one in derive_package(root, ["infographic"], wide)] == ["unchanged", "made", "unchanged"]
    assert (root / "data/derivatives/infographic.png").read_bytes() == kept
    drafts = DeriveOptions(formats=("square",), draft=True)
    assert [one.state for one in derive_package(root, ["infographic"], drafts)] == ["made"]
    assert [one.state for one in derive_package(root, ["infographic"], both)] == ["unchanged", "made"]


@pytest.mark.real
@each("name", SIZES)
def test_pictures_have_their_size_and_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    kind, folder = KIND.in_formats((name,))[0], tmp_path / name
    folder.mkdir()
    target = folder / Path(kind.path).name
    kind.derive(mediation_record(), target, DeriveOptions())
    first = target.read_bytes()
    kind.derive(mediation_record(), target, DeriveOptions())
    assert target.read_bytes() == first
    assert kind.recipe_in(target) == kind.recipe(mediation_record(), DeriveOptions())
    with Image.open(target) as picture:
        assert picture.size == SIZES[name]


@pytest.mark.real
def test_many_packages_on_two_processes_one_of_them_bad(tmp_path: Path) -> None:
    roots = [package(tmp_path / f"{number}", mediation_record()) for number in range(6)]
    package(tmp_path / "bad", mediation_record(approval={}))
    outcomes = list(derive_each([*roots, tmp_path / "bad"], ["infographic"], DeriveOptions(), jobs=2))
    assert [outcome.root.name for outcome in outcomes] == ["0", "1", "2", "3", "4", "5", "bad"]
    assert [len(outcome.derived) for outcome in outcomes] == [1, 1, 1, 1, 1, 1, 0]
    (reason,) = outcomes[-1].failures
    assert isinstance(reason, NotApproved)
    pictures = {(root / "data/derivatives/infographic.png").read_bytes() for root in roots}
    assert len(pictures) == 1, "the same whichever process drew it"


@pytest.mark.real
def test_a_format_is_for_the_kinds_that_have_it(tmp_path: Path) -> None:
    root = package(tmp_path, alcohol_record())
    (outcome,) = derive_each([root], ["social", "infographic"], DeriveOptions(formats=("square",)))
    assert outcome.failures == ()
    assert [made.path.name for made in outcome.derived][-1].startswith("infographic-square")
