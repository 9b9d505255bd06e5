"""`python -m pbgdpl_cli` and the `pbgdpl` script."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process."""
    try:
        from pbgdpl_cli.app import run

        code = run()
    except KeyboardInterrupt:  # so early that nothing has begun
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
