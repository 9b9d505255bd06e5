"""Two programs change one package at the same time, one of them is killed, and somebody reads it all the while."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sealed import PHOTO, environment, names, sealed

from validators.packages.changing import changing
from validators.packages.package import Package
from validators.packages.reading import read_unchanged
from validators.packages.verification import verify

WRITING = """
import sys
from pathlib import Path
from validators.packages.changing import changing
from validators.packages.locking import LockWait
for number in range(int(sys.argv[3])):
    with changing(Path(sys.argv[1]), LockWait(60)) as change:
        change.write(f"{sys.argv[2]}-{number}.txt", b"x" * 1000)
    print(number, flush=True)
"""
CHANGES = 5


def writer(root: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITING, str(root), name, str(CHANGES)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )


class Reader(threading.Thread):
    """Reads a package again and again; keeps what it found wrong."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root, self.wrong, self.done, self.times = root, list[object](), threading.Event(), 0

    def run(self) -> None:
        while not self.done.is_set():
            try:
                self.wrong += read_unchanged(self.root, self.look)
            except Exception as error:  # noqa: BLE001  (whatever it is, the test tells of it)
                self.wrong.append(error)
            self.times += 1

    def look(self, package: Package) -> list[object]:
        photo = (package.data / "source/to-gap.jpg").read_bytes()
        return [*verify(package.place), *([] if photo == PHOTO else ["another photo"])]


@pytest.mark.real
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.real) for seed in range(2, 12))])
def test_nothing_is_lost_and_readers_see_whole_packages(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (the same every time is the point)
    root = sealed(tmp_path / "to-gap")
    reader = Reader(root)
    with writer(root, "a") as first, writer(root, "b") as second:
        reader.start()
        assert first.stdout is not None
        for _ in range(chance.randrange(CHANGES // 2) + 1):
            first.stdout.readline()
        threading.Event().wait(chance.uniform(0, 0.02))
        first.kill()
        said = second.communicate()[0].split()
    reader.done.set()
    reader.join()
    assert (second.returncode, len(said)) == (0, CHANGES)
    assert reader.wrong == []
    assert reader.times > 0
    with changing(root):
        pass  # clears up after the one that was killed
    assert (verify(root), names(tmp_path)) == ([], ["to-gap"])
    assert {f"b-{number}.txt" for number in range(CHANGES)} < set(names(root / "data"))
