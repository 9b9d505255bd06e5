"""The read interface is what its OpenAPI description says, whatever is asked: Schemathesis tries it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pbgdpl_cli.portal.store.stores import PortalStores
from tests.portal.furnished import furnish
from tests.portal.served import served

BESIDE = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
PROGRAM = shutil.which("schemathesis", path=BESIDE)


@pytest.mark.real
@pytest.mark.skipif(PROGRAM is None, reason="./run peers")
def test_schemathesis_finds_nothing(home: Path, tmp_path: Path) -> None:
    with PortalStores(home) as stores:
        records = furnish(stores, 12)
        stores.records.withdraw(records[3].identifier)
    with served(home) as portal:
        address = f"http://127.0.0.1:{portal.port}/openapi.json"
        options = ("--checks", "all", "--max-examples", "10", "--seed", "1", "--phases", "coverage,fuzzing,stateful")
        done = subprocess.run(
            [str(PROGRAM), "run", address, *options, "--generation-database", "none"],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=500, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "3 selected / 3 total" in done.stdout
