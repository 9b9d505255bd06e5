from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pbgdpl_cli.state.database import Database
from pbgdpl_cli.upload.ledger import (
    _NEXT,
    LEDGER_FILE,
    ImpossibleStep,
    ItemState,
    Ledger,
    LedgerItem,
    SentAs,
    Transfer,
)
from pbgdpl_cli.upload.ledger_migrations import MIGRATIONS
from tests.properties import at_most

KEYS = [("portal:a", "urn:uuid:1", "r1"), ("portal:a", "urn:uuid:1", "r2"), ("folder:/x", "urn:uuid:1", "r1")]


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    opened = Ledger(home)
    yield opened
    opened.close()


def plan(ledger: Ledger, key: tuple[str, str, str] = KEYS[0]) -> LedgerItem:
    return ledger.plan(*key, Path("goi"), "Tên")


def test_the_way_of_an_item(ledger: Ledger) -> None:
    item = plan(ledger)
    for state in (ItemState.SENDING, ItemState.RECORD_SENT, ItemState.CONFIRMED):
        item = ledger.step(item, state, remote="http://x" if state is ItemState.CONFIRMED else None)
    assert (item.state, item.remote) == (ItemState.CONFIRMED, "http://x")
    assert plan(ledger).state is ItemState.CONFIRMED


def test_a_record_is_never_confirmed_out_of_nothing_sent_before_files(ledger: Ledger) -> None:
    with pytest.raises(ImpossibleStep):
        ledger.step(plan(ledger), ItemState.RECORD_SENT)


def test_what_was_sent_from_here_is_known(ledger: Ledger) -> None:
    item = plan(ledger)
    assert not ledger.sent_by_us(*KEYS[0])
    item = ledger.step(item, ItemState.SENDING)
    assert not ledger.sent_by_us(*KEYS[0])
    ledger.step(item, ItemState.RECORD_SENT)
    assert ledger.sent_by_us(*KEYS[0])
    assert not ledger.sent_by_us(*KEYS[1])


def test_a_transfer_survives(ledger: Ledger, home: Path) -> None:
    ledger.note_transfer("portal:a", "ab", Transfer("/uploads/1", 77, done=False))
    ledger.close()
    again = Ledger(home)
    assert again.transfer("portal:a", "ab") == Transfer("/uploads/1", 77, done=False)
    assert again.transfer("portal:b", "ab") is None
    again.forget_transfer("portal:a", "ab")
    assert again.transfer("portal:a", "ab") is None


def test_the_facts_of_a_sending_outlive_what_comes_later(ledger: Ledger) -> None:
    item = ledger.step(plan(ledger), ItemState.SENDING)
    ledger.note_sending(item, {"source/a.pdf": "ab"}, SentAs(ledger.begin_batch("portal:a", None), ("SACH310",)))
    item = ledger.step(ledger.step(item, ItemState.RECORD_SENT), ItemState.CONFIRMED, remote="http://x", stamp="s")
    for state in (ItemState.PLANNED, ItemState.CONFIRMED):
        later = ledger.step(item, state)
    told = ("sent_at", "confirmed_at", "files", "allowed", "remote", "stamp")
    assert [getattr(later, name) for name in told] == [getattr(item, name) for name in told]
    assert (dict(later.files), later.allowed, bool(later.sent_at)) == ({"source/a.pdf": "ab"}, ("SACH310",), True)
    assert list(ledger.confirmed(KEYS[0][0])) == [("goi", "s")]


def test_a_ledger_of_an_earlier_program_knows_what_it_confirmed(home: Path) -> None:
    opened = Database(home / LEDGER_FILE, MIGRATIONS[:3])
    row = (*KEYS[0], "goi", "Tên", "confirmed", "2026-01-02T03:04:05+00:00", "2026-01-02T03:05:05+00:00")
    opened.execute(
        "INSERT INTO items (target, identifier, revision, path, title, state, started_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    opened.close()
    ledger = Ledger(home)
    (item,) = ledger.items()
    assert (item.confirmed_at, item.files, ledger.sent_by_us(*KEYS[0])) == ("2026-01-02T03:05:05+00:00", {}, True)
    ledger.close()


class LedgerReplay(RuleBasedStateMachine):
    """Any order of steps, with a sudden end and a new start between any two, keeps to the order of states."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.ledger = Ledger(Path(self.folder))
        self.killed: list[Ledger] = []
        self.expected: dict[tuple[str, str, str], ItemState] = {}

    @rule(key=st.sampled_from(KEYS))
    def plan(self, key: tuple[str, str, str]) -> None:
        item = self.ledger.plan(*key, Path("goi"), "Tên")
        assert item.state is self.expected.setdefault(key, ItemState.PLANNED)

    @precondition(lambda self: bool(self.expected))
    @rule(data=st.data(), state=st.sampled_from(ItemState))
    def step(self, data: st.DataObject, state: ItemState) -> None:
        key = data.draw(st.sampled_from(sorted(self.expected)))
        item = self.ledger.item(*key)
        assert item is not None
        if state in _NEXT[self.expected[key]]:
            assert self.ledger.step(item, state).state is state
            self.expected[key] = state
        else:
            with pytest.raises(ImpossibleStep):
                self.ledger.step(item, state)

    @rule()
    def start_again(self) -> None:
        # The old connection stays open, as a killed process leaves the file: nothing is flushed by closing.
        self.killed.append(self.ledger)
        self.ledger = Ledger(Path(self.folder))

    @invariant()
    def the_file_says_what_was_done(self) -> None:
        if hasattr(self, "ledger"):
            found = {(item.target, item.identifier, item.revision): item.state for item in self.ledger.items()}
            assert found == self.expected

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            for ledger in (*self.killed, self.ledger):
                ledger.close()
            shutil.rmtree(self.folder)


LedgerReplay.TestCase.settings = settings(max_examples=at_most(15), stateful_step_count=15, deadline=None)
TestLedgerReplay = LedgerReplay.TestCase


def test_every_state_leads_to_confirmed() -> None:
    reached = {ItemState.PLANNED}
    while more := set().union(*(_NEXT[state] for state in reached)) - reached:
        reached |= more
    assert reached == set(ItemState)
    assert all(ItemState.CONFIRMED in _NEXT[state] for state in ItemState)


def test_how_fast_a_line_was_is_told_by_what_went_there(ledger: Ledger, home: Path) -> None:
    assert ledger.pace("portal:a") is None
    sent = {"r1": (3_000_000, "10:00:30"), "r2": (300, "10:00:10"), "r3": (6_000_000, "10:00:30"),
            "r4": (900_000_000, "10:00:00"), "r5": (5_000_000, "09:59:59")}  # fmt: skip
    for revision, (count, _) in sent.items():
        item = ledger.step(ledger.step(plan(ledger, ("portal:a", "urn:uuid:1", revision)), ItemState.SENDING),
                           ItemState.CONFIRMED)  # fmt: skip
        ledger.count_bytes(item, count)
    with closing(sqlite3.connect(home / LEDGER_FILE)) as database, database:
        database.execute("UPDATE items SET started_at = '2026-03-01T10:00:00+00:00'")
        for revision, (_, clock) in sent.items():
            database.execute(
                "UPDATE items SET confirmed_at = ? WHERE revision = ?", (f"2026-03-01T{clock}+00:00", revision)
            )
    # Too little, in no time, and by a clock that was set back: none of these tells anything.
    assert ledger.pace("portal:a") == pytest.approx(150_000)
    assert ledger.pace("portal:b") is None
