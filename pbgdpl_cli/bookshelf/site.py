"""`export static-site`: writes the bookshelf into a folder, material by material, its lists and index at the end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from converters.exports.material import Material
from converters.exports.writing import Names, Written, new_folder
from converters.progress import Progress
from converters.writing.names import slug
from pbgdpl_cli.bookshelf.frame import DATA, FILES, LISTS, MATERIALS, PARTS, Frame
from pbgdpl_cli.bookshelf.index import ShelfIndex
from pbgdpl_cli.bookshelf.lists import Card, card_of, list_pages
from pbgdpl_cli.bookshelf.material_page import Shown, material_page
from pbgdpl_cli.search.entry import entry_of
from pbgdpl_cli.upload.package_overview import standard_of
from pbgdpl_cli.web.page_language import PageLanguage
from pbgdpl_cli.web.plain_text import plain_text
from validators.packages.digests import sha256_of
from validators.packages.package import Package, open_package
from validators.problems import Message, say
from validators.sharing.record import FileEntry, Record
from validators.sharing.staleness import drafts, unreviewed

_TEXTS = "van-ban"
_GIVEN = (
    "access", "source", "ebook", "web-page", "infographic", "video", "captions", "audio", "transcript", "slides",
    "quiz", "social",
)  # fmt: skip
_STATIC = files("pbgdpl_cli.bookshelf") / "static"
_FRAME = Frame(PageLanguage("vi"))
_INNER = Frame(PageLanguage("vi"), "../")  # of pages one folder down
_SAID = {
    "found": say("{number} found for “{words}”"),
    "nothing": say("Nothing was found for “{words}”."),
    "apart": say("Nowhere do these words stand together; these materials have all of them, here and there."),
    "unmarked": say("Nowhere do these words stand with these marks; these materials have them with others."),
    "repaired": say("Nothing has these words; shown is what has “{words}”."),
    "mostly": say("Nowhere do all these words stand together; first comes what has most of them side by side."),
    "widened": say("Looked for as well, as laws say it: “{words}”."),
    "filled": say("Not all these words stand together in the last {number}, only most."),
    "more": say("{number} more have all these words, but not together"),
    "next": say("Show more"),
    "broken": say("The index of the bookshelf cannot be read. Copy the whole folder again."),
}


@dataclass(frozen=True, slots=True)
class Bookshelf:
    """A folder that any browser opens from a stick, without server and network."""

    gives_files: bool = True

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        with (
            new_folder(target) as folder,
            TemporaryDirectory(prefix="pbgdpl-") as beside,
            closing(ShelfIndex(Path(beside) / "index.sqlite3")) as index,
        ):
            shelf = _Shelf(folder, index)
            shelf.begin()
            with (folder / DATA / "list.js").open("x", encoding="utf-8", newline="\n") as listed:
                listed.write("PBGDPL_LIST = [\n")
                for material in materials:
                    shelf.put(material, listed)
                    progress.advance(note=material.package.name)
                listed.write("];\n")
            shelf.finish()
        return Written((target,), len(shelf.cards), tuple(shelf.notes()))


@dataclass(slots=True)
class _Shelf:
    folder: Path
    index: ShelfIndex
    names: Names = field(default_factory=Names)
    cards: list[Card] = field(default_factory=list)
    left_out: int = 0

    def begin(self) -> None:
        for name in (LISTS, MATERIALS, FILES, PARTS, DATA, f"{DATA}/{_TEXTS}"):
            (self.folder / name).mkdir()
        for name in ("site.css", "forms.js", "search.js", "shelf.js"):
            (self.folder / PARTS / name).write_bytes((_STATIC / name).read_bytes())
        said = {name: _words(_FRAME.tell, message) for name, message in _SAID.items()}
        self._text(f"{PARTS}/words.js", f"PBGDPL_WORDS = {json.dumps(said, ensure_ascii=False)};\n")

    def put(self, material: Material, listed: TextIO) -> None:
        """One more material: its files, its page, its line in the list, its words in the index."""
        record, number = material.record, len(self.cards) + 1
        name = self.names.free(slug(material.package.name))
        shown = Shown(material, name, tuple(self._copied(material, name)))
        self._text(f"{MATERIALS}/{name}.html", material_page(_INNER, shown))
        card = card_of(_FRAME, record, name, material.cautions)
        kind = _FRAME.tell.term("kinds", record.kind)
        line = [card.title, kind, f"{MATERIALS}/{name}.html", card.by, list(card.cautions)]
        listed.write(f"{json.dumps(line, ensure_ascii=False)},\n")
        text = plain_text(record)
        self.index.put(number, entry_of(record, text))
        told = json.dumps(text, ensure_ascii=False)
        self._text(f"{DATA}/{_TEXTS}/{number}.js", f"PBGDPL_TEXTS[{number}] = {told};\n")
        self.cards.append(card)

    def finish(self) -> None:
        with (self.folder / DATA / "index.js").open("x", encoding="utf-8", newline="\n") as script:
            self.index.write(script)
        for path, text in list_pages(_FRAME, _INNER, self.cards):
            self._text(path, text)

    def notes(self) -> Iterator[Message]:
        if self.left_out:
            yield say("{number} files were left out: out of date, drafts, or damaged", number=self.left_out)

    def _copied(self, material: Material, name: str) -> Iterator[FileEntry]:
        """The files of a material that are copied, as far as they are what the record says, and up to date."""
        package = open_package(material.package)
        given = [file for file in material.record.files if file.role in _GIVEN]
        unfit = _unfit(package, material.record)
        for file in sorted(given, key=lambda file: _GIVEN.index(file.role)):
            own = package.own_file(file.path)
            if own is None or file.path in unfit or sha256_of(own) != file.sha256:
                self.left_out += 1
                continue
            place = self.folder / FILES / name / file.path.removeprefix("data/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(own, place)
            yield file

    def _text(self, path: str, text: str) -> None:
        (self.folder / path).write_bytes(text.encode("utf-8"))


def _unfit(package: Package, record: Record) -> set[str]:
    """Paths of derivatives that must not be given out with an approved text; with a draft they are drafts, too."""
    standard = standard_of(package, record)
    stale = {entry.path for entry in record.files if standard.why_stale(entry) is not None}
    return stale | (set(drafts(record)) if record.standing.is_approved else set()) | set(unreviewed(record))


def _words(tell: PageLanguage, message: Message) -> str:
    """A sentence for scripts, which fill its blanks themselves."""
    return tell(Message(message.text, {name: f"{{{name}}}" for name in ("number", "words")}))
