"""A tutorial as a person follows it: its `sh` blocks in order, in one shell, in a folder with the examples.

`# exit code N` (`# mã thoát N`) behind a command says how it ends; without it, 0. A `pbgdpl portal serve` stays open
beside the others, as in a second window. `<!-- person: DEED … -->` is where somebody does what no command can:
`person.py` does it.
"""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PORT = "8734"
_PIECES = re.compile(r"^```sh\n(?P<block>.*?)^```$|^<!-- person: (?P<deed>[^>]*?) -->$", re.MULTILINE | re.DOTALL)
_ENDS = re.compile(r"\s+# (?:exit code|mã thoát) (\d+)$")
SECONDS = 900  # for all of a tutorial; the longest reads three pages
OPENING = 120  # seconds a portal may take to open on a busy machine


@dataclass(frozen=True)
class Step:
    """One line of a tutorial, or what a person does there.

    Attributes:
        line: A command, or the words of a deed.
        exit_code: How it ends.
        deed: Whether a person does it.
    """

    line: str
    exit_code: int = 0
    deed: bool = False

    @property
    def serves(self) -> bool:
        return not self.deed and self.line.startswith("pbgdpl portal serve")


def steps_of(page: Path) -> Iterator[Step]:
    """What a page tells people to do, in order."""
    for piece in _PIECES.finditer(page.read_text("utf-8")):
        if piece["deed"]:
            yield Step(piece["deed"], deed=True)
            continue
        for line in piece["block"].strip().splitlines():
            ends = _ENDS.search(line)
            yield Step(_ENDS.sub("", line), int(ends[1]) if ends else 0)


def follow(page: Path, folder: Path, language: str) -> str:
    """Run a tutorial in a folder; what was printed where it went wrong, "" where all went as told."""
    (folder / "examples").symlink_to(ROOT / "examples")
    script = folder / ".script"
    script.write_text("\n".join(_script(list(steps_of(page)), folder, language)), encoding="utf-8")
    try:
        done = subprocess.run(
            ["bash", str(script)], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
        )
    finally:
        for number in (folder / ".servers").read_text().split() if (folder / ".servers").exists() else ():
            subprocess.run(["kill", number], capture_output=True)
    return "" if done.returncode == 0 else f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def _script(steps: list[Step], folder: Path, language: str) -> Iterator[str]:
    program = folder / ".bin" / "pbgdpl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m pbgdpl_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    yield f"export PATH={program.parent}:$PATH PYTHONPATH={ROOT} PBGDPL_HOME={folder}/.home PBGDPL_LANG={language}"
    port = _free_port()
    for step in steps:
        line = step.line.replace(PORT, str(port))
        if step.deed:
            line = f"{shlex.quote(sys.executable)} -m tests.docs.person {step.line}"
        yield f"printf '%s\\n' {shlex.quote('$ ' + line)}"
        if step.serves:
            yield f"{line} > {folder}/.portal 2>&1 & echo $! >> {folder}/.servers"
            tried = f"(: > /dev/tcp/127.0.0.1/{port}) 2> /dev/null"
            yield f"for second in $(seq {OPENING}); do {tried} && break; sleep 1; done"
        else:
            yield line
            told = f"ended with $code, not {step.exit_code}"
            yield f'code=$?; [ $code -eq {step.exit_code} ] || {{ echo "{told}"; exit 1; }}'


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
    return number
