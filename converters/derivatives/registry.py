"""The kinds of derivative there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from converters.derivatives.derived import Maker
from converters.derivatives.kinds.infographic import infographic
from converters.derivatives.kinds.video import video
from validators.sharing.record import FileRole

FOLDER = "derivatives"


@dataclass(frozen=True, slots=True)
class DerivativeKind:
    """A kind of derivative.

    Attributes:
        name: As the command line calls it.
        role: Of its main file in the record.
        media_type: Of its main file.
        path: Its main file below `data/`.
        make: Makes it.
        recipe_in: Reads what an existing one was made from.
        companions: Media type and path of what is made with it, by role.
    """

    name: str
    role: FileRole
    media_type: str
    path: str
    make: Maker
    recipe_in: Callable[[Path], str | None]
    companions: Mapping[FileRole, tuple[str, str]]


KINDS: Mapping[str, DerivativeKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            DerivativeKind(
                infographic.KIND,
                "infographic",
                "image/png",
                f"{FOLDER}/infographic.png",
                infographic.draw,
                infographic.recipe_in,
                MappingProxyType({}),
            ),
            DerivativeKind(
                video.KIND,
                "video",
                "video/mp4",
                f"{FOLDER}/video.mp4",
                video.make,
                video.recipe_in,
                MappingProxyType(
                    {
                        "captions": ("text/vtt", f"{FOLDER}/video.vtt"),
                        "transcript": ("text/plain", f"{FOLDER}/video.txt"),
                    }
                ),
            ),
        )
    }
)
