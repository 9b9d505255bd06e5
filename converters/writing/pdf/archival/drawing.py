"""Content streams: operators, what they name, inline images, and the text they show (clauses 6.1.10, 6.1.13, 6.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from converters.writing.pdf.archival.colour import check_colour_space
from converters.writing.pdf.archival.images import INTENTS, check_graphics_state, check_group, check_x_object
from converters.writing.pdf.archival.obstacle import Kind, Obstacle
from converters.writing.pdf.archival.structure import is_number_too_large
from converters.writing.pdf.archival.walking import Content, contents

# ISO 32000-1, annex A.
_OPERATORS = frozenset(
    (
        *("b", "B", "b*", "B*", "BDC", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC"),
        *("ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q"),
        *("re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ"),
        *("TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"', "INLINE IMAGE"),
    )
)
DEEPEST_STATE = 28  # 6.1.13: nested q
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE = 3
_INLINE_FILTERS = frozenset(
    (
        *("/AHx", "/A85", "/Fl", "/RL", "/CCF", "/DCT"),
        *("/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/DCTDecode"),
    )
)
_NAMING = {"Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading", "Tf": "/Font", "scn": "/Pattern", "SCN": "/Pattern"}
_JUDGED = frozenset({"k", "K", "cs", "CS", "ri", *_NAMING})
_FOLLOWED = frozenset({"Tf", "Tr", *_SHOWING})


@dataclass(slots=True)
class Shown:
    """The strings shown in one font.

    Attributes:
        font: Its dictionary.
        visible: Strings shown with ink.
        hidden: Strings shown in render mode 3.
    """

    font: pikepdf.Object
    visible: set[bytes] = field(default_factory=set)
    hidden: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class _State:
    font: pikepdf.Object | None = None
    mode: int = 0


def check_drawing(pdf: pikepdf.Pdf, shown: dict[tuple[int, int], Shown]) -> Iterator[Obstacle]:
    """Every content stream of the file.

    Args:
        pdf: The file.
        shown: Filled with the text shown, by font.
    """
    for page in pdf.pages:
        yield from check_group(page.obj)
    for content in contents(pdf):
        yield from _resources(content)
        try:
            instructions = pikepdf.parse_content_stream(content.source)
        except pikepdf.PdfError:
            yield Obstacle("6.2.2", Kind.CONTENT, "syntax")
            continue
        yield from _instructions(instructions, content.resources, shown)


def _resources(content: Content) -> Iterator[Obstacle]:
    resources = content.resources
    for key in ("/XObject", "/ExtGState", "/ColorSpace", "/Shading", "/Pattern"):
        entries = resources.get(key) if isinstance(resources, Dictionary) else None
        for name, item in entries.items() if isinstance(entries, Dictionary) else ():
            yield from _resource(key, name, item, resources)


def _resource(key: str, name: str, item: pikepdf.Object, resources: pikepdf.Object | None) -> Iterator[Obstacle]:
    if key == "/XObject" and isinstance(item, Stream):
        yield from check_x_object(item, resources)
    elif key == "/ExtGState" and isinstance(item, Dictionary):
        yield from check_graphics_state(item)
    elif key == "/ColorSpace":
        # A default space stands for a device space and is no use of that space itself.
        yield from check_colour_space(item, resources if not name.startswith("/Default") else None)
    elif key in {"/Shading", "/Pattern"} and isinstance(item, Dictionary | Stream):
        shading = item.get("/Shading", item)
        yield from check_colour_space(shading.get("/ColorSpace"), resources)


def _instructions(
    instructions: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage],
    resources: pikepdf.Object | None,
    shown: dict[tuple[int, int], Shown],
) -> Iterator[Obstacle]:
    states = [_State()]
    deepest = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator not in _OPERATORS:
            yield Obstacle("6.2.2", Kind.CONTENT, operator[:20])
        elif operator == "q":
            states.append(_State(states[-1].font, states[-1].mode))
            deepest = max(deepest, len(states) - 1)
        elif operator == "Q":
            states = states[:-1] or [_State()]
        elif operator == "INLINE IMAGE":
            yield from _inline_image(instruction, resources)
        else:
            operands = list(instruction.operands)
            if any(map(is_number_too_large, operands)):
                yield Obstacle("6.1.13", Kind.CONTENT, operator)
            if operator in _JUDGED:
                yield from _operands(operator, operands, resources)
            if operator in _FOLLOWED and operands:
                _follow_text(operator, operands, resources, states[-1], shown)
    if deepest > DEEPEST_STATE:
        yield Obstacle("6.1.13", Kind.CONTENT, "q")


def _operands(operator: str, operands: list[pikepdf.Object], resources: pikepdf.Object | None) -> Iterator[Obstacle]:
    """What stands against the colour, the intent or the name an operator of `_JUDGED` asks for."""
    if operator in {"k", "K"}:
        yield from check_colour_space(Name.DeviceCMYK, resources)
    elif operator in {"cs", "CS"} and operands:
        yield from check_colour_space(operands[0], resources)
    elif operator == "ri" and operands and str(operands[0]) not in INTENTS:
        yield Obstacle("6.2.6", Kind.CONTENT, "ri")
    elif operator in _NAMING and operands:
        name = operands[-1] if operator != "Tf" else operands[0]
        if isinstance(name, Name) and _named(resources, _NAMING[operator], name) is None:
            yield Obstacle("6.2.2", Kind.CONTENT, f"{operator} {name}")


def _named(resources: pikepdf.Object | None, key: str, name: pikepdf.Object) -> pikepdf.Object | None:
    entries = resources.get(key) if isinstance(resources, Dictionary) else None
    return entries.get(str(name)) if isinstance(entries, Dictionary) else None


def _inline_image(
    instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage, resources: pikepdf.Object | None
) -> Iterator[Obstacle]:
    if not isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return
    image = instruction.iimage.obj
    filters = image.get("/F", image.get("/Filter"))
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)] if filters else []
    if not set(names) <= _INLINE_FILTERS:
        yield Obstacle("6.1.10", Kind.IMAGE, " ".join(names))
    if image.get("/I", image.get("/Interpolate")):
        yield Obstacle("6.2.8", Kind.IMAGE, "Interpolate")
    yield from check_colour_space(image.get("/CS", image.get("/ColorSpace")), resources)


def _follow_text(
    operator: str,
    operands: list[pikepdf.Object],
    resources: pikepdf.Object | None,
    state: _State,
    shown: dict[tuple[int, int], Shown],
) -> None:
    if operator == "Tf":
        state.font = _named(resources, "/Font", operands[0])
    elif operator == "Tr":
        state.mode = int(operands[0])
    elif state.font is not None:
        entry = shown.setdefault(state.font.objgen, Shown(state.font))
        strings = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
        into = entry.hidden if state.mode == _INVISIBLE else entry.visible
        into.update(bytes(string) for string in strings if isinstance(string, String))
