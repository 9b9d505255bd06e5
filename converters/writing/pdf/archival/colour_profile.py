"""The sRGB profile of the output intent: small, of ICC version 2, the same bytes every time.

Colour management libraries make version 4.4 profiles with today's date in them; ISO 19005-2 (clause 6.2.3) names the
versions up to ISO 15076-1 of its time, and the same page must give the same file.
"""

from __future__ import annotations

import struct
from functools import cache

_HEADER = 128
_VERSION = 0x02100000
_D50 = (0.9642, 1.0, 0.8249)  # the profile connection space (ICC.1:2001-12, 6.1.11)
# Primaries of IEC 61966-2-1 brought to D50 by the Bradford transform.
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 1024
_NAME = b"sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """An ICC profile (ICC.1:2001-12) of class "monitor" for sRGB (IEC 61966-2-1)."""
    curve = _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text" + bytes(4) + b"Facts of IEC 61966-2-1; free to use\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(values) for name, values in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _profile(tags)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    places: dict[bytes, int] = {}
    body = b""
    start = _HEADER + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in places:  # the three curves are one
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        name + struct.pack(">II", places[data], len(data)) for name, data in tags.items()
    )
    return _head(start + len(body)) + table + body


def _head(size: int) -> bytes:
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI", size, _VERSION) + b"mntrRGB XYZ " + date + b"acsp" + bytes(28) + _fixed(_D50)
    return head + bytes(_HEADER - len(head))


def _fixed(values: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _description(name: bytes) -> bytes:
    """textDescriptionType: in ASCII; the Unicode and Macintosh parts are empty."""
    return b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(8) + bytes(3 + 67)


def _curve() -> bytes:
    values = [_linear(step / (_STEPS - 1)) for step in range(_STEPS)]
    return b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *(round(65535 * value) for value in values))


def _linear(value: float) -> float:
    """IEC 61966-2-1, 5.2."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
