"""axe-core, the checker of accessibility that others wrote, where node finds it (`./run peers`)."""

from __future__ import annotations

import shutil
import subprocess


def axe_core() -> str | None:
    """Its script, to be run in a page; None where there is none."""
    node = shutil.which("node")
    script = "console.log(require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))"
    ran = subprocess.run([node, "-e", script], capture_output=True, encoding="utf-8") if node else None
    return ran.stdout if ran and not ran.returncode else None
