"""One at a time: locks that die with their program, waiting for them, and file systems that know none."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path

import pytest
from sealed import names, other_program

from validators.packages import locking
from validators.packages.locking import AlreadyRunning, Lock, LockWait, have_alone, only_one, share

HOLDING = (
    "import sys, time; from pathlib import Path; from validators.packages.locking import only_one\n"
    "with only_one(Path(sys.argv[1])): print('ready', flush=True); time.sleep(float(sys.argv[2]))"
)


def test_held_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "a.lock"
    with only_one(path) as lock:
        assert lock is Lock.OURS
        with pytest.raises(AlreadyRunning), only_one(path):
            pytest.fail("two hold it")
    assert names(path.parent) == []
    with only_one(path):
        pass


def test_let_go_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one(tmp_path / "a.lock"):
        raise ZeroDivisionError
    with only_one(tmp_path / "a.lock"):
        pass


def test_a_dead_program_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with other_program(HOLDING, path, "60") as other:
        with pytest.raises(AlreadyRunning), only_one(path):
            pytest.fail("two hold it")
        other.kill()
        other.wait()
        with only_one(path) as lock:
            assert lock is Lock.OURS
    assert names(tmp_path) == []


def test_waiting_is_told_once_and_ends_with_the_other(tmp_path: Path) -> None:
    path, told = tmp_path / "a.lock", list[Path]()
    with other_program(HOLDING, path, "0.2"), only_one(path, LockWait(60, told.append)):
        assert told == [path]


def test_waiting_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with only_one(path):
        began = time.monotonic()
        with pytest.raises(AlreadyRunning), only_one(path, LockWait(0.1)):
            pytest.fail("two hold it")
        assert time.monotonic() - began >= 0.1


def test_many_threads_one_at_a_time(tmp_path: Path) -> None:
    """Each takes the file away when it has done: the next must not hold one that is gone while another makes anew."""
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(10):
            with only_one(tmp_path / "a.lock", LockWait(60)):
                inside += 1
                most = max(most, inside)
                time.sleep(0.0005)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    monkey = pytest.MonkeyPatch()
    monkey.setattr(locking, "_LOOKING_AGAIN", 0.0005)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkey.undo()
    assert (most, names(tmp_path)) == (1, [])


def test_where_there_are_no_locks_work_goes_on_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(stream: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking, "_lock_alone", unknown)
    with only_one(tmp_path / "a.lock") as lock:
        assert lock is Lock.UNKNOWN


def test_sharing_keeps_out_who_wants_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.touch()
    with path.open("r+b") as first, path.open("r+b") as second, path.open("r+b") as third:
        assert have_alone(first) is Lock.OURS
        assert have_alone(second) is Lock.OTHERS
        share(first)
        share(second)
        assert have_alone(third) is Lock.OTHERS


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"), only_one(tmp_path / "file" / "a.lock"):
        pytest.fail("no lock can be there")
