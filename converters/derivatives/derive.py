"""Making derivatives of a package and putting them into it: all of it happens, or the old package stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DerivativeKind
from converters.derivatives.registry import derivative_kind
from converters.derivatives.saying.publishable import check_publishable
from converters.writing.stored_record import RECORD, record_json
from validators.packages.changing import BRIEFLY, PackageChange, changing
from validators.packages.digests import sha256_of
from validators.packages.locking import LockWait
from validators.packages.package import Package, open_package
from validators.rules.complete.captions import caption_fault
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import FileEntry, FileRole, Record


def derive_package(
    package_root: Path, kinds: Sequence[str], options: DeriveOptions, wait: LockWait = BRIEFLY
) -> list[Derived]:
    """Make derivatives of a package and seal it again with them inside.

    Args:
        package_root: The package folder.
        kinds: Names of kinds (`registry.kind_names`).
        options: Whether drafts are allowed, which portal, which fonts.
        wait: How long to wait for another run that is changing the package.

    Returns:
        One result a kind, in the order asked for; `state` is "unchanged" where the same was there already.

    Raises:
        UnknownKind: No installed package offers one of the kinds.
        BrokenKind: A package that offers one is broken.
        NotApproved: The text is not approved, and this is not to be a draft.
        LawNotInForce: It rests on law that ended, and this is not to be a draft.
        PackageLocked: Another run is changing the package.
        Problem: The package or the record cannot be used, or a font or program is missing.
        OSError: The disk refused; the package is as it was.
    """
    named = open_package(package_root).root  # what is no package is refused before anything is locked
    with changing(named.resolve(), wait) as change:
        package = open_package(named)
        record = change.record()
        if not options.draft:
            check_publishable(record)
        wanted = [derivative_kind(name) for name in dict.fromkeys(kinds)]
        present = {kind.name: found for kind in wanted if (found := _present(package, record, kind, options))}
        missing = [kind for kind in wanted if kind.name not in present]
        made = {result.kind: result for result in _make(change, record, missing, options)} if missing else {}
    return [_at_home(made[kind.name], kind, package) if kind.name in made else present[kind.name] for kind in wanted]


def _present(package: Package, record: Record, kind: DerivativeKind, options: DeriveOptions) -> Derived | None:
    """What is there already, if it was made from the same and nobody touched it since."""
    entries = {entry.path.removeprefix("data/"): entry for entry in record.files}
    for path in kind.paths:
        entry, file = entries.get(path), package.file(path)
        if entry is None or not file.is_file() or sha256_of(file) != entry.sha256:
            return None
        if entry.derived_text_sha256 != content_fingerprint(record):
            return None
        if entry.role == "captions" and caption_fault(file):
            return None
    if kind.recipe_in(package.file(kind.path)) != kind.recipe(record, options):
        return None
    companions = {role: package.file(path) for role, (_, path) in kind.companions.items()}
    alt_text = record.accessibility.alt_texts.get(kind.path)
    return Derived(
        kind.name, package.file(kind.path), "unchanged", options.draft, alt_text, companions, package=package.root
    )


def _make(
    change: PackageChange, record: Record, kinds: Sequence[DerivativeKind], options: DeriveOptions
) -> list[Derived]:
    results = []
    for kind in kinds:
        places = [change.place(path) for path in kind.paths]
        results.append(kind.derive(record, places[0], options))
    change.write_record(record_json(_described(record, kinds, results, change.data)))
    return results


def _described(record: Record, kinds: Sequence[DerivativeKind], results: Sequence[Derived], data: Path) -> Record:
    """The record with what was made: files, text alternatives, captions, and whether AI had a hand in it."""
    new = [entry for kind in kinds for entry in _entries(kind, data, content_fingerprint(record))]
    replaced = {entry.path for entry in new}
    files = [entry for entry in record.files if entry.path.removeprefix("data/") not in replaced]
    access = record.accessibility
    captions = [entry.path for entry in new if entry.role == "captions"]
    transcript = next((result.transcript for result in results if result.transcript), access.transcript)
    alt_texts = {kind.path: result.alt_text for kind, result in zip(kinds, results, strict=True) if result.alt_text}
    accessibility = access.model_copy(
        update={
            "alt_texts": {**access.alt_texts, **alt_texts},
            "captions": [*(path for path in access.captions if path not in captions), *captions],
            "transcript": transcript,
        }
    )
    # Nothing here is generated: texts are the record's own. Where the record says otherwise, the pictures say so too.
    generated = bool(record.ai.generated)
    ai = record.ai.model_copy(
        update={"generated": generated, "label_shown": True if generated else record.ai.label_shown}
    )
    return record.model_copy(update={"files": [*files, *new], "accessibility": accessibility, "ai": ai})


def _entries(kind: DerivativeKind, data: Path, text_hash: str) -> Iterator[FileEntry]:
    main: tuple[FileRole, str, str] = (kind.role, kind.media_type, kind.path)
    for role, media_type, path in (main, *((role, *named) for role, named in kind.companions.items())):
        file = data / path
        yield FileEntry(
            path=path,
            role=role,
            media_type=media_type,
            sha256=sha256_of(file),
            bytes=file.stat().st_size,
            derived_from=RECORD,
            derived_text_sha256=text_hash,
        )


def _at_home(result: Derived, kind: DerivativeKind, package: Package) -> Derived:
    companions = {role: package.file(path) for role, (_, path) in kind.companions.items()}
    return replace(result, path=package.file(kind.path), companions=companions, package=package.root)
