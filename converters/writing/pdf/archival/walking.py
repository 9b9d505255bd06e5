"""Everything in a PDF, once: its objects, and its content streams with the resources they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

DEEPEST = 60  # nested containers, forms within forms; more is an attack
# What pikepdf raises where an object is not of the kind its place asks for, or a name is no UTF-8 (clause 6.1.8).
BROKEN = (pikepdf.PdfError, RuntimeError, TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Content:
    """A content stream: of a page, a form, a tiling pattern, an appearance, or a glyph of a Type 3 font.

    Attributes:
        source: The page or stream.
        resources: Its own resources; None where it has none.
    """

    source: pikepdf.Page | pikepdf.Object
    resources: pikepdf.Object | None


def values_of(holder: pikepdf.Object | None, key: str) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a sub-dictionary; none where it is missing or no dictionary."""
    inner = holder.get(key) if isinstance(holder, Dictionary | Stream) else None
    if isinstance(inner, Dictionary):
        yield from inner.items()


def linked(starts: Iterable[pikepdf.Object | None], *keys: str) -> Iterator[pikepdf.Object]:
    """Dictionaries and those they lead to, each once: fields below fields, actions after actions.

    Args:
        starts: Dictionaries, arrays of them, or nothing.
        keys: Where a dictionary names the next ones.
    """
    waiting = list(starts)
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Array | Dictionary) or item.objgen in seen:
            continue
        if item.is_indirect:
            seen.add(item.objgen)
        if isinstance(item, Array):
            waiting += list(item)
        else:
            yield item
            waiting += [item.get(key) for key in keys]


def contents(pdf: pikepdf.Pdf) -> Iterator[Content]:
    """Every content stream that pages and their annotations can reach."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        yield Content(page, page.obj.get("/Resources"))
        yield from _inside(page.obj.get("/Resources"), seen, 0)
        for annotation in annotations_of(page):
            for appearance in appearances(annotation):
                yield from _stream(appearance, seen, 0)


def annotations_of(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The annotations of a page."""
    found = page.obj.get("/Annots")
    if isinstance(found, Array):
        yield from (annotation for annotation in found if isinstance(annotation, Dictionary))


def appearances(annotation: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The appearance streams of an annotation, of all states."""
    for _, value in values_of(annotation, "/AP"):
        if isinstance(value, Stream):
            yield value
        elif isinstance(value, Dictionary):
            yield from (state for _, state in value.items() if isinstance(state, Stream))


def _inside(resources: pikepdf.Object | None, seen: set[tuple[int, int]], depth: int) -> Iterator[Content]:
    for _, item in values_of(resources, "/XObject"):
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            yield from _stream(item, seen, depth)
    for _, item in values_of(resources, "/Pattern"):
        if isinstance(item, Stream):
            yield from _stream(item, seen, depth)
    for _, state in values_of(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield from _stream(mask.G, seen, depth)


def _stream(stream: pikepdf.Object, seen: set[tuple[int, int]], depth: int) -> Iterator[Content]:
    if stream.objgen in seen or depth > DEEPEST:
        return
    seen.add(stream.objgen)
    resources = stream.get("/Resources")
    yield Content(stream, resources)
    yield from _inside(resources, seen, depth + 1)


def reachable(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every object the trailer leads to, direct ones too; each indirect one once.

    Objects nothing leads to are not written and do not matter.
    """
    waiting: list[pikepdf.Object] = [pdf.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Object):
            if item.is_indirect:
                if item.objgen in seen:
                    continue
                seen.add(item.objgen)
            waiting += _children(item)
        yield item


def _children(item: pikepdf.Object) -> list[pikepdf.Object]:
    if isinstance(item, Array):
        return list(item)
    if isinstance(item, Dictionary | Stream):
        return [value for _, value in item.items()]
    return []
