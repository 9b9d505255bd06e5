"""What may be sent: packages without errors, and on a portal nothing that others must not read.

Secrecy marks, internal papers, personal data and pictures that are drafts never go where others read them
(Luật Bảo vệ bí mật nhà nước; Luật Bảo vệ dữ liệu cá nhân). Drafts of texts may be sent, and every page shows them as
drafts. A person who looked and found the warning mistaken names the rule's code; damage to the package is no matter of
opinion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pbgdpl_cli.upload.package_overview import standard_of
from pbgdpl_cli.upload.parcel import Parcel
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.package import open_package
from validators.private import PRIVATE, is_private
from validators.problems import Message, Problem, say
from validators.rules.finding import Finding, Severity
from validators.sharing.staleness import drafts, unreviewed

if TYPE_CHECKING:  # most runs have no register to look in
    from validators.citations.register.store import Register

_DAMAGE = "DUNG0"  # form and files: what a person says cannot put them right


class WithFindings(Problem):
    """The package has errors; `findings` are all of them."""

    findings: tuple[Finding, ...] = ()


class NotForPublishing(WithFindings):
    """The material holds what must not be published."""

    code = "not-for-publishing"


class NotValid(WithFindings):
    """The package does not pass validation."""

    code = "not-valid"


def check_package(package: Path, *, publishes: bool, allowed: tuple[str, ...] = ()) -> None:
    """Make sure that a package has no errors, and where it is published, nothing that must not be.

    Args:
        package: The package folder.
        publishes: Whether others can read it where it goes.
        allowed: Codes of rules a person overrules.

    Raises:
        NotForPublishing: It holds what others must not read; the sentence is the first finding's.
        NotValid: It has other errors.
    """
    found = check_paths([package], options_of_today()).findings
    if (problem := objection(package, found, publishes=publishes, allowed=allowed)) is not None:
        raise problem


def options_of_today(jobs: int = 1, believed_from: int | None = None, register: Path | None = None) -> CheckOptions:
    """How a package is judged that is about to be sent; for `believed_from` see `verify`."""
    today = dt.datetime.now().astimezone().date()
    return CheckOptions(day=today, jobs=jobs, believed_from=believed_from, register=register)


def objection(
    package: Path,
    findings: Iterable[Finding],
    *,
    publishes: bool,
    allowed: tuple[str, ...] = (),
    stopping: tuple[str, ...] = (),
) -> WithFindings | None:
    """What speaks against sending a package, by what validation found; see `check_package`.

    Codes in `stopping` count as errors, whatever their severity.
    """
    options = options_of_today()
    found = [one for one in findings if not (one.waived or _is_allowed(one, allowed))]
    private = [one for one in found if is_private(one, options)] if publishes else []
    bad = [one for one in found if one.severity is Severity.ERROR or (stopping and one.code.startswith(stopping))]
    errors = [one for one in bad if one not in private and not one.code.startswith(PRIVATE)]
    if private:
        return _refused(NotForPublishing, [*private, *errors], package, say("Not for publishing [{code}]: {reason}"))
    if errors:
        return _refused(NotValid, errors, package, say("The package has errors [{code}]: {reason}"))
    return None


def is_damage(finding: Finding) -> bool:
    """Whether a finding says that files are not as the package's own lists have them."""
    return finding.code.startswith(_DAMAGE)


def _is_allowed(finding: Finding, allowed: tuple[str, ...]) -> bool:
    return bool(allowed) and finding.code.startswith(allowed) and not finding.code.startswith(_DAMAGE)


def _refused(kind: type[WithFindings], findings: list[Finding], package: Path, sentence: Message) -> WithFindings:
    first = findings[0]
    if first.code.startswith(_DAMAGE):
        hint = say("See what is wrong with: pbgdpl validate {path}", path=package)
    else:
        hint = say("Correct the material; if the warning is mistaken, add: --allow {code}", code=first.code)
    problem = kind(Message(sentence.text, {"code": first.code, "reason": first.message}), hint=hint, path=package)
    problem.findings = tuple(findings)
    return problem


class DerivativeOutOfDate(Problem):
    """A derivative is a draft, or no longer shows what the text says."""

    code = "derivative-out-of-date"


def check_derivatives(parcel: Parcel, register: Register | None = None) -> None:
    """Make sure that no derivative of a package is a draft or out of date.

    Args:
        parcel: The package.
        register: What the office knows of acts; without one counts what the record itself says.

    Raises:
        DerivativeOutOfDate: One is.
    """
    standard = standard_of(open_package(parcel.path), parcel.record, register)
    stale = ((entry.path, why) for entry in parcel.record.files if (why := standard.why_stale(entry)) is not None)
    if (found := next(stale, None)) is not None:
        raise DerivativeOutOfDate(
            say("“{name}” is out of date: {reason}.", name=found[0], reason=found[1].message),
            hint=_HINT,
            path=parcel.named,
        )
    if names := drafts(parcel.record):
        raise DerivativeOutOfDate(
            say("“{name}” is a draft and is not for others.", name=next(iter(names))), hint=_HINT, path=parcel.named
        )
    if name := next(iter(unreviewed(parcel.record)), None):
        raise DerivativeOutOfDate(
            say("“{name}” waits for a person to look at it and is not for others.", name=name),
            hint=say("Check it, then: {line}", line=f"pbgdpl derive {_kind_of(name)} PACKAGE --reviewed-by NAME"),
            path=parcel.named,
        )


def _kind_of(path: str) -> str:
    """The kind of derivative a file is of, whose name it begins with."""
    return PurePosixPath(path).stem


_HINT = say("Have the text approved and make it again: pbgdpl derive.")
