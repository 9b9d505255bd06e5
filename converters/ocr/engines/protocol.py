"""What an engine is: crops of text in, words with boxes, confidences and other possible readings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from converters.ocr.preparation.arrays import Grey
from converters.reading.boxes import Box
from validators.problems import Problem

GROUP = "pbgdpl.engines"

CHOICE_ITERATIONS = 4
"""Rounds in which tesseract looks for other letters (its own default is 5).

Measured on 30 pages of real scans and 27 composed ones: four give the same text as five, of three one word is worse.
"""


class Mode(StrEnum):
    """What a crop holds."""

    LINE = "line"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word as an engine reads it.

    Attributes:
        text: NFC, without white space, never empty.
        box: In pixels of the crop.
        confidence: The engine's own, 0–1, not calibrated.
        alternatives: The word with one letter replaced by another the engine thought possible there, likeliest first.
        line: Which line of the crop it stands on, from 0.
    """

    text: str
    box: Box
    confidence: float
    alternatives: tuple[str, ...] = ()
    line: int = 0


@runtime_checkable
class Engine(Protocol):
    """A recognition engine. One process opens one and keeps it; it need not be safe for threads."""

    @property
    def name(self) -> str:
        """As the entry point is called."""

    @property
    def version(self) -> str:
        """Of the program that reads, which decides the result."""

    def read(
        self, crops: Sequence[Grey], *, mode: Mode = Mode.LINE, timeout: float = 120.0, alternatives: bool = True
    ) -> list[tuple[ReadWord, ...]]:
        """Read crops of black text on white.

        Args:
            crops: Grey images, height × width, small letters about 15–35 pixels high.
            mode: What each of them holds.
            timeout: Seconds for all of them.
            alternatives: Whether other possible readings are wanted; without them an engine may be faster.

        Returns:
            For each crop its words in reading order; an empty tuple where nothing was read.

        Raises:
            EngineFailure: The engine crashed or gave no usable answer.
            EngineTimeout: It was stopped after `timeout` seconds.
        """


@runtime_checkable
class HasModels(Protocol):
    """An engine that reads with other models, too; each engine tells which of those it has are for Vietnamese."""

    def models(self) -> tuple[str, ...]:
        """Names of installed models for Vietnamese besides the one it reads with."""

    def with_model(self, model: str) -> Engine:
        """The same engine with another of its models."""


class EngineFailure(Problem):
    """The engine crashed or its answer cannot be used."""

    code = "engine-failed"


class EngineTimeout(EngineFailure):
    """The engine took too long and was stopped."""

    code = "engine-timeout"


class UnknownEngine(Problem):
    """No installed package offers an engine of that name."""

    code = "unknown-engine"
