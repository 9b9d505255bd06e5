"""What every test may rely on: a program home of its own, and the versions that matter in the report's head."""

from __future__ import annotations

import gc
import itertools
import os
import platform
import tempfile

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


def pytest_runtest_setup() -> None:
    """A fresh home for every test; the program makes the folder when it needs it."""
    os.environ["PBGDPL_HOME"] = f"{_HOME.name}/{next(_NUMBERS)}"


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
