"""Carries packages to a folder, for instance on a USB stick: whole bags, verified after writing, resumable.

What is under way stands in `.NAME.incoming` and gets its name when every file in it was read back and is right.
Another station uploads the folder with the same command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile, open_parcel
from pbgdpl_cli.upload.problems import PortalConflict
from pbgdpl_cli.upload.transports.protocol import (
    HAND_OVER_MARK,
    BytesSent,
    Capabilities,
    RemoteRecord,
    SentRecord,
    TransferNotes,
    TransportSettings,
)
from validators.packages.changing import locked_package
from validators.packages.digests import sha256_of
from validators.packages.durable import replacing, sync_tree, walk
from validators.packages.locking import only_one
from validators.packages.package import open_package
from validators.packages.reading import PackageVersion
from validators.packages.swapping import make_staging, recover, settle, standing, swap
from validators.packages.verification import verify
from validators.problems import Problem, say
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

_BLOCK = 1 << 20


class CorruptCopy(PortalProblem):
    """What was written is not what is read back."""

    code = "written-wrongly"


def open_transport(target: str, settings: TransportSettings) -> FolderTransport:
    """The transport for `folder:PATH`."""
    return FolderTransport(Path(target.partition(":")[2]), settings.bandwidth)


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """A folder that receives packages."""

    folder: Path
    bandwidth: Bandwidth
    _listed: dict[PackageVersion, tuple[ParcelFile, ...]] = field(default_factory=dict)
    _held: ExitStack = field(default_factory=ExitStack)

    capabilities = Capabilities(
        resume="piece", find_by_key=True, atomic_create=True, verify="sha256", publishes=False, withdraw=True,
        dedupe=False,
    )  # fmt: skip

    @property
    def target(self) -> str:
        """The folder's full path."""
        return f"folder:{self.folder.resolve()}"

    def check(self) -> None:
        """Make the folder if it is not there; its parent must be, so that a missing stick is noticed.

        Raises:
            AlreadyRunning: Another run carries packages to this folder; from now on none may until `close`.
        """
        if not self.folder.parent.is_dir():
            raise PortalProblem(
                say("The folder {folder} does not exist.", folder=self.folder.parent),
                hint=say("Plug in the drive, or check the path after --to."),
                path=self.folder,
            )
        self.folder.mkdir(exist_ok=True)
        self._held.enter_context(only_one(self.folder / ".pbgdpl-upload.lock"))

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """Every file of the bag, tag files too; listed and hashed once a run."""
        known = self._listed.get(parcel.version)
        if known is not None:
            return known
        files = [
            ParcelFile(place, place.relative_to(parcel.place).as_posix(), sha256_of(place), place.stat().st_size, "")
            for place in walk(parcel.place)
            if place.is_file() and not place.is_symlink()
        ]
        listed = tuple(sorted(files, key=lambda file: (file.bytes, file.name)))
        self._listed[parcel.version] = listed
        return listed

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The package with this identifier that the folder holds under its name, if it is whole."""
        place = self._place(parcel)
        try:
            present = open_parcel(place) if standing(place).is_dir() else None
        except Problem:
            return None
        if present is None or verify(present.place):
            return None
        return RemoteRecord(present.revision, str(place))

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the file stands, as it should, in what is under way or in the finished package."""
        return any(
            place.is_file() and place.stat().st_size == file.bytes and sha256_of(place) == file.sha256
            for place in (self._incoming(parcel) / file.name, standing(self._place(parcel)) / file.name)
        )

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Copy one file and read it back."""
        target = self._incoming(parcel) / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        self._copy(file, target, sent)
        if sha256_of(target) != file.sha256:
            target.unlink()
            raise CorruptCopy(
                say("The file “{name}” is not the same after writing.", name=file.name),
                hint=say("The drive may be failing, or the file changed meanwhile; try again, or another drive."),
                path=target,
            )
        notes.save(Transfer(str(target), file.bytes, done=True))

    def _copy(self, file: ParcelFile, target: Path, sent: BytesSent) -> None:
        with file.source.open("rb") as source, replacing(target) as stream:
            while block := source.read(_BLOCK):
                self.bandwidth.wait_for_hours()
                self.bandwidth.spend(len(block))
                stream.write(block)
                sent(len(block))

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """Give the finished copy its name; an older one makes place for it."""
        del replaces
        (self.folder / HAND_OVER_MARK).touch()
        with locked_package(self._place(parcel)):
            recover(self._place(parcel))
            return self._take_in(parcel, self._incoming(parcel), self._place(parcel))

    def _take_in(self, parcel: Parcel, incoming: Path, place: Path) -> tuple[str, ...]:
        wanted = {file.name: file for file in self.files_of(parcel)}
        for name, file in wanted.items():
            kept = place / name
            if not (incoming / name).is_file() and kept.is_file() and sha256_of(kept) == file.sha256:
                self._copy(_from(file, kept), _made(incoming / name), lambda _: None)
        incoming.mkdir(exist_ok=True)
        for extra in [entry for entry in walk(incoming) if entry.is_file()]:
            if extra.relative_to(incoming).as_posix() not in wanted:
                extra.unlink()
        missing = tuple(file.sha256 for name, file in wanted.items() if not (incoming / name).is_file())
        if not missing:
            sync_tree(incoming)
            self._swap(incoming, place)
        return missing

    def _swap(self, incoming: Path, place: Path) -> None:
        staging = make_staging(place)
        try:
            staging.new.rmdir()
            incoming.replace(staging.new)
            swap(staging)
        finally:
            settle(staging)

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        """The package with this identifier, wherever in the folder it stands under its name."""
        for place in self._places(sent):
            record = _record_at(place)
            if record is not None and record.identifier == sent.identifier:
                return RemoteRecord(revision_of(record), str(place))
        return None

    def lengths(self, sent: SentRecord) -> Mapping[str, int | None]:
        """How long the files of the package are."""
        present = self.standing(sent)
        data = (standing(Path(present.address)) if present else self.folder) / "data"
        return {name: (data / name).stat().st_size if (data / name).is_file() else None for name in sent.files}

    def withdraw(self, sent: SentRecord) -> None:
        """Take the package out of the folder."""
        present = self.standing(sent)
        if present is None:
            return
        place = Path(present.address)
        with locked_package(place):
            recover(place)
            record = _record_at(place)
            if record is None or revision_of(record) != sent.revision:
                raise PortalConflict(say("The portal holds another version of this material."), path=place)
            away = make_staging(place)
            try:
                place.replace(away.new / place.name)
            finally:
                settle(away)

    def held(self, parcel: Parcel) -> str:
        """Nothing: a folder has no room for what was replaced."""
        del parcel
        return ""

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        """Never: see `capabilities`."""
        del revision, held
        raise PortalProblem(say("The portal keeps no former versions; this one stays."), path=sent.path)

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        """A file as it stands in the folder."""
        present = self.standing(sent)
        place = (Path(present.address) if present else self.folder) / "data" / name
        with place.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block

    def _places(self, sent: SentRecord) -> tuple[Path, ...]:
        plain = self.folder / Path(sent.path).name
        return plain, self.folder / f"{plain.name}-{sent.identifier[-8:]}"

    def close(self) -> None:
        """Let other runs carry packages to the folder."""
        self._held.close()

    def _place(self, parcel: Parcel) -> Path:
        """The package's place: under its own name, or a longer one where another material has that."""
        plain = self.folder / parcel.path.resolve().name
        if not plain.exists() or _identifier_at(plain) in (None, parcel.identifier):
            return plain
        return self.folder / f"{plain.name}-{parcel.identifier[-8:]}"

    def _incoming(self, parcel: Parcel) -> Path:
        place = self._place(parcel)
        return place.with_name(f".{place.name}.incoming")


def _identifier_at(place: Path) -> str | None:
    record = _record_at(place)
    return None if record is None else record.identifier


def _record_at(place: Path) -> Record | None:
    """What a package says, whatever became of its files; None where there is none that says anything."""
    try:
        return open_package(place).record() if standing(place).is_dir() else None
    except Problem:
        return None


def _from(file: ParcelFile, source: Path) -> ParcelFile:
    return ParcelFile(source, file.name, file.sha256, file.bytes, file.media_type)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
