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
from validators.packages.bag import verify
from validators.packages.package import Found, PackageForm, find_packages, open_package
from validators.packages.rewriting import replace_record
from validators.problems import Message, say
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


def repair_all(paths: Iterable[Path]) -> list[Repair]:
    """Repair every record below some paths; zips are left alone."""
    repairs = [_repair(found) for found in find_packages(paths) if found.form is not PackageForm.ZIP]
    return [repair for repair in repairs if repair is not None]


def _repair(found: Found) -> Repair | None:
    path = open_package(found.path).record_path if found.form is PackageForm.FOLDER else found.path
    if found.form is PackageForm.FOLDER and verify(found.path):
        return None
    data = path.read_bytes()
    reading = read_record(data)
    if reading.value is None or any(spot.fault in _FATAL for spot in reading.faults) or "\ufffd" in reading.text:
        return None
    repaired = copy.deepcopy(reading.value)
    changes = ["" for _ in reading.faults[:1]] + _tidy(repaired)
    if not changes:
        return None
    written = json.dumps(repaired, ensure_ascii=False, indent=2) + "\n"
    backup = replace_record(found, written)
    return Repair(path.as_posix(), tuple(changes), backup.as_posix())


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
