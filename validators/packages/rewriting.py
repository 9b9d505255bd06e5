"""Giving a package or a record file another record, with the old one kept where a person can find it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from validators.packages.changing import BRIEFLY, changing, locked_package
from validators.packages.durable import write_bytes
from validators.packages.locking import LockWait
from validators.packages.package import MaterialPath, PackageForm
from validators.packages.reading import read_unchanged

Rewrite = Callable[[bytes], str | None]
"""From a record as it is stored to another one, JSON; None to leave it. It may be asked more than once."""


def rewrite_record(
    material: MaterialPath, rewrite: Rewrite, wait: LockWait = BRIEFLY, beside: Callable[[], Mapping[str, bytes]] = dict
) -> Path | None:
    """Give a material another record, made from the one it has at that moment; a package is sealed again.

    Args:
        material: A package folder or a record file; zips cannot be rewritten.
        rewrite: Makes the new record. Only when there is something to change is the package locked, and `rewrite`
            asked again, for another run may have changed the record since.
        wait: How long to wait for another run that is changing it.
        beside: Gives files that go into a package with the new record, by their paths below `data`; asked after
            `rewrite`.

    Returns:
        Where the old record is kept: beside the record file, or beside the package (inside, it would be unexpected).
        None when there was nothing to change.

    Raises:
        Problem: What `rewrite` and `changing` raise; the material is as it was.
        OSError: The disk refused; the material is as it was.
    """
    if rewrite(stored_record(material)) is None:
        return None
    with ExitStack() as undo:
        if material.form is PackageForm.RECORD:
            with locked_package(material.path, wait):
                backup = _rewritten(material, rewrite, lambda content: write_bytes(material.path, content), undo)
        else:
            with changing(material.path, wait) as change:
                backup = _rewritten(material, rewrite, change.write_record, undo)
                for path, content in beside().items():
                    change.write(path, content)
        undo.pop_all()
    return backup


def stored_record(material: MaterialPath) -> bytes:
    """The record of a package or record file, as it is stored.

    Raises:
        Problem: There is none.
    """
    if material.form is PackageForm.RECORD:
        return material.path.read_bytes()
    return read_unchanged(material.path, lambda package: package.record_path.read_bytes())


def _rewritten(
    material: MaterialPath, rewrite: Rewrite, write: Callable[[bytes], None], undo: ExitStack
) -> Path | None:
    old = stored_record(material)
    new = rewrite(old)
    if new is None:
        return None
    ending = ".bak" if material.form is PackageForm.RECORD else ".record.bak"
    backup = _free(material.path.with_name(material.path.name + ending))
    undo.callback(_drop_needless, backup, material)
    write_bytes(backup, old)
    write(new.encode("utf-8"))
    return backup


def _drop_needless(backup: Path, material: MaterialPath) -> None:
    """Take a copy away when the record still is the one it was taken of."""
    if backup.is_file() and backup.read_bytes() == stored_record(material):
        backup.unlink()


def _free(wanted: Path) -> Path:
    candidates = (wanted if count == 0 else wanted.with_name(f"{wanted.name}{count}") for count in range(10_000))
    return next(candidate for candidate in candidates if not candidate.exists())
