"""What making a derivative takes and gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from converters.derivatives.drawing.fonts import BUNDLED, FontFamily, named_family
from converters.derivatives.drawing.palette import Palette, palette_for
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.filming import Filming
from converters.derivatives.kept_accounts import KeptAccounts
from converters.derivatives.kept_facts import KeptFacts
from converters.derivatives.models.writing import Writing
from converters.derivatives.saying.account import EMPTY, Account
from converters.derivatives.standing.known_law import KnownLaw
from converters.derivatives.voices.speaking import Speaking
from converters.derivatives.wording.plan import Plan
from converters.progress import Progress, Silent
from validators.problems import Message
from validators.sharing.codes import FileRole
from validators.sharing.staleness import NO_THEME

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

DerivedState = Literal["made", "unchanged"]


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """How derivatives are made.

    Attributes:
        draft: Allow text that is not approved or not in force, and mark the result as a draft.
        portal_address: Address of the portal, for the QR code; None for the bare identifier.
        family: Fonts; None for those of the theme, or those that come along.
        progress: Told how far it has come.
        limits: Length limits of posts and messages a person chose, by their names.
        reviewed_by: Who looked at what the program added of its own (wrong answers of a quiz); None for nobody.
        plan: What a person wants shown and how; None for the plan the package keeps, or the program's own choice.
        theme: Colours, logo, organ and fonts; None for the theme the package keeps, or the program's own look.
        formats: Forms to make each kind in that has them; none for the first of each.
        format: The form that is being made; empty for the first. `DerivativeKind.derive` sets it.
        speaking: How it sounds.
        filming: How a video looks.
        writing: Which model writes, where one is asked.
        accounts: Where it is kept what was told of derivatives when they were made.
        day: For which it is judged whether the law is in force.
        facts: Where it is kept what of a record decides whether its derivatives are as they should be.
        law: What the office's register knows of the law.
    """

    draft: bool = False
    portal_address: str | None = None
    family: FontFamily | None = None
    progress: Progress = field(default_factory=Silent)
    plan: Plan | None = None
    theme: Theme | None = None
    formats: tuple[str, ...] = ()
    format: str = ""
    speaking: Speaking = field(default_factory=Speaking)
    filming: Filming = field(default_factory=Filming)
    reviewed_by: str | None = None
    limits: tuple[tuple[str, int], ...] = ()
    writing: Writing = field(default_factory=Writing)
    accounts: KeptAccounts = field(default_factory=KeptAccounts)
    day: dt.date = field(default_factory=_today)
    facts: KeptFacts = field(default_factory=KeptFacts)
    law: KnownLaw = field(default_factory=KnownLaw)

    @property
    def theme_sha256(self) -> str:
        """Hash of the theme, or of nothing where there is none."""
        return self.theme.sha256 if self.theme else NO_THEME

    def palette(self, record: Record) -> Palette:
        """The colours: the theme's, or those of the material's subject."""
        return (self.theme and self.theme.palette) or palette_for(record.subjects)

    def fonts(self) -> FontFamily:
        """The fonts to draw with.

        Raises:
            NoVietnameseFont: The theme's is not on this computer, or lacks a letter.
        """
        if self.family is None and self.theme and self.theme.font:
            return named_family(self.theme.font)
        return self.family or BUNDLED


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
