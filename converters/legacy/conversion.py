"""Paragraphs of runs, each with its font, to Unicode: font name first, letters second, nothing else touched."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from converters.legacy.decoding import Piece, code_of, decode, joined_pieces
from converters.legacy.detection import BETTER_BY, ENOUGH, could_be_legacy, detect, likeness
from converters.legacy.fonts import Encoding, FontVerdict, judge_font, plain_name
from converters.legacy.tables import TCVN3_CAPITALS
from validators.language.unicode_hygiene import clean_text, normalized
from validators.problems import Message, say

_SHOWN = 12  # characters named in a report


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font, as the file has it. `font` is None where the file does not say."""

    text: str
    font: str | None = None


@dataclass(slots=True)
class Findings:
    """What was met over a whole file; filled paragraph by paragraph.

    Attributes:
        letters: How many characters were converted from each encoding.
        lost: Characters that could not be converted, as they stand.
        unmapped_fonts: Fonts of before Unicode without a table, by how many characters.
        viqr: Letters of plain ASCII files whose marks were written as signs (RFC 1456).
    """

    letters: Counter[Encoding] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    unmapped_fonts: Counter[str] = field(default_factory=Counter)
    viqr: int = 0

    @property
    def prior(self) -> Encoding | None:
        """The encoding met most so far."""
        return self.letters.most_common(1)[0][0] if self.letters else None

    def notes(self) -> tuple[Message, ...]:
        """What a person should know: which encodings were converted, and the loss report."""
        notes = [
            say("Text in {encoding} was converted to Unicode ({number} characters).", encoding=name, number=number)
            for name, number in ((_NAMES[encoding], number) for encoding, number in self.letters.most_common())
        ]
        if self.viqr:
            notes.append(
                say(
                    "Text in {encoding} was converted to Unicode ({number} characters).",
                    encoding="VIQR",
                    number=self.viqr,
                )
            )
        if self.lost:
            shown = " ".join(character for character, _ in self.lost.most_common(_SHOWN))
            notes.append(
                say(
                    "{number} characters could not be converted: {characters}",
                    number=self.lost.total(),
                    characters=shown,
                )
            )
        notes += [
            say("The letters of the font “{font}” are unknown here; {number} characters stand as they were.",
                font=font, number=number)
            for font, number in self.unmapped_fonts.most_common()
        ]  # fmt: skip
        return tuple(notes)


_NAMES = {
    Encoding.UNICODE: "Unicode",
    Encoding.TCVN3: "TCVN3 (ABC)",
    Encoding.VNI: "VNI-Windows",
    Encoding.VPS: "VPS",
    Encoding.VISCII: "VISCII",
    Encoding.CP1258: "Windows-1258",
}


def convert_runs(runs: Sequence[Run], findings: Findings) -> tuple[str, ...]:
    """Convert one paragraph.

    Neighbouring runs of one encoding are converted together, because Word cuts runs inside letters (VNI writes the
    mark after the vowel, sometimes in the next run).

    Args:
        runs: In order.
        findings: Of the whole file; added to.

    Returns:
        The converted text of each run: NFC, capitals where the font draws capitals.
    """
    if all(_is_plain(run) for run in runs):
        return tuple(clean_text(run.text) for run in runs)
    verdicts = [judge_font(run.font) for run in runs]
    encodings = _encodings(runs, verdicts, findings)
    result: list[str] = []
    for encoding, members in groupby(range(len(runs)), key=encodings.__getitem__):
        places = list(members)
        result += _convert_group(
            [runs[place] for place in places], [verdicts[place] for place in places], encoding, findings
        )
    return tuple(result)


def convert_text(text: str, font: str | None, findings: Findings) -> str:
    """Convert one stretch of text in one font."""
    return convert_runs((Run(text, font),), findings)[0]


def _is_plain(run: Run) -> bool:
    """Whether a run needs no conversion: the way out for nearly all runs of today's files."""
    verdict = judge_font(run.font)
    if verdict.capitals:
        return False
    return run.text.isascii() or (verdict.encoding is None and not verdict.unmapped and not could_be_legacy(run.text))


