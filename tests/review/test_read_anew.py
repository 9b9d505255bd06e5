"""A place read anew: every engine that is installed, with all its models; candidates, and never an overwrite."""

from __future__ import annotations

from pathlib import Path

import pytest
import review_packages

from converters.externals import tesseract
from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import HasModels
from converters.reading.boxes import Box
from converters.rereading import read_anew
from pbgdpl_cli.review.answers.package import PackageUnderReview
from validators.packages.verification import verify
from validators.problems import Problem

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(tesseract.find().path is None, reason="tesseract is not installed"),
]
LINE = Box(80, 150, 700, 210)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> PackageUnderReview:
    """A page image whose one line was read wrongly."""
    made = review_packages.scanned(tmp_path_factory.mktemp("anh"))
    return PackageUnderReview(made, tmp_path_factory.mktemp("nha"))


def engines() -> set[str]:
    """Those of ours that are installed."""
    found = set()
    for name in ("pytesseract", "tesserocr"):
        try:
            found.add(open_engine(name).name)
        except Problem:
            continue
    return found


def test_every_engine_reads_and_nothing_is_changed(package: PackageUnderReview) -> None:
    page = package.page(1)
    assert page is not None
    found = read_anew(package.source, page, LINE)
    assert "Người dân nộp hồ sơ tại xã".startswith(found[0].text)
    assert {name for one in found for name in one.engines} == engines()
    assert verify(package.path) == []
    assert package.page(1) == page


def test_an_engine_that_is_not_there_keeps_no_other_from_reading(
    package: PackageUnderReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("converters.ocr.engines.opening.engine_names", lambda: ("khong-co", "pytesseract"))
    page = package.page(1)
    assert page is not None
    assert {name for one in read_anew(package.source, page, LINE) for name in one.engines} == {"pytesseract"}
    monkeypatch.setattr("converters.ocr.engines.opening.engine_names", lambda: ("khong-co",))
    with pytest.raises(Problem, match="khong-co"):
        read_anew(package.source, page, LINE)


def test_other_models_for_vietnamese_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Path(tesseract.find().details["model"])
    for name in ("vie", "vie_khac", "eng"):
        (tmp_path / f"{name}.traineddata").symlink_to(model)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    engine = open_engine("pytesseract")
    assert isinstance(engine, HasModels)
    assert engine.models() == ("vie_khac",)
    assert engine.with_model("vie_khac") != engine
