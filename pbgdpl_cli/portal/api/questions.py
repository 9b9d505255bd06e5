"""What programs may ask of the read interface: every parameter once, for checking and for describing (OpenAPI)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from starlette.datastructures import QueryParams

from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from pbgdpl_cli.portal.store.catalogue import ORDERS, SearchQuery
from pbgdpl_cli.search.entry import FACETS, MEDIA
from pbgdpl_cli.search.finding import Wanted
from validators.sharing.codes import Audience, Kind

MOST = 100  # records a page
USUAL = 24
_FARTHEST = 1_000_000  # records that may be passed over
_NUMBER = re.compile(r"0|[1-9][0-9]{0,6}")


class WrongQuestion(ValueError):
    """A parameter that is not offered, or a value it does not take; its text says which."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: In the address.
        schema: What values it takes, as JSON Schema; of the keywords `enum`, `pattern`, `minimum`, `maximum`,
            `minLength` and `maxLength` are checked.
        description: What it is for.
    """

    name: str
    schema: Mapping[str, Any]
    description: str

    def value(self, text: str) -> str:
        """The text, if it is one of the values.

        Raises:
            WrongQuestion: It is none.
        """
        if not (self._is_number(text) if self.schema["type"] == "integer" else self._is_text(text)):
            raise WrongQuestion(f"{self.name} does not take this value")
        return text

    def _is_number(self, text: str) -> bool:
        return _NUMBER.fullmatch(text) is not None and self.schema["minimum"] <= int(text) <= self.schema["maximum"]

    def _is_text(self, text: str) -> bool:
        enum, pattern = self.schema.get("enum"), self.schema.get("pattern")
        length = self.schema.get("minLength", 0) <= len(text) <= self.schema.get("maxLength", 200)
        return length and (enum is None or text in enum) and (pattern is None or re.search(pattern, text) is not None)


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def parameters(shelf: ShelfSettings) -> tuple[Parameter, ...]:
    """Every parameter of a question for records."""
    collections = tuple(one.identifier for one in shelf.collections)
    return (
        Parameter("q", {"type": "string", "maxLength": 200}, "Words, with or without marks; “…” is an exact phrase"),
        *((Parameter("in", _one_of(collections), "A collection"),) if collections else ()),
        Parameter("kind", _one_of(get_args(Kind)), "Kind of material"),
        Parameter("medium", _one_of(MEDIA), "What there is to watch, hear or look at"),
        Parameter("subject", {"type": "integer", "minimum": 1, "maximum": 45}, "One of the 45 topics, by number"),
        Parameter("audience", _one_of(get_args(Audience)), "For whom"),
        Parameter("year", {"type": "string", "pattern": "^[0-9]{4}$", "maxLength": 4}, "Year of issue"),
        Parameter("place", {"type": "string", "minLength": 1, "maxLength": 120}, "Name of the place it is for"),
        Parameter(
            "language", {"type": "string", "pattern": "^[A-Za-z0-9-]{2,35}$", "maxLength": 35}, "Language (BCP 47)"
        ),
        Parameter("sort", _one_of(ORDERS), "Order; best is newest first where no words are given"),
        Parameter(
            "start", {"type": "integer", "minimum": 0, "maximum": _FARTHEST, "default": 0}, "So many are passed over"
        ),
        Parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "So many make a page"),
    )


def query_of(values: QueryParams, shelf: ShelfSettings) -> SearchQuery:
    """What an address asks for.

    Raises:
        WrongQuestion: Something is not offered, stands twice, or has a value it does not take.
    """
    known = {one.name: one for one in parameters(shelf)}
    asked: dict[str, str] = {}
    for name, text in values.multi_items():
        if name not in known:
            raise WrongQuestion("A parameter is not known: " + name[:40])
        if name in asked:
            raise WrongQuestion(f"{name} stands twice")
        asked[name] = known[name].value(text)
    collection = shelf.collection(asked.get("in", ""))
    chosen = {facet: asked[facet] for facet in FACETS if facet in asked}
    within = collection.within if collection else ()
    wanted = Wanted(asked.get("q", "").strip(), chosen, within=within, counted=False)
    return SearchQuery(wanted, int(asked.get("start", 0)), int(asked.get("limit", USUAL)), asked.get("sort", "best"))
