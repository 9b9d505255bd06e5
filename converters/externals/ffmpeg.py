"""FFmpeg: the system's, or the one the imageio-ffmpeg wheel brings (a GPL program, run and never linked)."""

from __future__ import annotations

from pathlib import Path

from converters.externals.probe import ProbeResult, ToolProbe, ask_version, find_program
from converters.externals.systems import System
from validators.problems import say

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


def _from_wheel() -> Path | None:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return Path(get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return None
