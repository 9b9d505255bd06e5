"""`--fix`: repairs that need no judgement, with the old record kept and every change told.

Repaired are form (encoding, byte-order mark, schema version) and signs a person cannot see (composition, invisible
signs, Ð for Đ, loose spaces). Wording, numbers and tone placement are never touched. A package whose bag is broken is
left alone: sealing it again would hide the damage.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from validators.language.unicode_hygiene import clean_text
from validators.packages.changing import BRIEFLY
from validators.packages.locking import LockWait
from validators.packages.package import RECORD, MaterialPath, PackageForm, find_packages
from validators.packages.reading import read_unchanged
from validators.packages.rewriting import rewrite_record
from validators.packages.verification import verify
from validators.problems import Message, Problem, say
from validators.sharing.migration import migrated
from validators.sharing.pointer import below, json_pointer
from validators.sharing.reader import ReadingFault, read_record
from validators.sharing.record import SCHEMA_VERSION

_FATAL = frozenset(ReadingFault) - {ReadingFault.BOM, ReadingFault.ENCODING}
_UNTOUCHED = frozenset({"evidence", "files"})
_TRIMMED = frozenset({"title", "identifier", "number"})


@dataclass(frozen=True, slots=True)
class Repair:
    """What was changed in one record.

    Attributes:
        path: The record.
        changes: JSON Pointers of changed values; "" for the form of the file.
        backup: The record as it was.
    """

    path: str
    changes: tuple[str, ...]
    backup: str

    def told(self) -> Message:
        """One sentence."""
        places = ", ".join(change or "/" for change in self.changes[:6]) + (" …" if len(self.changes) > 6 else "")
        return say(
            "{path}: repaired {count} places ({places}); the old record is {backup}.",
            path=self.path,
            count=len(self.changes),
            places=places,
            backup=self.backup,
        )


@dataclass(frozen=True, slots=True)
class Unrepaired:
    """A material that could not be repaired, and why."""

    path: Path
    reason: Problem | OSError


def repair_all(paths: Iterable[Path], wait: LockWait = BRIEFLY, *, migrate: bool = False) -> list[Repair | Unrepaired]:
    """Repair every record below some paths; zips are left alone.

    Args:
        paths: Packages, folders of packages, record files.
        wait: How long to wait for another run that is changing one of them.
        migrate: Whether records of an older schema are brought to the present one, too.

    Returns:
        What was repaired, and what could not be; one that fails does not stop the others.
    """
    outcomes: list[Repair | Unrepaired] = []
    for material in find_packages(paths):
        try:
            repair = None if material.form is PackageForm.ZIP else _repair(material, wait, migrate=migrate)
        except (Problem, OSError) as reason:
            outcomes.append(Unrepaired(material.path, reason))
        else:
            outcomes += [repair] if repair else []
    return outcomes


def _repair(material: MaterialPath, wait: LockWait, *, migrate: bool) -> Repair | None:
    is_package = material.form is PackageForm.FOLDER
    if is_package and read_unchanged(material.path, lambda package: verify(package.place)):
        return None
    changes: list[str] = []

    def repaired(record: bytes) -> str | None:
        text, changes[:] = _repaired(record, migrate=migrate)
        return text

    backup = rewrite_record(material, repaired, wait)
    path = material.path / RECORD if is_package else material.path
    return None if backup is None else Repair(path.as_posix(), tuple(changes), backup.as_posix())


def _repaired(record: bytes, *, migrate: bool) -> tuple[str | None, list[str]]:
    """The record in good form, and where it changed; None when it is, or when it cannot be read at all."""
    reading = read_record(record)
    if reading.value is None or any(spot.fault in _FATAL for spot in reading.faults) or "\ufffd" in reading.text:
        return None, []
    newer, moved = migrated(reading.value) if migrate else (reading.value, ())
    tidied = copy.deepcopy(newer)
    changes = ["" for _ in reading.faults[:1]] + [*moved] + _tidy(tidied)
    return (json.dumps(tidied, ensure_ascii=False, indent=2) + "\n", changes) if changes else (None, [])


def _tidy(record: dict[str, Any]) -> list[str]:
    changes = []
    if "schema_version" not in record:
        record["schema_version"] = SCHEMA_VERSION
        changes.append("/schema_version")
    for name, value in record.items():
        if name not in _UNTOUCHED:
            record[name] = _cleaned(value, json_pointer(name), changes, trim=name in _TRIMMED)
    return changes


def _cleaned(value: Any, pointer: str, changes: list[str], *, trim: bool = False) -> Any:
    if isinstance(value, str):
        clean = clean_text(value)
        clean = " ".join(clean.split()) if trim else clean
        if clean != value:
            changes.append(pointer)
        return clean
    if isinstance(value, dict):
        return {name: _cleaned(part, below(pointer, name), changes) for name, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part, below(pointer, index), changes) for index, part in enumerate(value)]
    return value
