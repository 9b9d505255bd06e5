"""Packages for the tests of this folder, a program home of its own, and a portal in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from memory_portal import MemoryPortal
from package_factory import make_package

from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadReport
from pbgdpl_cli.upload.sending import upload_packages
from validators.packages.package import find_packages


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folder, fresh."""
    return tmp_path / "home"


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Makes packages in a folder of this test."""
    return partial(make_package, tmp_path / "packages")


@pytest.fixture
def portal() -> MemoryPortal:
    return MemoryPortal()


@pytest.fixture
def upload(portal: MemoryPortal, home: Path, tmp_path: Path) -> Callable[..., UploadReport]:
    def run(*paths: Path, **options: Any) -> UploadReport:
        return upload_packages(
            find_packages(paths or (tmp_path / "packages",)), portal, home, options=UploadOptions(**options)
        )

    return run
