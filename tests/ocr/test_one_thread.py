"""A worker has one core: nothing inside it may start threads of its own."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import sys
import pbgdpl_cli.__main__
from converters.work.local_pool import _use_one_thread
assert "numpy" not in sys.modules, "too late to ask OpenBLAS for one thread"
_use_one_thread()
import os
import cv2
import numpy
assert os.environ["OPENBLAS_NUM_THREADS"] == os.environ["OMP_THREAD_LIMIT"] == "1"
assert cv2.getNumThreads() == 1
many = numpy.ones((600, 600), numpy.float32)
many @ many
tasks = "/proc/self/task"
assert not os.path.isdir(tasks) or len(os.listdir(tasks)) == 1, os.listdir(tasks)
"""


def test_worker_asks_for_one_thread_before_numpy_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
