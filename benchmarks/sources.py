"""How well and how fast sources are read: text layers, Word, slides, old encodings; beside the peers, in one run.

    python benchmarks/sources.py DATA [--viparse PYTHON] [--only SECTION …]

DATA holds `born_digital`, `scans`, `lectures`, `templates_nd30` and `legacy_encoding` (with `transcripts`). PYTHON is
the interpreter of a virtual environment that has the `viparse` package.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from converters.progress import Silent
from converters.reading.document import Document, Method, Page
from converters.reading.options import ReadingOptions
from converters.reading.pdf.reader import verdicts
from converters.reading.read import read_document
from validators.language.syllables import base_key

SECTIONS = ("verdicts", "speed", "legacy", "recall", "nfc", "word", "memory")


def no_ocr(_source: Path, numbers: Sequence[int]) -> Iterator[Page]:
    for number in numbers:
        yield Page(number, None, None, None, (), Method.OCR)


def read(path: Path) -> Document:
    options = ReadingOptions(pictures_inside=False)
    return read_document(path, options=options, read_pages=no_ocr, progress=Silent())


def bench_verdicts(data: Path) -> None:
    """Each page of a born-digital file must be believed, each page of a scan must not."""
    wrong = 0
    for folder, believed in (("born_digital", True), ("scans", False), ("lectures", None)):
        for path in sorted((data / folder).glob("*.pdf")):
            found = verdicts(path)
            good = sum(found[kind] for kind in found if kind.value in {"good", "empty"})
            expected = believed if believed is not None else "imageonly" not in path.name
            bad = found.total() - good if expected else good
            wrong += bad
            kinds = {kind.value: number for kind, number in found.items()}
            print(f"  {path.name[:48]:48} {kinds}{'  WRONG' if bad else ''}")
    print(f"verdicts: {wrong} pages wrong")


def pages_per_second(run: Callable[[Path], int], paths: Sequence[Path]) -> float:
    start, pages = time.perf_counter(), 0
    for path in paths:
        pages += run(path)
    return pages / (time.perf_counter() - start)


def plumb(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def bench_speed(data: Path) -> None:
    """Our full reading (words, boxes, blocks, tables) against pdfplumber's plain extract_text."""
    paths = sorted((data / "born_digital").glob("*.pdf"))
    sample = [path for path in paths if path.stat().st_size < 800_000]
    ours = pages_per_second(lambda path: len(read(path).pages), sample)
    theirs = pages_per_second(plumb, sample)
    print(f"speed: ours {ours:.1f} pages/s, pdfplumber {theirs:.1f} pages/s, ratio {ours / theirs:.1f}×")


def words_of(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).casefold()
    return "".join(character if character.isalpha() else " " for character in text).split()


def marked_right(truth: str, text: str) -> tuple[int, int, Counter[str]]:
    """(right, all, misses): of the transcript's words with Vietnamese letters, how many stand in the text.

    Words are aligned by their bare letters; a word that stands elsewhere (notes and headers have no one right place)
    counts when it is there letter by letter and not used yet.
    """
    from rapidfuzz.distance import Levenshtein

    wanted, got = words_of(truth), words_of(text)
    matched: dict[int, int] = {}
    for step in Levenshtein.opcodes([base_key(word) for word in wanted], [base_key(word) for word in got]):
        if step.tag == "equal":
            matched.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
    elsewhere = Counter(got[index] for index in set(range(len(got))) - set(matched.values()))
    right, every, misses = 0, 0, Counter[str]()
    for index, word in enumerate(wanted):
        if word.isascii():
            continue
        every += 1
        mine = got[matched[index]] if index in matched else "-"
        if mine != word and elsewhere[word] > 0:
            elsewhere[word] -= 1
            mine = word
        right += mine == word
        if mine != word:
            misses[f"{word}→{mine}"] += 1
    return right, every, misses


def bench_legacy(data: Path, viparse: Path | None) -> None:
    """Words with Vietnamese letters read right, against the transcripts, with ours and with viparse."""
    root = data / "legacy_encoding"
    for kind, paths in (
        ("TCVN3", sorted((root / "tcvn3").iterdir())),
        ("VNI", sorted((root / "vni_synthetic").iterdir())),
    ):
        sums = {"ours": [0, 0], "viparse": [0, 0]}
        misses: Counter[str] = Counter()
        for path in paths:
            truth = (root / "transcripts" / f"{path.stem}.txt").read_text("utf-8")
            right, every, missed = marked_right(truth, read(path).text)
            misses += missed
            add(sums["ours"], right, every)
            note = ""
            if viparse is not None:
                theirs, _, _ = marked_right(truth, peer_text(viparse, path))
                add(sums["viparse"], theirs, every)
                note = f"   viparse {theirs / every:8.3%}"
            print(f"  {path.name[:52]:52} {right / every:8.3%}{note}")
        for name, (right, every) in sums.items():
            if every:
                print(f"legacy {kind}: {name} {right / every:.3%} of {every} words")
        print("   most missed:", misses.most_common(12))


