"""What every command is handed: the settings of this run, and the terminal it writes to."""

from __future__ import annotations

from dataclasses import dataclass

import typer

from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    console: Console

    @property
    def settings(self) -> Settings:
        """The settings of this run."""
        return self.console.settings


def session_of(context: typer.Context) -> Session:
    """The session the program put into the context of a command."""
    session: object = context.obj
    assert isinstance(session, Session)  # noqa: S101  (an invariant of ours, not input)
    return session
