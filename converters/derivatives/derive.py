"""Making derivatives of a package and putting them into it: all of it happens, or the old package stays."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions, Page
from converters.derivatives.drawing.theme import read_theme
from converters.derivatives.facts import Facts, facts_of
from converters.derivatives.kind import DerivativeKind, UnknownFormat
from converters.derivatives.material import Material
from converters.derivatives.registry import derivative_kind
from converters.derivatives.saying import words
from converters.derivatives.saying.account import EMPTY, Account
from converters.derivatives.saying.publishable import check_publishable
from converters.derivatives.wording.plan import read_plan
from converters.writing.stored_record import RECORD, record_json
from validators.packages.changing import BRIEFLY, PackageChange, changing
from validators.packages.digests import sha256_of
from validators.packages.durable import write_bytes
from validators.packages.locking import AT_ONCE, LockWait
from validators.packages.package import Package, open_package
from validators.problems import say
from validators.rules.complete.captions import caption_fault
from validators.sharing.staleness import PLAN, THEME

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import FileEntry, Record


def derive_package(
    package_root: Path, kinds: Sequence[str], options: DeriveOptions, wait: LockWait = BRIEFLY
) -> list[Derived]:
    """Make derivatives of a package and seal it again with them inside.

    Args:
        package_root: The package folder.
        kinds: Names of kinds (`registry.kind_names`); each is made in those of `options.formats` that it has.
        options: Whether drafts are allowed, which portal, which fonts.
        wait: How long to wait for another run that is changing the package.

    Returns:
        One result a kind and format, in the order asked for; `state` is "unchanged" where the same was there already.

    Raises:
        UnknownKind: No installed package offers one of the kinds.
        UnknownFormat: None of the kinds has one of the formats.
        BrokenKind: A package that offers one is broken.
        NotApproved: The text is not approved, and this is not to be a draft.
        LawNotInForce: It rests on law that ended, and this is not to be a draft.
        WrongRegister: The register of acts cannot be used.
        PackageLocked: Another run is changing the package.
        Problem: The package or the record cannot be used, or a font or program is missing.
        OSError: The disk refused; the package is as it was.
    """
    named = open_package(package_root).root  # what is no package is refused before anything is locked
    with changing(named.resolve(), wait) as change:
        package = open_package(named)
        material = Material(package, options.facts)
        if not options.draft:
            _check_in_force(material, options)
        options = _with_kept(package, options)
        wanted = kinds_in_formats(kinds, options.formats)
        present = {kind.path: found for kind in wanted if (found := _present(package, material, kind, options))}
        missing = [kind for kind in wanted if kind.path not in present]
        results = _make(change, material.record, missing, options) if missing else []
        made = {kind.path: _at_home(one, kind, package) for kind, one in zip(missing, results, strict=True)}
    for kind in missing:
        if recipe := kind.recipe_in(package.file(kind.path)):
            options.accounts.put(recipe, made[kind.path].account)
    return _noted([made.get(kind.path) or present[kind.path] for kind in wanted], material.facts, options)


def already_derived(package_root: Path, kinds: Sequence[str], options: DeriveOptions) -> list[Derived] | None:
    """What `derive_package` gives where it makes nothing and needs no record for it; None where it does.

    Args:
        package_root: The package folder.
        kinds: Names of kinds.
        options: As for `derive_package`.

    Raises:
        Problem: As `derive_package`; another run's change is not waited for.
        OSError: The package cannot be read.
    """
    named = open_package(package_root).root
    with changing(named.resolve(), AT_ONCE):
        package = open_package(named)
        facts = Material(package, options.facts).known_facts
        if facts is None or not (options.draft or _is_publishable(facts, options)):
            return None
        options = _with_kept(package, options)
        found = [_known(package, facts, kind, options) for kind in kinds_in_formats(kinds, options.formats)]
    return None if None in found else _noted([one for one in found if one is not None], facts, options)


def _is_publishable(facts: Facts, options: DeriveOptions) -> bool:
    return facts.is_publishable(options.day) and options.law.ended(facts.cited, options.day) is None


def _check_in_force(material: Material, options: DeriveOptions) -> None:
    """As `check_publishable`, by what the register says too; the record is read only where it must be."""
    ended = options.law.ended(material.facts.cited, options.day)
    if ended is not None or not material.facts.is_publishable(options.day):
        check_publishable(material.record, options.day, ended)


def _noted(results: Sequence[Derived], facts: Facts, options: DeriveOptions) -> list[Derived]:
    """Results with what the register makes a person look up."""
    notes = options.law.notes(facts.cited)
    return [replace(one, notes=(*one.notes, *notes)) for one in results]


def _known(package: Package, facts: Facts, kind: DerivativeKind, options: DeriveOptions) -> Derived | None:
    """A derivative that is as it should be, and of which it was kept what it shows."""
    recipe = _recipe_followed(package, facts, kind, options)
    account = options.accounts.get(recipe) if recipe else None
    return None if account is None else _unchanged(package, facts, kind, account, draft=options.draft)


def kinds_in_formats(kinds: Sequence[str], formats: Sequence[str]) -> list[DerivativeKind]:
    """Kinds by their names, each in those of the formats that it has.

    Raises:
        UnknownKind: There is none of that name.
        UnknownFormat: None of them has one of the formats.
    """
    named = [derivative_kind(name) for name in dict.fromkeys(kinds)]
    known = dict.fromkeys(name for kind in named for name in kind.formats)
    if strange := next((name for name in formats if name not in known), None):
        raise UnknownFormat(
            say("“{format}” is no format of {kinds}.", format=strange, kinds=", ".join(kind.name for kind in named)),
            hint=say("Known formats: {names}", names=", ".join(known) or "–"),
        )
    return [kind for one in named for kind in one.in_formats(tuple(dict.fromkeys(formats)))]


def _with_kept(package: Package, options: DeriveOptions) -> DeriveOptions:
    """The options with the plan and the theme that the package keeps, where no others are given."""
    plan, theme = package.file(PLAN), package.file(THEME)
    if options.plan is None and plan.is_file():
        options = replace(options, plan=read_plan(plan.read_bytes()))
    if options.theme is None and theme.is_file():
        options = replace(options, theme=read_theme(theme))
    return options


def preview_package(package_root: Path, kind: str, target: Path, options: DeriveOptions) -> Derived:
    """Make the main file of a derivative beside a package, which stays as it is.

    Args:
        package_root: The package folder.
        kind: Name of its kind.
        target: Where its main file goes.
        options: As for `derive_package`.

    Raises:
        UnknownKind: No installed package offers the kind.
        NotApproved: The text is not approved, and this is not to be a draft.
        Problem: As for `derive_package`.
        OSError: A file cannot be read or written.
    """
    package = open_package(package_root)
    material = Material(package, options.facts)
    record = material.record
    if not options.draft:
        _check_in_force(material, options)
    kept = package.file(PLAN)
    if options.plan is None and kept.is_file():
        options = replace(options, plan=read_plan(kept.read_bytes()))
    maker = derivative_kind(kind)
    with tempfile.TemporaryDirectory() as folder:
        made = maker.derive(record, Path(folder) / PurePosixPath(maker.path).name, options)
        write_bytes(target, made.path.read_bytes())
    return replace(made, path=target, companions={}, package=package.root)


def _present(package: Package, material: Material, kind: DerivativeKind, options: DeriveOptions) -> Derived | None:
    """What is there already, if it was made from the same and nobody touched it since."""
    recipe = _recipe_followed(package, material.facts, kind, options)
    if recipe is None:
        return None
    account = options.accounts.get(recipe) or _account_anew(material, kind, options, recipe)
    return _unchanged(package, material.facts, kind, account, draft=options.draft)


def _recipe_followed(package: Package, facts: Facts, kind: DerivativeKind, options: DeriveOptions) -> str | None:
    """The recipe by which a derivative would be made, if it was made by it and nobody touched it since."""
    entries = {entry.path.removeprefix("data/"): entry for entry in facts.files}
    for path in (*kind.paths, *filter(kind.is_page, entries)):
        entry, file = entries.get(path), package.file(path)
        if entry is None or not file.is_file() or sha256_of(file) != entry.sha256:
            return None
        if entry.text_sha256 != facts.text_sha256:
            return None
        if entry.role == "captions" and caption_fault(file):
            return None
    recipe = kind.recipe_from(facts, options)
    return recipe if kind.recipe_in(package.file(kind.path)) == recipe else None


def _unchanged(package: Package, facts: Facts, kind: DerivativeKind, account: Account, *, draft: bool) -> Derived:
    paths = (entry.path.removeprefix("data/") for entry in facts.files)
    further = sorted(filter(kind.is_page, paths), key=_page_number)
    return Derived(
        kind.name,
        package.file(kind.path),
        "unchanged",
        draft,
        facts.alt_texts.get(kind.path),
        {role: package.file(path) for role, (_, path) in kind.companions.items()},
        package=package.root,
        further=tuple(Page(package.file(path), facts.alt_texts.get(path, "")) for path in further),
        account=account,
    )


def _account_anew(material: Material, kind: DerivativeKind, options: DeriveOptions, recipe: str) -> Account:
    # Takes long to load, and is seldom needed here.
    from converters.derivatives.saying.key_points import NothingToShow
    from converters.derivatives.saying.planned import points_to_show

    try:
        points = points_to_show(material.record, options.plan, draft=options.draft, in_steps=kind.shows_steps)
    except NothingToShow:  # a kind that gives the whole text, or a model's, needs no points
        return EMPTY
    account = points.account_with_steps if kind.shows_steps else points.account
    options.accounts.put(recipe, account)
    return account


def _page_number(path: str) -> int:
    return int(path.rpartition(".")[0].rpartition("-")[2])


def _make(
    change: PackageChange, record: Record, kinds: Sequence[DerivativeKind], options: DeriveOptions
) -> list[Derived]:
    results = []
    if options.plan is not None:
        change.write(PLAN, options.plan.content)
    if options.theme is not None and any(kind.themed for kind in kinds):
        change.write(THEME, options.theme.content)
    for kind in kinds:
        for entry in record.files:
            if kind.is_page(entry.path.removeprefix("data/")):
                change.remove(entry.path.removeprefix("data/"))  # there may be fewer pages now
        places = [change.place(path) for path in kind.paths]
        results.append(kind.derive(record, places[0], options))
    described = _described(record, kinds, results, change.data, options)
    stored = record_json(described)
    change.write_record(stored)
    options.facts.put(stored, facts_of(described))
    return results


def _described(
    record: Record, kinds: Sequence[DerivativeKind], results: Sequence[Derived], data: Path, options: DeriveOptions
) -> Record:
    """The record with what was made: files, text alternatives, captions, and whether AI had a hand in it."""
    text_hash = facts_of(record).text_sha256
    new = [
        entry.model_copy(update={"made_by": kind.making(record, options, made.voice)})
        for kind, made in zip(kinds, results, strict=True)
        for entry in _entries(kind, made, data, text_hash)
    ]
    replaced = {entry.path for entry in new}
    old = (entry for entry in record.files if not _is_replaced(entry.path.removeprefix("data/"), kinds, replaced))
    files = list(old)
    access = record.accessibility
    captions = [entry.path for entry in new if entry.role == "captions"]
    transcript = next((result.transcript for result in results if result.transcript), access.transcript)
    made = list(zip(kinds, results, strict=True))
    alt_texts = {kind.path: result.alt_text for kind, result in made if result.alt_text}
    alt_texts |= {
        kind.companions["thumbnail"][1]: f"{words.COVER}. {result.alt_text}"
        for kind, result in made
        if "thumbnail" in kind.companions and result.alt_text
    }
    alt_texts |= {_page_of(kind, page): page.alt_text for kind, result in made for page in result.further}
    kept = {path: text for path, text in access.alt_texts.items() if not _is_replaced(path, kinds, replaced)}
    accessibility = access.model_copy(
        update={
            "alt_texts": {**kept, **alt_texts},
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


def _is_replaced(path: str, kinds: Sequence[DerivativeKind], replaced: set[str]) -> bool:
    return path in replaced or any(kind.is_page(path) for kind in kinds)


def _page_of(kind: DerivativeKind, page: Page) -> str:
    """The path below `data/` of a further page."""
    return f"{kind.path.rpartition('/')[0]}/{page.path.name}"


def _entries(kind: DerivativeKind, made: Derived, data: Path, text_hash: str) -> Iterator[FileEntry]:
    from validators.sharing.record import FileEntry

    pictures = (kind.path, *(_page_of(kind, page) for page in made.further))
    main = ((kind.role, kind.media_type, path) for path in pictures)
    for role, media_type, path in (*main, *kind.further_files):
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
    further = tuple(Page(package.file(_page_of(kind, page)), page.alt_text) for page in result.further)
    return replace(result, path=package.file(kind.path), companions=companions, package=package.root, further=further)
