"""Packages and portals for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from portal_factory import make_package

from pbgdpl_cli.portal.store.stores import House


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folder, fresh."""
    return tmp_path / "home"


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    """A portal's parts, without a server."""
    with House(home) as opened:
        yield opened


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Makes packages in a folder of this test."""

    def make(**changes: object) -> Path:
        return make_package(tmp_path / "packages", **changes)  # type: ignore[arg-type]

    return make
