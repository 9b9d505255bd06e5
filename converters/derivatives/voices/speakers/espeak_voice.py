"""eSpeak NG: intelligible, without a network, the same on every machine of one version."""

from __future__ import annotations

from converters.derivatives.voices.speakers.command_voice import CommandVoice
from converters.derivatives.voices.speakers.protocol import Voice
from converters.externals import espeak
from converters.externals.probe import ask_version

PACE = 150  # in eSpeak's measure: about four syllables a second, that of an announcer


def open_voice(detail: str) -> Voice:
    """A Vietnamese voice of eSpeak NG.

    Args:
        detail: Its name ("vi-vn-x-south"), a pace behind a comma or nothing: "vi,140".

    Raises:
        MissingDependency: eSpeak NG or that voice is not installed.
        ValueError: The pace is no number.
    """
    name, _, pace = detail.partition(",")
    name = name or espeak.LANGUAGE
    path = espeak.require_voice(name)
    arguments = espeak.arguments(name, int(pace or PACE))
    version = ask_version(path, espeak.PROBE)
    return CommandVoice(f"eSpeak NG {name}", (str(path), *arguments), f"espeak {version} {' '.join(arguments)}")
