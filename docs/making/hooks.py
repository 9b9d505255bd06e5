"""What MkDocs calls while it builds the handbook: pages made from the program, links that leave `docs/`, the search."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pygments.formatters import HtmlFormatter

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:  # `mkdocs build` does not look where it stands, `python -m mkdocs build` does
    sys.path.insert(0, str(ROOT))

from docs.making import code_pages, outside  # noqa: E402

LANGUAGES = ("vi", "en")


def on_files(files: Files, *, config: Any) -> Files:
    """Add the pages of codes, the files of the project that pages link to, and the colours of code."""
    made = code_pages.pages()
    written = {file.src_uri: file.content_string for file in files.documentation_pages()}
    made |= outside.pages(written | made)
    made["css/code.css"] = HtmlFormatter(style="friendly", noclasses=False).get_style_defs(".codehilite")
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: Any, files: Files) -> str:
    """Tell the page its language and its other self; lead its links to where things stand in the handbook."""
    name = page.file.src_uri
    language = name.split("/", 1)[0]
    if language in LANGUAGES:
        page.meta["language"] = language
        other = files.get_file_from_path(other_language(name, config["extra"]["pairs"]) or "")
        page.meta["other"] = other.url if other else None
    if name.startswith(("vi/ma/", "en/codes/")):
        return markdown
    return code_pages.linked(outside.linked(markdown, name), name)


def other_language(name: str, pairs: dict[str, str]) -> str | None:
    """The same page in the other language."""
    back = {english: vietnamese for vietnamese, english in pairs.items()}
    if name in pairs or name in back:
        return pairs.get(name) or back.get(name)
    for here, there in (("vi/ma/", "en/codes/"), ("en/codes/", "vi/ma/")):
        if name.startswith(here):
            return there + name.removeprefix(here)
    return None


def on_page_content(html: str, **_: Any) -> str:
    """Pictures of long pages wait until they are near."""
    return html.replace("<img ", '<img loading="lazy" ')


def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Tell browsers and readers aloud which language a page is in."""
    return output.replace('<html lang="en"', f'<html lang="{page.meta.get("language", "vi")}"', 1)


def on_post_build(*, config: Any) -> None:
    """The index of the search once more as a script: browsers load no JSON from a disk."""
    folder = Path(config["site_dir"]) / "search"
    pages = json.loads((folder / "search_index.json").read_text("utf-8"))["docs"]
    whole = [page for page in pages if "#" not in page["location"]]
    (folder / "pages.js").write_text(f"window.PBGDPL_PAGES = {json.dumps(whole, ensure_ascii=False)};\n", "utf-8")
