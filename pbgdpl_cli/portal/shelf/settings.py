"""What an office settles about its shelf, in one file of the portal's folder: `shelf.toml`.

    name = "Tủ sách pháp luật tỉnh An Lạc"
    tagline = "Phổ biến, giáo dục pháp luật cho mọi người"
    office = "Sở Tư pháp tỉnh An Lạc"
    introduction = "…"
    contact = "pbgdpl@anlac.example"
    address = "https://pbgdpl.anlac.example"
    logo = "logo.png"
    register = "register.sqlite"
    [colours]
    main = "#8f1d1d"
    accent = "#c9962b"
    [[collection]]
    id = "dat-dai"
    name = "Đất đai"
    name_en = "Land"
    subjects = [11]

Everything may be left out. Files are named from the folder of `shelf.toml`. Collections named there take the place of
those a new portal has.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from pbgdpl_cli.portal.shelf.collections import DEFAULTS, Collection
from pbgdpl_cli.portal.shelf.themes import Theme, theme_of
from pbgdpl_cli.search.entry import MEDIA
from validators.citations.register import Register
from validators.problems import Message, Problem, say
from validators.sharing.codes import Kind

NAME = "shelf.toml"
_LARGEST = 1 << 18  # bytes
_LARGEST_LOGO = 512 << 10  # bytes; every page shows it
_TEXTS = frozenset(("name", "tagline", "office", "introduction", "contact", "address", "logo", "register"))
_LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".svg": "image/svg+xml"}
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTACT = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_LISTS: Mapping[str, tuple[str, frozenset[object]]] = {
    "kinds": ("kinds", frozenset(get_args(Kind))),
    "media": ("media", frozenset(MEDIA)),
    "subjects": ("subjects", frozenset(range(1, 46))),
    "places": ("places", frozenset()),
}


_NO_THEME = Theme()


class WrongShelfSettings(Problem):
    """`shelf.toml` cannot be used as it is."""

    code = "wrong-shelf-settings"


@dataclass(frozen=True, slots=True)
class ShelfSettings:
    """A shelf as its office wants it; empty texts are as the program has them.

    Attributes:
        name: Of the shelf.
        tagline: Beneath the name.
        office: Who runs it.
        introduction: What the page "Giới thiệu" says; paragraphs parted by empty lines.
        contact: An e-mail address.
        address: By which people reach the portal, without a slash at the end.
        logo: A picture.
        register: The office's register of acts.
        theme: Colours.
        collections: In the order of the pages.
    """

    name: str = ""
    tagline: str = ""
    office: str = ""
    introduction: str = ""
    contact: str = ""
    address: str = ""
    logo: Path | None = None
    register: Path | None = None
    theme: Theme = _NO_THEME
    collections: tuple[Collection, ...] = DEFAULTS

    @property
    def logo_type(self) -> str:
        """The media type of the logo."""
        return _LOGOS[self.logo.suffix.lower()] if self.logo else ""

    def collection(self, identifier: str) -> Collection | None:
        """A collection by its identifier."""
        return next((one for one in self.collections if one.identifier == identifier), None)


def read_settings(folder: Path) -> ShelfSettings:
    """What the office of a portal's folder settled; the defaults where there is no `shelf.toml`.

    Raises:
        WrongShelfSettings: It cannot be read, or says something that cannot be.
    """
    path = folder / NAME
    if not path.is_file():
        return ShelfSettings()
    values = _parsed(path)
    texts = {name: _text(values, name, path) for name in _TEXTS - {"logo", "register"}}
    _check(
        not texts["contact"] or bool(_CONTACT.fullmatch(texts["contact"])), path, say("“contact” is no e-mail address.")
    )
    try:
        theme = theme_of(values.get("colours", {}))
    except ValueError as error:
        raise _wrong(path, say("The colours cannot be used: {reason}", reason=str(error))) from None
    return ShelfSettings(
        **{**texts, "address": _address(texts["address"], path)},
        logo=_logo(_file(values, "logo", path), path),
        register=_register(_file(values, "register", path), path),
        theme=theme,
        collections=_collections(values.get("collection"), path),
    )


def _parsed(path: Path) -> dict[str, Any]:
    _check(path.stat().st_size <= _LARGEST, path, say("The file is too large."))
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong(path, say("It is no TOML: {reason}", reason=str(error))) from None
    for name in values.keys() - _TEXTS - {"colours", "collection"}:
        raise _wrong(path, say("Nothing here is called “{name}”.", name=name))
    return values


def _text(values: Mapping[str, Any], name: str, path: Path) -> str:
    value = values.get(name, "")
    _check(isinstance(value, str), path, say("“{name}” must be a text.", name=name))
    return str(value).strip()


def _address(text: str, path: Path) -> str:
    parts = urlsplit(text)
    right = not text or (parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query)
    _check(right, path, say("“address” must begin with https:// and name a host."))
    return text.rstrip("/")


def _file(values: Mapping[str, Any], name: str, path: Path) -> Path | None:
    said = _text(values, name, path)
    if not said:
        return None
    found = path.parent / said
    _check(found.is_file(), path, say("“{name}” names a file that is not there: {file}", name=name, file=said))
    return found


def _register(register: Path | None, path: Path) -> Path | None:
    if register is not None:
        try:
            Register.open(register).close()
        except Problem as problem:
            raise _wrong(path, say("The register cannot be used: {reason}", reason=problem.message)) from problem
    return register


def _logo(logo: Path | None, path: Path) -> Path | None:
    if logo is not None:
        _check(logo.suffix.lower() in _LOGOS, path, say("The logo must be a PNG, JPEG, WebP or SVG picture."))
        _check(logo.stat().st_size <= _LARGEST_LOGO, path, say("The logo is larger than 512 KB."))
    return logo


def _collections(listed: object, path: Path) -> tuple[Collection, ...]:
    if listed is None:
        return DEFAULTS
    _check(isinstance(listed, list), path, say("Collections are written as [[collection]]."))
    assert isinstance(listed, list)  # noqa: S101  (just checked)
    made = tuple(_collection(one, path) for one in listed)
    names = [one.identifier for one in made]
    _check(len(set(names)) == len(names), path, say("Two collections have one id."))
    return made


def _collection(values: Mapping[str, Any], path: Path) -> Collection:
    for key in values.keys() - _LISTS.keys() - {"id", "name", "name_en"}:
        raise _wrong(path, say("A collection has nothing called “{name}”.", name=key))
    identifier, name = _text(values, "id", path), _text(values, "name", path)
    _check(
        bool(_IDENTIFIER.fullmatch(identifier)), path, say("A collection's id holds small letters, digits and hyphens.")
    )
    _check(bool(name), path, say("The collection “{id}” has no name.", id=identifier))
    lists = {key: _values(values.get(key, []), key, path) for key in _LISTS}
    _check(any(lists.values()), path, say("The collection “{id}” does not say what belongs to it.", id=identifier))
    return Collection(identifier, name, _text(values, "name_en", path) or name, **lists)


def _values(listed: object, key: str, path: Path) -> tuple[Any, ...]:
    name, known = _LISTS[key]
    _check(isinstance(listed, list), path, say("“{name}” must be a list.", name=name))
    assert isinstance(listed, list)  # noqa: S101  (just checked)
    for value in listed:
        right = value in known if known else isinstance(value, str) and bool(value)
        _check(right, path, say("“{name}” has no value “{value}”.", name=name, value=str(value)))
    return tuple(listed)


def _check(right: bool, path: Path, message: Message) -> None:
    if not right:
        raise _wrong(path, message)


def _wrong(path: Path, message: Message) -> WrongShelfSettings:
    return WrongShelfSettings(message, hint=say("Put it right, then start the portal again."), path=path)
