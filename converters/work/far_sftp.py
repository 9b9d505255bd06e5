"""SFTP whose server is known: fsspec's own takes any host key, and would hand the key of a stranger's machine trust."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

if TYPE_CHECKING:
    from converters.work.far_sources import Files

TIMEOUT = 30  # seconds until a computer that does not answer is given up


class KnownHosts(SFTPFileSystem):  # type: ignore[misc]  # fsspec is not typed
    """Connects to computers that stand in `~/.ssh/known_hosts`, and to no other."""

    client: paramiko.SSHClient
    ftp: Any

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
        self.client.connect(self.host, timeout=TIMEOUT, **self.ssh_kwargs)
        self.ftp = self.client.open_sftp()


def opened(address: str) -> tuple[Files, str]:
    """The file system of an address, and the path in it."""
    parts = urlsplit(address)
    asked = {"username": parts.username, "port": parts.port}
    known = {name: value for name, value in asked.items() if value is not None}
    return KnownHosts(parts.hostname or "", **known), unquote(parts.path) or "/"
