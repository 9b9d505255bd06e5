"""Which optional part of the program a command needs, and the line that installs it."""

from __future__ import annotations

from importlib.util import find_spec

from validators.problems import MissingDependency, say

# One module that only that extra brings.
_WITNESSES = {
    "ocr": ("pytesseract", "cv2", "pypdfium2", "pikepdf", "docx", "pptx"),
    "media": ("moviepy", "PIL", "segno"),
    "portal": ("starlette", "uvicorn", "httpx2"),
    "sheet": ("openpyxl",),
    "cluster": ("distributed",),
    "remote": ("fsspec", "paramiko", "s3fs"),
    "dataset": ("pyarrow",),
}
_ALL = ("ocr", "media", "portal", "sheet")  # what "all" brings; the rest is for few, and nobody misses it


def require_extra(extra: str) -> None:
    """Make sure that an extra is installed.

    Raises:
        MissingDependency: It is not; the hint is the line that installs it.
    """
    if not _present(extra):
        raise MissingDependency(
            say("This command needs the part “{extra}”, which is not installed.", extra=extra),
            hint=say("Install it: {line}", line=f'pip install "pbgdpl-cli[{extra}]"'),
        )


def missing_extras() -> tuple[str, ...]:
    """The extras of “all” that are not installed."""
    return tuple(extra for extra in _ALL if not _present(extra))


def _present(extra: str) -> bool:
    return all(find_spec(module) is not None for module in _WITNESSES[extra])
