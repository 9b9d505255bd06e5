"""The recipe of a sound file stands in its tags: found as MP3 and Opus write it, and nothing else is taken for one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converters.derivatives.voices.recipes import recipe_in_sound
from tests.each import each
from tests.properties import at_most

RECIPE = hashlib.sha256(b"recipe").hexdigest()
BYTES = RECIPE.encode()


@each(
    ("content", "recipe"),
    [
        (b"ID3\x04TXXX\x00\x03recipe\x00" + BYTES + b"\x00", RECIPE),  # a user's text frame of ID3v2
        (b"OggS OpusTags recipe=" + BYTES + b"\x01", RECIPE),  # a Vorbis comment
        (b"\xff" * 200_000 + b"recipe=" + BYTES, RECIPE),  # behind a cover picture
        (b"recipe=abc recipe=" + BYTES, RECIPE),  # the first is none
        (b"recipe=" + BYTES + b"recipe=" + b"0" * 64, RECIPE),  # the first of two
        (b"recipe=" + BYTES[:-1], None),  # cut short
        (b"recipe=" + BYTES.upper(), None),
        (b"recipe: " + BYTES, None),
        (b"RECIPE=" + BYTES, None),
        (BYTES, None),
        (b"\xff" * (1 << 18) + b"recipe=" + BYTES, None),  # in the sound itself, where no tags are
        (b"", None),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_tags(content: bytes, recipe: str | None, tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(content)
    assert recipe_in_sound(path) == recipe


def test_what_cannot_be_opened_has_no_recipe(tmp_path: Path) -> None:
    assert recipe_in_sound(tmp_path) is None
    assert recipe_in_sound(tmp_path / "none" / "sound.opus") is None


@settings(max_examples=at_most(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.binary(max_size=40), after=st.binary(max_size=40), digest=st.binary(min_size=32, max_size=32))
def test_whatever_stands_around_it(before: bytes, after: bytes, digest: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sound.opus"
    path.write_bytes(before + b"recipe=" + digest.hex().encode() + after)
    assert recipe_in_sound(path) == digest.hex()
