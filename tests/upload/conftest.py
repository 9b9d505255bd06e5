"""Packages for the tests of this folder, and a program home of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from package_factory import make_package


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folder, fresh."""
    return tmp_path / "home"


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Makes packages in a folder of this test."""
    return partial(make_package, tmp_path / "packages")
