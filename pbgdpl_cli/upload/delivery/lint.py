"""What is looked at before the first byte travels: every package of a run, so that bad ones are told of at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.upload.delivery.large_files import LARGE
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions
from pbgdpl_cli.upload.parcel import Parcel, check_contents, open_parcel, stamp_of
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.secrecy import WithFindings, check_derivatives, is_damage, objection, options_of_today
from pbgdpl_cli.upload.transports.protocol import Capabilities
from validators.check import check_each
from validators.packages.package import MaterialPath, PackageForm, unpacked
from validators.problems import Problem, UnreadableInput, say
from validators.rules.finding import Finding

_OTHER_KIND = "DU237"  # a file that begins like another kind is no longer believed to be the one that was packed
_MOST_KEPT = 8 << 20  # bytes of records kept open from the look to the sending; opened, one takes ten times as much


class TwiceInRun(UnreadableInput):
    """Two packages of one run have the same identifier and do not say the same: the second would replace the first."""

    code = "twice-in-run"


class NotTold(WithFindings):
    """The portal would show a draft as if it were approved."""

    code = "draft-not-told"


class NotAsked(WithFindings):
    """A draft goes only where it is asked for."""

    code = "draft-not-asked"


@dataclass(slots=True)
class Looked:
    """A package as it was looked at.

    Attributes:
        found: Where it is.
        title: Its title; its name when it could not be opened.
        identifier: Its record's; None when it could not be opened.
        revision: See `Parcel.revision`.
        bytes: Of all its files.
        stamp: How it stood; what was found holds as long as it stands like that.
        verdict: What speaks against sending it.
        judged: Whether `verdict` was looked for; what is online already need not be judged.
        parcel: The package, open, while there is room to keep it.
    """

    found: MaterialPath
    title: str
    identifier: str | None = None
    revision: str | None = None
    bytes: int = 0
    stamp: str = ""
    verdict: Problem | None = None
    judged: bool = False
    parcel: Parcel | None = None


@contextmanager
def opened(found: MaterialPath) -> Iterator[Parcel]:
    """A package, open for sending; of a zip, until the block ends.

    Raises:
        Problem: It cannot be opened.
    """
    with ExitStack() as stack:
        if found.form is PackageForm.FOLDER:
            yield open_parcel(found.path)
            return
        package = stack.enter_context(unpacked(found))
        yield open_parcel(package.root if package else found.path, found.path)


class Lint:
    """Looks at packages and remembers what it saw.

    Args:
        capabilities: Of the portal they are to go to.
        options: What was chosen.
    """

    def __init__(self, capabilities: Capabilities, options: UploadOptions) -> None:
        self._capabilities = capabilities
        self._options = options
        self._room = _MOST_KEPT
        # Where the portal itself keeps no file but by its hash, large ones are read while they travel.
        reads_all = options.dry_run or options.reads_first or capabilities.verify != "sha256"
        self._believed_from = None if reads_all else LARGE

    def look(self, found: Sequence[MaterialPath], online: frozenset[tuple[str, str]]) -> list[Looked]:
        """Open and judge packages.

        Args:
            found: The packages.
            online: Identifier and revision of what was confirmed before; that is judged only if it must be sent again.
        """
        looked = [self._opened(item) for item in found]
        _refuse_others_of_one_name(looked)
        to_judge = [
            one for one in looked if one.parcel and one.verdict is None and (one.identifier, one.revision) not in online
        ]
        folders = [one.found for one in to_judge]
        for one, findings in zip(to_judge, self._findings(folders, self._options.jobs), strict=True):
            if one.parcel is not None:
                one.verdict, one.judged = self._verdict(one.parcel, findings), stamp_of(one.found.path) == one.stamp
        for one in looked:
            self._put_away(one)
        return looked

    def _opened(self, found: MaterialPath) -> Looked:
        try:
            with opened(found) as parcel:
                one = Looked(found, parcel.record.title, parcel.identifier, parcel.revision, parcel.bytes, parcel.stamp)
                if found.form is PackageForm.FOLDER:
                    one.parcel = parcel
                else:
                    one.verdict, one.judged = self.judge(parcel), True
                return one
        except Problem as problem:
            return Looked(found, found.path.name, verdict=problem.at(found.path), judged=True)
        except OSError as error:
            return Looked(found, found.path.name, verdict=from_os_error(error).at(found.path), judged=True)

    def _put_away(self, one: Looked) -> None:
        if one.parcel is not None:
            self._room -= len(one.parcel.body)
            if self._room < 0:
                one.parcel = None

    def judge(self, parcel: Parcel) -> Problem | None:
        """What speaks against sending one package, looked for now."""
        material = MaterialPath(parcel.path, PackageForm.FOLDER)
        (findings,) = self._findings([material])
        return self._verdict(parcel, findings)

    def _findings(self, materials: Sequence[MaterialPath], jobs: int = 1) -> Iterator[tuple[Finding, ...]]:
        return check_each(materials, options_of_today(jobs, self._believed_from, self._options.register_path))

    def _verdict(self, parcel: Parcel, findings: Sequence[Finding]) -> Problem | None:
        try:
            if any(map(is_damage, findings)) or any(finding.code == _OTHER_KIND for finding in findings):
                check_contents(parcel)
            publishes, allowed, stopping = self._capabilities.publishes, self._options.allowed, self._options.stopping
            found = objection(parcel.path, findings, publishes=publishes, allowed=allowed, stopping=stopping)
            if found is not None:
                return found
            check_derivatives(parcel, self._options.register)
        except Problem as problem:
            return problem
        except OSError as error:
            return from_os_error(error)
        return self._too_large(parcel) or self._untold_draft(parcel) or self._unasked_draft(parcel)

    def _too_large(self, parcel: Parcel) -> Problem | None:
        most = self._capabilities.most_bytes
        large = next((file for file in parcel.files if most is not None and file.bytes > most), None)
        if large is None or most is None:
            return None
        return PortalRefused(
            say("The file “{name}” has {size} MB; the portal takes {most} MB.",
                name=large.name, size=large.bytes // 10**6, most=most // 10**6),
            hint=say("Make it smaller, or ask the portal's administrator to allow more."),
            path=parcel.named,
        )  # fmt: skip

    def _untold_draft(self, parcel: Parcel) -> Problem | None:
        if self._capabilities.drafts or parcel.record.standing.is_approved:
            return None
        return NotTold(
            say("This is not approved, and the portal cannot tell a draft from what is."),
            hint=say("Have the text approved: pbgdpl review approve."),
            path=parcel.named,
        )

    def _unasked_draft(self, parcel: Parcel) -> Problem | None:
        asks = self._options.asks_for_drafts and self._capabilities.publishes  # a colleague may be handed a draft
        if not asks or self._options.drafts_too or parcel.record.standing.is_approved:
            return None
        return NotAsked(
            say("This is not approved, and drafts go only where they are asked for."),
            hint=say("Have the text approved: pbgdpl review approve; or add: --drafts"),
            path=parcel.named,
        )


def _refuse_others_of_one_name(looked: Sequence[Looked]) -> None:
    first: dict[str, Looked] = {}
    for one in looked:
        if one.identifier is None:
            continue
        other = first.setdefault(one.identifier, one)
        if other.revision != one.revision:
            one.judged = True
            one.verdict = TwiceInRun(
                say("This has the identifier of {path} and says something else; one of the two is enough.",
                    path=other.found.path),
                hint=say("Name the one that is right alone, or give the other a new identifier."),
                path=one.found.path,
            )  # fmt: skip
