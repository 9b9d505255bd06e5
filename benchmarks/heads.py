"""How right kind, number, date, publisher, level, place, signer and title are read, on invented heads of 1995 to 2026.

    python benchmarks/heads.py [--pdf] [--scan] [--show]

The texts are `benchmarks/gold/heads.txt`, each with the values a clerk would enter; "-" is a value that must be absent.
They are typeset as Word sets such papers: head and closing in tables without lines, left and right side by side.
`--pdf` prints them with LibreOffice and reads the text layer, `--scan` reads a degraded print by OCR.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from questions import TODAY, degrade, read

from converters.externals import libreoffice
from converters.records.build import build_record
from validators.sharing.record import Record

GOLD = Path(__file__).parent / "gold" / "heads.txt"
_LONGEST_TYPE = 22
VALUES: dict[str, Callable[[Record], str | None]] = {
    "kind": lambda record: record.kind,
    "number": lambda record: record.number,
    "date": lambda record: record.date_issued.isoformat() if record.date_issued else None,
    "publisher": lambda record: record.publisher.name if record.publisher else None,
    "level": lambda record: record.level,
    "place": lambda record: f"{record.place.code} {record.place.name}" if record.place else None,
    "signer": lambda record: f"{record.signer.name} | {record.signer.position}" if record.signer else None,
    "title": lambda record: record.title,
}


@dataclass(frozen=True)
class Head:
    """One invented paper: the expected values and its lines as they are set."""

    name: str
    wanted: dict[str, str | None]
    lines: list[str]


def load() -> list[Head]:
    """All papers of the gold file."""
    heads = []
    for part in GOLD.read_text(encoding="utf-8").split("\n== ")[1:]:
        values, _, text = part.partition("\n--\n")
        name, *pairs = values.splitlines()
        wanted = {key: None if value == "-" else value for key, _, value in (pair.partition(" ") for pair in pairs)}
        heads.append(Head(name, wanted, [line for line in text.splitlines() if line]))
    return heads


def typeset(head: Head, target: Path) -> None:
    """Write the paper as DOCX."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    before = ""
    for line in head.lines:
        if " | " in line:
            _side_by_side(document, line)
            before = ""
            continue
        paragraph = document.add_paragraph(line)
        about = before.isupper() and len(before) < _LONGEST_TYPE and not before.endswith(":")
        before = line
        if line.isupper() or about:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
    document.save(str(target))


def _side_by_side(document: Any, line: str) -> None:
    row = document.add_table(rows=1, cols=2).rows[0]
    for cell, text in zip(row.cells, line.split(" | "), strict=True):
        first, *others = text.split(" / ")
        cell.paragraphs[0].text = first
        for other in others:
            cell.add_paragraph(other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--pdf", "--scan", "--show"):
        parser.add_argument(name, action="store_true")
    options = parser.parse_args()
    right = dict.fromkeys(VALUES, 0)
    heads = load()
    with tempfile.TemporaryDirectory() as made:
        for head in heads:
            path = _made(head, Path(made), pdf=options.pdf or options.scan, scan=options.scan)
            record = build_record(read(path, scanned=options.scan), today=TODAY).record
            for key, value in VALUES.items():
                found = value(record)
                same = _folded(found) == _folded(head.wanted[key])
                right[key] += same
                if options.show and not same:
                    print(f"{head.name} {key}: {found} instead of {head.wanted[key]}")
    for key, count in right.items():
        print(f"{key:12}{count:>4} of {len(heads)}")


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()).lower()


def _made(head: Head, folder: Path, *, pdf: bool, scan: bool) -> Path:
    path = folder / f"{head.name}.docx"
    typeset(head, path)
    if not pdf:
        return path
    program = libreoffice.find().path
    assert program is not None, "LibreOffice prints these papers"
    command = [str(program), "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    printed = path.with_suffix(".pdf")
    if scan:
        degrade(printed, folder / f"{head.name}-scan.pdf")
        printed = folder / f"{head.name}-scan.pdf"
    return printed


if __name__ == "__main__":
    main()
