"""Packages and portals for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import make_package


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folder, fresh."""
    return tmp_path / "home"


@pytest.fixture
def stores(home: Path) -> Iterator[PortalStores]:
    """A portal's parts, without a server."""
    with PortalStores(home) as opened:
        yield opened


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Makes packages in a folder of this test."""
    return partial(make_package, tmp_path / "packages")
