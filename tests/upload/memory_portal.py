"""A portal in memory that can be told to misbehave, for tests of the order in which things are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome, UploadReport
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.transports.protocol import BytesSent, Capabilities, RemoteRecord, TransferNotes

CAPABILITIES = Capabilities("byte", find_by_key=True, atomic_create=True, verify="sha256")


@dataclass
class MemoryPortal:
    """A portal that is a few dictionaries. `trouble` is called before each request with its name."""

    files: dict[str, int] = field(default_factory=dict)
    records: dict[str, RemoteRecord] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    trouble: Callable[[str], None] = lambda name: None
    target: str = "memory:a"
    capabilities: Capabilities = CAPABILITIES

    def _ask(self, name: str) -> None:
        self.asked.append(name)
        self.trouble(name)

    def check(self) -> None:
        self._ask("check")

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        self._ask("find_record")
        return self.records.get(parcel.identifier)

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        self._ask("has_file")
        return self.files.get(file.sha256) == file.bytes

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        self._ask("send_file")
        sent(file.bytes)
        self.files[file.sha256] = file.bytes

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        self._ask("send_record")
        missing = tuple(file.sha256 for file in parcel.files if file.sha256 not in self.files)
        if not missing:
            self.records[parcel.identifier] = RemoteRecord(parcel.revision, f"memory/{parcel.identifier}")
        return missing

    def close(self) -> None:
        pass


def outcomes(report: UploadReport) -> list[UploadOutcome]:
    return [item.outcome for item in report.items]
