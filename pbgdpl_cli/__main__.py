"""`python -m pbgdpl_cli` and the `pbgdpl` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process."""
    from pbgdpl_cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
