"""What a batch is counted by: failures, pages and time; its ledger's round trip; disks of other computers."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from converters.progress import Silent
from converters.reading.finding.walk import Source
from converters.work.failures import KINDS, OF_ENGINES, FailureKind
from pbgdpl_cli.runs.batches.estimate import Band, Cost, band, measured, sampled, units_of
from pbgdpl_cli.runs.batches.page_progress import PageProgress
from pbgdpl_cli.runs.batches.standing import Standing, Tellers
from pbgdpl_cli.runs.batches.stopping import FEWEST, LARGEST_PART, Stopping
from pbgdpl_cli.runs.watch import Arrivals
from pbgdpl_cli.state.local_disk import network_kind
from pbgdpl_cli.state.work_ledger import DONE, WORK_FILE, Work, WorkLedger
from pbgdpl_cli.upload.ledger import LEDGER_FILE, Ledger
from pbgdpl_cli.upload.ledger_migrations import MIGRATIONS
from pbgdpl_cli.upload.patience import ClockWatch, spoken_time
from tests.properties import at_most
from validators.problems import say

WORK = Work("convert", "/nguon/a.pdf", "/goi", 1, 2, "x", DONE, (), None, "/goi/a", "s", None, "pbgdpl-cli 1", "2026")
ENDS = st.lists(st.sampled_from([None, *KINDS]), max_size=60)


class TestStopping:
    @given(ENDS)
    def test_it_stops_exactly_where_most_fail_by_the_computer(self, ends: list[FailureKind | None]) -> None:
        stopping = Stopping()
        for many, end in enumerate(ends, start=1):
            failed = sum(kind in OF_ENGINES for kind in ends[:many])
            assert stopping.after(end) == (failed >= FEWEST and failed / many > LARGEST_PART)
        assert len([*stopping.told(0)]) == 0
        assert len([*stopping.told(3)]) == stopping.stopped


class TestStanding:
    @given(ENDS, st.integers(0, 5))
    def test_what_programs_hear_is_what_happened(self, ends: list[FailureKind | None], workers: int) -> None:
        standing = Standing(workers=lambda: ("máy",) * workers)
        standing.begin(len(ends), len(ends))
        for end in ends:
            standing.read(1)
            standing.finished(end)
        told = json.loads(standing.as_json())
        assert (told["pages"], told["sources"], len(told["workers"])) == (len(ends), len(ends), workers)
        assert told["failures"] == Counter(filter(None, ends))
        aside = standing.aside()
        assert (aside is None) == (not told["failures"] and workers < 2)

    def test_the_last_word_is_said_when_the_work_breaks_off(self, tmp_path: Path) -> None:
        standing = Standing()
        with pytest.raises(KeyboardInterrupt), Tellers(tmp_path / "x.jsonl").telling(standing):
            raise KeyboardInterrupt
        lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["state"] for line in lines] == ["running", "ended"]

    @given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=12))
    def test_every_page_counts_once_in_whatever_order(self, events: list[tuple[int, bool]]) -> None:
        sources = [Source(Path(f"/khong/{n}.pdf"), Path(f"/khong/{n}.pdf"), f"{n}.pdf") for n in range(3)]
        standing = Standing()
        progress = PageProgress(Silent(), sources, standing=standing, watched=True)
        for number, ends in events:
            if ends:
                progress.finished(sources[number])
            else:
                progress.page_read(sources[number].path)
            assert standing.pages <= progress.total == 3
        for source in sources:
            progress.finished(source)
        assert standing.pages == 3

    def test_a_book_moves_the_bar_page_by_page(self, tmp_path: Path) -> None:
        book = tmp_path / "sach.tif"
        pages = [Image.new("1", (8, 8)) for _ in range(3)]
        pages[0].save(book, save_all=True, append_images=pages[1:])
        source, standing = Source(book, book, "sach.tif"), Standing()
        progress = PageProgress(Silent(), [source], standing=standing, watched=True)
        seen = []
        for _ in range(4):  # one page more than there are: it was read twice
            progress.page_read(book)
            seen.append(standing.pages)
        progress.finished(source)
        assert (seen, standing.pages, progress.total) == ([1, 2, 2, 2], 3, 3)
        assert [unit.page for unit in units_of([source], None)] == [1, 2, 3]


class TestEstimate:
    @settings(max_examples=at_most(8))
    @given(st.lists(st.floats(0, 1e4), min_size=1, max_size=8))
    def test_the_guess_lies_in_its_band(self, values: list[float]) -> None:
        found = band(values)
        assert 0 <= found.low <= found.likely + 1e-6
        assert found.likely <= found.high + 1e-6
        assert found == band(values)
        wider = found.scaled(10, 5)
        assert wider == Band(10 * found.low + 5, 10 * found.likely + 5, 10 * found.high + 5)

    def test_nothing_to_read_costs_nothing(self) -> None:
        assert (sampled([]), units_of([], None)) == ([], [])
        assert measured([], lambda unit: Cost(1, 1)) == []


class TestWorkLedger:
    @settings(max_examples=at_most(10))
    @given(
        st.lists(
            st.tuples(st.sampled_from(["/a", "/ạ'--", '/"b%']), st.sampled_from([DONE, "unreadable"]),
                      st.sets(st.sampled_from(KINDS)), st.sampled_from([None, "tờ gấp", "t\udce1p.pdf", "\0"])),
            max_size=6,
        )
    )  # fmt: skip
    def test_the_last_word_on_a_source_counts(self, noted: list[tuple[str, str, set[FailureKind], str | None]]) -> None:
        works = [
            replace(WORK, source=source, outcome=outcome, kinds=tuple(sorted(kinds)),
                    reason=None if name is None else say("“{name}” is torn.", name=name))
            for source, outcome, kinds, name in noted
        ]  # fmt: skip
        last = {work.source: work for work in works}
        with tempfile.TemporaryDirectory() as home:
            with WorkLedger(Path(home)) as ledger:
                for work in works:
                    ledger.note(work)
            with WorkLedger(Path(home)) as ledger:
                assert {source: ledger.of("convert", source, "/goi") for source in last} == last
                failed = [last[source] for source in sorted(last) if last[source].outcome != DONE or last[source].kinds]
                assert ledger.failed("/goi") == failed
                assert ledger.failed("/khac") == []
                assert ledger.of("ocr", "/a", "/goi") is None

    @pytest.mark.parametrize("content", [b"khong phai SQLite" * 100, b"SQLite format 3\0" + b"\xff" * 500])
    def test_a_damaged_one_costs_time_and_nothing_else(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / WORK_FILE).write_bytes(content)
        with WorkLedger(tmp_path) as ledger:
            ledger.note(WORK)
            ledger.write()
            assert ledger.of_product(Path("/goi/a")) == WORK
            assert ledger.of_product(Path("/goi/b")) is None


class TestLocalDisk:
    @pytest.mark.parametrize(
        ("kind", "is_far"),
        [("nfs", True), ("nfs4", True), ("cifs", True), ("smb3", True), ("9p", True), ("fuse.sshfs", True),
         ("davfs", True), ("ext4", False), ("btrfs", False), ("fuse.ntfs-3g", False), ("tmpfs", False), ("", False)],
    )  # fmt: skip
    @pytest.mark.parametrize("name", ["nha", "nhà tôi", "a\tb", "a\\b", "a\\040b"])
    def test_a_share_is_known_by_its_kind(self, tmp_path: Path, name: str, kind: str, is_far: bool) -> None:
        place = tmp_path / name
        written = str(place).replace("\\", r"\134").replace(" ", r"\040").replace("\t", r"\011")
        (tmp_path / "mounts").write_text(f"a / ext4 rw 0 0\nb {written} {kind} rw 0 0\nhỏng\n\n", "utf-8")
        assert network_kind(place / "x" / "y", tmp_path / "mounts") == (kind if is_far else None)
        assert network_kind(tmp_path / f"{name}-khac", tmp_path / "mounts") is None

    def test_where_nothing_is_told_nothing_is_refused(self, tmp_path: Path) -> None:
        assert network_kind(tmp_path, tmp_path / "khong-co") is None


class TestMigrations:
    @pytest.mark.parametrize("many", range(len(MIGRATIONS) + 1))
    def test_a_ledger_of_every_earlier_program_is_taken_on(self, tmp_path: Path, many: int) -> None:
        from pbgdpl_cli.state.database import Database

        old = Database(tmp_path / LEDGER_FILE, MIGRATIONS[:many])
        if many:
            old.execute(
                "INSERT INTO items (target, identifier, revision, path, title, state, started_at, changed_at)"
                " VALUES ('t', 'urn:1', 'r', 'goi', 'Tờ gấp', 'record-sent', '2026-01-01', '2026-01-02')"
            )
        old.close()
        for _ in range(2):  # the second time nothing is left to do
            ledger = Ledger(tmp_path)
            items = ledger.items()
            assert [(item.title, item.batch, item.drafts, item.allowed) for item in items] == [
                ("Tờ gấp", None, False, ())
            ] * bool(many)
            assert ledger.sent_by_us("t", "urn:1", "r") == (1 <= many <= 3)  # later ones note it when it is sent
            assert ledger.batches() == []
            ledger.close()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 seconds"), (0.4, "1 seconds"), (59, "59 seconds"), (119, "119 seconds"), (120, "2 minutes"),
     (149, "2 minutes"), (151, "3 minutes"), (7199, "120 minutes"), (7200, "2 hours"), (86_400, "24 hours")],
)  # fmt: skip
def test_a_length_of_time_is_told_in_one_unit(seconds: float, words: str) -> None:
    assert str(spoken_time(seconds)) == words


@given(st.lists(st.floats(-59, 59), max_size=20))
def test_clocks_set_right_by_less_than_a_minute_are_nobodys_concern(jumps: list[float]) -> None:
    wall = [0.0]
    watch = ClockWatch(lambda: wall[0], lambda: 0.0)
    for jump in jumps:
        wall[0] += jump
        assert watch.news() is None


@settings(max_examples=at_most(15))
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 15)), max_size=15))
def test_a_scan_is_handed_out_once_as_it_stands_and_never_while_it_grows(deeds: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scan, now, changed, handed = Path(folder) / "a.pdf", [0.0], 0.0, True
        arrivals, content = Arrivals(10, lambda: now[0]), b""
        for deed, seconds in deeds:
            now[0] += seconds
            if deed == 0:
                content += b"x"
                scan.write_bytes(content)
                changed, handed = now[0], False
            ready = arrivals.whole([scan])
            assert ready == ([scan] if not handed and now[0] - changed >= 10 else [])
            handed = handed or bool(ready)
