"""The transports of this program, held to the contract every transport keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from transport_contract import PortalUnderTest, TransportContract, hasty_settings
from wordpress_site import Site

from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.upload.transports.embedded.transport import open_transport as open_embedded
from pbgdpl_cli.upload.transports.folder import open_transport as open_folder
from pbgdpl_cli.upload.transports.plone.transport import open_transport as open_plone
from pbgdpl_cli.upload.transports.wordpress.transport import open_transport as open_wordpress

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One embedded portal for all tests: each sends a material of its own."""
    with start_background(tmp_path_factory.mktemp("portal")) as running:
        yield running.address


class TestFolder(TransportContract):
    @pytest.fixture
    def portal(self, tmp_path: Path) -> PortalUnderTest:
        return PortalUnderTest(
            opened=lambda: open_folder(f"folder:{tmp_path / 'usb'}", hasty_settings()),
            nowhere=lambda: open_folder(f"folder:{tmp_path / 'no' / 'drive'}", hasty_settings()),
        )


@pytest.mark.real
class TestEmbedded(TransportContract):
    @pytest.fixture
    def portal(self, address: str) -> PortalUnderTest:
        return PortalUnderTest(
            opened=lambda: open_embedded(address, hasty_settings()),
            nowhere=lambda: open_embedded(NOBODY, hasty_settings()),
        )


@pytest.mark.real
class TestWordPress(TransportContract):
    @pytest.fixture
    def portal(self, wordpress: Site) -> PortalUnderTest:
        settings = hasty_settings({"PBGDPL_PORTAL_TOKEN": wordpress.login})
        return PortalUnderTest(
            opened=lambda: open_wordpress(f"wordpress+{wordpress.address}", settings),
            nowhere=lambda: open_wordpress(f"wordpress+{NOBODY}", settings),
        )


@pytest.mark.real
class TestPlone(TransportContract):
    @pytest.fixture
    def portal(self, plone: Site) -> PortalUnderTest:
        settings = hasty_settings({"PBGDPL_PORTAL_TOKEN": plone.login})
        return PortalUnderTest(
            opened=lambda: open_plone(f"plone+{plone.address}", settings),
            nowhere=lambda: open_plone(f"plone+{NOBODY}", settings),
        )
