"""What stands for a value on help pages ("FILE", "<int range>"), in the language in use.

The command-line library prints names of its own types and takes ours as they are; an officer reads neither "list[Path]"
nor "FOLDER" in a Vietnamese sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_origin

from pbgdpl_cli.i18n import told
from validators.problems import say

_WORD = re.compile(r"[A-Z]{2,}(?:-[A-Z]{2,})*")
_WORDS = {
    word.text: word
    for word in (
        say("ACT"), say("ADDRESS"), say("ARGS"), say("BATCH"), say("CHOICE"), say("CODE"), say("COMMAND"), say("DAY"),
        say("DETAIL"), say("FILE"), say("FOLDER"), say("INPUT"), say("KEY"), say("KIND"), say("KINDS"), say("LETTERS"),
        say("LIST"), say("MARKS"), say("NAME"), say("OPTIONS"), say("PACKAGE"), say("PAGES"), say("PATH"),
        say("PLACE"), say("POINTER"), say("PRINTED"), say("RATE"), say("SECONDS"), say("SHARE"), say("SHEET"),
        say("SIZE"), say("SOURCE"), say("TEXT"), say("WORD"), say("WORDS"), say("YYYY-MM-DD"),
    )
}  # fmt: skip
"""What stands for values, in English; what is not here (URL, MB, HH:MM, 9:16) is the same in every language."""
_TYPES = {int: say("<number>"), float: say("<number>"), str: say("<text>"), Path: say("<path>")}


def placeholder(written: str) -> str:
    """What stands for a value, in the language in use: each word of it that has a name there.

    Args:
        written: As in the program: "FILE", "KIND... PACKAGE...", "[OPTIONS]".
    """
    return _WORD.sub(lambda word: told(_WORDS[word[0]]) if word[0] in _WORDS else word[0], written)


def name_values(params: Iterable[Any]) -> None:
    """Give the options and arguments of a command what stands for their values, in the language in use."""
    for param in params:
        if param.metavar is not None:
            param.metavar = placeholder(param.metavar)
        elif param.param_type_name == "option" and not param.is_flag and (kind := _plain_type(param)) in _TYPES:
            param.metavar = told(_TYPES[kind])
        if param.param_type_name == "argument":
            param.display_type = lambda *_, **__: ""  # its name says what it is; "<list[Path]>" says it to programmers


def _plain_type(param: Any) -> Any:
    annotation = param.type_descriptor.annotation
    return get_args(annotation)[0] if get_origin(annotation) is list else annotation
