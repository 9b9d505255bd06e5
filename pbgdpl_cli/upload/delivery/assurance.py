"""What is about to be called done for the first time is there once, and is kept: the last look at a portal."""

from __future__ import annotations

from pbgdpl_cli.upload.parcel import Parcel
from pbgdpl_cli.upload.transports.protocol import (
    AssuringTransport,
    PortalTransport,
    SentRecord,
    SweepingTransport,
)


def assure(transport: PortalTransport, parcel: Parcel) -> None:
    """Take away what was made twice of a package, and make sure that the portal keeps what it shows.

    A run that was killed may have left either behind; so this is not only asked of what was just sent.

    Raises:
        Problem: It does not, as far as can be told, or it cannot be asked.
    """
    files = {file.name: file.sha256 for file in transport.files_of(parcel)}
    sent = SentRecord(parcel.identifier, parcel.revision, str(parcel.named), files)
    if isinstance(transport, SweepingTransport):
        transport.sweep(sent)
    if isinstance(transport, AssuringTransport):
        transport.assure(sent)
