"""Signs of the Symbol and Wingdings fonts, which files hold as codes that mean nothing outside those fonts.

Word writes them at U+F020 to U+F0FF (the Private Use Area), or as plain letters in such a font. Sources: the fonts' own
encodings as published with them, and the names of the signs in Unicode (Dingbats, Geometric Shapes, Arrows).
"""

from __future__ import annotations

import re

_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SHIFT = 0xF000
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x40: "✍", 0x46: "☞", 0x47: "☝", 0x48: "☟",
    0x45: "☜", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA0: "▪",
    0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB6: "☆", 0xD5: "⌫", 0xD6: "⌦",
    0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "●", 0x97: "●", 0x98: "•", 0xA2: "■",
    0xA3: "□", 0xA4: "□", 0x2A: "☐", 0x30: "☐", 0x32: "☐",
}  # fmt: skip
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x2A: "*", 0x2B: "+", 0x2D: "−", 0x5C: "∴", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞",
    0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xBE: "–", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xD0: "∠", 0xD1: "∇",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒",
    0xE5: "∑", 0xF2: "∫",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x34: "▸", 0x33: "◂", 0x35: "▴", 0x36: "▾"}
_BY_FONT = (
    ("wingdings 2", _WINGDINGS_2),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("symbol", _SYMBOL),
)


def as_signs(text: str, font: str | None) -> str:
    """A text with the signs that a reader sees in the place of private codes; signs nobody knows are left out.

    Args:
        text: As the file has it.
        font: Its font's name, if the file says.
    """
    text = signs_of_font(text, font)
    return _PRIVATE.sub(lambda match: _known(ord(match.group()) - _SHIFT), text) if _PRIVATE.search(text) else text


def signs_of_font(text: str, font: str | None) -> str:
    """A text in a font of signs as a reader sees it; text in any other font as it is, private codes included."""
    table = _table_of(font)
    return text if table is None else "".join(_sign_in(letter, table) for letter in text)


def _table_of(font: str | None) -> dict[int, str] | None:
    name = (font or "").casefold()
    return next((table for start, table in _BY_FONT if name.startswith(start)), None)


def _sign_in(letter: str, table: dict[int, str]) -> str:
    code = ord(letter)
    if code < 0x100:
        return table.get(code, letter)  # an ordinary letter in such a font: a blank, or text set in it by mistake
    return table.get(code - _SHIFT) or _known(code - _SHIFT) if _PRIVATE.match(letter) else letter


def _known(code: int) -> str:
    """The sign of a code whose font is not known: Wingdings is by far the most used, and Symbol for its bullet."""
    return _SYMBOL[0xB7] if code == 0xB7 else _WINGDINGS.get(code) or _SYMBOL.get(code, "")
