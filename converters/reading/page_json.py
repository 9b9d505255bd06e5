"""A page as JSON, and back: equal to the last word, or not written at all."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from converters.message_json import spoken
from converters.reading.document import Page

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def encoded(page: Page) -> bytes | None:
    """A page as JSON; None for one that would not come back as it is."""
    from pydantic_core import PydanticSerializationError

    around = replace(page, blocks=())  # blocks hold words and numbers only; what sentences hold may be anything
    try:
        content = _adapter().dump_json(page)
        kept = decoded(_adapter().dump_json(around))
    except PydanticSerializationError:  # a sentence holds something that JSON has no place for
        return None
    return content if kept == around else None


def decoded(content: bytes) -> Page | None:
    """The page that was kept, None when this is none."""
    from pydantic import ValidationError

    try:
        page = _adapter().validate_json(content)
    except ValidationError:
        return None
    flags = tuple(replace(flag, reason=spoken(flag.reason)) for flag in page.flags)
    reason, failure = (None if said is None else spoken(said) for said in (page.reason, page.failure))
    return replace(page, flags=flags, reason=reason, failure=failure)


@cache
def _adapter() -> TypeAdapter[Page]:
    # Half a second, which runs that read no page image do not need.
    from pydantic import TypeAdapter

    return TypeAdapter(Page)
