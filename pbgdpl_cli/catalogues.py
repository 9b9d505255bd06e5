"""Message catalogues: many small `.po` files, one an area, compiled into one catalogue a language."""

from __future__ import annotations

import os
from pathlib import Path

DOMAIN = "pbgdpl"


def compile_catalogues(locale: Path) -> list[Path]:
    """Compile `LOCALE/LANG/*.po` into `LOCALE/LANG/LC_MESSAGES/pbgdpl.mo`.

    Args:
        locale: The folder that holds one folder a language.

    Returns:
        The catalogues written.
    """
    return [_compile_language(folder) for folder in sorted(locale.iterdir()) if folder.is_dir()]


def _compile_language(folder: Path) -> Path:
    # Babel is a build tool: importing it here keeps it out of the installed program.
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=folder.name, domain=DOMAIN, charset="utf-8")
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as stream:
            for message in read_po(stream, locale=folder.name):
                if message.id and message.string:
                    merged.add(message.id, message.string, context=message.context)
    target = folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")  # a program that starts meanwhile reads the old one
    with unfinished.open("wb") as stream:
        write_mo(stream, merged)
    unfinished.replace(target)
    return target


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent / "locale")
