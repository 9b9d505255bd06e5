"""How sending can end other than well: nobody answers, the portal says no, or it holds something else."""

from __future__ import annotations

from pbgdpl_cli.errors import PortalProblem


class PortalUnreachable(PortalProblem):
    """The portal does not answer, or the connection is too bad to go on."""

    code = "portal-unreachable"


class PortalRefused(PortalProblem):
    """The portal answered, and does not want it."""

    code = "portal-refused"


class PortalConflict(PortalProblem):
    """The portal holds another revision that did not come from here."""

    code = "portal-conflict"
