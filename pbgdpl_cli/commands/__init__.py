"""One small file a verb. Each offers `register(app)`; heavy imports happen inside the command."""

from __future__ import annotations

from importlib import import_module

import typer

# In the order help lists them: the way a stack of scans goes.
COMMANDS = (
    "demo", "doctor", "ocr", "convert", "review", "derive", "validate", "sheet", "upload", "portal", "schema", "status",
)  # fmt: skip


def register_all(app: typer.Typer) -> None:
    """Add every command to the tree."""
    for name in COMMANDS:
        import_module(f"{__name__}.{name}").register(app)
