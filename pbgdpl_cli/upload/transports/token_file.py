"""A token in a file that only its owner reads: for computers without a key store, and to be renewed in mid-upload."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from validators.problems import say

FILE_VARIABLE = f"{TOKEN_VARIABLE}_FILE"
_OTHERS = 0o077  # rights of anybody but the file's owner
_LONGEST = 4096  # bytes; a token has some fifty, a user with a password a hundred


def token_in(environ: Mapping[str, str]) -> str | None:
    """The token of a person: the variable's, else what stands in the file another variable names.

    Args:
        environ: Variables, among them perhaps `PBGDPL_PORTAL_TOKEN` or `PBGDPL_PORTAL_TOKEN_FILE`.

    Raises:
        WrongUsage: The file cannot be read, or others may read it.
    """
    if token := environ.get(TOKEN_VARIABLE):
        return token
    named = environ.get(FILE_VARIABLE)
    return _read(Path(named)) if named else None


def without_token(environ: Mapping[str, str]) -> dict[str, str]:
    """All variables but those that lead to a token."""
    return {name: value for name, value in environ.items() if name not in (TOKEN_VARIABLE, FILE_VARIABLE)}


def _read(place: Path) -> str | None:
    try:
        with place.open("rb") as stream:
            rights = os.fstat(stream.fileno()).st_mode
            written = stream.read(_LONGEST + 1)
        token = written.decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(
            say("The token in {path} cannot be read.", path=place),
            hint=say("{name} names a file with the token and nothing else.", name=FILE_VARIABLE),
        ) from error
    if os.name != "nt" and rights & _OTHERS:
        raise WrongUsage(
            say("Others may read the token in {path}.", path=place),
            hint=say("Keep it to yourself: {line}", line=f"chmod 600 {place}"),
        )
    return token if token and len(written) <= _LONGEST else None
