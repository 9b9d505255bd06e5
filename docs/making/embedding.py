"""Code in pages is the code of examples, word for word: `python -m docs.making.embedding` writes it into them.

A line `<!-- code: PATH -->` stands before the block that shows the file; so the page reads well without being built,
and what it shows is tested.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SHOWN = re.compile(r"^<!-- code: (?P<path>\S+) -->\n```(?P<kind>\w+)\n.*?^```$", re.MULTILINE | re.DOTALL)


def embedded(markdown: str) -> str:
    """A page with its blocks as the files are now."""

    def shown(found: re.Match[str]) -> str:
        code = (ROOT / found["path"]).read_text("utf-8").rstrip()
        return f"<!-- code: {found['path']} -->\n```{found['kind']}\n{code}\n```"

    return _SHOWN.sub(shown, markdown)


def pages() -> list[Path]:
    """Every page that shows a file."""
    return [page for page in sorted((ROOT / "docs").rglob("*.md")) if "<!-- code: " in page.read_text("utf-8")]


def main() -> None:
    """Write the files into the pages."""
    for page in pages():
        page.write_text(embedded(page.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
