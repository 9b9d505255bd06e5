"""A valid, published record to start from. The people, the commune's papers and the numbers in it are invented."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

_PATH = Path(__file__).parents[2] / "examples" / "valid" / "to-gap-hon-nhan.json"


def record(**changes: Any) -> dict[str, Any]:
    """The valid record with some members changed; `None` removes one."""
    made: dict[str, Any] = copy.deepcopy(json.loads(_PATH.read_text(encoding="utf-8")))
    for name, value in changes.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = value
    return made


def dumped(value: Any) -> bytes:
    """As a record file holds it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
