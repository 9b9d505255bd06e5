"""What sender and portal must agree on about bundles: many small packages in one request.

The body is one line of JSON, then bytes one after the other in the order that line names them:

    {"records": [{"bytes": 812, "replaces": null}, …], "files": [{"bytes": 3009, "sha256": "…"}, …]}

Each record is taken as a PUT of its own would be, in one transaction with all others; nothing is taken of a body that
is shorter or longer than announced.
"""

from __future__ import annotations

BUNDLE_TYPE = "application/vnd.pbgdpl.bundle"
MOST_BUNDLE_BYTES = 16 << 20  # what a portal takes in one