def add(total: list[int], right: int, every: int) -> None:
    total[0] += right
    total[1] += every


_PEER = """
import json, sys
import viparse
documents = viparse.load(sys.argv[1], output="text")
text = "\\n".join(getattr(document, "content", None) or getattr(document, "text", "") for document in documents)
sys.stdout.buffer.write(json.dumps(text).encode())
"""


def peer_text(python: Path, path: Path) -> str:
    answer = subprocess.run([python, "-c", _PEER, path], capture_output=True, timeout=300, check=False)
    return str(json.loads(answer.stdout)) if answer.returncode == 0 and answer.stdout else ""


def xml_words(path: Path) -> Counter[str]:
    """Every word of the XML's own text, deleted text and fallbacks aside, page numbers of furniture aside."""
    from lxml import etree

    counter: Counter[str] = Counter()
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith(("word/document", "word/footnotes", "word/endnotes", "ppt/slides/slide")):
                continue
            root = etree.fromstring(archive.read(name))
            for paragraph in root.iter(f"{word}p", f"{drawing}p"):
                if any("Fallback" in str(parent.tag) for parent in paragraph.iterancestors()):
                    continue
                text = ""
                for item in paragraph.iter(f"{word}t", f"{word}tab", f"{word}br", f"{drawing}t", f"{drawing}br"):
                    nearest = next(p for p in item.iterancestors() if p.tag in {f"{word}p", f"{drawing}p"})
                    if nearest is paragraph and (item.getparent().get("type") or "")[:8] != "slidenum":
                        text += item.text or " "
                counter.update(words_of(text))
    return counter


def bench_recall(data: Path) -> None:
    """Words of the XML that are in the document, for files that need no conversion."""
    wanted_all = got_all = 0
    for path in sorted([*data.glob("*/*.docx"), *data.glob("*/*.pptx")]):
        wanted = xml_words(path)
        document = read(path)
        got = Counter(words_of(document.text))
        kept = (wanted & got).total()
        wanted_all += wanted.total()
        got_all += kept
        missing = (wanted - got).most_common(5)
        print(f"  {path.name[:40]:40} {kept / wanted.total():9.4%} {document.paragraphs} {missing}")
    print(f"recall: {got_all / wanted_all:.4%} of {wanted_all} words")


def bench_nfc(data: Path) -> None:
    bad = 0
    files = [
        path
        for pattern in ("*/*.pdf", "*/*.docx", "*/*.pptx", "*/*/*.rtf", "*/*/*.docx")
        for path in data.glob(pattern)
    ]
    for path in files:
        bad += not unicodedata.is_normalized("NFC", read(path).text)
    print(f"nfc: {bad} of {len(files)} files hold text that is not NFC")


def bench_word() -> None:
    """A Word file of 100 pages (about 400 words a page, a table every page)."""
    import docx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.docx"
        document = docx.Document()
        for page in range(100):
            for number in range(8):
                document.add_paragraph(f"{number}. " + "Người dân có quyền được thông tin về pháp luật. " * 5)
            table = document.add_table(rows=4, cols=3)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = f"Ô {page}"
            document.add_page_break()
        document.save(path)
        start = time.perf_counter()
        pages = len(read(path).pages)
        print(f"word: {pages} pages in {time.perf_counter() - start:.2f} s")


_MEMORY = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {here!r})
from benchmarks.sources import read
document = read(Path(sys.argv[1]))
print(len(document.pages), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def bench_memory(data: Path) -> None:
    """A PDF of 1,000 pages put together from the born-digital ones, read in a process of its own."""
    import pikepdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thousand.pdf"
        made = pikepdf.new()
        sources = [pikepdf.open(item) for item in sorted((data / "born_digital").glob("*.pdf"))]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # form fields do not matter here
            while len(made.pages) < 1000:
                for source in sources:
                    made.pages.extend(source.pages)
        del made.pages[1000:]
        made.save(path)
        code = _MEMORY.format(here=str(Path(__file__).parent.parent))
        start = time.perf_counter()
        answer = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True, timeout=900)
        pages, megabytes = answer.stdout.split()
        print(f"memory: {pages.decode()} pages, peak {megabytes.decode()} MB, {time.perf_counter() - start:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--viparse", type=Path)
    parser.add_argument("--only", nargs="*", choices=SECTIONS, default=SECTIONS)
    options = parser.parse_args()
    sections: dict[str, Callable[[], None]] = {
        "verdicts": lambda: bench_verdicts(options.data),
        "speed": lambda: bench_speed(options.data),
        "legacy": lambda: bench_legacy(options.data, options.viparse),
        "recall": lambda: bench_recall(options.data),
        "nfc": lambda: bench_nfc(options.data),
        "word": bench_word,
        "memory": lambda: bench_memory(options.data),
    }
    for name in options.only:
        sections[name]()
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
