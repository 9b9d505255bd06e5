"""FFmpeg: the system's, or the one the imageio-ffmpeg wheel brings (a GPL program, run and never linked)."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from converters.externals.probe import ProbeResult, ToolProbe, ask_version, find_program
from converters.externals.systems import System
from validators.problems import MissingDependency, OutputProblem, say

QUIET = ("-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y")
BITEXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact")
"""No times, no names of programs: the same input gives the same bytes."""

SECONDS_ALLOWED = 900.0  # of one run: an hour of sound takes an old single core about three minutes
_SHOWN = 200  # letters of what the program complained about
_FULL = b"No space left on device"
_BY = re.compile(r"^(?:\[[^\]]*\]\s*)+")  # which part of the program speaks: "[out#0/mp4 @ 0x556264edce40]"
_NO_REASON = frozenset(("", "Conversion failed!"))

PROBE = ToolProbe(
    name="FFmpeg",
    commands=("ffmpeg",),
    version_args=("-version",),
    version_pattern=r"ffmpeg version n?(\d+(?:\.\d+)*)",
    purpose=say("makes videos and audio"),
    install={
        System.DEBIAN: "sudo apt-get install -y ffmpeg",
        System.FEDORA: "sudo dnf install -y ffmpeg-free",
        System.MACOS: "brew install ffmpeg",
        System.WINDOWS: "winget install --id Gyan.FFmpeg",
    },
)


def find() -> ProbeResult:
    """The one moviepy will run: the wheel's own when it is installed, otherwise the system's."""
    path = _from_wheel() or find_program(PROBE)
    return ProbeResult(PROBE, path, ask_version(path, PROBE) if path else None)


class EncoderFailed(OutputProblem):
    """ffmpeg stopped, or took too long."""

    code = "encoder-failed"


@cache
def require_ffmpeg() -> Path:
    """The program's path.

    Raises:
        MissingDependency: It is not installed.
    """
    path = _from_wheel() or find_program(PROBE)
    if path is None:
        raise MissingDependency(
            say("ffmpeg is needed to make sound and videos and was not found."),
            hint=say("Install it: {line}", line="pip install imageio-ffmpeg"),
        )
    return path


def run_ffmpeg(arguments: Sequence[str | Path], *, verbose: bool = False) -> str:
    """Run ffmpeg, which says nothing but errors.

    Args:
        arguments: Inputs, filters, outputs.
        verbose: Let it say what its filters measured.

    Returns:
        What it said.

    Raises:
        MissingDependency: It is not installed.
        EncoderFailed: It failed, or took longer than any work of ours should.
        OSError: No space was left on the disk.
    """
    quiet = [word if word != "error" else "info" for word in QUIET] if verbose else QUIET
    try:
        done = subprocess.run(
            [require_ffmpeg(), *quiet, *arguments],
            capture_output=True, timeout=SECONDS_ALLOWED, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise encoder_failed(b"") from error
    if done.returncode:
        raise encoder_failed(done.stderr)
    return done.stderr.decode("utf-8", "replace")


def encoder_failed(said: bytes) -> EncoderFailed | OSError:
    """That ffmpeg could not do it, with the last reason it gave; the error of the system where its disk is full."""
    if _FULL in said:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    lines = (_BY.sub("", line).strip() for line in said.decode("utf-8", "replace").splitlines())
    reasons = [line for line in lines if line not in _NO_REASON] or ["?"]
    return EncoderFailed(
        say("ffmpeg could not make the file: {reason}", reason=reasons[-1][:_SHOWN]),
        hint=say("Check that there is room on the disk, and run the same command again."),
    )


def _from_wheel() -> Path | None:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        path = Path(get_ffmpeg_exe())
        return path if path.is_file() else None  # IMAGEIO_FFMPEG_EXE may name what is not there
    except (ImportError, RuntimeError):
        return None
