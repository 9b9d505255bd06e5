"""Inputs nobody wants to meet, made on the spot, and the program run as a person runs it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MATERIALS = ROOT / "examples" / "materials"
SENTENCES = (
    "Tờ gấp tìm hiểu Luật Đất đai",
    "Người sử dụng đất có quyền chuyển nhượng theo Điều 27 Luật Đất đai số 31/2024/QH15.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def envelope(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.out)
        return body

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.envelope["data"]
        return data

    @property
    def errors(self) -> list[dict[str, Any]]:
        errors: list[dict[str, Any]] = self.envelope["errors"]
        return errors


def pbgdpl(*words: str | Path, cwd: Path | None = None, **environ: str) -> Answer:
    """Run the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", *map(str, words)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environ},
        timeout=180,
    )
    encoding = environ.get("PYTHONIOENCODING", "utf-8")
    return Answer(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def here(*words: str | Path) -> Answer:
    """Run the program within this process: quicker, and the same but for the process's own streams."""
    from pbgdpl_cli.app import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(word) for word in words])
    return Answer(int(code), out.getvalue(), err.getvalue())


def empty_file(folder: Path) -> Path:
    path = folder / "trong.pdf"
    path.write_bytes(b"")
    return path


def text_named_pdf(folder: Path) -> Path:
    path = folder / "chu.pdf"
    path.write_text("Xin chào.\n" * 40, encoding="utf-8")
    return path


def encrypted_pdf(folder: Path) -> Path:
    import pikepdf

    path = folder / "khoa.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        pdf.save(path, encryption=pikepdf.Encryption(user="x", owner="y"))
    return path


def huge_png(folder: Path, side: int = 30_000) -> Path:
    """One bit a pixel and all the same: 900 million pixels in a hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(1)
    row = b"\0" * (1 + side // 8)
    pixels = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path = folder / "to.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    return path


def truncated_jpeg(folder: Path) -> Path:
    from PIL import Image

    path = folder / "cut.jpg"
    Image.effect_noise((800, 1100), 90).convert("RGB").save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    return path


def folder_without_materials(folder: Path) -> Path:
    path = folder / "khong-co-gi"
    path.mkdir()
    (path / "cai-dat.exe").write_bytes(b"MZ")
    return path


def missing_file(folder: Path) -> Path:
    return folder / "khong-co.pdf"


def word_file(folder: Path, name: str = "tot.docx") -> Path:
    """A good material that needs no OCR."""
    import docx

    document = docx.Document()
    document.add_heading(SENTENCES[0], 1)
    document.add_paragraph(SENTENCES[1])
    path = folder / name
    document.save(str(path))
    return path


def scan(folder: Path, name: str = "quet.png", text: tuple[str, ...] = SENTENCES) -> Path:
    """A good page that needs OCR."""
    from PIL import Image, ImageDraw, ImageFont

    from converters.derivatives.drawing.fonts import BUNDLED

    font = ImageFont.truetype(str(BUNDLED.regular), 42)
    page = Image.new("L", (2200, 700), 255)
    for place, line in enumerate(text):
        ImageDraw.Draw(page).text((80, 100 + 120 * place), line, font=font, fill=0)
    path = folder / name
    page.save(path, dpi=(300, 300))
    return path


def text_pdf(folder: Path, pages: int = 3, name: str = "chu.pdf") -> Path:
    """Pages with good text (words without marks, which every viewer's own font has), so that nothing needs OCR."""
    import pikepdf

    path = folder / name
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            lines = (f"Trang {number}", "Con em trong xom xem sach", "Ai hay quen thi nay xin ghi cho nhau")
            shown = " ".join(f"1 0 0 1 60 {760 - 30 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
            page.Contents = pdf.make_stream(f"BT /F 14 Tf {shown} ET".encode("ascii"))
        pdf.save(path)
    return path


def scanned_book(folder: Path, pages: int = 6, name: str = "sach.tif") -> Path:
    """Pages that need OCR, no two alike, in one file."""
    from PIL import Image

    texts = [(f"Trang {number}", *SENTENCES) for number in range(1, pages + 1)]
    images = [Image.open(scan(folder, f".{number}.png", text)) for number, text in enumerate(texts)]
    path = folder / name
    images[0].save(path, save_all=True, append_images=images[1:], dpi=(300, 300))
    for number in range(pages):
        (folder / f".{number}.png").unlink()
    return path


def leftovers(folder: Path) -> list[str]:
    """What unfinished work is called."""
    endings = (".part", ".staging", ".pbgdpl-lock")
    return [path.name for path in folder.rglob(".*") if path.name.endswith(endings)]
