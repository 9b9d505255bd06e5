"""Read the text files of the materials: one block a line, ``kind: field | field``."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
EMPHASIS = "**"
BREAK = " // "


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text file: what it is and its fields, NFC."""

    kind: str
    fields: tuple[str, ...]

    @property
    def text(self) -> str:
        """The first field, which most kinds have only."""
        return self.fields[0]


def parse(source: str) -> tuple[Block, ...]:
    """Parse the lines of a text file; ``#`` starts a comment, ``@page x`` and ``@panel x`` become blocks.

    Args:
        source: the file's text.

    Returns:
        The blocks in file order, which is reading order.

    Raises:
        ValueError: a line is neither a comment, nor a mark, nor ``kind: text``.
    """
    blocks = []
    for line in unicodedata.normalize("NFC", source).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        mark, _, rest = line.partition(" ") if line.startswith("@") else line.partition(": ")
        if not rest:
            raise ValueError(f"not 'kind: text': {line!r}")
        blocks.append(Block(mark, tuple(field.strip() for field in rest.split(" | "))))
    return tuple(blocks)


def load(name: str) -> tuple[Block, ...]:
    """Parse the text of a material by its slug."""
    return parse((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def grouped(blocks: tuple[Block, ...], mark: str) -> list[tuple[str, tuple[Block, ...]]]:
    """Split blocks at a mark (``@page``, ``@panel``, ``@slide``) into (its name, the blocks under it)."""
    groups: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if block.kind == mark:
            groups.append((block.text, []))
        elif groups:
            groups[-1][1].append(block)
    return [(name, tuple(members)) for name, members in groups]


def plain(text: str) -> str:
    """The text as a reader sees it: without the marks of emphasis and of forced line ends."""
    return text.replace(EMPHASIS, "").replace(BREAK, " ")


def write_truth(target: Path, pages: list[list[str]]) -> None:
    """Write the true text of a material: one block a line in reading order, an empty line between pages."""
    text = "\n\n".join("\n".join(plain(line) for line in page) for page in pages) + "\n"
    target.write_text(unicodedata.normalize("NFC", text), encoding="utf-8", newline="\n")
