"""A kind with why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from converters.records.passages.passage import Passage
from validators.problems import Message
from validators.sharing.codes import Kind


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind with why it was chosen.

    Attributes:
        kind: From the material vocabulary.
        reason: For a person.
        passage: What said so, when a passage did.
        inferred: The paper does not name its kind.
    """

    kind: Kind
    reason: Message
    passage: Passage | None = None
    inferred: bool = True
