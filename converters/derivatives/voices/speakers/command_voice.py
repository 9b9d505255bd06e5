"""Any program that takes words on its standard input and gives a WAV file on its standard output."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.voices.speakers.protocol import UnknownVoice, Voice, voice_failed
from converters.derivatives.voices.speakers.sound import NoSound, Sound, read_wav
from validators.problems import say

_SECONDS_ALLOWED = 120.0  # for one breath; a neural voice loads its model anew each time


@dataclass(frozen=True, slots=True)
class CommandVoice:
    """A program and its arguments.

    Attributes:
        name: As listeners are told it.
        command: The program and its arguments; no shell sees them.
        identity: All that decides how it sounds.
    """

    name: str
    command: tuple[str, ...]
    identity: str

    def say(self, words: str) -> Sound:
        """See `Voice.say`."""
        try:
            done = subprocess.run(
                self.command, input=f"{words}\n".encode(), capture_output=True, timeout=_SECONDS_ALLOWED, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise voice_failed(self.name, say("it took too long")) from error
        except OSError as error:
            raise voice_failed(self.name, str(error)) from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit {done.returncode}"]
            raise voice_failed(self.name, said[0])
        try:
            return read_wav(done.stdout)
        except NoSound as error:
            raise voice_failed(self.name, error.message) from error


def open_voice(detail: str) -> Voice:
    """The voice of a command line such as "piper --model vi.onnx --output_file -".

    Args:
        detail: Words as a shell would part them; files among them belong to the voice's identity.

    Raises:
        UnknownVoice: It names no program.
    """
    command = tuple(shlex.split(detail))
    program = shutil.which(command[0]) if command else None
    if program is None:
        raise UnknownVoice(
            say("There is no program “{program}” to speak with.", program=command[0] if command else ""),
            hint=say("Example: {line}", line='--voice "command:piper --model vi.onnx --output_file -"'),
        )
    return CommandVoice(Path(program).stem, (program, *command[1:]), f"command {detail} {_files(command[1:], program)}")


def _files(words: tuple[str, ...], program: str) -> str:
    """Size and time of the program and of each file it is told: another model is another voice."""
    found = (path.stat() for path in map(Path, (program, *words)) if path.is_file())
    return " ".join(f"{one.st_size}:{one.st_mtime_ns}" for one in found)
