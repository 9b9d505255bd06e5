"""`python -m pbgdpl_cli` and the `pbgdpl` script."""

from __future__ import annotations

import os
import sys

from pbgdpl_cli.namesakes import foreign_package, refuse

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process."""
    try:
        # Add-ons of pydantic would be shown every record, and are looked for in every package that is installed.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        if (foreign := foreign_package()) is not None:
            sys.exit(refuse(*foreign, sys.argv[1:], sys.stdout, sys.stderr))
        from pbgdpl_cli.app import run

        code = run()
    except KeyboardInterrupt:  # so early that nothing has begun
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
