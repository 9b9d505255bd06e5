"""One small file a command: it declares the options and hands the choice to its module in `runs`.

Only the module of the command that was called is imported; the list of commands needs none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import typer

from pbgdpl_cli.i18n import told
from validators.problems import Message, say

# In the order help lists them: the way a stack of scans goes.
COMMANDS: Mapping[str, Message] = MappingProxyType({
    "demo": say("The whole way on the examples: convert, derive, validate, upload, show."),
    "doctor": say("What is installed, which versions, and how to install what is missing."),
    "diagnose": say("A ZIP for whoever looks for a fault: versions, settings, errors, counts; no personal data."),
    "ocr": say("Read scans: a searchable PDF, the text and the word boxes of every input."),
    "convert": say("Turn every material into a package: record, content, searchable PDF."),
    "watch": say("Convert what a scanner puts into a folder, as soon as each file is whole."),
    "review": say("Look at what needs a person, put it right; record who compared, approved, published, took back."),
    "derive": say("Make pictures, spoken videos, audio and more from approved packages."),
    "validate": say("Check packages, zips and records: đúng, đủ, sạch, sống. Exit code 5 when there are errors."),
    "register": say("The office's register of legal acts: make it, look an act up, find what a change touches."),
    "sheet": say("Metadata as a sheet: export, edit in Excel or LibreOffice, import."),
    "upload": say("Send packages to a portal or a folder; goes on where it stopped, never sends twice."),
    "portal": say("The embedded portal: a bookshelf in the browser."),
    "schema": say("Print the sharing schema: json (JSON Schema 2020-12), xsd, or md (reference for people)."),
    "search": say("Find packages by words: together first, exact marks before others, typing errors mended last."),
    "export": say("Give records to others: passages, questions, other standards, a data set, a shelf for a USB stick."),
    "worker": say("Help other computers: read pages of runs that share a folder with this one, or a cluster."),
    "report": say("The office's numbers: materials, pages, work, laws, uploads; as XLSX, HTML or your own form."),
    "status": say("What is converted, approved, derived, out of date, uploaded."),
})  # fmt: skip


def help_of(name: str) -> str:
    """What a command does, in one line of the language in use."""
    return told(COMMANDS[name])


def add_command(name: str, app: typer.Typer) -> None:
    """Add a command to an app of the command-line library."""
    import_module(f"{__name__}.{name}").register(app)
