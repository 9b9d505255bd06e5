"""The command-line library's own words in the language in use: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pbgdpl_cli.i18n import _
from pbgdpl_cli.terminal.help.placeholders import name_values, placeholder
from pbgdpl_cli.terminal.help.plain_values import make_plain
from validators.problems import Message, say

_NO_LIMIT = 1000  # letters
GLOBAL_OPTIONS = frozenset({"--lang", "--json", "-q", "--quiet", "-v", "--verbose", "--version"})


class _Translated:
    """Help pages whose fixed words are translated; mixed into the library's two kinds of command."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        make_plain(self.params)  # type: ignore[attr-defined]  # of the class this is mixed into
        name_values(self.params)  # type: ignore[attr-defined]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]  # of the class this is mixed into
        # Names of arguments were put into the language when they were made; the library's own words were not.
        formatter.write_usage(ctx.command_path, placeholder(" ".join(pieces)), prefix=_("Usage: "))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples, each on its own line however narrow the terminal is: they are there to be copied."""
        del ctx
        if lines := (self.epilog or "").splitlines():  # type: ignore[attr-defined]
            with formatter.section(_("Examples")):
                for line in lines:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def get_short_help_str(self, limit: int = 0) -> str:
        """What a list of commands says of it: the whole sentence, wrapped rather than cut."""
        del limit
        text: str = super().get_short_help_str(_NO_LIMIT)  # type: ignore[misc]  # of the class this is mixed into
        return text

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows this page."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of the class this is mixed into
        if option is not None:
            option.help = _("Show this message and exit.")
            make_plain([option])
        return option


class TranslatedCommand(_Translated, TyperCommand):
    """A command."""

    def invoke(self, ctx: Any) -> Any:
        """Run it, with the libraries it uses kept quiet; help pages and usage errors load none and end before."""
        from converters.library_talk import hush
        from pbgdpl_cli.session import session_of

        hush(session_of(ctx).settings.verbosity)
        return super().invoke(ctx)


class TranslatedGroup(_Translated, TyperGroup):
    """A group of commands."""


def translate_help(app: typer.Typer) -> None:
    """Give every command and group below `app` translated help pages."""
    for command in app.registered_commands:
        command.cls = TranslatedCommand
    for group in app.registered_groups:
        own = group.typer_instance.info.cls if group.typer_instance is not None else None
        group.cls = own if isinstance(own, type) and issubclass(own, TranslatedGroup) else TranslatedGroup
        if group.typer_instance is not None:
            translate_help(group.typer_instance)


def usage_message(error: typer.TyperException) -> Message:
    """A usage error of the library as a sentence of ours; as it stands when we do not know it."""
    if _is_misplaced(error):
        return say("The option {option} stands in the wrong place.", option=getattr(error, "option_name", ""))
    if type(error).__name__ == "NoArgsIsHelpError":  # its text is the whole help page
        return say("A command is missing.")
    text = error.format_message()
    for pattern, make in _SENTENCES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            sentence: Message = make(*match.groups())
            return sentence
    return say("{reason}", reason=text)


def usage_hint(error: typer.TyperException, program: str) -> Message:
    """What to do about a usage error: where the help is, or that an option stands in the wrong place."""
    if _is_misplaced(error):
        option = getattr(error, "option_name", "")
        return say("It goes before the command: {command}", command=f"{program} {option} …")
    context = getattr(error, "ctx", None)
    return say("See: {command}", command=f"{context.command_path if context else program} --help")


def _is_misplaced(error: typer.TyperException) -> bool:
    return type(error).__name__ == "NoSuchOption" and getattr(error, "option_name", "") in GLOBAL_OPTIONS


# How typer 0.29 words them.
_SENTENCES: tuple[tuple[str, Any], ...] = (
    (
        r"No such option: (\S+?)(?: \(Possible options: (.+)\))?",
        lambda option, others: (
            say("There is no option {option}; did you mean {others}?", option=option, others=others)
            if others
            else say("There is no option {option}.", option=option)
        ),
    ),
    (r"Missing argument '?(.+?)'?\.(?:.*)", lambda name: say("The argument {name} is missing.", name=name)),
    (r"Missing option '?(.+?)'?\.(?:.*)", lambda name: say("The option {name} is missing.", name=name)),
    (r"Missing command\.", lambda: say("A command is missing.")),
    (
        r"No such command '(.+)'\. Did you mean (.+)\?",
        lambda name, others: say("There is no command “{name}”; did you mean {others}?", name=name, others=others),
    ),
    (r"No such command '(.+)'\.", lambda name: say("There is no command “{name}”.", name=name)),
    (r"Got unexpected extra argument\(?s?\)? \((.+)\)", lambda extra: say("Unexpected: {extra}", extra=extra)),
    (r"Option '(.+)' requires an argument\.", lambda name: say("The option {name} needs a value.", name=name)),
    (r"Option '(.+)' does not take a value\.", lambda name: say("The option {name} takes no value.", name=name)),
    (
        r"Invalid value for '?(.+?)'?: (.+)",
        lambda name, reason: say(
            "{name} cannot have this value: {reason}", name=name.replace("' / '", ", "), reason=reason
        ),
    ),
)
