"""The log of defects with nothing left in it but which code failed, where, and with which kind of error."""

from __future__ import annotations

import re

from pbgdpl_cli.diagnosis.known_code import defines, known_exception, known_file

MOST = 2_000  # lines, the newest: dozens of defects
_FRAME = re.compile(r'  File "(?P<file>[^"]{1,4000})", line (?P<line>\d{1,6})(?:, in (?P<function>\S{1,200}))?')
_RAISED = re.compile(r"(?P<name>[A-Za-z_][\w.]{0,200})(?:: (?:\[Errno (?P<number>\d{1,5})\])?.*)?", re.ASCII)
_KEPT = frozenset({
    "Traceback (most recent call last):",
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
})  # fmt: skip


def defects_told(log: str) -> str:
    """What may be told of a log of tracebacks.

    Args:
        log: As the program wrote it.

    Returns:
        Places in code, kinds of errors and numbers the system gives them. Messages, lines of code, and files and
        names that are not of the program, its libraries or Python are left out; how many lines is said.
    """
    lines = log.splitlines()
    told = [said for line in lines if (said := _line(line)) is not None]
    left_out = sum(1 for line in lines if line.strip()) - len(told)
    return "\n".join([*told[-MOST:], f"({left_out} lines are left out)", ""]) if lines else ""


def _line(line: str) -> str | None:
    return line if line in _KEPT else _frame(line) or _raised(line)


def _frame(line: str) -> str | None:
    found = _FRAME.fullmatch(line)
    if found is None:
        return None
    file = known_file(found["file"])
    if file is None:
        return "  File (of another program)"
    function = found["function"]
    named = function if function and defines(file, function) else "?"
    return f'  File "{file}", line {found["line"]}, in {named}'


def _raised(line: str) -> str | None:
    found = _RAISED.fullmatch(line)
    if found is None or not known_exception(found["name"]):
        return None
    number = f" [Errno {found['number']}]" if found["number"] else ""
    return f"{found['name']}{number}"
