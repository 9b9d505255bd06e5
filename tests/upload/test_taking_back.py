"""Taking a run back and looking for drift, step by step, at a portal that is only what a transport must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_factory import make_package

from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.upload.afterwards.drift import Drift, drift_of
from pbgdpl_cli.upload.afterwards.undoing import UndoOutcome, batch_named, undo_batch
from pbgdpl_cli.upload.delivery.bundles import Bundles
from pbgdpl_cli.upload.delivery.lint import Looked
from pbgdpl_cli.upload.ledger import ItemState, SentAs, open_ledger
from pbgdpl_cli.upload.parcel import Parcel, open_parcel
from pbgdpl_cli.upload.problems import PortalUnreachable
from pbgdpl_cli.upload.transports.protocol import (
    BundlingTransport,
    Capabilities,
    PortalTransport,
    RemoteRecord,
    SentRecord,
)
from tests.properties import at_most
from validators.packages.package import MaterialPath, PackageForm
from validators.problems import UnreadableInput, say

ABLE = Capabilities("none", True, True, "sha256", revisions="portal", withdraw=True)


@dataclass
class Plain:
    """A portal of which nothing can be asked again."""

    target: str = "thu:a"
    capabilities: Capabilities = ABLE

    def check(self) -> None:
        """It is there."""


@dataclass
class Shelf(Plain):
    """One that keeps a revision of each record; it can be cut off after so many answers, and can lie."""

    holds: dict[str, RemoteRecord] = field(default_factory=dict)
    answers: int = 1000
    lies: bool = False

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        self.answers -= 1
        if self.answers < 0:
            raise PortalUnreachable(say("Nobody answers."))
        return self.holds.get(sent.identifier)

    def withdraw(self, sent: SentRecord) -> None:
        if not self.lies:
            del self.holds[sent.identifier]

    def held(self, parcel: Parcel) -> str:
        return parcel.revision

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        if not self.lies:
            self.holds[sent.identifier] = RemoteRecord(revision, held or "")

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        yield b"a"
        yield name.encode()


def as_portal(shelf: Plain) -> PortalTransport:
    return cast("PortalTransport", shelf)


@pytest.fixture
def batch(home: Path) -> str:
    """The name of a run that sent "urn:1" as new, and "urn:2" in the place of "r0"."""
    with open_ledger(home) as ledger:
        name = ledger.begin_batch("thu:a", None)
        for identifier, replaced in (("urn:1", None), ("urn:2", "r0")):
            item = ledger.step(ledger.plan("thu:a", identifier, "r1", Path("goi"), "Tờ gấp"), ItemState.SENDING)
            ledger.note_sending(item, {"b": "0" * 64}, SentAs(name, replaced=replaced))
            ledger.step(ledger.step(item, ItemState.RECORD_SENT), ItemState.CONFIRMED)
    return name


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(holds={name: RemoteRecord("r1", "x") for name in ("urn:1", "urn:2")})


@pytest.fixture
def undo(home: Path, batch: str) -> Callable[..., dict[str, str]]:
    def ends(shelf: Plain, **options: Any) -> dict[str, str]:
        items = undo_batch(batch_named(home, batch)[0], as_portal(shelf), home, **options)
        return {item.sending.item.identifier: item.outcome for item in items}

    return ends


Undo = Callable[..., Mapping[str, str]]


def test_what_was_new_goes_and_what_was_replaced_comes_back(undo: Undo, shelf: Shelf) -> None:
    assert undo(shelf, dry_run=True) == {"urn:2": "planned", "urn:1": "planned"}
    assert list(undo(shelf).items()) == [("urn:2", "restored"), ("urn:1", "withdrawn")]  # the last sent first
    assert shelf.holds == {"urn:2": RemoteRecord("r0", "")}
    assert undo(shelf) == {}


@pytest.mark.parametrize(
    ("there", "ends"),
    [
        (None, UndoOutcome.GONE),
        (RemoteRecord("r1", "x", withdrawn=True), UndoOutcome.GONE),
        (RemoteRecord("r0", "x"), UndoOutcome.RESTORED),
        (RemoteRecord("r2", "x"), UndoOutcome.CONFLICT),
    ],
)
def test_what_happened_meanwhile_decides(undo: Undo, shelf: Shelf, there: RemoteRecord | None, ends: str) -> None:
    shelf.holds = {"urn:1": RemoteRecord("r1", "x")} | ({"urn:2": there} if there else {})
    assert undo(shelf) == {"urn:2": ends, "urn:1": "withdrawn"}
    assert shelf.holds.get("urn:2") == there


@pytest.mark.parametrize("answers", range(5))
def test_a_line_that_breaks_anywhere_is_made_good_by_the_next_try(undo: Undo, shelf: Shelf, answers: int) -> None:
    shelf.answers = answers
    first = undo(shelf)
    assert list(first.values())[answers // 2 :] == ["waiting"] * (2 - answers // 2)
    shelf.answers = 1000
    again = undo(shelf)
    assert set(again) == {name for name, end in first.items() if end == "waiting"}
    assert shelf.holds == {"urn:2": RemoteRecord("r0", "")}


def states(home: Path) -> dict[str, ItemState]:
    with open_ledger(home) as ledger:
        return {item.identifier: item.state for item in ledger.items()}


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        (0, {"urn:2": "confirmed", "urn:1": "confirmed"}),  # nothing was asked for yet
        (1, {"urn:2": "withdrawing", "urn:1": "confirmed"}),
        (3, {"urn:2": "withdrawn", "urn:1": "withdrawing"}),
    ],
)
def test_what_was_asked_to_go_is_not_called_online_while_nobody_knows(
    undo: Undo, shelf: Shelf, home: Path, answers: int, left: Mapping[str, str]
) -> None:
    shelf.answers = answers
    undo(shelf)
    assert states(home) == left
    shelf.answers = 1000
    undo(shelf)
    assert states(home) == {"urn:2": "withdrawn", "urn:1": "withdrawn"}


def test_a_portal_is_not_believed_but_read_back(undo: Undo, shelf: Shelf, home: Path) -> None:
    shelf.lies = True
    assert undo(shelf) == {"urn:2": "refused", "urn:1": "refused"}
    assert states(home) == {"urn:2": "confirmed", "urn:1": "confirmed"}
    shelf.lies = False
    assert undo(shelf) == {"urn:2": "restored", "urn:1": "withdrawn"}


def test_where_nobody_kept_the_former_one_only_new_ones_go(undo: Undo, shelf: Shelf) -> None:
    shelf.capabilities = replace(shelf.capabilities, revisions="none")
    assert undo(shelf) == {"urn:2": "refused", "urn:1": "withdrawn"}


def test_another_portal_and_one_that_takes_nothing_back_are_told(undo: Undo, shelf: Shelf, home: Path) -> None:
    with pytest.raises(WrongUsage, match="thu:a"):
        undo(replace(shelf, target="thu:b"))
    for stubborn in (Plain(), replace(shelf, capabilities=replace(shelf.capabilities, withdraw=False))):
        with pytest.raises(PortalProblem, match="cannot be taken back"):
            undo(stubborn)
    with pytest.raises(WrongUsage, match="không có"):
        batch_named(home, "không có")


@pytest.mark.parametrize(
    ("there", "drift"),
    [
        (None, Drift.MISSING),
        (RemoteRecord("r1", "x"), Drift.SAME),
        (RemoteRecord("r2", "x"), Drift.CHANGED),
        (RemoteRecord("r1", "x", withdrawn=True), Drift.WITHDRAWN),
    ],
)
@pytest.mark.usefixtures("batch")
def test_how_a_record_stands(home: Path, shelf: Shelf, there: RemoteRecord | None, drift: Drift) -> None:
    shelf.holds = {"urn:1": there} if there else {}
    found = drift_of(as_portal(shelf), home, ["urn:1", "urn:la"])
    assert {name: one.drift for name, one in found.items()} == {"urn:1": drift}
    assert drift_of(as_portal(Plain()), home, ["urn:1"])["urn:1"].drift is Drift.UNKNOWN
    read = drift_of(as_portal(shelf), home, ["urn:1"], reading=True)["urn:1"]
    assert read.drift is (Drift.DAMAGED_THERE if drift is Drift.SAME else drift)


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    return open_parcel(make_package(tmp_path_factory.mktemp("goi")))


@settings(max_examples=at_most(20))
@given(
    sizes=st.lists(st.integers(0, 40_000), max_size=90), most=st.integers(0, 200_000), bad=st.sets(st.integers(0, 9))
)
def test_bundles_keep_the_order_and_their_weight(parcel: Parcel, sizes: list[int], most: int, bad: set[int]) -> None:
    body = 2 * len(parcel.body)
    found = MaterialPath(parcel.path, PackageForm.FOLDER)
    looked = [Looked(found, str(place), bytes=size, judged=True, parcel=parcel) for place, size in enumerate(sizes)]
    for place in bad & set(range(len(looked))):
        looked[place].verdict = UnreadableInput(say("No."))
    # Which packages go together is decided before anything is asked of the portal.
    bundles = Bundles(cast("BundlingTransport", Plain()), cast("Any", None), "thu:a", most)
    groups = [*bundles.groups(looked)]
    assert [one for group in groups for one in group] == looked
    for group in groups:
        assert 1 <= len(group) <= 64
        if len(group) > 1:
            assert sum(one.bytes + body for one in group) <= most
            assert all(one.verdict is None for one in group)
    assert all(len(group) == 1 for group in Bundles(None, cast("Any", None), "thu:a", most).groups(looked))
