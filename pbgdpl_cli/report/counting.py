"""One package after the other is counted and let go: ten thousand take no more memory than ten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from converters.corrections.readers.account import ReviewAccount, account_of
from pbgdpl_cli.report.findings import finding_numbers
from pbgdpl_cli.report.laws import LawTally
from pbgdpl_cli.report.materials import FileTally, MaterialTally
from pbgdpl_cli.report.numbers import OfficeNumbers, PackageNumbers, VisitNumbers
from pbgdpl_cli.report.period import Period
from pbgdpl_cli.report.uploads import upload_numbers
from pbgdpl_cli.report.work import WorkTally
from pbgdpl_cli.review.trust.pace import TimedLook
from pbgdpl_cli.review.trust.waiting import WaitingData, waiting_in
from pbgdpl_cli.upload.ledger import LedgerItem
from validators.packages.package import Package
from validators.packages.reading import read_unchanged
from validators.report import FindingCounts
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

_Looked = tuple[Record, WaitingData, Sequence[TimedLook], ReviewAccount]


@dataclass(slots=True)
class OfficeTally:
    """The packages counted so far.

    Attributes:
        home: The program's own folder, where answers wait.
        period: Days the report is about.
        laws: What they rest on.
    """

    home: Path
    period: Period
    laws: LawTally
    materials: MaterialTally = field(init=False)
    work: WorkTally = field(init=False)
    files: FileTally = field(default_factory=FileTally)
    revisions: dict[str, str] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.materials, self.work = MaterialTally(self.period), WorkTally(self.period)

    def add(self, path: Path) -> None:
        """Count a package.

        Raises:
            Problem: Its record, or what people did in it, cannot be read: then nothing of it is counted.
            OSError: It cannot be looked at.
        """
        record, waiting, looks, account = read_unchanged(path, self._look)
        revision = revision_of(record)
        self.laws.add(record)  # first: what looks into a register may fail, and then nothing was counted yet
        recent = self.materials.add(record)
        self.files.add(record.files, recent=recent)
        self.work.add(waiting, account, looks, recent=recent)
        self.revisions[record.identifier] = revision
        self.paths.append(path)

    def _look(self, package: Package) -> _Looked:
        record = package.record()
        waiting, looks = waiting_in(package, record, self.home)
        of_period = self.period.is_bounded
        account = account_of(package.root, self.period.holds_moment) if of_period else waiting.account
        return record, waiting, looks, account

    def numbers(
        self,
        day: dt.date,
        seen: PackageNumbers,
        items: Sequence[LedgerItem],
        findings: FindingCounts | None,
        visits: VisitNumbers,
    ) -> OfficeNumbers:
        """All numbers of the report.

        Args:
            day: They are of.
            seen: What was met below the paths.
            items: Of the ledger of uploads.
            findings: Of a check of the packages counted; None where there was none.
            visits: To the portal.
        """
        return OfficeNumbers(
            day=day,
            first=self.period.first,
            last=self.period.last,
            packages=seen,
            materials=self.materials.numbers(),
            files=self.files.numbers(),
            work=self.work.numbers(),
            findings=finding_numbers(findings),
            laws=self.laws.numbers(),
            uploads=upload_numbers(items, self.revisions, self.period),
            visits=visits,
        )
