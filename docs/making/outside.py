"""Links that leave `docs/`: what they lead to comes into the handbook, so that no link of it leads nowhere.

A Markdown file becomes a page, a file of text a page that shows it, a folder the README in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = "project"
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#|/)(?P<path>[^)#\s]+)(?P<anchor>#[^)\s]*)?(?=\))")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LEXERS = {".py": "python", ".yml": "yaml", ".yaml": "yaml", ".toml": "toml", ".json": "json", ".tsv": "text"}


def pages(written: Mapping[str, str]) -> dict[str, str]:
    """Pages for everything of the project that these pages link to, and so on from there.

    Args:
        written: Text of each page, by its place in the handbook.
    """
    made: dict[str, str] = {}
    waiting = list(written.items())
    while waiting:
        name, text = waiting.pop()
        for target in _targets(text, name):
            place = _place(target)
            if place and place.startswith(f"{FOLDER}/") and place not in made:
                made[place] = _page(target)
                waiting.append((place, made[place]))
    return made


def linked(markdown: str, name: str) -> str:
    """A page with its links as they lead in the handbook."""
    here = posixpath.dirname(name)

    def led(found: re.Match[str]) -> str:
        place = _place(_target(found["path"], name))
        return posixpath.relpath(place, here or ".") + (found["anchor"] or "") if place else found[0]

    return outside_fences(markdown, lambda text: _LINK.sub(led, text))


def outside_fences(markdown: str, change: Callable[[str], str]) -> str:
    """Change a text everywhere but in blocks of code."""
    parts, at = [], 0
    for fenced in _FENCED.finditer(markdown):
        parts += [change(markdown[at : fenced.start()]), fenced[0]]
        at = fenced.end()
    return "".join([*parts, change(markdown[at:])])


def _targets(text: str, name: str) -> list[str]:
    return [_target(found["path"], name) for found in _LINK.finditer(_FENCED.sub("", text))]


def _target(path: str, name: str) -> str:
    """Where a link of a page leads, from the root of the project."""
    taken_along = name.startswith(f"{FOLDER}/")
    origin = name.removeprefix(f"{FOLDER}/") if taken_along else f"docs/{name}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))


def _place(target: str) -> str | None:
    """Where the handbook has a file of the project; None when it is none."""
    if target.startswith("docs/"):
        return target.removeprefix("docs/")
    path = ROOT / target
    if path.is_dir():
        return f"{FOLDER}/{target}/README.md" if (path / "README.md").is_file() else None
    if not path.is_file() or target.startswith(".."):
        return None
    return f"{FOLDER}/{target}" + ("" if path.suffix == ".md" else ".md")


def _page(target: str) -> str:
    path = ROOT / target
    if path.is_dir():
        path /= "README.md"
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return text
    return f"# {path.name}\n\n`{target}`\n\n```{_LEXERS.get(path.suffix, 'text')}\n{text.rstrip()}\n```\n"
