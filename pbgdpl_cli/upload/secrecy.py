"""What may not be put where others read it: secrecy marks, internal papers, personal data.

Drafts may be sent, and every page shows them as drafts; these may not, whatever their state
(Luật Bảo vệ bí mật nhà nước; Luật Bảo vệ dữ liệu cá nhân). A person who looked and found the warning mistaken names
the rule's code.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from validators.check import check_paths
from validators.options import CheckOptions
from validators.problems import Problem, say
from validators.rules.finding import Severity

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
