"""What stands against calling a file PDF/A-2b."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from validators.problems import Message, say


class Kind(StrEnum):
    """What sort of thing it is; a person can do something about each."""

    STRUCTURE = "structure"
    CONTENT = "content"
    FONT = "font"
    COLOUR = "colour"
    IMAGE = "image"
    ANNOTATION = "annotation"
    FORM = "form"
    SIGNATURE = "signature"
    ACTION = "action"
    ATTACHMENT = "attachment"
    LAYERS = "layers"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True, order=True)
class Obstacle:
    """One requirement that is not met, or cannot be shown to be.

    Attributes:
        clause: Of ISO 19005-2:2011.
        kind: What sort of thing.
        detail: The key, operator or font concerned, for whoever looks into it.
    """

    clause: str
    kind: Kind
    detail: str = ""

    def __str__(self) -> str:
        """The clause and what it concerns."""
        return f"{self.clause} {self.kind.value}" + (f" ({self.detail})" if self.detail else "")


def told(kind: Kind) -> Message:
    """The reason for a person."""
    sentences = {
        Kind.STRUCTURE: say("the file is built in a way the standard does not allow"),
        Kind.CONTENT: say("pages hold drawing commands the standard does not allow"),
        Kind.FONT: say("fonts are not embedded, or not wholly"),
        Kind.COLOUR: say("colours are meant for a printing press (CMYK)"),
        Kind.IMAGE: say("pictures are stored in a way the standard does not allow"),
        Kind.ANNOTATION: say("notes or links lack what the standard asks of them"),
        Kind.FORM: say("it is a form to fill in"),
        Kind.SIGNATURE: say("it was signed"),
        Kind.ACTION: say("it holds scripts or actions"),
        Kind.ATTACHMENT: say("it holds attachments"),
        Kind.LAYERS: say("it holds layers that can be switched off"),
        Kind.METADATA: say("its metadata are not of the standard's kind"),
    }
    return sentences[kind]
