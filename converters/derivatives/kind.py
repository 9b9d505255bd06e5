"""What a kind of derivative declares, so that `derive` can make it without knowing it.

A kind is one object of this class, offered under the entry-point group `pbgdpl.derivatives`; `kinds/README.md` says how
to write one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.facts import Facts, facts_of
from converters.derivatives.standing.program import maker_sha256
from validators.problems import Problem, say
from validators.sharing.codes import FileRole
from validators.sharing.staleness import look_fingerprint

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Making, Record

GROUP = "pbgdpl.derivatives"
DERIVATIVES_FOLDER = "derivatives"  # below `data/` of a package

_SHORT = 12  # digits of a program's hash that a record keeps
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

Maker: TypeAlias = "Callable[[Record, Path, DeriveOptions], Derived]"


def may_be_a_kind(word: str) -> bool:
    """Whether a kind may be called so."""
    return _NAME.fullmatch(word) is not None


def _nothing(_: DeriveOptions) -> Mapping[str, object]:
    return {}


class UnknownKind(Problem):
    """No installed package offers a kind of derivative of that name."""

    code = "unknown-kind"


class UnknownFormat(Problem):
    """No kind asked for has a format of that name."""

    code = "unknown-format"


class BrokenKind(Problem):
    """A package offers a kind of derivative that cannot be loaded, or does not do what it declares."""

    code = "broken-kind"


@dataclass(frozen=True, slots=True)
class DerivativeKind:
    """A kind of derivative.

    Attributes:
        name: As the command line calls it: small letters, digits and hyphens.
        role: Of its main file in the record.
        media_type: Of its main file.
        path: Its main file below `data/`, in `derivatives/`, its name beginning with the kind's.
        make: Makes it: writes the file it is told, and its companions beside it.
        recipe_in: Reads back the recipe an existing file was made by; None when there is none.
        companions: Media type and path of the files made with it, by role.
        beside: Role, media type and path of files whose role another of its files has (Opus beside MP3).
        settings: What of the options decides how it is made, beside draft, plan, portal and font; written as JSON.
        needs_review: Whether it holds words of the program's own, which a person must see before others do.
        names: Roles of other files of the package that it names, so that it is made anew when they come and go.
        design: Raised whenever what is made of the same record changes, so that older ones are made anew.
        drawn: Whether it depends on the fonts.
        themed: Whether it follows the theme: colours, logo, organ.
        shows_steps: Whether it shows `KeyPoint.steps` whole, so that nothing of a procedure is left out.
        formats: Media type and suffix of the forms it can be made in, by name; the first is that of `path`. The files
            of any other are named after it: "derivatives/infographic-square.png".
        format: The one of them that this object makes; empty for the first.
        shows_progress: Whether `make` takes long enough to report its own progress.

    Raises:
        ValueError: A name or path is not as it must be.
    """

    name: str
    role: FileRole
    media_type: str
    path: str
    make: Maker
    recipe_in: Callable[[Path], str | None]
    companions: Mapping[FileRole, tuple[str, str]] = field(default_factory=dict)
    beside: tuple[tuple[FileRole, str, str], ...] = ()
    settings: Callable[[DeriveOptions], Mapping[str, object]] = _nothing
    needs_review: bool = False
    names: frozenset[FileRole] = frozenset()
    design: int = 1
    drawn: bool = True
    shows_progress: bool = False
    themed: bool = False
    shows_steps: bool = False
    formats: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    format: str = ""

    def __post_init__(self) -> None:
        if not may_be_a_kind(self.name):
            raise ValueError(f"name {self.name!r}: small letters, digits and hyphens only")
        if wrong := next((name for name in self.formats if not _NAME.fullmatch(name)), None):
            raise ValueError(f"format {wrong!r}: small letters, digits and hyphens only")
        for path in self.paths:
            # In the folder of derivatives under the kind's own name, two kinds can never write the same file.
            if path != f"{DERIVATIVES_FOLDER}/{PurePosixPath(path).name}" or not PurePosixPath(path).name.startswith(
                self.name
            ):
                raise ValueError(f"path {path!r}: must be {DERIVATIVES_FOLDER}/{self.name}….…")

    def in_formats(self, names: Sequence[str]) -> tuple[DerivativeKind, ...]:
        """The kind in those of the formats that it has; itself when it has none of them."""
        return tuple(self._in_format(name) for name in names if name in self.formats) or (self,)

    def _in_format(self, name: str) -> DerivativeKind:
        if name == next(iter(self.formats)):
            return self
        media_type, suffix = self.formats[name]
        companions = {role: (media, _inserted(path, name)) for role, (media, path) in self.companions.items()}
        path = str(PurePosixPath(_inserted(self.path, name)).with_suffix(suffix))
        return replace(self, path=path, media_type=media_type, companions=companions, format=name)

    def is_page(self, path: str) -> bool:
        """Whether a path below `data/` is a further page of the main file: "derivatives/infographic-2.png"."""
        stem, dot, suffix = self.path.rpartition(".")
        return re.fullmatch(rf"{re.escape(stem)}-\d+{re.escape(dot + suffix)}", path) is not None

    @property
    def paths(self) -> tuple[str, ...]:
        """All files of the kind below `data/`, the main one first."""
        return self.path, *(path for _, _, path in self.further_files)

    @property
    def further_files(self) -> tuple[tuple[FileRole, str, str], ...]:
        """Role, media type and path of every file made with the main one."""
        return *((role, *named) for role, named in self.companions.items()), *self.beside

    def recipe(self, record: Record, options: DeriveOptions) -> str:
        """A hash of all that decides what is made; equal recipes need not be made twice."""
        return self.recipe_from(facts_of(record), options)

    def recipe_from(self, facts: Facts, options: DeriveOptions) -> str:
        """The same for a record of which only the facts are at hand."""
        parts: dict[str, object] = {
            "kind": self.name,
            "design": self.design,
            "program": maker_sha256(self.make.__module__),
            "text": facts.text_sha256,
            "beside_text": facts.look_sha256,
            "draft": options.draft,
            "plan": options.plan.sha256 if options.plan else None,
            "portal": options.portal_address,
            "font": options.fonts().name if self.drawn else None,
            "theme": options.theme_sha256 if self.themed else None,
            "format": self.format,
        }
        if settings := self.settings(options):
            parts["settings"] = dict(settings)
        if self.names:
            named = (one.path for one in facts.files if one.role in self.names)
            parts["named"] = [(path, facts.alt_texts.get(path)) for path in named]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()

    def making(self, record: Record, options: DeriveOptions, voice: str | None = None) -> Making:
        """By what it is made, as the record keeps it for each of its files.

        Args:
            record: The material.
            options: As it was made.
            voice: Who speaks in it, if anybody does.
        """
        from validators.sharing.record import Making

        return Making(
            draft=options.draft,
            plan_sha256=options.plan.sha256 if options.plan else None,
            look_sha256=look_fingerprint(record),
            fonts=options.fonts().name if self.drawn else None,
            theme_sha256=options.theme_sha256 if self.themed else None,
            program=f"{self.name} {self.design} {maker_sha256(self.make.__module__)[:_SHORT]}",
            voice=voice,
            needs_review=options.reviewed_by is None if self.needs_review else None,
        )

    def derive(self, record: Record, target: Path, options: DeriveOptions) -> Derived:
        """Make it, and hold it to what it declares.

        Args:
            record: The material.
            target: Where the main file goes; companions go beside it.
            options: Whether it is a draft, which portal, which fonts.

        Raises:
            BrokenKind: It failed in a way nobody foresaw, or did not write a file it declares.
            Problem: What `make` tells a person.
            OSError: The disk refused.
        """
        try:
            made = self.make(record, target, replace(options, format=self.format))
        except (Problem, OSError):
            raise
        except Exception as error:
            raise broken_kind(self.name, f"{type(error).__name__}: {error}") from error
        for path in self.paths:
            if not target.with_name(PurePosixPath(path).name).is_file():
                raise broken_kind(self.name, f"data/{path} was not written")
        return made


def _inserted(path: str, name: str) -> str:
    """A path whose file is named after a format: "derivatives/video.vtt" becomes "derivatives/video-square.vtt"."""
    whole = PurePosixPath(path)
    return str(whole.with_name(f"{whole.stem}-{name}{whole.suffix}"))


def page_path(target: Path, number: int) -> Path:
    """Where page `number` of a derivative of several pages goes; the first is the main file."""
    return target if number == 1 else target.with_name(f"{target.stem}-{number}{target.suffix}")


def broken_kind(name: str, reason: str) -> BrokenKind:
    """The sentence about a kind that cannot be used; `reason` is the detail its author would want."""
    return BrokenKind(
        say("“{kind}” cannot be made: the add-on that offers it is broken ({reason}).", kind=name, reason=reason),
        hint=say("Update or remove that add-on, or tell its author."),
    )
