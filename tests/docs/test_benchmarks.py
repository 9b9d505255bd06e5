"""Every benchmark still begins: what it imports is there, and it says what it takes. Nobody runs them every day."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks"
SCRIPTS = sorted(FOLDER.glob("*.py"))
ASKED = [script for script in SCRIPTS if "ArgumentParser(" in script.read_text(encoding="utf-8")]
OTHERS = [script for script in SCRIPTS if script not in ASKED]
# As little as makes each do all it does, in seconds.
SMALL = {
    "derive_runs.py": ("--rounds", "1", "--packages", "1", "--pictures", "1"),
    "upload.py": ("--megabytes", "0.2"),
    "upload_speed.py": ("--packages", "3", "--megabytes", "1", "--jobs", "1", "--runs", "2"),
    "chunks.py": ("--records", "10", "--peer-records", "3"),
    "portal.py": ("--records", "20", "--readers", "1", "--seconds", "8"),
}


@pytest.fixture(autouse=True)
def _as_a_program(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a script imports from beside itself bears short names, which mean other things elsewhere."""
    before = dict(sys.modules)
    monkeypatch.setattr(sys, "path", [str(FOLDER), str(ROOT), *sys.path])
    yield
    for name, module in list(sys.modules.items()):
        if name not in before and Path(getattr(module, "__file__", None) or "/").is_relative_to(FOLDER):
            del sys.modules[name]


@pytest.mark.parametrize("script", OTHERS, ids=lambda script: script.name)
def test_what_it_imports_is_there(script: Path) -> None:
    assert runpy.run_path(str(script), run_name="imported")["__doc__"]


@pytest.mark.parametrize("script", ASKED, ids=lambda script: script.name)
def test_it_says_what_it_takes(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [str(script), "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(script), run_name="__main__")
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


@pytest.mark.real
@pytest.mark.parametrize("name", SMALL)
def test_it_runs_to_its_end(name: str) -> None:
    words = [sys.executable, str(FOLDER / name), *SMALL[name]]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=environ, check=False, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert any(sign.isdigit() for sign in done.stdout)
