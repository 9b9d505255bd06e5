from __future__ import annotations

from pathlib import Path

from converters.reading.finding.walk import find_sources
from pbgdpl_cli.runs.convert import ConvertChoice, asked_in_vain


def sentences(folder: Path, choice: ConvertChoice) -> list[str]:
    return [str(message) for message in asked_in_vain(choice, find_sources([folder], workspace=folder).sources)]


def test_options_for_page_images_say_so_where_a_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "loi-noi.txt").write_text("Điều 1. Lời nói đầu.\n", encoding="utf-8")
    (told,) = sentences(tmp_path, ConvertChoice((tmp_path,), tmp_path, dpi=200, force_ocr=True))
    assert told.startswith("loi-noi.txt: --force-ocr, --dpi is for PDFs and pictures")
    assert sentences(tmp_path, ConvertChoice((tmp_path,), tmp_path)) == []


def test_a_file_of_pages_is_not_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    assert sentences(tmp_path, ConvertChoice((tmp_path,), tmp_path, dpi=200)) == []
