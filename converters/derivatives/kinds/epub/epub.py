"""The e-book of a record: EPUB 3 of the whole text, with a cover, a table of contents, and citations with notes.

The file is written by this program alone, without any time of making: the same record gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.fulltext.zipped import member, zipped
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.text_recipe import RECIPE_NAME
from validators.packages.durable import write_bytes
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

_MIMETYPE = "mimetype"
_PACKAGE = "OEBPS/content.opf"


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the e-book of a record.

    Args:
        record: The material.
        target: The EPUB file; it is replaced as a whole.
        options: Whether it is a draft, which fonts for the cover.

    Raises:
        NothingToShow: The record holds no text.
        NoVietnameseFont: The system has no font with all Vietnamese letters.
        OSError: The file cannot be written.
    """
    # What draws is loaded only when something is drawn: most runs find that nothing has changed.
    from converters.derivatives.drawing.typography import Typeface
    from converters.derivatives.fulltext.body import account_of
    from converters.derivatives.kinds.epub.cover import cover_alt, cover_png
    from converters.derivatives.kinds.epub.opf import CONTAINER, package_document
    from converters.derivatives.kinds.epub.pages import STYLE, contents, pages
    from converters.derivatives.saying.key_points import nothing_to_show

    account = account_of(record)
    if not account.shown:
        raise nothing_to_show(account)
    face = Typeface(options.fonts())
    draft, alt = options.draft, cover_alt(record, draft=options.draft)
    made = pages(record, draft=draft, cover_alt=alt)
    files = [
        (_MIMETYPE, b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        (_PACKAGE, package_document(record, made, recipe=KIND.recipe(record, options), draft=draft)),
        ("OEBPS/nav.xhtml", contents(record, made, draft=draft)),
        ("OEBPS/style.css", STYLE.encode()),
        ("OEBPS/cover.png", cover_png(record, face, options.palette(record), options.theme, draft=draft)),
        *((f"OEBPS/{page.name}", page.content) for page in made),
    ]
    write_bytes(target, zipped(files, stored=frozenset({_MIMETYPE})))
    return Derived(KIND.name, target, draft=draft, account=account)


def recipe_in(path: Path) -> str | None:
    """The recipe an e-book was made by; None when it is not one of ours."""
    content = member(path, _PACKAGE)
    if content is None:
        return None
    try:
        package = ET.fromstring(content)  # noqa: S314  (a MiB at most, by expat)
    except ET.ParseError:
        return None
    found = package.find(f".//{{*}}meta[@name='{RECIPE_NAME}']")
    return found.get("content") if found is not None else None


KIND = DerivativeKind(
    name="epub",
    role="ebook",
    media_type="application/epub+zip",
    path=f"{DERIVATIVES_FOLDER}/epub.epub",
    make=write,
    recipe_in=recipe_in,
    design=DESIGNS["epub"],
    themed=True,
)
