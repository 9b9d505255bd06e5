"""Short words the engine was unsure of: they may hide a number that ran into what stands beside it."""

from __future__ import annotations

from converters.ocr.second_reading.detectors.subject import CriticalSpan, WordInLine
from validators.language.detector import Detector

UNSURE = 0.8  # engine confidence, 0–1; half of the short words it gives less are misread
SHORT = 4  # letters; longer words were never seen to hide a number


def _unsure_word(word: WordInLine) -> CriticalSpan | None:
    letters, confidence = word.core, word.words[word.index].confidence
    unsure = confidence is not None and confidence < UNSURE and letters.isalpha() and len(letters) <= SHORT
    return word.span("number", only_if_number=True) if unsure else None


UNSURE_WORDS = (
    Detector(
        name="unsure short word",
        source="tri-folds: “VỆ” was “7.” and the point's first stroke",
        gains="numbers read as short words; flagged only if the second reading has a digit there",
        positive=("chương <VỆ~> này",),
        negative=("chương <VỆ> này", "chương <nghiêng~> này"),
        find=_unsure_word,
    ),
)
