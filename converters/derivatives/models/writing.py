"""What a model is asked, and what of its answer is kept: sentence by sentence, each with its passage or refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.models.protocol import Model, ModelFailed, Source, Task, Written
from converters.derivatives.models.registry import open_model
from validators.packages.durable import write_bytes
from validators.problems import Problem, say

if TYPE_CHECKING:  # what weighs sentences is loaded when a model wrote some: most kinds ask none
    from converters.derivatives.models.support import Objection

MOST = 60  # sentences of an answer that are looked at; an answer without an end fills no disk


@dataclass(frozen=True, slots=True)
class Borne:
    """A sentence its passage bears.

    Attributes:
        text: The sentence.
        source: The passage.
        new: Words of it that do not stand there, for whoever reads the draft.
    """

    text: str
    source: Source
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that is not shown, and why."""

    text: str
    objection: Objection


@dataclass(frozen=True, slots=True)
class Draft:
    """What became of an answer.

    Attributes:
        model: As readers are told it.
        borne: Sentences that may be shown to a person, in order.
        refused: The others.
    """

    model: str
    borne: tuple[Borne, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers of models, so that what a person read is what is published.

    Attributes:
        folder: Where they are; None keeps none.
    """

    folder: Path | None = None

    def get(self, key: str) -> list[Written] | None:
        """An answer that was kept; None where there is none, or none that can be read."""
        try:
            found = json.loads((self.folder / f"{key}.json").read_bytes()) if self.folder else None
            return None if found is None else [Written(str(one["text"]), int(one["source"])) for one in found]
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, answer: Sequence[Written]) -> None:
        """Keep an answer."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            said = [asdict(one) for one in answer]
            write_bytes(self.folder / f"{key}.json", json.dumps(said, ensure_ascii=False).encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes.

    Attributes:
        model: "NAME" or "NAME:DETAIL" of a model; None for none.
        kept: Answers that were given before.
    """

    model: str | None = None
    kept: KeptAnswers = field(default_factory=KeptAnswers)

    def draft(self, task: Task, title: str, sources: Sequence[Source]) -> Draft:
        """What the model says of a material, held against it.

        Raises:
            UnknownModel: No model was named, or there is none of that name.
            ModelFailed: It could not write, or gave something else.
        """
        model = open_model(self.model)
        key = _key(model, task, title, sources)
        answer = self.kept.get(key)
        if answer is None:
            answer = _answer(model, task, title, sources)
            self.kept.put(key, answer)
        return _held(model.name, answer, {one.number: one for one in sources})


def _key(model: Model, task: Task, title: str, sources: Sequence[Source]) -> str:
    asked = [model.identity, task, title, [(one.number, one.text) for one in sources]]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode("utf-8")).hexdigest()


def _answer(model: Model, task: Task, title: str, sources: Sequence[Source]) -> list[Written]:
    from converters.derivatives.wording.excerpts import tidy

    try:
        given = list(model.write(task, title, sources))[:MOST]
        return [Written(tidy(str(one.text)), int(one.source)) for one in given]
    except Problem:
        raise
    except Exception as error:  # whatever a program of others throws
        reason = f"{type(error).__name__}: {error}"
        raise ModelFailed(say("The model “{name}” gave no answer: {reason}", name=model.name, reason=reason)) from error


def _held(model: str, answer: Sequence[Written], sources: dict[int, Source]) -> Draft:
    from converters.derivatives.models.support import Fault, Objection, new_words, objection

    borne: list[Borne] = []
    refused: list[Refused] = []
    for text, source in _each_sentence(answer, sources):
        against = objection(text, source.text) if source else Objection(Fault.NO_PASSAGE, text)
        if source is None or against is not None:
            refused.append(Refused(text, against or Objection(Fault.NO_PASSAGE, text)))
        elif all(text != one.text for one in borne):
            borne.append(Borne(text, source, new_words(text, source.text)))
    return Draft(model, tuple(borne), tuple(refused))


def _each_sentence(answer: Sequence[Written], sources: dict[int, Source]) -> Iterator[tuple[str, Source | None]]:
    """One after the other, however many a model put together."""
    from converters.records.parts.sentences import sentences

    for one in answer:
        yield from ((text, sources.get(one.source)) for text in sentences(one.text))
