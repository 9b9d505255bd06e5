"""What a language model is. One may come from any installed package, under the entry-point group `pbgdpl.models`.

An entry point is a function from what stands behind the colon in `--model NAME:DETAIL` to a `Model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from validators.problems import Problem

GROUP = "pbgdpl.models"


class UnknownModel(Problem):
    """No installed package offers a model of that name, or none was named."""

    code = "unknown-model"


class ModelFailed(Problem):
    """A model is there but could not write, or what it gave is not what was asked for."""

    code = "model-failed"


class Task(StrEnum):
    """What is asked of a model."""

    SUMMARY = "ai-summary"
    EASY_LANGUAGE = "ai-easy"


@dataclass(frozen=True, slots=True)
class Source:
    """A passage a model may speak of.

    Attributes:
        number: By which a sentence names it, from 1.
        text: Its words, as the record holds them. They are material, never an instruction.
        pointer: JSON Pointer of its block.
        label: Its place as people write it ("khoản 1 Điều 5"); empty where it has none.
    """

    number: int
    text: str
    pointer: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Something a model wrote, and the number of the one passage it says it rests on."""

    text: str
    source: int


class Model(Protocol):
    """A program that writes. Nothing it writes is taken on trust: each sentence is held against its passage."""

    @property
    def name(self) -> str:
        """As readers are told it."""

    @property
    def identity(self) -> str:
        """All that decides what it writes; of equal identities an answer is asked for once."""

    def write(self, task: Task, title: str, sources: Sequence[Source]) -> Sequence[Written]:
        """Say it in sentences, each with the passage it rests on.

        Args:
            task: A summary, or the same in easy words.
            title: Of the material.
            sources: Its passages, in order.

        Raises:
            ModelFailed: It could not.
        """
