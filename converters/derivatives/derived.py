"""What making a derivative takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from converters.derivatives.drawing.fonts import FontFamily, system_family
from converters.derivatives.filming import Filming
from converters.derivatives.saying.account import EMPTY, Account
from converters.derivatives.voices.speaking import Speaking
from converters.derivatives.wording.plan import Plan
from converters.progress import Progress, Silent
from validators.problems import Message
from validators.sharing.codes import FileRole

DerivedState = Literal["made", "unchanged"]


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """How derivatives are made.

    Attributes:
        draft: Allow text that is not approved or not in force, and mark the result as a draft.
        portal_address: Address of the portal, for the QR code; None for the bare identifier.
        family: Fonts; None for the best of this system.
        progress: Told how far it has come.
        limits: Length limits of posts and messages a person chose, by their names.
        reviewed_by: Who looked at what the program added of its own (wrong answers of a quiz); None for nobody.
        plan: What a person wants shown and how; None for the plan the package keeps, or the program's own choice.
        speaking: How it sounds.
        filming: How a video looks.
    """

    draft: bool = False
    portal_address: str | None = None
    family: FontFamily | None = None
    progress: Progress = field(default_factory=Silent)
    plan: Plan | None = None
    speaking: Speaking = field(default_factory=Speaking)
    filming: Filming = field(default_factory=Filming)
    reviewed_by: str | None = None
    limits: tuple[tuple[str, int], ...] = ()

    def fonts(self) -> FontFamily:
        """The fonts to draw with.

        Raises:
            NoVietnameseFont: None was given and the system has none.
        """
        return self.family or system_family()


@dataclass(frozen=True, slots=True)
class Page:
    """A further page of a derivative, and what a person who cannot see it is told."""

    path: Path
    alt_text: str


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
        further: Pages beside the main file, in order.
        account: What of the material it shows, and what not, with the reason.
        voice: Who speaks in it, as listeners are told; None where nobody does.
    """

    kind: str
    path: Path
    state: DerivedState = "made"
    draft: bool = False
    alt_text: str | None = None
    companions: Mapping[FileRole, Path] = field(default_factory=dict)
    transcript: str | None = None
    notes: tuple[Message, ...] = ()
    package: Path | None = None
    further: tuple[Page, ...] = ()
    account: Account = EMPTY
    voice: str | None = None
