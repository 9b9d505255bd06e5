"""Packages for the tests of this folder, a program home of its own, a portal in memory, and sites that are not ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from memory_portal import MemoryPortal
from package_factory import make_package
from plone_site import is_installed, plone_site
from wordpress_site import Site, lacking, wordpress_site

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


@pytest.fixture(scope="session")
def wordpress() -> Iterator[Site]:
    """A real WordPress: the one PBGDPL_WORDPRESS names (with PBGDPL_WORDPRESS_LOGIN), else one of our own."""
    named = os.environ.get("PBGDPL_WORDPRESS")
    if named:
        yield Site(named, os.environ.get("PBGDPL_WORDPRESS_LOGIN", ""))
        return
    if missing := lacking():
        pytest.skip(f"not installed: {', '.join(missing)} (./run peers)")
    with wordpress_site() as site:
        yield site


@pytest.fixture(scope="session")
def plone() -> Iterator[Site]:
    """A real Plone: the one PBGDPL_PLONE names (with PBGDPL_PLONE_LOGIN), else one of our own."""
    named = os.environ.get("PBGDPL_PLONE")
    if named:
        yield Site(named, os.environ.get("PBGDPL_PLONE_LOGIN", ""))
        return
    if not is_installed():
        pytest.skip("not installed: Plone (./run peers)")
    with plone_site() as site:
        yield site
