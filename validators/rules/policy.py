"""The office's own settings, kept in `pbgdpl.toml` where the program is called: above the content, never inside it.

Whoever hands in a package could put a settings file beside it that switches off every rule; such a file counts only
when the caller says so.

[validate]
ignore = ["SONG411"]
for = "working"                 # or "publishing"
as_of = 2026-11-22
register = "register.sqlite"    # or .csv, .json, .xlsx
baseline = "baseline.json"
review_months = 24
lookup_days = 180
change_days = 90
confidence = 0.9
similarity = 0.85
public_phones = ["0901 234 567"]
waivers = true                  # whether waivers in records count
max_kilobytes = 65536
max_values = 200000

[validate.severity]
DU208 = "error"

[review]
sample = 0.05                   # share of the undoubted numbers that is typed
plant = 10                      # wrong readings shown on purpose in a package, at most
second_person = true            # a number read otherwise than the program waits for a second person
two_persons = true              # whoever compared a text does not approve it

[upload]
drafts = "marked"               # texts that are not approved go, marked as drafts; else only with --drafts
refuse = ["DU208"]              # warnings that stop a package, too
allow = ["SACH322"]             # rules of publishing that are overruled; every receipt says so
large_files = "first"           # films are read before the first byte of anything goes; else while they travel
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from validators.problems import Message, Problem, say
from validators.rules.finding import Severity

Settings = TypeVar("Settings", bound=BaseModel)


class WrongPolicy(Problem):
    """The settings file says something that cannot be followed."""

    code = "wrong-policy"


class Policy(BaseModel):
    """How strict validation is here."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    purpose: Literal["working", "publishing"] = Field(default="working", alias="for")
    as_of: dt.date | None = None
    register_path: str | None = Field(default=None, alias="register")
    baseline: str | None = None
    review_months: Annotated[int, Field(ge=1, le=600)] = 24
    lookup_days: Annotated[int, Field(ge=1, le=36500)] = 180
    change_days: Annotated[int, Field(ge=0, le=36500)] = 90
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.9
    similarity: Annotated[float, Field(gt=0, le=1)] = 0.85
    impossible_share: Annotated[float, Field(gt=0, le=1)] = 0.02
    public_phones: tuple[str, ...] = ()
    waivers: bool = True
    max_kilobytes: Annotated[int, Field(ge=1, le=1 << 20)] = 65_536
    max_values: Annotated[int, Field(ge=1, le=10_000_000)] = 200_000
    severity: Mapping[str, Severity] = Field(default_factory=dict)

    def severity_of(self, code: str, otherwise: Severity) -> Severity:
        """The severity this office gives a code."""
        return self.severity.get(code, otherwise)

    def changed(self) -> dict[str, object]:
        """Settings that decide what is a finding and differ from the defaults, as they are called in the file."""
        told = self.model_dump(exclude_defaults=True, exclude={"only", "ignore", "severity", "baseline"}, by_alias=True)
        return {name: value for name, value in told.items() if name != "for"}


class ReviewPolicy(BaseModel):
    """How people review here."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    sample: Annotated[float, Field(ge=0, le=1)] = 0.0
    plant: Annotated[int, Field(ge=0, le=1000)] = 0
    second_person: bool = False
    two_persons: bool = False


class UploadPolicy(BaseModel):
    """What is sent from here."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    drafts: Literal["marked", "asked"] = "asked"
    refuse: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    large_files: Literal["first", "on-the-way"] = "on-the-way"


def read_policy(path: Path) -> Policy:
    """Read a settings file.

    Raises:
        WrongPolicy: It is not TOML, or names a section or setting that does not exist.
    """
    return _section(path, "validate", Policy)


def read_review_policy(path: Path) -> ReviewPolicy:
    """Read how people review from a settings file.

    Raises:
        WrongPolicy: It is not TOML, or names a section or setting that does not exist.
    """
    return _section(path, "review", ReviewPolicy)


def read_upload_policy(path: Path) -> UploadPolicy:
    """Read what is sent from a settings file.

    Raises:
        WrongPolicy: It is not TOML, or names a section or setting that does not exist.
    """
    return _section(path, "upload", UploadPolicy)


def _section(path: Path, name: str, kind: type[Settings]) -> Settings:
    """One section of a settings file; a slip in another is refused, too: who reads that one may never be asked."""
    sections = _sections(path)
    for other, said in sections.items():
        if other not in _KINDS:
            raise _unusable(say("The settings file may not have “{name}”.", name=other), path)
        _read(other, said, _KINDS[other], path)
    return _read(name, sections.get(name, {}), kind, path)


def _sections(path: Path) -> dict[str, object]:
    import tomllib  # most runs have no settings file

    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # its words are English, its place is what helps
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = place.groups() if place else (text.count("\n") + 1, 1)
        message = say("The settings file is not valid TOML, at line {line}, column {column}.", line=line, column=column)
        raise WrongPolicy(message, path=path) from None
    except RecursionError:
        raise WrongPolicy(say("The settings file is nested too deep."), path=path) from None


def _read(name: str, said: object, kind: type[Settings], path: Path) -> Settings:
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        setting = ".".join(str(part) for part in error.errors()[0]["loc"])
        what = say("The setting “{name}” in [{section}] cannot be used.", name=setting, section=name)
        raise _unusable(what, path) from None


_KINDS: Mapping[str, type[BaseModel]] = {"validate": Policy, "review": ReviewPolicy, "upload": UploadPolicy}


def _unusable(message: Message, path: Path) -> WrongPolicy:
    return WrongPolicy(message, hint=say("See the list of settings in docs/en/validation.md."), path=path)
