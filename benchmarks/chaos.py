"""Whoever is killed, frozen or cut off: every page comes back exactly once. Three ways to read, many seeds.

    python benchmarks/chaos.py [--over queue,local,cluster] [--seeds 40] [--first 0] [--pages 24] [--hosts]
        [--at-once 1]

Each seed is a run by real processes over each way: one that has pages read, noting each that came back, and those that
read them: three workers of a folder queue, the two of the local pool, or a Dask scheduler over TLS and two workers.
By the seed's dice a worker, the scheduler or who has pages read is killed and started again, or frozen for longer than
a sign of life may stay out, or what is shared goes away for a while. Pages that came back as not read are asked for
again at the end, as `--retry` does. `--hosts` (Linux, as root) puts every process of queue and cluster on a host of its
own (`chaos_hosts`: network, mounts, a name, clocks five hours apart) and cuts hosts off, too: link down, share away.

Counted: pages that came back right, once; times a page came back as not read, with a reason; pages of which who has
pages read came to its end without a word, that came back right twice, or that say something else. The last three must
be none: the exit code is 1. A seed whose pages were not all read when its time was up shows nothing ("unread": the
machine is too busy), and is no counted one.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.chaos_actors import (
    ADDRESS,
    BOOK,
    EVERY,
    EXPECTED,
    LOCAL_LIMIT,
    LOST,
    RIGHT,
    TEXT,
    WRONG,
    expected_pages,
    noted,
)  # fmt: skip
from benchmarks.chaos_hosts import Host, Lan, possible
from converters.derivatives import drawing
from converters.work.folder_queue.share import Share

ACCIDENTS = 8  # a seed; then whoever is left is left in peace
LONGEST = 900.0  # seconds it may take from the start; a busy machine needs a while to start processes
READY = 300.0  # seconds a scheduler may take to begin
FAULTS = ("lost", "twice", "wrong")
ALWAYS = ("kill worker", "freeze worker", "kill command", "freeze command", "share")
WORKERS = {"queue": 3, "local": 0, "cluster": 2}  # processes of their own
PROGRAM = [sys.executable, "-c", "from benchmarks.chaos_actors import main; main()"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--over", default="queue,local,cluster")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--hosts", action="store_true")
    arguments = parser.parse_args()
    if arguments.hosts and (why := possible()):
        parser.exit(2, f"no hosts here: {why}\n")
    bad = [run_over(way, arguments) for way in arguments.over.split(",")]
    sys.exit(any(bad))


def run_over(way: str, arguments: argparse.Namespace) -> bool:
    """All seeds over one way; whether a promise was broken."""
    seeds = range(arguments.first, arguments.first + arguments.seeds)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="pages-chaos-") as place, ThreadPoolExecutor(arguments.at_once) as threads:
        kept = Path(place)
        prepare(kept, way, arguments.pages)
        trials = threads.map(lambda seed: trial(seed, way, kept, arguments.pages, hosts=arguments.hosts), seeds)
        for seed, counted in zip(seeds, trials, strict=True):
            total += counted
            mark = " FAULT" if any(counted[what] for what in FAULTS) else " NOT COUNTED" * bool(counted["unread"])
            print(f"{way} {seed}: {dict(counted)}{mark}", flush=True)
    print(f"{way}, {arguments.seeds} seeds{' on hosts' * arguments.hosts}: {dict(sorted(total.items()))}", flush=True)
    return any(total[what] for what in FAULTS)


def prepare(kept: Path, way: str, pages: int) -> None:
    """What all seeds share: the book, certificates, what real reading makes of real pages."""
    if way == "local":
        draw_book(kept / BOOK, pages)
        (kept / EXPECTED).write_text(expected_pages(kept / BOOK, pages), "utf-8")
        return
    (kept / BOOK).write_text(TEXT, "utf-8")
    if way == "cluster":
        certificate = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=thu"
        files = ["-keyout", str(kept / "key.pem"), "-out", str(kept / "cert.pem")]
        subprocess.run(["openssl", *certificate.split(), *files], check=True, capture_output=True)


def draw_book(path: Path, pages: int) -> None:
    """Small pages, each with a sentence of its own."""
    font = ImageFont.truetype(Path(drawing.__file__).with_name("typefaces") / "NotoSans-Regular.ttf", 30)
    images = []
    for number in range(1, pages + 1):
        image = Image.new("L", (700, 220), 255)
        ImageDraw.Draw(image).text((40, 40), f"Điều {number}. Người dân được\nphổ biến pháp luật.", 0, font)
        images.append(image)
    images[0].save(path, save_all=True, append_images=images[1:])


@dataclass
class Stage:
    """The processes of one seed.

    Attributes:
        folder: Of the seed.
        way: How pages are read.
        pages: To be read.
        chance: The dice.
        lan: The hosts, one a process; None where all share this computer.
        places: The hosts of the workers, of the scheduler and of who has pages read.
        lost: Pages of which nothing was said.
    """

    folder: Path
    way: str
    pages: int
    chance: random.Random
    lan: Lan | None
    places: dict[str, Host] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    lost: set[int] = field(default_factory=set)
    port: int = 8786

    @property
    def share(self) -> Path:
        """The shared folder, where nobody has it through a mount."""
        return self.folder / "share"

    def mounted(self, who: str) -> Path:
        """Where somebody sees the share."""
        return self.share if self.lan is None else self.folder / f"mounted-{who}"

    def start(self, who: str) -> None:
        """Begin (again): "command", "scheduler", or "worker N"."""
        role = who.partition(" ")[0]
        name = role if role == "scheduler" else f"{role} of {self.way}"
        words = [*PROGRAM, name, str(self.folder), str(self.mounted(who)), self._word(role, who)]
        if self.lan is not None:
            host = self.places.get(who) or self.places.setdefault(who, self.lan.host())
            self.mounted(who).mkdir(exist_ok=True)
            words = host.on_it(words, self.share, self.mounted(who))
        self.running[who] = subprocess.Popen(words, stderr=subprocess.DEVNULL)

    def _word(self, role: str, who: str) -> str:
        self.happened["processes"] += 1
        if role == "scheduler":
            return f"{self.places[who].address if self.lan else '127.0.0.1'}:{self.port}"
        return str(self.pages) if role == "command" else f"{who.partition(' ')[2]}-{self.happened['processes']}"

    def begin(self) -> None:
        """All of them."""
        if self.way == "cluster":
            self._begin_scheduler()
        for number in range(WORKERS[self.way]):
            self.start(f"worker {number}")
        self.start("command")

    def _begin_scheduler(self) -> None:
        if self.lan is None:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = free.getsockname()[1]
        else:
            self.places["scheduler"] = self.lan.host()
        self.start("scheduler")
        until = time.monotonic() + READY
        while not (self.folder / ADDRESS).exists():
            if time.monotonic() > until:
                raise SystemExit("the scheduler does not begin")
            time.sleep(EVERY)

    def over(self) -> bool:
        """Whether who has pages read has come to its end."""
        return self.running["command"].poll() is not None

    def silent(self) -> None:
        """Take down the pages of which nothing was said by one who came to its end and was content."""
        if self.running["command"].returncode == 0:
            self.lost |= set(range(1, self.pages + 1)) - {number for number, _ in noted(self.folder)}

    def left(self) -> bool:
        """Whether pages were not read yet."""
        return len({number for number, said in noted(self.folder) if said == RIGHT}) < self.pages

    def worker(self) -> int | None:
        """The process of one worker, by the dice; None where none runs now."""
        if WORKERS[self.way]:
            return self.running[f"worker {self.chance.randrange(WORKERS[self.way])}"].pid
        pids = spawned_by(self.running["command"].pid)
        return self.chance.choice(pids) if pids else None

    def killed(self, who: str) -> None:
        """It is killed and started again."""
        end(self.running[who])
        self.start(who)

    def worker_killed(self) -> None:
        """One is killed; the local pool starts its own again, of the others somebody does."""
        pid = self.worker()
        mine = [who for who, process in self.running.items() if process.pid == pid]
        if mine:
            self.killed(mine[0])
        else:
            sent(pid, signal.SIGKILL)

    def frozen(self, pid: int | None) -> None:
        """It stands still for longer than a sign of life, or a page, may take."""
        sent(pid, signal.SIGSTOP)
        time.sleep(2.1 * LOCAL_LIMIT if self.way == "local" and pid != self.running["command"].pid else 1.5 * LOST)
        sent(pid, signal.SIGCONT)

    def share_gone(self) -> None:
        """Nobody sees the share, or the book where there is no share, for a while."""
        there = self.share if self.way == "queue" else self.folder / BOOK
        away = self.folder / "away"
        there.rename(away)
        time.sleep(self.chance.uniform(0.2, 2 * LOST))
        away.rename(there)

    def cut_off(self) -> None:
        """One host has no network and no share for a while."""
        who = self.chance.choice(sorted(self.places))
        host, process = self.places[who], self.running[who]
        if self.lan is not None and process.poll() is None:
            self.lan.cut_off(host, process, self.mounted(who))
            time.sleep(self.chance.uniform(0.5, 3 * LOST))
            self.lan.joined(host, process, self.share, self.mounted(who))

    def accidents(self) -> dict[str, Callable[[], None]]:
        """What may happen, by name."""
        able: dict[str, Callable[[], None]] = {
            "kill worker": self.worker_killed,
            "freeze worker": lambda: self.frozen(self.worker()),
            "kill command": lambda: self.killed("command"),
            "freeze command": lambda: self.frozen(self.running["command"].pid),
            "share": self.share_gone,
        }
        if self.way == "cluster":
            able["kill scheduler"] = lambda: self.killed("scheduler")
            able["freeze scheduler"] = lambda: self.frozen(self.running["scheduler"].pid)
        if self.lan is not None:
            able["cut off"] = self.cut_off
        return able


def trial(seed: int, way: str, kept: Path, pages: int, *, hosts: bool) -> Counter[str]:
    """One seed."""
    with tempfile.TemporaryDirectory(prefix="pages-chaos-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        for path in kept.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        lan = Lan(f"c{os.getpid()}-{seed}") if hosts and WORKERS[way] else None
        stage = Stage(folder, way, pages, random.Random(f"{way} {seed}"), lan)  # noqa: S311  dice, no secret
        Share(stage.share).prepare()
        try:
            play(stage)
        finally:
            for process in stage.running.values():
                end(process)
            if lan is not None:
                lan.close()
        return counted(stage) + stage.happened


def play(stage: Stage) -> None:
    """Let things happen until the pages are read; what was not read is asked for again."""
    until = time.monotonic() + LONGEST
    stage.begin()
    able = stage.accidents()
    for _ in range(ACCIDENTS):
        time.sleep(stage.chance.uniform(0.2, 1.0))
        if stage.over():
            break
        what = stage.chance.choice(sorted(able))
        stage.happened[what] += 1
        able[what]()
    while time.monotonic() < until:
        if not stage.over():
            time.sleep(EVERY)
            continue
        stage.silent()
        if not stage.left():
            break
        stage.start("command")


def spawned_by(pid: int) -> list[int]:
    """The workers of a local pool (Linux)."""
    found = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in thread.read_text("ascii").split():
            line = Path(f"/proc/{child}/cmdline")
            if line.exists() and b"spawn_main" in line.read_bytes():
                found.append(int(child))
    return sorted(found)


def sent(pid: int | None, what: signal.Signals) -> None:
    """A signal, to one that may have ended."""
    if pid is not None and Path(f"/proc/{pid}").exists():
        os.kill(pid, what)


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def counted(stage: Stage) -> Counter[str]:
    """What was noted of the pages."""
    notes = noted(stage.folder)
    right = Counter(number for number, said in notes if said == RIGHT)
    for said in {said for _, said in notes} - {RIGHT}:
        print(f"  {said}", flush=True)
    return Counter(
        right=len(right),
        told=sum(said not in {RIGHT, WRONG} for _, said in notes),
        wrong=sum(said == WRONG for _, said in notes) + len(right.keys() - set(range(1, stage.pages + 1))),
        unread=len(set(range(1, stage.pages + 1)) - right.keys()),
        lost=len(stage.lost),
        twice=sum(many - 1 for many in right.values()),
    )


if __name__ == "__main__":
    main()
