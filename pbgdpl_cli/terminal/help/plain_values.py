"""Values of options and arguments, made without the command-line library's own machinery.

That loads pydantic for every value, even for a default, which takes three times as long as all else a help page or a
usage error needs. Texts, paths and numbers, alone or in lists, need nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_origin

import typer

from pbgdpl_cli.i18n import told
from validators.problems import Message, say

_PLAIN = (str, Path, int, float, bool)


class PlainValue:
    """Makes the value of one parameter; it stands in the place of the library's `RuntimeParam`.

    Args:
        kind: `str`, `Path`, `int`, `float`, or `bool` for a flag.
        least: Of a number.
        most: Of a number.
    """

    def __init__(self, kind: type, least: float | None, most: float | None) -> None:
        self.kind, self.least, self.most = kind, least, most

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command wants it.

        Args:
            value: As parsed, or a default; None where there is none.
            param: The parameter, as the library has it.
            ctx: The library's context.

        Raises:
            typer.BadParameter: It is no number, or outside its bounds.
        """
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        try:
            return [self._one(item) for item in value] if many else self._one(value)
        except _Unfit as unfit:
            raise typer.BadParameter(told(unfit.reason), ctx=ctx, param=param) from None

    def _one(self, value: Any) -> Any:
        return self._number(value, self.kind) if self.kind in {int, float} else self.kind(value)

    def _number(self, value: Any, kind: type[int | float]) -> int | float:
        try:
            number = kind(value)
        except ValueError:
            raise _Unfit(say("it must be a whole number") if kind is int else say("it must be a number")) from None
        if self.least is not None and not number >= self.least:  # nor is "nan"
            raise _Unfit(say("it must be at least {least}", least=self.least))
        if self.most is not None and not number <= self.most:
            raise _Unfit(say("it must be at most {most}", most=self.most))
        return number


class _Unfit(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def make_plain(params: Iterable[Any]) -> None:
    """Have the plain ones among a command's parameters made here; the library goes on making the others."""
    for param in params:
        annotation = param.type_descriptor.annotation
        kind = get_args(annotation)[0] if get_origin(annotation) is list else annotation
        if kind in _PLAIN:
            param._runtime_param = PlainValue(kind, param.min, param.max)
