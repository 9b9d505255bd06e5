"""What a person may set about reading page images."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Switches:
    """Each step of the preparation and the layout can be left out, so that what it buys can be measured.

    Attributes:
        page_finding: Cut the page out of its dark border or off the desk it lay on, and flatten its perspective.
        orientation: Turn pages that lie on their side or stand on their head.
        deskew: Level the lines.
        background: Flatten shadows and paper colour, and turn white-on-dark panels into black-on-white.
        columns: Cut panels, columns and the two header blocks apart.
        tables: Read ruled tables cell by cell.
        marks: Keep stamps, signatures and handwriting out of the text.
        specks: Take dots that no letter explains out of the lines of dusty pages.
        neighbours: Paint over what reaches into a line from the lines above and below.
        non_text: Drop unsure words that cannot be Vietnamese.
        calibration: Turn the engine's confidences into probabilities.
    """

    page_finding: bool = True
    orientation: bool = True
    deskew: bool = True
    background: bool = True
    columns: bool = True
    tables: bool = True
    marks: bool = True
    specks: bool = True
    neighbours: bool = True
    non_text: bool = True
    calibration: bool = True


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How to read a page image.

    Attributes:
        engine: Name of an entry point in the group `pbgdpl.engines`.
        page_timeout: Seconds the engine may spend on one page.
        dpi: Resolution PDF pages are rendered with, and pictures that name none are believed to have; None lets each
            page have its own.
        max_pixels: Larger page images are refused before any work is done on them.
        memory_limit: Bytes one worker process may claim, where the system offers such a ceiling; None for none.
        after_reading: Correct the marks of unsure words by their context.
        second_reading: Read numbers that matter again and flag what disagrees.
        switches: Steps that can be left out, for measuring.
    """

    engine: str = "pytesseract"
    page_timeout: float = 120.0
    dpi: int | None = None
    max_pixels: int = 250_000_000
    memory_limit: int | None = 4 * 1024**3
    after_reading: bool = True
    second_reading: bool = True
    switches: Switches = field(default_factory=Switches)
