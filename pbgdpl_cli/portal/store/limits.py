"""How much the portal takes, from whom, and how long it waits: every figure in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortalLimits:
    """The portal's limits. A request over one of them is refused with a code of its own, never served badly.

    Attributes:
        most_bytes: The largest file.
        most_record_bytes: The largest record, many times a book's. One takes up to fifty times its length while it is
            read and indexed (measured: 48), one at a time; this keeps the portal below 700 MB.
        stall_seconds: How long a sender may be silent inside a request; then what arrived is kept, the rest given up.
        slow_bytes_a_second: A record that comes more slowly than this over its first minute is given up.
        most_unfinished: Uploads on their way at once, of all offices.
        office_unfinished: Of these, so many may be one office's, so that none keeps the others out.
        office_bytes: What one office may have here, files on their way among it; None leaves only the disk.
        requests_a_second: What one address or one token may ask, lastingly.
        requests_in_a_burst: What it may ask at once after a pause: a page with all its pictures, many times over.
        writing_at_once: Requests with a body that are served at the same time; each takes up to half a megabyte,
            on a quick line a megabyte and a half.
        asked_at_once: Requests of one address or token that are served at the same time.
    """

    most_bytes: int = 4 << 30
    most_record_bytes: int = 10 << 20
    stall_seconds: float = 30.0
    slow_bytes_a_second: int = 500
    most_unfinished: int = 2000
    office_unfinished: int = 500
    office_bytes: int | None = None
    requests_a_second: float = 50.0
    requests_in_a_burst: int = 500
    writing_at_once: int = 128
    asked_at_once: int = 64
