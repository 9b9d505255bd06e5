"""Imported first by benchmarks that read pages in their own process: one thread, as in the workers of `pbgdpl`.

OpenBLAS asks for its number of threads once, when NumPy is loaded; its threads spin while they wait, so that a page
would seem to cost three times what it costs.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_THREAD_LIMIT"] = "1"
