"""``python -m examples.typeset``: make every material again, the same bytes from the same texts and fonts."""

from __future__ import annotations

import sys
from pathlib import Path

from examples.typeset.materials import MATERIALS, make

FOLDER = Path(__file__).parent.parent / "materials"


def main(arguments: list[str]) -> int:
    """Make the materials named on the command line, or all."""
    FOLDER.mkdir(exist_ok=True)
    for material in MATERIALS:
        if not arguments or material.name in arguments:
            target = make(FOLDER, material)
            print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
