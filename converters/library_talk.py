"""What the libraries inside say of their own accord: nothing a person who converts papers can do anything about."""

from __future__ import annotations

import logging
import warnings

WARNINGS, EVERYTHING = 1, 2  # verbosity from which a library's warnings, or all it logs, are shown


def hush(verbosity: int) -> None:
    """Keep warnings and log lines of libraries off the screen of this process, unless they are asked for.

    Args:
        verbosity: 0 and less for none of them.
    """
    if verbosity >= EVERYTHING:
        logging.basicConfig(level=logging.INFO)
    elif verbosity < WARNINGS:
        warnings.simplefilter("ignore")
        root = logging.getLogger()
        if not root.handlers:  # else what nobody handles goes to stderr
            root.addHandler(logging.NullHandler())
