"""What a person is told where ffmpeg could not do its work."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from converters.externals.ffmpeg import EncoderFailed, encoder_failed, run_ffmpeg
from tests.each import each

SILENCE = ("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "60")


@each(
    ("said", "told"),
    [
        (b"[in#0 @ 0x55d0c8] Error opening input: Invalid data found\n", "Error opening input: Invalid data found"),
        (b"[out#0/mp4 @ 0x1] [warn] Late\nUnknown encoder 'x'\nConversion failed!\n", "Unknown encoder 'x'"),
        (b"no room left", "no room left"),
        (b"Conversion failed!\n", "?"),
        (b"", "?"),
        (b"\xff\xfe torn", "\ufffd\ufffd torn"),
    ],
)
def test_the_last_reason_is_told_without_the_address_of_who_gave_it(said: bytes, told: str) -> None:
    failure = encoder_failed(said)
    assert isinstance(failure, EncoderFailed)
    assert str(failure.message) == f"ffmpeg could not make the file: {told}"


def test_a_full_disk_is_the_error_the_system_has_for_it() -> None:
    said = b"[out#0/mp4 @ 0x556264edce40] Error closing file: No space left on device\nConversion failed!\n"
    failure = encoder_failed(said)
    assert isinstance(failure, OSError)
    assert failure.errno == errno.ENOSPC


@pytest.mark.real
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_so_it_is_where_a_disk_is_full_indeed() -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        run_ffmpeg((*SILENCE, "-f", "s16le", "/dev/full"))
    assert caught.value.errno == errno.ENOSPC
