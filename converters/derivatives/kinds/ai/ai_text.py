"""A summary, and the material in easy words, drafted by a model of somebody else's.

The text says on its first line that AI wrote it, and keeps saying so. Every sentence stands with the passage that bears
it; those no passage bears are refused, and named in the draft. It waits for a person: `--reviewed-by` turns the very
draft that lies in the package into the text for others, asking no model again, and what is not that draft is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.models.protocol import Source, Task
from converters.derivatives.models.writing import Borne, Draft
from converters.derivatives.saying import words
from converters.derivatives.saying.account import settled
from converters.derivatives.text_recipe import recipe_in, recipe_line
from validators.packages.durable import write_text
from validators.problems import Message, Problem, say
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

_TITLES = {Task.SUMMARY: "Tóm tắt", Task.EASY_LANGUAGE: "Nói cho dễ hiểu"}
_UNITS = {"point": "điểm", "clause": "khoản", "article": "Điều"}  # innermost first, as they are cited


class NotTheDraft(Problem):
    """A person is said to have looked at a draft that is not the one in the package."""

    code = "not-the-draft"


class NothingBorne(Problem):
    """Of all a model wrote, the material bears no sentence."""

    code = "nothing-borne"


def sources_of(record: Record) -> tuple[tuple[Source, ...], int]:
    """The passages a model is shown, and how many it is not, because they give orders to whatever reads them."""
    from converters.derivatives.models.support import addresses_a_model
    from converters.records.parts.passages import passages_of

    usable = [one for one in passages_of(record) if one.aside is None]
    shown = [one for one in usable if not addresses_a_model(one.text)]
    sources = (Source(number, one.text, one.pointer, _label(dict(one.locator))) for number, one in enumerate(shown, 1))
    return tuple(sources), len(usable) - len(shown)


def _label(locator: dict[str, str]) -> str:
    return " ".join(f"{name} {locator[unit]}" for unit, name in _UNITS.items() if unit in locator)


def _write(task: Task, record: Record, target: Path, options: DeriveOptions) -> Derived:
    kind = KINDS[task]
    sources, hidden = sources_of(record)
    draft = options.writing.draft(task, record.title, sources)
    if not draft.borne:
        raise NothingBorne(
            say("The material bears none of the {count} sentences the model wrote.", count=len(draft.refused)),
            hint=say("Try another model: --model NAME"),
        )
    unread = replace(options, reviewed_by=None)
    text = _text(kind, record, draft, unread)
    if options.reviewed_by is not None:
        _require_same(kind, record, text)
        text = _text(kind, record, draft, options)
    write_text(target, text)
    notes = () if options.reviewed_by else tuple(_notes(draft, hidden, kind.name))
    account = settled(record, [one.source.pointer for one in draft.borne], [])
    return Derived(kind.name, target, draft=options.draft, notes=notes, account=account)


def _require_same(kind: DerivativeKind, record: Record, unread: str) -> None:
    """What lies in the package must be this very draft: another is not what a person read.

    Raises:
        NotTheDraft: It is another, or there is none.
    """
    entry = next((one for one in record.files if one.path.removeprefix("data/") == kind.path), None)
    if entry is None or entry.sha256 != hashlib.sha256(unread.encode("utf-8")).hexdigest():
        raise NotTheDraft(
            say("The package holds no such draft, so nobody can have read it."),
            hint=say("Make it, read it, then say who did: {line}", line=f"pbgdpl derive {kind.name} PACKAGE --model …"),
        )


def _notes(draft: Draft, hidden: int, kind: str) -> Iterator[Message]:
    yield say(
        "“{kind}” was written by AI ({model}): a person reads it, then --reviewed-by NAME says so.",
        kind=kind, model=draft.model,
    )  # fmt: skip
    for one in draft.refused:
        yield say("Refused: “{text}” ({reason}).", text=one.text, reason=one.objection.fault.message)
    if hidden:
        yield say("{count} passages give orders to a model; none was shown them.", count=hidden)


def _text(kind: DerivativeKind, record: Record, draft: Draft, options: DeriveOptions) -> str:
    by = options.reviewed_by
    head = [f"{words.AI_NOTICE.upper()}. {f'NGƯỜI ĐỌC DUYỆT: {by}' if by else words.NEEDS_REVIEW}"]
    head += [words.DRAFT_BANNER] if options.draft else []
    said = [
        f"{_TITLES[Task(kind.name)]}: {record.title.strip()}", f"Máy viết: {draft.model}",
        *(_sentence(one, read=by is not None) for one in draft.borne),
    ]  # fmt: skip
    refused = [f"- “{one.text}” ({one.objection.fault}: {one.objection.words})" for one in draft.refused]
    told = [] if by or not refused else ["Câu bị loại vì tài liệu không nói như vậy:\n" + "\n".join(refused)]
    issuer = words.issuer(record)
    foot = [f"{issuer[0]}: {issuer[1]}."] if issuer else []
    return "\n\n".join([*head, *said, *told, *foot, recipe_line(kind.recipe(record, options))])


def _sentence(one: Borne, *, read: bool) -> str:
    """A sentence with its place; for whoever reads the draft also with the passage, and words that are the model's."""
    from converters.derivatives.wording.excerpts import tidy

    told = f"{one.text} [{one.source.label}]" if one.source.label else one.text
    if read:
        return told
    new = f"\n   Từ không có trong đoạn: {', '.join(one.new)}" if one.new else ""
    return f"{told}\n   {words.PASSAGE} ({one.source.pointer}): “{tidy(one.source.text)}”{new}"


def _kind(task: Task) -> DerivativeKind:
    return DerivativeKind(
        name=str(task),
        role="social",
        media_type="text/plain",
        path=f"{DERIVATIVES_FOLDER}/{task}.txt",
        make=partial(_write, task),
        recipe_in=recipe_in,
        settings=lambda options: {"reviewed_by": options.reviewed_by, "model": options.writing.model},
        needs_review=True,
        drawn=False,
        design=DESIGNS[task],
    )


KINDS = {task: _kind(task) for task in Task}
SUMMARY, EASY_LANGUAGE = KINDS[Task.SUMMARY], KINDS[Task.EASY_LANGUAGE]
