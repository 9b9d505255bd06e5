"""The bulletin of a loudspeaker: the script of the announcer, and the same spoken, as MP3 and Opus."""

from __future__ import annotations
