"""What every test may rely on: a program home of its own, and the versions that matter in the report's head."""

from __future__ import annotations

import gc
import itertools
import os
import platform
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import settings

# Nothing that collecting makes goes away before the end: looking for garbage among it is for nothing.
gc.disable()

# How long an example takes says how busy the machine is, not whether the code is right. While working, few examples a
# property are enough, for every run tries others; before anything lands (`./run test`) there are as many as usual.
settings.register_profile("quick", deadline=None, max_examples=8)
settings.register_profile("thorough", deadline=None)
settings.load_profile(os.environ.get("PBGDPL_PROPERTIES", "quick"))

# Before anything of ours is imported: no test may touch a person's own ledger.
_HOME = tempfile.TemporaryDirectory(prefix="pbgdpl-home-", ignore_cleanup_errors=True)
os.environ["PBGDPL_HOME"] = _HOME.name
os.environ.setdefault("PBGDPL_LANG", "en")


_NUMBERS = itertools.count()
# "1/4": this run takes the second of four shares. Processes that know nothing of each other need two thirds of the
# time of workers that are dealt single tests.
_SHARE, _SHARES = (int(part) for part in os.environ.get("PBGDPL_TEST_SHARE", "0/1").split("/"))


def pytest_runtest_setup() -> None:
    """A fresh home for every test, which the program makes when it needs it; and the language no test before chose."""
    from pbgdpl_cli import i18n

    os.environ["PBGDPL_HOME"] = f"{_HOME.name}/{next(_NUMBERS)}"
    i18n.activate(os.environ["PBGDPL_LANG"])


@cache
def _shares() -> dict[Path, int]:
    """Which share of the fast tests each file belongs to: files of one room go to all shares alike."""
    files = sorted(Path(__file__).parent.rglob("test_*.py"))
    return {file: place % _SHARES for place, file in enumerate(files)}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the files of other shares to the runs beside this one (`./run fast`); without shares every file counts."""
    share = _shares().get(collection_path) if _SHARES > 1 else None
    return True if share is not None and share != _SHARE else None


def pytest_collection_finish() -> None:
    """From here on there is garbage; what collecting made is left out of the search for it."""
    gc.freeze()
    gc.enable()


def pytest_report_header() -> list[str]:
    """Versions that decide what real tests see."""
    from converters.externals import tesseract

    found = tesseract.find()
    model = found.details.get("model_sha256", "absent")[:12]
    return [f"python {platform.python_version()}; tesseract {found.version or 'absent'}, vie model {model}"]
