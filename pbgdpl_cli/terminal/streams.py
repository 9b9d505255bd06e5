"""The process's own streams, made safe for Vietnamese whatever the code page is."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata

# What tables and sentences use besides letters, in signs every code page has.
_PLAIN_SIGNS = str.maketrans({
    "đ": "d", "Đ": "D", "─": "-", "→": ">", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
    "•": "*", "·": "-", "×": "x", "✓": "+", "✗": "x",
})  # fmt: skip
# Code page 1258 writes a Vietnamese tone as a sign of its own after the letter (Unicode, "bestfit1258").
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WINDOWS_VIETNAMESE = "cp1258"


def fold_unprintable(error: UnicodeError) -> tuple[str, int]:
    """Write letters a legacy code page lacks without their marks ("Luật" → "Luat") instead of failing or "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain, lost)), error.end


def spell_out_tones(error: UnicodeError) -> tuple[str, int]:
    """For code page 1258: the letter, then its tone ("ậ" → "â" and dot below), so that nothing is lost."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_toned, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    sign = letter.translate(_PLAIN_SIGNS)
    folded = unicodedata.normalize("NFD", sign).encode("ascii", "ignore").decode()
    return folded or ("" if unicodedata.combining(letter) else "?")


def _toned(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    spelt = base + "".join(part for part in parts if part in _TONES)
    try:
        spelt.encode(_WINDOWS_VIETNAMESE)
    except UnicodeEncodeError:
        return _plain(letter)
    return spelt


codecs.register_error("pbgdpl-fold", fold_unprintable)
codecs.register_error("pbgdpl-tones", spell_out_tones)


def prepare_streams() -> None:
    """Make the process's own streams safe for Vietnamese whatever the code page is, and for their absence."""
    # Without a console (pythonw, a closed descriptor) Python has no streams at all.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            name = codecs.lookup(stream.encoding).name
            stream.reconfigure(errors="pbgdpl-tones" if name == _WINDOWS_VIETNAMESE else "pbgdpl-fold")
