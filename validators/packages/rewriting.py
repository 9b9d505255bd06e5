"""Giving a package or a record file another record, with the old one kept where a person can find it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from validators.packages.bag import seal
from validators.packages.durable import write_durably
from validators.packages.package import RECORD, Found, PackageForm


def replace_record(found: Found, text: str) -> Path:
    """Write another record, sealing a package again.

    Args:
        found: A package folder or a record file; zips cannot be rewritten.
        text: The new record, JSON.

    Returns:
        Where the old record is kept: beside the record file, or beside the package (inside, it would be unexpected).
    """
    if found.form is PackageForm.RECORD:
        backup = _keep(found.path, found.path.with_name(found.path.name + ".bak"))
        write_durably(found.path, text)
        return backup
    backup = _keep(found.path / RECORD, found.path.with_name(found.path.name + ".record.bak"))
    staging = Path(tempfile.mkdtemp(prefix=f".{found.path.name[:30]}.", suffix=".staging", dir=found.path.parent))
    try:
        shutil.copytree(found.path / "data", staging / "data", symlinks=True, copy_function=_link_or_copy)
        write_durably(staging / RECORD, text)
        seal(staging, found.path, bag_info(found.path))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return backup


def _link_or_copy(source: str, target: str) -> str:
    # Nothing in a package is ever changed in place, so two names for the same bytes are safe, and quick for videos.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _keep(record: Path, wanted: Path) -> Path:
    candidates = (wanted if count == 0 else wanted.with_name(f"{wanted.name}{count}") for count in range(10_000))
    backup = next(candidate for candidate in candidates if not candidate.exists())
    backup.write_bytes(record.read_bytes())
    return backup


def bag_info(root: Path) -> dict[str, str]:
    """The members of a package's bag-info.txt that stay when it is sealed again."""
    path = root / "bag-info.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    members = dict(line.split(": ", 1) for line in lines if ": " in line and not line.startswith(" "))
    return {name: value for name, value in members.items() if name not in {"Payload-Oxum", "Bagging-Date"}}
