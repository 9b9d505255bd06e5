"""What may not be put where others read it: secrecy marks, internal papers, personal data, pictures that are drafts.

Drafts may be sent, and every page shows them as drafts; these may not, whatever their state
(Luật Bảo vệ bí mật nhà nước; Luật Bảo vệ dữ liệu cá nhân). A person who looked and found the warning mistaken names
the rule's code.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pbgdpl_cli.upload.package_overview import standard_of
from pbgdpl_cli.upload.parcel import Parcel
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.problems import Problem, say
from validators.rules.finding import Severity
from validators.sharing.staleness import drafts, unreviewed

# sạch (clean): 310 and 311 are marks of secrecy and of internal use, 32x and 33x personal data.
_BLOCKING = ("SACH310", "SACH311", "SACH32", "SACH33")


class NotForPublishing(Problem):
    """The material holds what must not be published."""

    code = "not-for-publishing"


def check_secrecy(package: Path, allowed: tuple[str, ...] = ()) -> None:
    """Make sure that a package holds nothing that must not be published.

    Args:
        package: The package folder.
        allowed: Codes of rules a person overrules.

    Raises:
        NotForPublishing: It does; the sentence is the first finding's.
    """
    today = dt.datetime.now().astimezone().date()
    options = CheckOptions(day=today, publishing=True, only=_BLOCKING, ignore=allowed)
    errors = [found for found in check_paths([package], options).findings if found.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise NotForPublishing(
            say("Not for publishing [{code}]: {reason}", code=first.code, reason=first.message),
            hint=say("Correct the material; if the warning is mistaken, add: --allow {code}", code=first.code),
            path=package,
        )


class DerivativeOutOfDate(Problem):
    """A derivative is a draft, or no longer shows what the text says."""

    code = "derivative-out-of-date"


def check_derivatives(parcel: Parcel, *, drafts_too: bool = False) -> None:
    """Make sure that no derivative of a package is a draft or out of date.

    Args:
        parcel: The package.
        drafts_too: Drafts of a text that is not approved may go; only the portal of a trial may be told so.

    Raises:
        DerivativeOutOfDate: One is.
    """
    standard = standard_of(open_package(parcel.path), parcel.record)
    stale = ((entry.path, why) for entry in parcel.record.files if (why := standard.why_stale(entry)) is not None)
    if (found := next(stale, None)) is not None:
        raise DerivativeOutOfDate(
            say("“{name}” is out of date: {reason}.", name=found[0], reason=found[1].message),
            hint=_HINT,
            path=parcel.named,
        )
    if not drafts_too and (names := drafts(parcel.record)):
        raise DerivativeOutOfDate(
            say("“{name}” is a draft and is not for others.", name=next(iter(names))), hint=_HINT, path=parcel.named
        )
    if not drafts_too and (names := unreviewed(parcel.record)):
        raise DerivativeOutOfDate(
            say("“{name}” waits for a person to look at it and is not for others.", name=next(iter(names))),
            hint=say("Check it, then: pbgdpl derive quiz PACKAGE --reviewed-by NAME"),
            path=parcel.named,
        )


_HINT = say("Have the text approved and make it again: pbgdpl derive.")
