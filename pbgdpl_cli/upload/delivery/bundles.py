"""Many small packages with one request each way: one question before, one bundle, one question after.

The steps and their order are those of a single package; only what waits (the line, the disk of the ledger) is waited
for once a bundle. Whatever of a bundle is not confirmed by reading it back is left to be sent by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.upload.delivery.lint import Looked
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOutcome
from pbgdpl_cli.upload.ledger import ItemState, Ledger, LedgerItem, SentAs
from pbgdpl_cli.upload.parcel import Parcel, stamp_of
from pbgdpl_cli.upload.transports.protocol import Bundled, BundlingTransport, RemoteRecord

_MOST_PACKAGES = 64  # a bundle; what a portal takes in a second or two
_SMALL_SHARE = 8  # packages of more than this part of a bundle travel by themselves, so that a cut costs little

MayReplace = Callable[[Parcel, RemoteRecord | None], bool]
"""Whether a package may go in a bundle, given what the portal holds of it."""

HowSent = Callable[[str | None], SentAs]
"""How a record is sent that takes the place of a revision."""


@dataclass(frozen=True, slots=True)
class Bundles:
    """Bundles for one portal.

    Attributes:
        transport: The portal; None when it takes none.
        ledger: What was sent.
        target: The portal's name in it.
        most: Bytes of a bundle.
    """

    transport: BundlingTransport | None
    ledger: Ledger
    target: str
    most: int

    def groups(self, looked: Sequence[Looked]) -> Iterator[Sequence[Looked]]:
        """Packages in their order, small ones that stand together in groups, all others alone."""
        group: list[Looked] = []
        weight = 0
        for one in looked:
            size = self._weight(one)
            if group and (size is None or weight + size > self.most or len(group) >= _MOST_PACKAGES):
                yield group
                group, weight = [], 0
            if size is None:
                yield [one]
            else:
                group.append(one)
                weight += size
        if group:
            yield group

    def _weight(self, one: Looked) -> int | None:
        """Bytes in a bundle; None for a package that goes by itself."""
        if self.transport is None or self.most == 0 or one.parcel is None or one.verdict is not None or not one.judged:
            return None
        size = one.bytes + 2 * len(one.parcel.body)
        return size if size * _SMALL_SHARE <= self.most else None

    def send(self, group: Sequence[Looked], may_replace: MayReplace, how: HowSent) -> dict[Path, UploadItem]:
        """Send a group; returns what was confirmed by reading it back.

        Raises:
            Problem: The portal does not answer, or refuses bundles; nothing is said of any package then.
        """
        if self.transport is None:
            return {}
        parcels = [one.parcel for one in group if one.parcel is not None]
        present = self.transport.find_records(parcels)
        if present is None:
            return {}
        fit = [
            parcel
            for parcel in parcels
            if _is_new(parcel, present) and may_replace(parcel, present.get(parcel.identifier))
        ]
        bundle = list(self._read(fit, present))
        if not bundle:
            return {}
        items = self._note_intentions(bundle, how)
        taken = self.transport.send_bundle(bundle)
        return self._confirmed([one for one in bundle if one.parcel.identifier in taken], items)

    def _read(self, parcels: Sequence[Parcel], present: Mapping[str, RemoteRecord]) -> Iterator[Bundled]:
        """Packages with what the portal lacks of them; one that is not as it was found is left out."""
        assert self.transport is not None  # noqa: S101  (`send` looked)
        lacking = self.transport.lacking(sorted({file.sha256 for parcel in parcels for file in parcel.files}))
        for parcel in parcels:
            contents = {file.sha256: file.source.read_bytes() for file in parcel.files if file.sha256 in lacking}
            is_right = all(hashlib.sha256(content).hexdigest() == sha256 for sha256, content in contents.items())
            if is_right and stamp_of(parcel.path) == parcel.stamp:
                there = present.get(parcel.identifier)
                lacking -= contents.keys()
                yield Bundled(parcel, there.revision if there else None, contents)

    def _note_intentions(self, bundle: Sequence[Bundled], how: HowSent) -> dict[str, LedgerItem]:
        items = {}
        with self.ledger.together():
            for one in bundle:
                parcel = one.parcel
                item = self.ledger.plan(
                    self.target, parcel.identifier, parcel.revision, parcel.named.resolve(), parcel.record.title
                )
                item = self.ledger.step(item, ItemState.SENDING)
                files = {file.name: file.sha256 for file in parcel.files}
                self.ledger.note_sending(item, files, how(one.replaces))
                items[parcel.identifier] = self.ledger.step(item, ItemState.RECORD_SENT)
        return items

    def _confirmed(self, taken: Sequence[Bundled], items: Mapping[str, LedgerItem]) -> dict[Path, UploadItem]:
        assert self.transport is not None  # noqa: S101  (`send` looked)
        online = self.transport.find_records([one.parcel for one in taken]) or {}
        whole = self.transport.holdings([one.parcel.identifier for one in taken])
        done = {}
        with self.ledger.together():
            for one in taken:
                parcel, there = one.parcel, online.get(one.parcel.identifier)
                if there is None or not whole.get(parcel.identifier) == there.revision == parcel.revision:
                    continue
                travelled = sum(map(len, one.contents.values()))
                item = self.ledger.step(
                    items[parcel.identifier], ItemState.CONFIRMED, remote=there.address, stamp=parcel.stamp
                )
                self.ledger.count_bytes(item, travelled)
                outcome = UploadOutcome.SENT if one.replaces is None else UploadOutcome.UPDATED
                done[parcel.named] = UploadItem(
                    parcel.named, parcel.identifier, parcel.record.title, outcome, there.address, travelled,
                    revision=parcel.revision,
                )  # fmt: skip
        return done


def _is_new(parcel: Parcel, present: Mapping[str, RemoteRecord]) -> bool:
    there = present.get(parcel.identifier)
    return there is None or (not there.withdrawn and there.revision != parcel.revision)
