"""Whoever is killed, frozen or cut off: every page comes back exactly once. A folder queue, many seeds.

    python benchmarks/chaos.py [--seeds 100] [--first 0] [--pages 40] [--at-once 1]

Each seed is a run by real processes: one that has pages read (as `convert --queue` does, noting each page that came
back) and three that read (as `pbgdpl worker` does; a page takes 50 ms). By the seed's dice a worker or the command is
killed and started again, frozen for longer than a sign of life may stay out, or the share goes away for a while: for
all by renaming it, or for one worker, which has it mounted in a namespace of its own (Linux, as root; left out
elsewhere). Counted: pages that came back once and right; pages set aside because two workers were lost over them;
pages that are missing, came back twice, or say something else. The last three must be none: the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from converters.ocr.options import OcrOptions
from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Page, Word
from converters.work.folder_queue.pool import FolderPool
from converters.work.folder_queue.share import Share
from converters.work.folder_queue.worker import Worker
from converters.work.page_tasks import PageTask

ABOUT = {"software": "chaos", "stamp": "1"}
EVERY, LOST = 0.2, 2.0  # seconds between signs of life, and without one
A_PAGE = 0.05  # seconds
ACCIDENTS = 8  # a seed; then whoever is left is left in peace
LONGEST = 300.0  # seconds it may take from the start; a busy machine needs a while to start processes
TEXT = "một quyển sách"
FAULTS = ("missing", "twice", "wrong")


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in ACTORS:
        ACTORS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--at-once", type=int, default=1)
    arguments = parser.parse_args()
    seeds = range(arguments.first, arguments.first + arguments.seeds)
    total: Counter[str] = Counter()
    with ThreadPoolExecutor(arguments.at_once) as threads:
        for seed, counted in zip(seeds, threads.map(lambda one: trial(one, arguments.pages), seeds), strict=True):
            total += counted
            if any(counted[what] for what in FAULTS):
                print(f"seed {seed}: {dict(counted)}", flush=True)
    print(f"{arguments.seeds} seeds: {dict(sorted(total.items()))}")
    sys.exit(any(total[what] for what in FAULTS))


class Reader:
    """Reads a page: what its source says, and its number."""

    def submit(self, task: PageTask) -> Future[Page]:
        """A page, after a while."""
        future: Future[Page] = Future()
        time.sleep(A_PAGE)
        future.set_result(page_of(task.source.read_text("utf-8"), task.number))
        return future


def page_of(text: str, number: int) -> Page:
    word = Word(f"{text} {number}", Box(1, 2, 3, 4), 0.5)
    return Page(number, 100, 200, 300.0, (Block(BlockKind.PARAGRAPH, (Line((word,)),)),), Method.OCR)


def act_as_worker(share: Path, cache: Path, slots: int) -> None:
    cache.mkdir(exist_ok=True)
    Worker(Share(share), Reader(), slots, ABOUT, cache, lambda _: None, lost_after=LOST, every=EVERY).run()


def act_as_command(share: Path, folder: Path, pages: int) -> None:
    """Have those pages read that are not noted yet; note each as it comes, in one write."""
    notes = folder / "notes"
    noted = {int(line.split("\t")[0]) for line in notes.read_text("utf-8").splitlines()} if notes.exists() else set()
    stream = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(number: int, page: Page) -> None:
        said = "right" if page == page_of(TEXT, number) else str(page.failure)
        os.write(stream, f"{number}\t{said}\n".encode())

    with FolderPool(Share(share), ABOUT, lambda _: None, lost_after=LOST, every=EVERY) as pool:
        asked = {
            number: pool.submit(PageTask(folder / "book.tif", number, OcrOptions()))
            for number in range(1, pages + 1)
            if number not in noted
        }
        for number, future in asked.items():
            note(number, future.result())


ACTORS: dict[str, Callable[[Path, Path, int], None]] = {"worker": act_as_worker, "command": act_as_command}


@dataclass
class Stage:
    """The processes of one seed.

    Attributes:
        folder: Of the seed.
        pages: To be read.
        chance: The dice.
        cut: Whether one worker sees the share through a mount of its own.
    """

    folder: Path
    pages: int
    chance: random.Random
    cut: bool
    caches: int = 0
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> Path:
        """The shared folder."""
        return self.folder / "share"

    @property
    def mounted(self) -> Path:
        """Where one worker sees it."""
        return self.folder / "mounted"

    def worker(self, *, apart: bool) -> subprocess.Popen[bytes]:
        """One that reads."""
        self.caches += 1
        seen = self.mounted if apart else self.share
        words = [*PROGRAM, "worker", str(seen), str(self.folder / f"cache-{self.caches}"), "2"]
        if apart:
            line = f'mount --bind "{self.share}" "{self.mounted}" && exec "$@"'
            words = ["unshare", "-m", "sh", "-c", line, "sh", *words]
        return subprocess.Popen(words, stderr=subprocess.DEVNULL)

    def command(self) -> subprocess.Popen[bytes]:
        """One that has pages read."""
        words = [*PROGRAM, "command", str(self.share), str(self.folder), str(self.pages)]
        return subprocess.Popen(words, stderr=subprocess.DEVNULL)

    def replaced_worker(self) -> None:
        """One is killed and started again."""
        place = self.chance.randrange(len(self.workers))
        end(self.workers[place])
        self.workers[place] = self.worker(apart=self.cut and place == 0)

    def frozen(self, process: subprocess.Popen[bytes]) -> None:
        """It stands still for longer than a sign of life may stay out."""
        process.send_signal(signal.SIGSTOP)
        time.sleep(LOST * 1.5)
        process.send_signal(signal.SIGCONT)

    def share_gone(self) -> None:
        """Nobody sees the share for a while."""
        away = self.folder / "away"
        self.share.rename(away)
        time.sleep(self.chance.uniform(0.2, 2 * LOST))
        away.rename(self.share)

    def cut_off(self) -> None:
        """One worker sees an empty folder in the share's place, and the share again after a while."""
        inside = ["nsenter", "-m", "-t", str(self.workers[0].pid)]
        if subprocess.run([*inside, "umount", "-l", self.mounted], stderr=subprocess.DEVNULL, check=False).returncode:
            return  # it is just starting
        time.sleep(LOST * 1.5)
        subprocess.run([*inside, "mount", "--bind", self.share, self.mounted], stderr=subprocess.DEVNULL, check=False)


