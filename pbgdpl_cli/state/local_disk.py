"""SQLite's write-ahead log needs a disk of this computer: on a share two computers would each have half of it.

Source: https://www.sqlite.org/wal.html, "All processes using a database must be on the same host computer".
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validators.problems import OutputProblem, say

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "davfs", "ncpfs"}
)
_DRIVE_REMOTE = 4  # GetDriveTypeW


def require_local_disk(folder: Path) -> None:
    """Refuse a folder that lies on another computer.

    Raises:
        OutputProblem: It does.
    """
    if (kind := network_kind(folder)) is not None:
        raise OutputProblem(
            say(
                "The program's own folder lies on another computer ({kind}); its ledger would be lost there.",
                kind=kind,
            ),
            hint=say("Let PBGDPL_HOME name a folder on a disk of this computer."),
            path=folder,
        )


def network_kind(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of file system a folder lies on, when it is one of another computer; None as far as is known."""
    if os.name == "nt":
        return _of_windows(folder)
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:  # macOS tells it elsewhere: unknown
        return None
    place = folder.resolve()
    kinds = {Path(_unescaped(parts[1])): parts[2] for line in lines if len(parts := line.split()) > 2}
    kind = next((kinds[above] for above in (place, *place.parents) if above in kinds), "")
    return kind if kind in _NETWORK else None


def _unescaped(mount_point: str) -> str:
    return mount_point.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\")


def _of_windows(folder: Path) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes

    drive = folder.resolve().anchor
    remote = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
    return "SMB" if remote else None
