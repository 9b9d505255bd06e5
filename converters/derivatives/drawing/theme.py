"""A theme: the colours, logo, name and font of the office that issues pictures, as one TOML file.

    organ = "Sở Tư pháp tỉnh An Lạc"
    logo = "logo.png"
    font = "Be Vietnam Pro"
    [colours]
    deep = "#10346e"
    accent = "#1654b2"

`deep` stands behind white letters, `accent` writes numbers on white. `bright` (on `deep`), `page` (behind the cards)
and `tint` (behind sources) follow from the two where they are not given. What nobody could read is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from converters.derivatives.drawing.palette import INK_COLOUR, MINIMUM_CONTRAST, WHITE, Colour, Palette, contrast, mix
from validators.problems import Problem, say

_LARGEST_THEME = 1 << 20  # bytes: a page of colours and a logo inside
_LARGEST_LOGO = 512 << 10  # bytes; printed at 3 cm and 300 dpi a logo has a tenth of it
_MOST_LOGO_PIXELS = 4_000_000
_LONGEST_ORGAN = 90  # letters: two lines above a title
_BRIGHT: Colour = (255, 205, 92)
_KEYS = frozenset(("organ", "logo", "font", "colours"))
_ROLES = ("deep", "accent", "bright", "page", "tint")
_INSIDE = "data:image/png;base64,"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class WrongTheme(Problem):
    """A theme that cannot be read, or that nobody could read what is drawn with."""

    code = "wrong-theme"


@dataclass(frozen=True)
class Theme:
    """A theme as read.

    Attributes:
        palette: Its colours; None for those of the material's subject.
        organ: The name above the title; empty for none.
        logo: A PNG file; empty for none.
        font: Name of a font family of this computer; empty for the one that comes along.
    """

    palette: Palette | None = None
    organ: str = ""
    logo: bytes = b""
    font: str = ""

    @cached_property
    def content(self) -> bytes:
        """The theme as it is kept in a package: one file, its logo inside."""
        lines = [f"{key} = {_quoted(value)}" for key in ("organ", "font") if (value := getattr(self, key))]
        if self.logo:
            lines.append(f"logo = {_quoted(_INSIDE + base64.b64encode(self.logo).decode('ascii'))}")
        if self.palette:
            lines += ["[colours]", *(f"{role} = {_quoted(_hex(getattr(self.palette, role)))}" for role in _ROLES)]
        return "".join(f"{line}\n" for line in lines).encode("utf-8")

    @property
    def sha256(self) -> str:
        """Hash of `content`."""
        return hashlib.sha256(self.content).hexdigest()


def read_theme(path: Path) -> Theme:
    """Read a theme.

    Args:
        path: A TOML file; a logo is named relative to it.

    Raises:
        WrongTheme: It is none, or its colours cannot be read on one another.
        OSError: A file is not there.
    """
    import tomllib  # most runs have no theme

    content = path.read_bytes()
    try:
        said = tomllib.loads(content[:_LARGEST_THEME].decode("utf-8"))
    except (UnicodeError, tomllib.TOMLDecodeError) as error:
        raise WrongTheme(say("This is no theme: {reason}.", reason=str(error)), path=path) from error
    if strange := sorted(said.keys() - _KEYS):
        raise WrongTheme(say("A theme says nothing of “{name}”.", name=strange[0]), path=path)
    texts = {key: _text(said, key) for key in ("organ", "logo", "font")}
    if len(texts["organ"]) > _LONGEST_ORGAN:
        raise WrongTheme(say("The name of the organ has more than {count} letters.", count=_LONGEST_ORGAN), path=path)
    logo = _logo(texts["logo"], path) if texts["logo"] else b""
    return Theme(_palette(said.get("colours", {})), texts["organ"], logo, texts["font"])


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise WrongTheme(say("“{name}” of the theme is no text.", name=key))
    return " ".join(value.split())


def _logo(named: str, path: Path) -> bytes:
    """The PNG file of a logo, checked.

    Raises:
        WrongTheme: It is none, or too large.
    """
    from PIL import Image

    try:
        inside = named.startswith(_INSIDE)
        content = base64.b64decode(named[len(_INSIDE) :], validate=True) if inside else _file_beside(named, path)
        if len(content) > _LARGEST_LOGO:
            raise WrongTheme(say("The logo is larger than {count} kB.", count=_LARGEST_LOGO >> 10))
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width * picture.height > _MOST_LOGO_PIXELS:
                raise WrongTheme(say("The logo has too many pixels: {count}.", count=picture.width * picture.height))
            picture.load()
    except (binascii.Error, SyntaxError, ValueError, OSError) as error:
        raise WrongTheme(say("The logo of the theme is no PNG picture that can be read."), path=path) from error
    return content


def _file_beside(named: str, path: Path) -> bytes:
    file = path.parent / named
    with file.open("rb") as stream:
        return stream.read(_LARGEST_LOGO + 1)


def _palette(said: object) -> Palette | None:
    """Colours as given, the rest following from them.

    Raises:
        WrongTheme: One is no colour, or letters cannot be read on it.
    """
    if not isinstance(said, dict):
        raise WrongTheme(say("“{name}” of the theme is no table.", name="colours"))
    if not said:
        return None
    if wrong := next((role for role in said if role not in _ROLES or not _is_colour(said[role])), None):
        raise WrongTheme(
            say("“{name}” is no colour of a theme.", name=wrong), hint=say("Example: {line}", line='deep = "#10346e"')
        )
    if lacking := next((role for role in ("deep", "accent") if role not in said), None):
        raise WrongTheme(say("The theme has no colour “{name}”.", name=lacking))
    given = {role: _colour(value) for role, value in said.items()}
    usual = {"bright": _BRIGHT, "page": mix(WHITE, given["accent"], 0.07), "tint": mix(WHITE, given["accent"], 0.14)}
    palette = Palette("theme", **{**usual, **given})
    for one, other, names in _pairs(palette):
        if contrast(one, other) < MINIMUM_CONTRAST:
            raise WrongTheme(
                say(
                    "{names} have a contrast of {ratio} to 1; letters need {least} to 1.",
                    names=names, ratio=f"{contrast(one, other):.1f}", least=MINIMUM_CONTRAST,
                ),
                hint=say("Make the darker one darker or the lighter one lighter."),
            )  # fmt: skip
    return palette


def _pairs(palette: Palette) -> Iterator[tuple[Colour, Colour, str]]:
    """Colours of letters and of what they stand on."""
    yield WHITE, palette.deep, "white/deep"
    yield WHITE, palette.accent, "white/accent"
    yield palette.bright, palette.deep, "bright/deep"
    yield palette.deep, palette.tint, "deep/tint"
    yield palette.deep, palette.page, "deep/page"
    yield INK_COLOUR, palette.tint, "text/tint"
    yield INK_COLOUR, palette.page, "text/page"


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def _colour(value: str) -> Colour:
    red, green, blue = bytes.fromhex(value[1:])
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False)