def trial(seed: int, pages: int) -> Counter[str]:
    """One seed."""
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as place:
        stage = Stage(Path(place), pages, random.Random(seed), can_cut())  # noqa: S311  dice, no secret
        (stage.folder / "book.tif").write_text(TEXT, "utf-8")
        stage.mounted.mkdir()
        Share(stage.share).prepare()
        stage.workers = [stage.worker(apart=stage.cut and place == 0) for place in range(3)]
        play(stage)
        return counted(stage) + stage.happened


def play(stage: Stage) -> None:
    """Let things happen until the command has come to its end."""
    command, until = stage.command(), time.monotonic() + LONGEST
    try:
        for _ in range(ACCIDENTS):
            if command.poll() is not None:
                break
            time.sleep(stage.chance.uniform(0.2, 1.0))
            what = stage.chance.choice(
                ("kill worker", "freeze worker", "kill command", "freeze command", "share", "cut")
            )
            stage.happened[what] += 1
            if what == "kill command":
                end(command)
                command = stage.command()
            else:
                happen(stage, what, command)
        while command.poll() is None and time.monotonic() < until:
            time.sleep(EVERY)
    finally:
        for process in (command, *stage.workers):
            end(process)


def happen(stage: Stage, what: str, command: subprocess.Popen[bytes]) -> None:
    if what == "kill worker":
        stage.replaced_worker()
    elif what == "freeze worker":
        stage.frozen(stage.chance.choice(stage.workers))
    elif what == "freeze command":
        stage.frozen(command)
    elif what == "share":
        stage.share_gone()
    elif stage.cut:
        stage.cut_off()


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def counted(stage: Stage) -> Counter[str]:
    """What was noted of the pages."""
    notes = stage.folder / "notes"
    lines = [line.split("\t") for line in notes.read_text("utf-8").splitlines()] if notes.exists() else []
    numbers = Counter(int(number) for number, _ in lines)
    for text in {text for _, text in lines} - {"right"}:
        print(f"  {text}", flush=True)
    said = Counter("right" if text == "right" else "set aside" if "Two comp" in text else "wrong" for _, text in lines)
    missing = set(range(1, stage.pages + 1)) - set(numbers)
    return said + Counter(missing=len(missing), twice=sum(many - 1 for many in numbers.values()))


def can_cut() -> bool:
    """Whether this system gives a process mounts of its own."""
    try:
        return subprocess.run(["unshare", "-m", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


PROGRAM = (sys.executable, "-m", "benchmarks.chaos")

if __name__ == "__main__":
    main()
