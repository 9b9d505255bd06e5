"""A group of commands listed from a table: a help page or a mistyped word builds none, a call builds the one called."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import typer

from pbgdpl_cli.i18n import _, told
from pbgdpl_cli.terminal.help.pages import TranslatedGroup, translate_help
from validators.problems import Message


class ListedGroup(TranslatedGroup):
    """Commands by name with what each does, in the order in which help lists them.

    Attributes:
        listed: Name and purpose of each.
    """

    listed: Mapping[str, Message]

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._built: dict[str, Any] = {}
        # The library looks here for names to suggest when a person mistypes one.
        self.commands = dict.fromkeys(self.listed)  # type: ignore[assignment]

    @abstractmethod
    def add(self, name: str, app: typer.Typer) -> None:
        """Add one of the commands to an app of the library."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, built now; None when there is none of that name."""
        del ctx
        if cmd_name in self.listed and cmd_name not in self._built:
            app = typer.Typer(rich_markup_mode=None)
            self.add(cmd_name, app)
            translate_help(app)
            self._built[cmd_name] = typer.main.get_group(app).commands[cmd_name]
        return self._built.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """Names, in the order of the table."""
        del ctx
        return list(self.listed)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, told(about)) for name, about in self.listed.items()])
