"""What a voice is. One may come from any installed package, under the entry-point group `pbgdpl.voices`.

An entry point is a function from what stands behind the colon in `--voice NAME:DETAIL` to a `Voice` or a `Recording`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from converters.derivatives.voices.speakers.sound import Sound
from validators.problems import Message, Problem, say

GROUP = "pbgdpl.voices"


class UnknownVoice(Problem):
    """No installed package offers a voice of that name."""

    code = "unknown-voice"


class VoiceFailed(Problem):
    """A voice is there but could not speak."""

    code = "voice-failed"


@runtime_checkable
class Voice(Protocol):
    """A program that speaks: everything it says is labelled as synthetic."""

    @property
    def name(self) -> str:
        """As listeners are told it."""

    @property
    def identity(self) -> str:
        """All that decides how it sounds; equal identities give equal sound."""

    def say(self, words: str) -> Sound:
        """The sound of one breath.

        Args:
            words: Small Vietnamese words, with a comma or a full stop where the voice falls; no figure, no sign.

        Raises:
            VoiceFailed: It could not.
        """


@runtime_checkable
class Recording(Protocol):
    """A person who read the sections aloud."""

    @property
    def name(self) -> str:
        """Who read, as listeners are told it; may be empty."""

    @property
    def identity(self) -> str:
        """A hash of all that was recorded."""

    def section(self, mark: str) -> Sound | None:
        """The sound of the section with this mark (`narration.mark_of`); None when it was not recorded."""


Speaker = Voice | Recording
VoiceOpener = Callable[[str], Speaker]


def voice_failed(name: str, reason: str | Message) -> VoiceFailed:
    """The sentence about a voice that did not speak."""
    return VoiceFailed(
        say("The voice “{name}” did not speak: {reason}", name=name, reason=reason),
        hint=say("Try it alone, or take another with --voice."),
    )