def _encodings(runs: Sequence[Run], verdicts: Sequence[FontVerdict], findings: Findings) -> list[Encoding]:
    """Font name first; runs whose font says nothing are judged together by their letters."""
    silent = "".join(run.text for run, verdict in zip(runs, verdicts, strict=True) if verdict.encoding is None)
    by_letters = detect(silent, findings.prior)
    named = {verdict.encoding for verdict in verdicts if verdict.encoding is not None}
    right = {encoding for encoding in named if _font_is_right(_set_in(encoding, runs, verdicts), encoding)}
    encodings = []
    for run, verdict in zip(runs, verdicts, strict=True):
        if verdict.encoding is None:
            encodings.append(by_letters if could_be_legacy(run.text) or run.text.isascii() else Encoding.UNICODE)
            _note_unmapped(run, verdict, by_letters, findings)
        elif verdict.encoding in right and not _is_unicode_by_itself(run.text):
            encodings.append(verdict.encoding)
        else:
            encodings.append(Encoding.UNICODE)
    return encodings


def _set_in(encoding: Encoding, runs: Sequence[Run], verdicts: Sequence[FontVerdict]) -> str:
    """A paragraph's text in fonts of one encoding, without what is Unicode for certain."""
    return "".join(
        run.text
        for run, verdict in zip(runs, verdicts, strict=True)
        if verdict.encoding is encoding and not _is_unicode_by_itself(run.text)
    )


def _note_unmapped(run: Run, verdict: FontVerdict, by_letters: Encoding, findings: Findings) -> None:
    if verdict.unmapped and by_letters is Encoding.UNICODE and could_be_legacy(run.text) and run.font:
        findings.unmapped_fonts[plain_name(run.font)] += len(run.text)


def _font_is_right(text: str, encoding: Encoding) -> bool:
    """Whether the font's word can be taken: Unicode text set in a legacy font is Unicode all the same."""
    if text.isascii():
        return True
    as_it_stands = likeness(text)
    if as_it_stands.words == 0 or as_it_stands.rate < ENOUGH:
        return True
    if encoding is Encoding.TCVN3 and any(code_of(character) in TCVN3_CAPITALS for character in text):
        return False
    return likeness(joined_pieces(decode(text, encoding))).rate + BETTER_BY / 2 >= as_it_stands.rate


def _is_unicode_by_itself(text: str) -> bool:
    """Whether a run holds letters that no byte of a legacy font stands for."""
    return not could_be_legacy(text) and not _in_symbol_area(text) and _has_unicode_letters(text)


def _in_symbol_area(text: str) -> bool:
    return any("\uf020" <= character <= "\uf0ff" for character in text)


def _has_unicode_letters(text: str) -> bool:
    return any(ord(character) > 0xFF and character.isalpha() for character in text)


def _convert_group(
    runs: Sequence[Run], verdicts: Sequence[FontVerdict], encoding: Encoding, findings: Findings
) -> list[str]:
    if encoding is Encoding.UNICODE and not any(unicodedata.combining(run.text[0]) for run in runs if run.text):
        return [
            clean_text(run.text.upper() if verdict.capitals else run.text)
            for run, verdict in zip(runs, verdicts, strict=True)
        ]
    text = "".join(run.text for run in runs)
    pieces = decode(text, encoding)
    dealt = _deal(pieces, [len(run.text) for run in runs])
    if encoding is not Encoding.UNICODE:
        findings.lost.update(piece.text for piece in pieces if piece.lost)
        findings.letters[encoding] += sum(piece.text != text[piece.start] for piece in pieces)
        if not findings.letters[encoding]:
            del findings.letters[encoding]
    return [
        clean_text(part.upper() if verdict.capitals else part) for part, verdict in zip(dealt, verdicts, strict=True)
    ]


def _deal(pieces: Sequence[Piece], lengths: Sequence[int]) -> list[str]:
    """Give each run the pieces that began in it, composed over run borders."""
    texts = [""] * len(lengths)
    run, end = 0, lengths[0] if lengths else 0
    for piece in pieces:
        while piece.start >= end:
            run += 1
            end += lengths[run]
        # A tone that opens a run belongs to the vowel before it.
        home = run - 1 if not texts[run] and run and unicodedata.combining(piece.text[0]) and texts[run - 1] else run
        texts[home] += piece.text
    return [normalized("NFC", text) for text in texts]
