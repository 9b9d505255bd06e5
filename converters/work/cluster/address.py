"""Where a scheduler is, and by which certificates it is spoken to: over TLS, or not beyond this computer.

Whoever may speak to a scheduler may have any code run on its workers. So without certificates on both sides nothing is
spoken on a network at all; there is no option that says otherwise.
"""

from __future__ import annotations

import contextlib
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from validators.problems import Message, Problem, say

SCHEMES = ("tls", "tcp")


class ClusterProblem(Problem):
    """The cluster cannot be used as it was named, or as it is."""

    code = "cluster"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler and the certificates of whoever speaks to it.

    Attributes:
        address: "tls://HOST:PORT", or "tcp://127.0.0.1:PORT".
        ca: The certificate by which those of the others are judged, PEM.
        cert: The own certificate, PEM.
        key: Its key, PEM.
    """

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def checked(self) -> Cluster:
        """The same, when it may be used.

        Raises:
            ClusterProblem: It may not: no TLS beyond this computer, no such files.
        """
        parts = _parts(self.address)
        if parts is None:
            raise _refused(say("“{address}” is no address of a scheduler.", address=self.address))
        if parts.scheme == "tcp" and not _is_this_computer(parts.hostname or ""):
            raise _refused(say("{address} is on a network and not protected by TLS.", address=self.address))
        if parts.scheme == "tls":
            self._require_files()
        return self

    def security(self) -> Any:
        """What Dask is to be given, for any part one plays."""
        if self.address.startswith("tcp:"):
            return None
        from distributed.security import Security

        cert, key = str(self.cert), str(self.key)
        return Security(
            require_encryption=True, tls_ca_file=str(self.ca),
            tls_client_cert=cert, tls_client_key=key, tls_worker_cert=cert, tls_worker_key=key,
        )  # fmt: skip

    def _require_files(self) -> None:
        for option, path in (("--tls-ca", self.ca), ("--tls-cert", self.cert), ("--tls-key", self.key)):
            if path is None or not path.is_file():
                raise ClusterProblem(
                    say("TLS needs the file of {option}.", option=option)
                    if path is None
                    else say("The file of {option} is not there: {path}", option=option, path=path),
                    hint=say("Name three PEM files: --tls-ca, --tls-cert, --tls-key."),
                )


def is_cluster(text: str) -> bool:
    """Whether this names a scheduler, and no folder."""
    return text.partition("://")[0] in SCHEMES and "://" in text


def _parts(address: str) -> SplitResult | None:
    with contextlib.suppress(ValueError):
        parts = urlsplit(address)
        more = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
        if parts.scheme in SCHEMES and parts.hostname and parts.port and not more:
            return parts
    return None


def _refused(message: Message) -> ClusterProblem:
    return ClusterProblem(message, hint=say("Write tls://HOST:PORT, or tcp://127.0.0.1:PORT on this computer alone."))


def _is_this_computer(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
