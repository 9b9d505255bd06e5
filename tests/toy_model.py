"""Small models for the tests: one copies, one lies in every way there is; both by the entry points they would have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from converters.derivatives.models.protocol import Source, Task, Written

Answer = Callable[[Task, str, Sequence[Source]], Sequence[Written]]


@dataclass
class Toy:
    """Answers as it is told; remembers what it was shown."""

    answer: Answer
    name: str = "Mô hình mẫu"
    identity: str = "toy 1"
    shown: list[tuple[Source, ...]] = field(default_factory=list)

    def write(self, task: Task, title: str, sources: Sequence[Source]) -> Sequence[Written]:
        self.shown.append(tuple(sources))
        return self.answer(task, title, sources)


def first_sentences(task: Task, title: str, sources: Sequence[Source]) -> list[Written]:
    """The first line of each passage: what an honest model could say."""
    return [Written(one.text.split("\n")[0], one.number) for one in sources]


def open_honest(detail: str) -> Toy:
    return Toy(first_sentences, name=f"Thật {detail}".strip())


def open_liar(detail: str) -> Toy:
    """Says of the first passage what is in its detail, a sentence a bar, and first something true."""
    return Toy(lambda task, title, sources: [
        *first_sentences(task, title, sources), *(Written(lie, 1) for lie in detail.split("|") if lie),
    ])  # fmt: skip


def open_broken(detail: str) -> Toy:
    raise RuntimeError(detail or "no weights")
