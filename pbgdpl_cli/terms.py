"""What a code of the sharing schema is called in the language in use."""

from __future__ import annotations

from pbgdpl_cli.i18n import active_language
from validators.sharing.vocabulary import name_of


def term(name: str, code: str) -> str:
    """The name of a code; the code itself when the list does not have it.

    Args:
        name: Of the code list ("kinds").
        code: The code ("to-gap").
    """
    return name_of(name, code, active_language())
