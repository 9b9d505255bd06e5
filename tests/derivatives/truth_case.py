"""A material and what its cards may say, and the blocks it is written with.

A case says for phrases of its text which provision a card with it must name
(None: no card may hold it), which words must be shown wherever a phrase is, and which words no card may say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from validators.sharing.record import Record

Content = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TruthCase:
    """One material and what is true of its cards.

    Attributes:
        name: What is tried.
        title: Of the material.
        basis: Its legal basis, as a converter would give it.
        content: Its blocks.
        provisions: For a phrase the label of the provision on every card that holds it; None where no card may.
        together: Words that are shown, on the card or pinned on its sheet, wherever the phrase is.
        apart: Words that are not shown with the phrase: they hold for something else.
        shown: Words that some card must show.
        never: Words no card, strip or figure may show.
        person: Entries of the legal basis that a person confirmed.
    """

    name: str
    title: str
    basis: list[dict[str, Any]]
    content: Content
    provisions: Mapping[str, str | None]
    together: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    person: tuple[int, ...] = ()

    @property
    def record(self) -> Record:
        """The material as a record that was approved."""
        evidence = {f"/legal_basis/{index}/act": [{"text": "x", "method": "person"}] for index in self.person}
        return Record.model_validate(
            {
                "identifier": f"urn:uuid:{self.name}",
                "title": self.title,
                "kind": "to-gap",
                "publisher": {"name": "Sở Tư pháp tỉnh An Lạc"},
                "workflow": {"state": "approved"},
                "approval": {"state": "approved", "by": "Lê Văn Mẫu", "date": "2026-03-02"},
                "legal_basis": self.basis,
                "content": self.content,
                "evidence": evidence,
            }
        )


def decree(number: str, text: str | None = None, **locator: str) -> dict[str, Any]:
    act = {"type": "nghi-dinh", "number": f"{number}/NĐ-CP", "organ": "Chính phủ"}
    return {"text": text or f"Nghị định số {number}/NĐ-CP", "act": act, "locator": locator}


def law(number: str, title: str, text: str | None = None, **locator: str) -> dict[str, Any]:
    act = {"type": "luat", "number": f"{number}/QH15", "organ": "Quốc hội", "title": title}
    return {"text": text or f"Luật {title} số {number}/QH15", "act": act, "locator": locator}


def heading(text: str, level: int = 2) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": text}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def listed(*items: str) -> dict[str, Any]:
    return {"type": "list", "items": list(items)}


def table(*rows: list[str], caption: str | None = None) -> dict[str, Any]:
    return {"type": "table", "rows": list(rows), "header_rows": 1, "caption": caption}


def question(text: str, *answer: dict[str, Any]) -> dict[str, Any]:
    return {"type": "question", "text": text, "answer": list(answer)}


def fine(
    behaviour: str, low: int | None, high: int | None, basis: int | None, other: str | None = None
) -> dict[str, Any]:
    return {
        "type": "sanction",
        "behaviour": behaviour,
        "amount_min": low,
        "amount_max": high,
        "basis": basis,
        "other": other,
    }
