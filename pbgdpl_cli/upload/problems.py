"""How sending can end other than well: nobody answers, the portal says no, or it holds something else."""

from __future__ import annotations

from pathlib import Path

from pbgdpl_cli.errors import PortalProblem
from validators.problems import say


class PortalUnreachable(PortalProblem):
    """The portal does not answer, or the connection is too bad to go on."""

    code = "portal-unreachable"


class PortalRefused(PortalProblem):
    """The portal answered, and does not want it."""

    code = "portal-refused"


class PortalConflict(PortalProblem):
    """The portal holds another revision that did not come from here."""

    code = "portal-conflict"


def taken_back(package: Path) -> PortalRefused:
    """The problem of a package that was withdrawn where it is to go."""
    return PortalRefused(
        say("This material was withdrawn from the portal."),
        hint=say("To publish it again, run the same command with --replace."),
        path=package,
    )
