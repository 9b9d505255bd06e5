"""Packages as the body of one request; see `web/running_portal`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pbgdpl_cli.upload.transports.protocol import Bundled


def bundle_blocks(bundle: Sequence[Bundled]) -> list[bytes]:
    """The body, in pieces: its first line, records, files."""
    records = [one.parcel.body.encode() for one in bundle]
    files = {sha256: content for one in bundle for sha256, content in one.contents.items()}
    head = {
        "records": [
            {"bytes": len(record), "replaces": one.replaces} for one, record in zip(bundle, records, strict=True)
        ],
        "files": [{"bytes": len(content), "sha256": sha256} for sha256, content in files.items()],
    }
    return [json.dumps(head).encode() + b"\n", *records, *files.values()]
