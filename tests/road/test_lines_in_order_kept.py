"""What people put in order in a scan is found in its searchable PDF, and no new reading takes it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import road_inputs as inputs

from converters.corrections.lines.arrangement import Change
from converters.corrections.lines.making import Wanted, arrangement_of
from converters.corrections.places import lines_of
from converters.corrections.rebuilding import correct_package, pages_to_correct
from converters.reading.document import BlockKind
from pbgdpl_cli.app import run
from validators.packages.changing import changing
from validators.packages.package import CORRECTIONS, open_package
from validators.packages.verification import verify

BY = ("--by", "Trần Thị Bình Minh")
WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
TEXTS = ("Người dân nộp hồ sơ tại", "Trung tâm Mẫu của xã", "Phạt tiền từ 300.000 đồng", "Ảnh minh họa của tờ gấp")
Ask = Callable[..., tuple[int, dict[str, Any]]]

pytestmark = pytest.mark.real


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `pbgdpl --json …` and gives exit code and envelope."""

    def asked(*words: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", "--lang", "en", *map(str, words)])
        return code, json.loads(capsys.readouterr().out)

    return asked


def put_in_order(package: Path, wanted: Wanted, key: str) -> None:
    with changing(package) as change:
        (page,) = pages_to_correct(package, change.record()).pages
        made = arrangement_of(page, wanted, key, BY[1], WHEN)
        assert made is not None
        correct_package(change, [made], today=WHEN.date(), software="pbgdpl-cli 0")


def lines(package: Path) -> list[str]:
    (page,) = pages_to_correct(package, open_package(package).record()).pages
    return [line.text for line in lines_of(page)]


def text_in(pdf: Path, left: float, top: float, right: float, bottom: float) -> str:
    """What PDFium finds in a part of the first page, given in shares of its size from the top left."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0]
        wide, high = page.get_size()
        return str(
            page.get_textpage().get_text_bounded(left * wide, high - bottom * high, right * wide, high - top * high)
        )


@pytest.mark.parametrize("again", [("--dpi", 200), ("--no-correct",)])
def test_a_scan_read_again(ask: Ask, tmp_path: Path, again: tuple[object, ...]) -> None:
    from PIL import Image

    picture = inputs.scan(tmp_path, text=TEXTS)
    source = tmp_path / "quet.pdf"
    Image.open(picture).convert("RGB").save(source, resolution=300)
    assert ask("convert", source, "-o", tmp_path / "goi")[0] == 0
    package = tmp_path / "goi" / "quet"
    assert len(lines(package)) == 4
    put_in_order(package, Wanted(Change.JOINED, 0, 1), "k1")
    put_in_order(package, Wanted(Change.MARKED, 2, kind=BlockKind.PICTURE), "k2")
    assert ask("review", "correct", package, "--text", "300.000", "--to", "800.000", *BY)[0] == 0
    joined, log = f"{TEXTS[0]} {TEXTS[1]}", (package / "data" / CORRECTIONS).read_bytes()
    assert lines(package)[0] == joined

    def held() -> None:
        content = (package / "data" / "content.md").read_text("utf-8")
        assert joined in content
        assert "800.000" in content
        assert TEXTS[3] not in content
        count = open_package(package).record().word_count
        assert count is not None
        assert [one.reason for one in count.left_out] == ["picture"]
        assert verify(package) == []
        (pdf,) = (package / "data" / "access").glob("*.pdf")
        assert "800.000" in text_in(pdf, 0, 0.4, 1, 0.6)
        assert "Mẫu" in text_in(pdf, 0, 0.25, 1, 0.42)

    held()
    code, _ = ask("convert", source, "-o", tmp_path / "goi", "--again", *again)
    assert code == 0
    held()
    assert (package / "data" / CORRECTIONS).read_bytes() == log


def test_lines_that_are_gone_are_told(ask: Ask, tmp_path: Path) -> None:
    source = inputs.text_pdf(tmp_path, pages=1)
    assert ask("convert", source, "-o", tmp_path / "goi")[0] == 0
    package = tmp_path / "goi" / "chu"
    put_in_order(package, Wanted(Change.JOINED, 0, 1), "k1")
    log = package / "data" / CORRECTIONS
    moved = log.read_text("utf-8").replace('"box":[', '"box":[9')
    with changing(package) as change:
        change.write(CORRECTIONS, moved.encode("utf-8"))
    code, answer = ask("convert", source, "-o", tmp_path / "goi", "--again")
    assert code == 0
    assert "were not found any more" in json.dumps(answer)
    assert log.read_text("utf-8") == moved
