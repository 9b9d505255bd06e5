"""eSpeak NG: the voice that reads aloud without a network."""

from __future__ import annotations

from converters.externals.probe import ToolProbe
from converters.externals.systems import System
from validators.problems import say

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
