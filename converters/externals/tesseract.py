"""Tesseract: where it is, which version, and which language models it has."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from converters.externals.probe import PROBE_TIMEOUT, ProbeResult, ToolProbe, ask_version, find_program, require_program
from converters.externals.systems import System
from validators.problems import MissingDependency, say

LANGUAGE = "vie"

PROBE = ToolProbe(
    name="Tesseract",
    commands=("tesseract",),
    version_args=("--version",),
    version_pattern=r"tesseract v?(\d+(?:\.\d+)+)",
    purpose=say("reads text from page images"),
    install={
        System.DEBIAN: "sudo apt-get install -y tesseract-ocr tesseract-ocr-vie",
        System.FEDORA: "sudo dnf install -y tesseract tesseract-langpack-vie",
        System.MACOS: "brew install tesseract tesseract-lang",
        System.WINDOWS: "winget install --id UB-Mannheim.TesseractOCR",
    },
    places=(
        r"C:\Program Files\Tesseract-OCR\tesseract.exe",
        r"C:\Program Files (x86)\Tesseract-OCR\tesseract.exe",
        "/opt/homebrew/bin/tesseract",
        "/usr/local/bin/tesseract",
    ),
)


def find() -> ProbeResult:
    """What is there: path, version, the languages, and the Vietnamese model's hash."""
    path = find_program(PROBE)
    if path is None:
        return ProbeResult(PROBE, None, None)
    listed = _list_languages(path)
    details = {"languages": " ".join(_codes(listed))}
    if (model := _model_file(listed[0])) is not None:
        details["model"] = str(model)
        details["model_sha256"] = hashlib.sha256(model.read_bytes()).hexdigest()
    return ProbeResult(PROBE, path, ask_version(path, PROBE), details)


def require_vietnamese() -> Path:
    """The program's path, once it is certain that it can read Vietnamese.

    Raises:
        MissingDependency: The program or its Vietnamese model is not installed.
    """
    return require_model()[0]


def require_model() -> tuple[Path, Path | None]:
    """The program's path, and the folder of its Vietnamese model; None where it does not tell the folder.

    Raises:
        MissingDependency: The program or its Vietnamese model is not installed.
    """
    path = require_program(PROBE)
    listed = _list_languages(path)
    if LANGUAGE not in _codes(listed):
        raise MissingDependency(
            say("Tesseract is installed, but its Vietnamese model is not."),
            hint=say("Install it: {line}", line=PROBE.install_line()),
        )
    model = _model_file(listed[0])
    return path, None if model is None else model.parent


def installed_languages(path: Path) -> tuple[str, ...]:
    """Language codes the program lists."""
    return _codes(_list_languages(path))


def other_vietnamese_models(path: Path) -> tuple[str, ...]:
    """Installed models for Vietnamese besides the usual one: "vie_best", "script/Vietnamese"."""
    known = (LANGUAGE, "vietnamese")
    names = ((name, name.rpartition("/")[2].casefold()) for name in installed_languages(path) if name != LANGUAGE)
    return tuple(name for name, bare in names if bare.startswith(known))


def _list_languages(path: Path) -> list[str]:
    try:
        answer = subprocess.run([path, "--list-langs"], capture_output=True, timeout=PROBE_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return [""]
    return answer.stdout.decode("utf-8", "replace").split("\n") if answer.returncode == 0 else [""]


def _codes(listed: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in listed[1:] if line.strip())


def _model_file(first: str) -> Path | None:
    """The Vietnamese model: the folder is named in the first line of --list-langs ('… in "/usr/…/tessdata/"')."""
    folder = first.split('"')[1] if first.count('"') >= 2 else os.environ.get("TESSDATA_PREFIX", "")
    model = Path(folder) / f"{LANGUAGE}.traineddata"
    return model if folder and model.is_file() else None
