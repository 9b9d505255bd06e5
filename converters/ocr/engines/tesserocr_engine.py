"""The fast engine: the tesseract library inside our own process, with the model kept loaded (`[fast]`).

The wheel brings its own tesseract but no models; those of the installed program are used.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import tesserocr

from converters.externals import tesseract
from converters.ocr.engines.choices import alternatives
from converters.ocr.engines.protocol import CHOICE_ITERATIONS, EngineFailure, EngineTimeout, Mode, ReadWord
from converters.ocr.preparation.arrays import Grey
from converters.reading.boxes import Box
from validators.problems import MissingDependency, say

SEGMENTATION = {Mode.LINE: tesserocr.PSM.SINGLE_LINE, Mode.BLOCK: tesserocr.PSM.SINGLE_BLOCK}


@dataclass(frozen=True, slots=True)
class TesserocrEngine:
    """Tesseract as a library.

    Attributes:
        api: The library's handle, with the model loaded.
        version: Of the tesseract inside the wheel.
    """

    api: Any = field(repr=False)
    version: str
    name: str = "tesserocr"

    def read(
        self, crops: Sequence[Grey], *, mode: Mode = Mode.LINE, timeout: float = 120.0, alternatives: bool = True
    ) -> list[tuple[ReadWord, ...]]:
        """See `Engine.read`."""
        until = monotonic() + timeout
        self.api.SetVariable("lstm_choice_mode", "2" if alternatives else "0")
        self.api.SetPageSegMode(SEGMENTATION[mode])
        return [tuple(self._words(crop, until)) for crop in crops]

    def _words(self, crop: Grey, until: float) -> Iterator[ReadWord]:
        left = until - monotonic()
        height, width = crop.shape
        self.api.SetImageBytes(crop.tobytes(), width, height, 1, width)
        self.api.SetSourceResolution(300)
        # Without a deadline the library's own check for one costs nothing; with one it is asked at every word.
        if left <= 0 or not self.api.Recognize(max(1, int(left * 1000))):
            if monotonic() >= until:
                raise EngineTimeout(say("Tesseract took too long and was stopped."))
            raise EngineFailure(say("Tesseract failed: {reason}", reason="Recognize"))
        yield from _iterate(self.api.GetIterator())
        self.api.Clear()


def _iterate(iterator: Any) -> Iterator[ReadWord]:
    if iterator is None:
        return
    level = tesserocr.RIL.WORD
    line = -1
    for item in tesserocr.iterate_level(iterator, level):
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
        if item.Empty(level):
            continue
        text = unicodedata.normalize("NFC", item.GetUTF8Text(level).strip())
        box = item.BoundingBox(level)
        if text and box is not None:
            letters = [
                [(str(letter), 100 * float(chance)) for letter, chance in group]
                for group in item.GetBestLSTMSymbolChoices() or []
            ]
            yield ReadWord(text, Box(*box), item.Confidence(level) / 100, alternatives(text, letters), max(line, 0))


def open_engine() -> TesserocrEngine:
    """Open the engine.

    Raises:
        MissingDependency: The Vietnamese model is not installed.
    """
    folder = _model_folder()
    api = tesserocr.PyTessBaseAPI(path=str(folder), lang=tesseract.LANGUAGE, oem=tesserocr.OEM.LSTM_ONLY)
    api.SetVariable("textord_all_prop", "1")  # nothing asks for the pitch of letters
    api.SetVariable("lstm_choice_iterations", str(CHOICE_ITERATIONS))
    return TesserocrEngine(api, tesserocr.tesseract_version().split()[1])


def _model_folder() -> Path:
    tesseract.require_vietnamese()
    model = tesseract.find().details.get("model")
    if model is None:
        raise MissingDependency(
            say("Tesseract is installed, but its Vietnamese model is not."),
            hint=say("Install it: {line}", line=tesseract.PROBE.install_line()),
        )
    return Path(model).parent
