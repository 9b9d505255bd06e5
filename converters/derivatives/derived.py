"""What making a derivative takes and gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from converters.derivatives.drawing.fonts import FontFamily, system_family
from converters.progress import Progress, Silent
from validators.problems import Message, Problem
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import FileRole, Record

DESIGN = 1  # raised whenever what is drawn changes, so that older derivatives are made anew

State = Literal["made", "unchanged"]


class NothingToShow(Problem):
    """The material holds no passage that names its provision."""

    code = "no-key-points"


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """How derivatives are made.

    Attributes:
        draft: Allow text that is not approved or not in force, and mark the result as a draft.
        portal_address: Address of the portal, for the QR code; None for the bare identifier.
        family: Fonts; None for the best of this system.
        progress: Told how far it has come.
    """

    draft: bool = False
    portal_address: str | None = None
    family: FontFamily | None = None
    progress: Progress = field(default_factory=Silent)

    def fonts(self) -> FontFamily:
        """The fonts to draw with.

        Raises:
            NoVietnameseFont: None was given and the system has none.
        """
        return self.family or system_family()


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivative that was made, or was there already.

    Attributes:
        kind: Name of its kind.
        path: The file.
        state: Whether it had to be made.
        draft: Whether it is marked as a draft.
        alt_text: What a person who cannot see it is told.
        companions: Other files made with it, by their role.
        transcript: What is said or shown, as text.
        notes: What a person should know.
        package: The package it lies in, if any.
    """

    kind: str
    path: Path
    state: State = "made"
    draft: bool = False
    alt_text: str | None = None
    companions: Mapping[FileRole, Path] = field(default_factory=dict)
    transcript: str | None = None
    notes: tuple[Message, ...] = ()
    package: Path | None = None


Maker = Callable[[Record, Path, DeriveOptions], Derived]


def recipe(record: Record, kind: str, options: DeriveOptions) -> str:
    """A hash of all that decides what a derivative looks like; equal recipes need not be made twice."""
    beside_text = record.model_dump(
        mode="json", include={"identifier", "kind", "language", "creator", "subjects", "ai"}
    )
    beside_text["ai"] = bool(record.ai.generated)
    parts = {
        "kind": kind,
        "design": DESIGN,
        "text": content_fingerprint(record),
        "beside_text": beside_text,
        "draft": options.draft,
        "portal": options.portal_address,
        "font": options.fonts().name,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()
