"""Code that may be named to a stranger: the program's own, that of the libraries it asks for, and Python's.

Everything else that stands in a traceback may be a person's: a folder is called after its owner, a message quotes what
was read. So nothing is taken out of a text; only what is found again in code that is the same on every computer is
told.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pbgdpl_cli.namesakes import DISTRIBUTION, NAMES

_ROOT = Path(__file__).parents[2]
_OURS = ("pbgdpl_cli", *NAMES)
_INSTALLED = frozenset({"site-packages", "dist-packages"})
_STANDARD = re.compile(r"python3\.\d+|Lib", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
_UNNAMED = frozenset({"<module>", "<lambda>", "<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"})


def known_file(written: str) -> str | None:
    """A file of known code, by its place below its package ("converters/work/batch.py"); None for any other.

    Args:
        written: Its path, as some computer wrote it.
    """
    parts = tuple(part for part in re.split(r"[/\\]", written) if part)
    for place in reversed(range(len(parts))):
        below = parts[place:]
        if parts[place] in _OURS and _is_file(_ROOT, below):
            return "/".join(below)
        if parts[place] in _INSTALLED and below[1:2] and below[1].removesuffix(".py") in required_packages():
            return "/".join(below[1:]) if _source_below(below[1:]) is not None else None
        if _STANDARD.fullmatch(parts[place]) and _is_file(_standard(), below[1:]):
            return "/".join(below[1:])
    return None


def defines(file: str, name: str, *, word: str = "def") -> bool:
    """Whether a known file has a function (or with `word="class"` a class) of that name."""
    if name in _UNNAMED:
        return True
    below = tuple(file.split("/"))
    path = _source_below(below)
    if path is None or not name.isidentifier():
        return False
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return False
    return re.search(rf"^\s*(?:async\s+)?{word}\s+{re.escape(name)}\b", text, re.MULTILINE) is not None


def known_exception(name: str) -> bool:
    """Whether a dotted name is that of an exception of known code."""
    module, _, kind = name.rpartition(".")
    there = getattr(sys.modules.get(module or "builtins"), kind, None)
    if isinstance(there, type) and issubclass(there, BaseException):
        return True
    below = module.replace(".", "/")
    return (
        any(defines(file, kind, word="class") for file in (f"{below}.py", f"{below}/__init__.py")) if below else False
    )


@cache
def required_packages() -> Mapping[str, str]:
    """What this program asks to be installed with it: names to import, and the distribution of each."""
    asked = {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for line in _requirements()}
    installed = importlib.metadata.packages_distributions()
    pairs = {package: _folded(names[0]) for package, names in installed.items() if names}
    wanted = {_folded(name) for name in asked}
    return {package: name for package, name in pairs.items() if name in wanted}


def _requirements() -> list[str]:
    try:
        return importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return []


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _source_below(below: tuple[str, ...]) -> Path | None:
    """Where a file of known code stands here."""
    if not below or not all(_PLAIN.fullmatch(part) for part in below):
        return None
    top = below[0].removesuffix(".py")
    if top in _OURS:
        roots = [_ROOT]
    elif top in required_packages():
        roots = [Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")]
        roots += [Path(entry) for entry in sys.path if _INSTALLED & set(Path(entry).parts)]
    else:
        roots = [_standard()]
    return next((root.joinpath(*below) for root in roots if _is_file(root, below)), None)


def _standard() -> Path:
    return Path(sysconfig.get_path("stdlib"))


def _is_file(root: Path, below: tuple[str, ...]) -> bool:
    named_plainly = bool(below) and all(_PLAIN.fullmatch(part) and part != ".." for part in below)
    return named_plainly and below[-1].endswith(".py") and root.joinpath(*below).is_file()
