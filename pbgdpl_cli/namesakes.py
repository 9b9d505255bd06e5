"""Another package under our names: `validators` and `converters` are common names, and PyPI has a `validators` too.

Two distributions in one environment overwrite each other's files, and a folder of that name beside a script hides ours.
Either would end in a traceback somewhere. This is looked at before anything of ours is imported, so it needs nothing of
ours, and costs two imports that come anyway.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

DISTRIBUTION = "pbgdpl-cli"
NAMES = ("converters", "validators")
MISSING = 3  # `ExitCode.MISSING`, which cannot be imported from here
CODE = "foreign-package"
INSTALL_LINES = (f"pipx install {DISTRIBUTION}", f"uv tool install {DISTRIBUTION}")


def foreign_package() -> tuple[str, str] | None:
    """The first of our names that belongs to another package here, and where that stands; None when all are ours."""
    return next(((name, place) for name in NAMES if (place := _foreign_place(name)) is not None), None)


def _foreign_place(name: str) -> str | None:
    """Where the package of that name stands, when it is not ours: not beside us, or with an `__init__` not of ours."""
    ours = Path(__file__).parents[1] / name
    spec = find_spec(name)
    if spec is None or spec.origin is None:  # ours lost its `__init__` when another's was uninstalled
        return str(ours)
    found = Path(spec.origin).parent
    if os.path.realpath(found) != os.path.realpath(ours):
        return str(found)
    try:
        module = import_module(name)
    except Exception:  # noqa: BLE001  (another's code may raise anything)
        return str(found)
    return None if getattr(module, "PART_OF", None) == DISTRIBUTION else str(found)


def refuse(name: str, place: str, argv: Sequence[str], stdout: TextIO, stderr: TextIO) -> int:
    """Say in one sentence that a package is not ours, and what to do.

    Args:
        name: Of the package.
        place: Where it stands.
        argv: What the program was called with.
        stdout: Takes the JSON envelope, when that was asked for.
        stderr: Takes the sentence.

    Returns:
        The exit code.
    """
    message, hint = _sentences(name, place)[_language(argv, stderr)]
    if "--json" in argv:
        import json  # only now: the check itself must cost nothing

        error = {"code": CODE, "message": message, "path": place, "hint": hint}
        envelope = {
            "version": 1, "command": "", "status": "error", "exit_code": MISSING, "data": {}, "errors": [error],
        }  # fmt: skip
        stdout.write(json.dumps(envelope) + "\n")
    else:
        stderr.write(f"[{CODE}] {message}\n  > {hint}\n")
    return MISSING


def _language(argv: Sequence[str], stream: TextIO) -> str:
    """As `i18n` chooses, which cannot be imported now; English where the stream has no Vietnamese letters."""
    chosen = os.environ.get("PBGDPL_LANG", "vi")
    for before, word in itertools.pairwise(["", *argv]):
        if before == "--lang":
            chosen = word
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
    try:
        "ệ".encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return "en"
    return "en" if chosen == "en" else "vi"


def _sentences(name: str, place: str) -> dict[str, tuple[str, str]]:
    """Sentence and hint in each language; they stand here because nothing of ours that translates can be imported."""
    lines = " | ".join(INSTALL_LINES)
    english = (
        f'The Python package "{name}" in {place} is not part of {DISTRIBUTION}: '
        "this environment has, or once had, another package of that name."
    )
    vietnamese = (
        f'Gói Python "{name}" ở {place} không phải của {DISTRIBUTION}: '
        "môi trường này có, hoặc đã từng có, một gói khác cùng tên."
    )
    return {
        "vi": (vietnamese, f"Hãy cài {DISTRIBUTION} vào một môi trường riêng: {lines}"),
        "en": (english, f"Install {DISTRIBUTION} in an environment of its own: {lines}"),
    }


def also_installed() -> Iterator[tuple[str, str]]:
    """Our names that another distribution of this environment has files under too, and its name (for `doctor`).

    The program may run all the same, when its files came last; removing the other distribution would break it.
    """
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    for name in NAMES:
        for owner in sorted(set(owners.get(name, ())) - {DISTRIBUTION}):
            yield name, owner
