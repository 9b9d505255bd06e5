"""A shared folder's parts, each by itself: tokens that stray nowhere, sources by content, silence, patience, beats."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.ocr.options import OcrOptions
from converters.work.folder_queue.beats import Watch, about, new_name
from converters.work.folder_queue.patience import GaveUp, Patience
from converters.work.folder_queue.share import MARKER, Share
from converters.work.folder_queue.sources import Damaged, Fetched, Offered, Unreadable
from converters.work.folder_queue.tokens import Token, Tray
from converters.work.task_json import RemoteTask, decoded_task, encoded_task, source_name
from tests.properties import at_most
from validators.problems import OutputProblem

KEY = "a" * 32
WORKERS = ("may-1", "may-2")


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    tray = Tray(tmp_path / "lan-chay")
    tray.lay_out()
    return tray


class TestTokens:
    @settings(max_examples=at_most(25))
    @given(st.lists(st.tuples(st.sampled_from(["take", "finish", "lose", "return"]), st.sampled_from(WORKERS))))
    def test_whatever_is_done_in_whatever_order_there_is_one_token(self, deeds: list[tuple[str, str]]) -> None:
        with tempfile.TemporaryDirectory() as place:
            tray = Tray(Path(place) / "x")
            tray.lay_out()
            tray.put(Token(KEY), b"task")
            lost = 0
            for deed, worker in deeds:
                held = Token(KEY, lost, worker)
                if deed == "take":
                    tray.take(held)
                elif deed == "finish":
                    tray.finish(held, worker.encode())
                else:
                    lost += tray.give_back(held, lost=deed == "lose") and deed == "lose"
                everywhere = [*tray.waiting(), *tray.taken(), *tray.finished()]
                assert [(token.key, token.tries) for token in everywhere] == [(KEY, lost)]
            for done in tray.finished():  # who finished it is whose result it is
                assert tray.collect(done) == done.worker.encode()
                with pytest.raises(FileNotFoundError):  # not there any more: nothing is known of it
                    tray.collect(done)

    @settings(max_examples=at_most(25))
    @given(st.integers(0, 999), st.text("abcxyz0189-", min_size=1, max_size=64))
    def test_a_token_is_read_back_from_its_name(self, tries: int, worker: str) -> None:
        with tempfile.TemporaryDirectory() as place:
            tray = Tray(Path(place) / "x")
            tray.lay_out()
            tray.put(Token(KEY, tries), b"")
            assert tray.waiting() == [Token(KEY, tries)]
            assert tray.take(Token(KEY, tries, worker))
            assert tray.taken() == [Token(KEY, tries, worker)]

    @pytest.mark.parametrize(
        "name",
        ["a" * 31 + "~0", "A" * 32 + "~0", KEY, f"{KEY}~1000", f"{KEY}~-1", f"{KEY}~0~", f"{KEY}~0~Máy", f".{KEY}~0",
         f"{KEY}~0~may~may", f"{KEY}~0.part", f"{KEY}~0\n", f"{KEY}~x"],
    )  # fmt: skip
    def test_a_name_that_is_nearly_one_is_no_token(self, tray: Tray, name: str) -> None:
        for part in ("waiting", "taken", "finished"):
            (tray.folder / part / name).write_bytes(b"")
        assert tray.waiting() == tray.taken() == tray.finished() == []

    def test_only_a_worker_that_was_lost_counts_as_a_try(self, tray: Tray) -> None:
        tray.put(Token(KEY), b"task")
        for lost, tries in ((False, 0), (True, 1), (False, 1), (True, 2)):
            (waiting,) = tray.waiting()
            held = Token(KEY, waiting.tries, "may")
            assert tray.take(held)
            assert tray.task(held) == b"task"
            assert tray.give_back(held, lost=lost)
            assert [token.tries for token in tray.waiting()] == [tries]

    @pytest.mark.parametrize("worker", ["", "may"])
    def test_what_is_set_aside_can_be_so_once(self, tray: Tray, worker: str) -> None:
        tray.put(Token(KEY), b"task")
        token = Token(KEY, 0, worker)
        if worker:
            assert tray.take(token)
        assert tray.set_aside(token)
        assert not tray.set_aside(token)
        assert not tray.take(Token(KEY, 0, "khac"))

    def test_a_share_that_is_gone_is_not_made_by_laying_out(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            Tray(tmp_path / "khong-gan" / "runs" / "x").lay_out()
        assert not (tmp_path / "khong-gan").exists()

    def test_a_token_without_its_result_tells_none(self, tray: Tray) -> None:
        tray.put(Token(KEY), b"task")
        held = Token(KEY, 0, "may")
        assert tray.take(held)
        assert tray.finish(held, b"page")
        for result in (tray.folder / "results").iterdir():
            result.unlink()
        assert tray.collect(held) is None
        assert tray.finished() == []


class TestShare:
    def test_it_may_be_prepared_by_everybody(self, tmp_path: Path) -> None:
        for _ in range(3):
            Share(tmp_path / "chung" / "hang-doi").prepare()
        share = Share(tmp_path / "chung" / "hang-doi")
        assert (share.runs(), share.workers()) == ([], [])

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": 1'])
    def test_a_broken_mark_is_one_sentence(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / MARKER).write_bytes(content)
        with pytest.raises(OutputProblem, match="cannot be used"):
            Share(tmp_path).prepare()

    @pytest.mark.parametrize("content", [b'{"format": 2}', b'{"format": "1"}', b"{}", b"1", b"null"])
    def test_another_mark_is_another_version(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / MARKER).write_bytes(content)
        with pytest.raises(OutputProblem, match="another version"):
            Share(tmp_path).prepare()

    def test_a_file_in_its_place_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "x").touch()
        with pytest.raises(OutputProblem):
            Share(tmp_path / "x").prepare()

    def test_one_run_that_goes_leaves_the_others(self, tmp_path: Path) -> None:
        share = Share(tmp_path / "x")
        share.prepare()
        for name in ("mot", "hai"):
            share.run(name).lay_out()
        for _ in range(2):  # again: nothing is there any more
            share.remove("mot")
        assert share.runs() == ["hai"]

    def test_a_sign_half_written_is_no_worker(self, tmp_path: Path) -> None:
        share = Share(tmp_path / "x")
        share.prepare()
        for name in ("may-2", "may-1", ".may-3.part"):
            share.beat_of_worker(name).touch()
        assert [path.name for path in share.workers()] == ["may-1", "may-2"]


class TestSources:
    @pytest.fixture
    def offered(self, tmp_path: Path) -> Offered:
        (tmp_path / "chung").mkdir()
        return Offered(tmp_path / "chung")

    @pytest.fixture
    def fetched(self, tmp_path: Path) -> Fetched:
        (tmp_path / "day").mkdir()
        return Fetched(tmp_path / "day")

    def test_the_same_content_lies_there_once(self, offered: Offered, tmp_path: Path) -> None:
        for name in ("a.pdf", "b.pdf"):
            (tmp_path / name).write_bytes("cùng một tờ gấp".encode())
        names = {offered.name_of(tmp_path / name) for name in ("a.pdf", "b.pdf", "a.pdf")}
        assert [path.name for path in offered.folder.iterdir()] == [*names]

    def test_a_source_that_changed_is_another(self, offered: Offered, tmp_path: Path) -> None:
        source = tmp_path / "a.pdf"
        names = set()
        for content in (b"1", b"22", b"333"):
            source.write_bytes(content)
            names.add(offered.name_of(source))
        assert names == {hashlib.sha256(content).hexdigest() + ".pdf" for content in (b"1", b"22", b"333")}

    def test_what_was_tidied_away_is_put_there_again(self, offered: Offered, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"1")
        place = offered.folder / offered.name_of(tmp_path / "a.pdf")
        place.unlink()
        offered.name_of(tmp_path / "a.pdf")
        assert place.read_bytes() == b"1"

    def test_the_share_holds_few_but_all_that_are_asked_for(self, offered: Offered, tmp_path: Path) -> None:
        names = []
        for number in range(70):
            source = tmp_path / f"{number}.tif"
            source.write_bytes(bytes([number]))
            names.append(offered.name_of(source))
            if number:  # the first one's page is still asked for
                offered.read(names[-1])
        there = {path.name for path in offered.folder.iterdir()}
        assert names[0] in there
        assert names[1] not in there
        assert set(names[-60:]) <= there

    @pytest.mark.parametrize("make", [lambda path: None, Path.mkdir])
    def test_a_source_nobody_can_read_is_not_the_shares_fault(self, offered: Offered, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
        make(tmp_path / "a.pdf")
        with pytest.raises(Unreadable):
            offered.name_of(tmp_path / "a.pdf")
        assert list(offered.folder.iterdir()) == []

    def test_a_share_that_is_gone_is_an_error_of_the_share(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"1")
        with pytest.raises(OSError, match="No such file"):
            Offered(tmp_path / "khong-gan").name_of(tmp_path / "a.pdf")

    def test_it_is_fetched_once_and_checked(self, offered: Offered, fetched: Fetched, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"1")
        task = RemoteTask(offered.name_of(tmp_path / "a.pdf"), 1, OcrOptions())
        place = fetched.path_of(task, offered.folder)
        (offered.folder / task.source).unlink()  # whoever has it needs the share no more
        assert fetched.path_of(task, offered.folder) == place
        assert place.read_bytes() == b"1"

    def test_a_damaged_one_is_not_kept_and_the_next_try_may_be_right(
        self, offered: Offered, fetched: Fetched, tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(b"1")
        task = RemoteTask(offered.name_of(tmp_path / "a.pdf"), 1, OcrOptions())
        (offered.folder / task.source).write_bytes(b"2")
        with pytest.raises(Damaged):
            fetched.path_of(task, offered.folder)
        assert list(fetched.folder.iterdir()) == []
        (offered.folder / task.source).write_bytes(b"1")
        assert fetched.path_of(task, offered.folder).read_bytes() == b"1"

    @pytest.mark.parametrize(
        ("name", "ending"),
        [("a.PDF", ".pdf"), ("a", ""), ("a.tar.gz", ".gz"), ("a.không", ""), ("a.toolongending", ""), (".pdf", ""),
         ("a.p f", ""), ("a.7z", ".7z")],
    )  # fmt: skip
    def test_a_name_between_computers_is_plain(self, name: str, ending: str) -> None:
        called = source_name("0" * 64, Path(name))
        assert called == "0" * 64 + ending
        task = RemoteTask(called, 1, OcrOptions())
        assert decoded_task(encoded_task(task)) == task


class TestSigns:
    @pytest.mark.parametrize(
        ("content", "told"),
        [(b"", {}), (b"[1]", {}), (b"\xff", {}), (b"[" * 100_000, {}), (b'{"beat": 3}', {"beat": 3}), (b"null", {})],
    )
    def test_what_is_no_sign_tells_nothing(self, tmp_path: Path, content: bytes, told: Mapping[str, object]) -> None:
        (tmp_path / "x").write_bytes(content)
        assert about(tmp_path / "x") == told
        assert about(tmp_path / "khong-co") == about(tmp_path) == {}

    def test_one_that_is_gone_lives_as_long_as_a_silent_one(self, tmp_path: Path) -> None:
        now = [0.0]
        watch, beat = Watch(10, lambda: now[0]), tmp_path / "beat"
        lived = []
        for second in range(0, 25, 4):
            now[0] = float(second)
            if second == 8:
                beat.write_bytes(json.dumps({"beat": 1}).encode())
            lived.append(watch.lives(beat))
        assert lived == [True, True, True, True, True, False, False]

    def test_a_name_fits_into_a_token(self, tray: Tray) -> None:
        tray.put(Token(KEY), b"")
        assert tray.take(Token(KEY, 0, new_name()))
        assert len(tray.taken()) == 1


class TestPatience:
    def test_each_outage_is_told_once(self) -> None:
        told: list[str] = []
        answers: Iterator[OSError | int] = iter([OSError(5, "a"), OSError(5, "b"), 1, 2, TimeoutError(), 3])

        def ask() -> int:
            answer = next(answers)
            if isinstance(answer, int):
                return answer
            raise answer

        patience = Patience(Path("chung"), lambda message: told.append(str(message)), again=0)
        assert [patience(ask) for _ in range(3)] == [1, 2, 3]
        assert ["is back" in line for line in told] == [False, True, False, True]
        assert ["(a)" in told[0], "(TimeoutError)" in told[2]] == [True, True]

    def test_only_the_share_is_waited_for(self) -> None:
        def ask() -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            Patience(Path("chung"), lambda message: None)(ask)

    def test_an_answer_is_taken_even_when_nobody_waits(self) -> None:
        patience = Patience(Path("chung"), lambda message: None)
        patience.over.set()
        assert patience(lambda: os.curdir) == "."
        with pytest.raises(GaveUp):
            patience(Path("/khong/co").stat)
