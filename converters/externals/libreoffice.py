"""LibreOffice, headless: old Office files (.doc, .ppt, .xls) into the XML formats this program reads itself.

One run a file, each with a profile of its own: two runs sharing a profile wait for each other for ever, and a user's
open window would swallow the command.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from converters.externals.probe import ProbeResult, ToolProbe, probe_program, require_program
from converters.externals.systems import System
from validators.problems import UnreadableInput, say

PROBE = ToolProbe(
    name="LibreOffice",
    commands=("soffice", "libreoffice"),
    version_args=("--headless", "--version"),
    version_pattern=r"LibreOffice (\d+(?:\.\d+)+)",
    purpose=say("opens old Office files (.doc, .ppt, .xls)"),
    install={
        System.DEBIAN: "sudo apt-get install -y --no-install-recommends "
        "libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-calc-nogui",
        System.FEDORA: "sudo dnf install -y libreoffice-writer libreoffice-impress libreoffice-calc",
        System.MACOS: "brew install --cask libreoffice",
        System.WINDOWS: "winget install --id TheDocumentFoundation.LibreOffice",
    },
    places=(
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
)

_DEFAULT_TIMEOUT = 180.0  # seconds for one file
_FILTERS = {
    ".docx": "docx:MS Word 2007 XML",
    ".pptx": "pptx:Impress MS PowerPoint 2007 XML",
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
}


class ConversionFailed(UnreadableInput):
    """LibreOffice could not make anything of the file."""

    code = "conversion-failed"


class ConversionTimeout(ConversionFailed):
    """LibreOffice did not finish in time and was stopped."""

    code = "conversion-timeout"


def find() -> ProbeResult:
    """What is there: path and version."""
    return probe_program(PROBE)


def convert(source: Path, target: Path, *, timeout: float = _DEFAULT_TIMEOUT) -> None:
    """Convert one file.

    Args:
        source: An old Office file.
        target: Where the result goes; its suffix (.docx, .pptx, .xlsx) says what it becomes.
        timeout: Seconds until LibreOffice is stopped.

    Raises:
        MissingDependency: LibreOffice is not installed.
        ConversionFailed: It refused or made nothing (a password, a damaged file).
        ConversionTimeout: It took too long.
    """
    program = require_program(PROBE)
    with tempfile.TemporaryDirectory(prefix="pbgdpl-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        # A name of our own: LibreOffice names its result after the source and stumbles over some names.
        copy = work / f"source{source.suffix.lower() or '.doc'}"
        copy.write_bytes(source.read_bytes())
        output = _run(_command(program, copy, target.suffix, work), work, timeout, source)
        made = work / "made" / f"source{target.suffix}"
        if not made.is_file() or made.stat().st_size == 0:
            raise ConversionFailed(
                say("LibreOffice could not open the file."),
                hint=say("Open it in Word or LibreOffice, save it as .docx, .pptx or .xlsx, and use that."),
                path=source,
            ) from RuntimeError(output[-2000:])
        target.write_bytes(made.read_bytes())


def _command(program: Path, copy: Path, suffix: str, work: Path) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        _FILTERS[suffix],
        "--outdir",
        str(work / "made"),
        str(copy),
    ]


def _run(command: list[str], work: Path, timeout: float, source: Path) -> str:
    """Run it in a process group of its own, so that stopping it stops its children."""
    process = subprocess.Popen(
        command,
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise ConversionTimeout(
            say("LibreOffice did not finish within {seconds} seconds and was stopped.", seconds=round(timeout)),
            hint=say("Open it in Word or LibreOffice, save it as .docx, .pptx or .xlsx, and use that."),
            path=source,
        ) from error
    except BaseException:
        _stop(process)
        raise
    return output.decode("utf-8", "replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, timeout=30, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
