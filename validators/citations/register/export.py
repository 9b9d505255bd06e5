"""A register as a list that people read, compare and enter again: CSV with one event a row, or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from validators.citations.register.acts import Event, RegisteredAct
from validators.citations.register.texts import PlaceText, as_plain

HEADINGS = (
    "number", "type", "title", "organ", "date", "in_force_from", "expired_on", "partly_expired_on", "suspended_on",
    "resumed_on", "amended_on", "amended_by", "replaced_by", "scope", "articles", "source", "looked_at",
    "place", "text",
)  # fmt: skip
_COLUMN = {
    "in-force": "in_force_from", "expired": "expired_on", "partly-expired": "partly_expired_on",
    "suspended": "suspended_on", "resumed": "resumed_on", "amended": "amended_on",
}  # fmt: skip
_BY = {"amended": "amended_by", "expired": "replaced_by", "partly-expired": "replaced_by"}


Texts = Callable[[RegisteredAct], Sequence[PlaceText]]
"""Gives what the places of an act say."""


def as_csv(acts: Iterable[RegisteredAct], texts: Texts) -> str:
    """The acts as CSV: the first row of an act names it in full, one more for each further event and each text.

    The source of a row is that of the event in it. Where that of the act is another one, the first row has no event.
    """
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, HEADINGS, lineterminator="\n")
    writer.writeheader()
    for act in acts:
        writer.writerows(_rows(act, texts(act)))
    return stream.getvalue()


def _rows(act: RegisteredAct, texts: Sequence[PlaceText]) -> Iterator[dict[str, object]]:
    own = {"number": act.number, "type": act.type, "title": act.title, "date": act.date,
           "looked_at": act.looked_at}  # fmt: skip
    rows: list[dict[str, object]] = [_cells(event) for event in act.events if event.kind in _COLUMN]
    rows += [{_BY[kind]: by, "source": source} for kind, by, source in act.undated if kind in _BY]
    rows += [{"place": str(one.place), "text": one.text, "source": act.source} for one in texts]
    if not rows or (act.source and rows[0]["source"] != act.source):
        rows.insert(0, {"source": act.source})
    for place, cells in enumerate(rows):
        first = {"organ": act.organ, "articles": act.articles} if place == 0 else {}
        told = {name: value for name, value in cells.items() if value or name == "source"}
        filled = {**own, **first, **told}
        yield {name: "" if value is None else str(value) for name, value in filled.items()}


def _cells(event: Event) -> dict[str, object]:
    cells: dict[str, object] = {_COLUMN[event.kind]: event.date, "scope": event.scope, "source": event.source}
    return cells | ({_BY[event.kind]: event.by} if event.kind in _BY and event.by else {})


def as_json(acts: Iterable[RegisteredAct], texts: Texts) -> str:
    """The acts as JSON, each with its events and texts."""
    return json.dumps({"acts": [_act(act, texts(act)) for act in acts]}, ensure_ascii=False, indent=1) + "\n"


def _act(act: RegisteredAct, texts: Sequence[PlaceText]) -> dict[str, object]:
    own = {
        "number": act.number, "type": act.type, "title": act.title, "organ": act.organ, "date": act.date,
        "articles": act.articles, "source": act.source, "looked_at": act.looked_at,
    }  # fmt: skip
    told = {name: str(value) for name, value in own.items() if value is not None}
    undated = {_BY[kind]: by for kind, by, _ in act.undated if kind in _BY}
    said = {"texts": list(map(as_plain, texts))} if texts else {}
    return {**told, **undated, "events": [_event(event) for event in act.events], **said}


def _event(event: Event) -> dict[str, str]:
    cells = {"kind": event.kind, "date": event.date.isoformat(), "scope": event.scope, "by": event.by,
             "source": event.source}  # fmt: skip
    return {name: value for name, value in cells.items() if value}
