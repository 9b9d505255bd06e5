"""The example package of `examples/transport`, installed beside the program and used as anybody would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from package_factory import make_package
from put_server import put_server
from transport_contract import PortalUnderTest, TransportContract, hasty_settings

from pbgdpl_cli.upload.targets import open_transport
from pbgdpl_cli.upload.transports.opening import schemes

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "transport"
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the example is installed."""
    uv = shutil.which("uv") or str(ROOT / ".venv-tools" / "bin" / "uv")
    if not Path(uv).exists():
        pytest.skip("uv is not installed")
    folder = tmp_path_factory.mktemp("site")
    source = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("source") / "transport")
    command = [uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", sys.executable]
    done = subprocess.run([*command, "--target", str(folder), str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


class TestPut(TransportContract):
    @pytest.fixture
    def portal(self, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalUnderTest]:
        monkeypatch.syspath_prepend(str(site))
        settings = hasty_settings()

        def opened(address: str):  # type: ignore[no-untyped-def]
            return open_transport(f"put+{address}", tmp_path, patience=settings.patience, environ=settings.environ)

        with put_server(tmp_path / "inbox") as address:
            yield PortalUnderTest(opened=lambda: opened(address), nowhere=lambda: opened("http://127.0.0.1:9"))

    def test_it_is_found_by_its_entry_points(self, portal: PortalUnderTest) -> None:
        assert {"put+http", "put+https"} <= set(schemes())


def test_the_command_uploads_with_it(site: Path, tmp_path: Path) -> None:
    package = make_package(tmp_path / "packages")
    path = os.pathsep.join([str(site), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": path, "PBGDPL_HOME": str(tmp_path / "home")}
    states = []
    with put_server(tmp_path / "inbox") as address:
        command = [
            sys.executable,
            "-m",
            "pbgdpl_cli",
            "--json",
            "upload",
            "--drafts",
            str(package),
            "--to",
            f"put+{address}",
        ]
        for _ in range(2):
            done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
            assert done.returncode == 0, done.stdout + done.stderr
            states.append(json.loads(done.stdout)["data"]["items"][0]["state"])
    assert states == ["sent", "unchanged"]
    sent = (package / "data" / "source" / "goc.pdf").read_bytes()
    assert [place.read_bytes() for place in (tmp_path / "inbox" / "files").iterdir()] == [sent]
