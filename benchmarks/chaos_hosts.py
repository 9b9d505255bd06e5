"""Hosts that are namespaces of one computer: each with a network, mounts, a name and clocks of its own (Linux, root).

All are on one wire (a bridge) and reach nothing beyond it. A host is cut off by taking its link down and its shared
folder away, as when somebody pulls its plug; what it holds open stays open, and its processes live on.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

NET = "10.213.77"
APART = 5 * 3600  # seconds between the clocks of two hosts


def possible() -> str:
    """What hinders hosts here; "" when nothing does."""
    try:
        lan = Lan(f"try{os.getpid()}")
    except OSError as error:
        return str(error)
    try:
        lan.host()
    except subprocess.CalledProcessError as error:
        return f"{' '.join(map(str, error.cmd))}: {error.stderr.decode('utf-8', 'replace').strip()}"
    finally:
        lan.close()
    return ""


@dataclass(frozen=True)
class Host:
    """One computer.

    Attributes:
        number: From 1.
        name: Of its network namespace.
    """

    number: int
    name: str

    @property
    def address(self) -> str:
        """On the wire."""
        return f"{NET}.{self.number}"

    @property
    def ahead(self) -> int:
        """Seconds its clocks are ahead of those of this computer."""
        return APART * self.number

    def on_it(self, words: list[str], share: Path, mounted: Path) -> list[str]:
        """The command line by which something is run on the host; the process keeps its number throughout.

        Args:
            words: What is run.
            share: The shared folder.
            mounted: Where this host sees it.
        """
        line = f'hostname "{self.name}" && mount --bind "{share}" "{mounted}" && exec "$@"'
        clocks = ["unshare", "-muT", "--monotonic", str(self.ahead), "--boottime", str(self.ahead)]
        own = ["env", f"CHAOS_AHEAD={self.ahead}"]
        return ["ip", "netns", "exec", self.name, *clocks, *own, "sh", "-c", line, "sh", *words]


@dataclass
class Lan:
    """The wire.

    Attributes:
        name: Begins the names of its namespaces; short, and no other's.
    """

    name: str
    hosts: list[Host] = field(default_factory=list)
    cut: set[Host] = field(default_factory=set)

    @property
    def hub(self) -> str:
        """The namespace of the bridge."""
        return f"{self.name}-hub"

    def host(self) -> Host:
        """One more.

        Raises:
            CalledProcessError: The system does not give it.
        """
        if not self.hosts:
            _ip("netns", "add", self.hub)
            _ip("-n", self.hub, "link", "add", "lan", "type", "bridge")
            _ip("-n", self.hub, "link", "set", "lan", "up")
        number = len(self.hosts) + 1
        host = Host(number, f"{self.name}-{number}")
        self.hosts.append(host)
        _ip("netns", "add", host.name)
        _ip("link", "add", "wire", "netns", host.name, "type", "veth", "peer", "name", f"p{number}", "netns", self.hub)
        _ip("-n", self.hub, "link", "set", f"p{number}", "master", "lan", "up")
        _ip("-n", host.name, "addr", "add", f"{host.address}/24", "dev", "wire")
        for link in ("wire", "lo"):
            _ip("-n", host.name, "link", "set", link, "up")
        return host

    def cut_off(self, host: Host, process: subprocess.Popen[bytes], mounted: Path) -> None:
        """Its link goes down and it sees an empty folder in the share's place."""
        self.cut.add(host)
        _ip("-n", self.hub, "link", "set", f"p{host.number}", "down")
        _inside(process, "umount", "-l", str(mounted))

    def joined(self, host: Host, process: subprocess.Popen[bytes], share: Path, mounted: Path) -> None:
        """It is back."""
        _inside(process, "mount", "--bind", str(share), str(mounted))
        _ip("-n", self.hub, "link", "set", f"p{host.number}", "up")
        self.cut.discard(host)

    def close(self) -> None:
        """Take all away; who still runs there keeps what it has."""
        for name in (*(host.name for host in self.hosts), self.hub):
            subprocess.run(["ip", "netns", "del", name], stderr=subprocess.DEVNULL, check=False)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _inside(process: subprocess.Popen[bytes], *words: str) -> None:
    """Where the process has its mounts; one that has just ended has none."""
    subprocess.run(["nsenter", "-m", "-t", str(process.pid), *words], stderr=subprocess.DEVNULL, check=False)
