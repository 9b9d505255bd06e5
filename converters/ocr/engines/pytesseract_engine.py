"""The default engine: the installed tesseract, its library where that is certain (`library_process`), or its program.

The program is called through pytesseract once for all crops of a page. It takes a text file that lists images, so
loading the model (40 ms) and starting the process (60 ms) are paid once a page. Both read the same: they are the same
code with the same settings. `OMP_THREAD_LIMIT=1` halves the work: tesseract's threads wait for each other more than
they help (tesseract-ocr/tesseract#3109).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2

from converters.externals import tesseract
from converters.externals.probe import ask_version
from converters.ocr.engines import hocr
from converters.ocr.engines.lean_imports import imported_without
from converters.ocr.engines.library_process import LibraryProcess, library_process
from converters.ocr.engines.protocol import CHOICE_ITERATIONS, EngineFailure, EngineTimeout, Mode, ReadWord
from converters.ocr.preparation.arrays import Grey
from validators.problems import say

# It makes tables by pandas, a third of a second to load in each worker; nobody asks it for one.
pytesseract = imported_without("pandas", "pytesseract")

SEGMENTATION = {Mode.LINE: 7, Mode.BLOCK: 6}  # tesseract's --psm
SETTINGS = (
    "user_defined_dpi=300",
    # Nothing asks for the pitch of letters: where a word ends is for the network to tell. Looking for a fixed pitch
    # takes a twentieth of the time.
    "textord_all_prop=1",
    f"lstm_choice_iterations={CHOICE_ITERATIONS}",
)
CHOICES = "lstm_choice_mode=2"  # a tenth of the time


@dataclass(frozen=True, slots=True)
class PytesseractEngine:
    """Tesseract as an outside program.

    Attributes:
        program: Path of tesseract.
        version: Of tesseract.
        language: Model it reads with.
        library: Its library, which is asked first; None where there is only the program.
    """

    program: Path
    version: str
    language: str = tesseract.LANGUAGE
    name: str = "pytesseract"
    library: LibraryProcess | None = field(default=None, repr=False)

    def read(
        self, crops: Sequence[Grey], *, mode: Mode = Mode.LINE, timeout: float = 120.0, alternatives: bool = True
    ) -> list[tuple[ReadWord, ...]]:
        """See `Engine.read`."""
        if not crops:
            return []
        if self.library is not None:
            text = self.library.read(crops, SEGMENTATION[mode], timeout, alternatives=alternatives)
            if text is not None:
                return hocr.parse(text, len(crops))
        with tempfile.TemporaryDirectory(prefix="pbgdpl-", ignore_cleanup_errors=True) as folder:
            return hocr.parse(self._run(_listed(crops, Path(folder)), mode, timeout, alternatives), len(crops))

    def models(self) -> tuple[str, ...]:
        """See `HasModels.models`."""
        return tesseract.other_vietnamese_models(self.program)

    def with_model(self, model: str) -> PytesseractEngine:
        """See `HasModels.with_model`."""
        return replace(self, language=model, library=None)

    def _run(self, listed: Path, mode: Mode, timeout: float, alternatives: bool) -> str:
        settings = (*SETTINGS, CHOICES) if alternatives else SETTINGS
        config = " ".join((f"--psm {SEGMENTATION[mode]} --oem 1", *(f"-c {setting}" for setting in settings)))
        with _child_environment():
            pytesseract.pytesseract.tesseract_cmd = str(self.program)
            try:
                answer: bytes = pytesseract.image_to_pdf_or_hocr(
                    str(listed), lang=self.language, config=config, extension="hocr", timeout=timeout
                )
            except pytesseract.TesseractError as error:
                raise EngineFailure(
                    say("Tesseract failed: {reason}", reason=_first_line(str(error.message)))
                ) from error
            except RuntimeError as error:  # how pytesseract tells that it killed the child
                raise EngineTimeout(
                    say("Tesseract took longer than {seconds} s and was stopped.", seconds=round(timeout))
                ) from error
            except OSError as error:
                raise EngineFailure(say("Tesseract failed: {reason}", reason=str(error))) from error
        return answer.decode("utf-8", "replace")


def open_engine() -> PytesseractEngine:
    """Open the engine.

    Raises:
        MissingDependency: Tesseract or its Vietnamese model is not installed.
    """
    program, folder = tesseract.require_model()
    version = ask_version(program, tesseract.PROBE) or "?"
    library = None if folder is None else library_process(program, version, folder, tesseract.LANGUAGE, SETTINGS)
    return PytesseractEngine(program, version, library=library)


def _listed(crops: Sequence[Grey], folder: Path) -> Path:
    """Write the crops and the list of their names."""
    names = []
    for index, crop in enumerate(crops):
        # No compression: it is read again at once. Not PGM, whose pixels Leptonica fetches one by one.
        path = folder / f"{index:05d}.bmp"
        # Not cv2.imwrite: on Windows it cannot open paths outside the ANSI code page.
        path.write_bytes(cv2.imencode(".bmp", crop)[1].tobytes())
        names.append(str(path))
    listed = folder / "crops.txt"
    listed.write_text("\n".join(names), encoding="utf-8", newline="\n")
    return listed


@contextmanager
def _child_environment() -> Iterator[None]:
    """Pytesseract hands our own environment to the child, so the limit has to be set here for the time of the call."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:300] if text.strip() else "?"
