"""What a paper bears besides its text, as blocks of the record: furniture, stamps, watermarks; and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converters.records.passages.printed_lines import Beside, LineBeside
from validators.sharing import record as model
from validators.sharing.record import Evidence

_BLOCKS: dict[Beside, type[model.Furniture | model.Stamp | model.Watermark]] = {
    Beside.FURNITURE: model.Furniture,
    Beside.STAMP: model.Stamp,
    Beside.WATERMARK: model.Watermark,
}
PaperBlock = tuple[model.Block, Evidence]


def paper_blocks(lines: Iterable[LineBeside]) -> list[PaperBlock]:
    """One block for each wording, with every page that bears it, and where it stands on the first of them.

    Lines without a letter or digit (rules, ornaments) are drawing.
    """
    found: dict[tuple[Beside, str], list[LineBeside]] = {}
    for one in lines:
        text = one.line.text.strip()
        if one.what in _BLOCKS and any(map(str.isalnum, text)):
            found.setdefault((one.what, text), []).append(one)
    return [
        (_BLOCKS[what](text=text, pages=[one.page for one in same]), _evidence(same[0], text))
        for (what, text), same in found.items()
    ]


def _evidence(one: LineBeside, text: str) -> Evidence:
    return Evidence(page=one.page, box=one.line.box, text=text, method=one.method.value)


def left_out(lines: Sequence[LineBeside]) -> list[model.LeftOut]:
    """What was written on the paper by hand and read as far as it goes: kept beside the record, never in it."""
    return [
        model.LeftOut(reason="handwritten", text=one.line.text.strip(), page=one.page)
        for one in lines
        if one.what is Beside.HANDWRITING and any(map(str.isalnum, one.line.text))
    ]
