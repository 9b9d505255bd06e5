"""How a video is to look and where it may be kept: what a person chose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

SHAPES = ("9:16", "1:1", "16:9")


@dataclass(frozen=True, slots=True)
class Filming:
    """What was chosen.

    Attributes:
        shape: One of `SHAPES`.
        music: A sound file that plays softly below the voice; None for none.
        most_bytes: The video is brought below this; None for any size.
        preview: Whether only its first seconds are made.
        scenes: Folder where encoded scenes are kept, so that an interrupted video goes on; None for none.
    """

    shape: str = SHAPES[0]
    music: Path | None = None
    most_bytes: int | None = None
    preview: bool = False
    scenes: Path | None = None

    def decided_by(self) -> dict[str, object]:
        """All of it that decides what is made, for the recipe."""
        music = hashlib.sha256(self.music.read_bytes()).hexdigest() if self.music else None
        return {"shape": self.shape, "music": music, "most_bytes": self.most_bytes, "preview": self.preview}
