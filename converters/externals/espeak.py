"""eSpeak NG: the voice that reads aloud without a network."""

from __future__ import annotations

import subprocess
from pathlib import Path

from converters.externals.probe import PROBE_TIMEOUT, ProbeResult, ToolProbe, ask_version, find_program, require_program
from converters.externals.systems import System
from validators.problems import MissingDependency, say

LANGUAGE = "vi"

PROBE = ToolProbe(
    name="eSpeak NG",
    commands=("espeak-ng",),
    version_args=("--version",),
    version_pattern=r"(\d+\.\d+(?:\.\d+)*)",
    purpose=say("reads texts aloud"),
    install={
        System.DEBIAN: "sudo apt-get install -y espeak-ng",
        System.FEDORA: "sudo dnf install -y espeak-ng",
        System.MACOS: "brew install espeak-ng",
        System.WINDOWS: "winget install --id eSpeak-NG.eSpeak-NG",
    },
    places=(r"C:\Program Files\eSpeak NG\espeak-ng.exe",),
)


def find() -> ProbeResult:
    """What is there: path, version, and the Vietnamese voices."""
    path = find_program(PROBE)
    if path is None:
        return ProbeResult(PROBE, None, None)
    return ProbeResult(PROBE, path, ask_version(path, PROBE), {"voices": " ".join(vietnamese_voices(path))})


def require_voice(name: str) -> Path:
    """The program's path, once it is certain that it has this voice.

    Raises:
        MissingDependency: The program or the voice is not installed.
    """
    path = require_program(PROBE)
    voices = vietnamese_voices(path)
    if name not in voices:
        raise MissingDependency(
            say("eSpeak NG has no Vietnamese voice called “{name}”.", name=name),
            hint=say("It has: {names}", names=", ".join(voices) or "–"),
        )
    return path


def vietnamese_voices(path: Path) -> tuple[str, ...]:
    """Names of its Vietnamese voices ("vi", "vi-vn-x-south"); the second column of --voices."""
    try:
        answer = subprocess.run(
            [path, f"--voices={LANGUAGE}"], capture_output=True, timeout=PROBE_TIMEOUT, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ()
    rows = [line.split() for line in answer.stdout.decode("utf-8", "replace").splitlines()[1:]]
    return tuple(row[1] for row in rows if len(row) > 1 and row[1].startswith(LANGUAGE))


def arguments(voice: str, pace: int) -> tuple[str, ...]:
    """What makes it read words from stdin and write a WAV file to stdout.

    Args:
        voice: One of its Vietnamese voices.
        pace: In its own measure, about words of English a minute.
    """
    return ("-v", voice, "-s", str(pace), "-a", str(_AMPLITUDE), "-b", "1", "-z", "--stdin", "--stdout")


_AMPLITUDE = 60  # of 200; at its usual 100 loud vowels are clipped
