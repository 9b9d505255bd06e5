"""A PDF file put together from its objects: the same pages give the same bytes, for nothing in it is a time.

ISO 32000-1. Streams are deflated. The recipe of a derivative stands in the document information.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_RECIPE = re.compile(rb"/PbgdplRecipe \(([0-9a-f]{64})\)")
_TAIL = 8192  # bytes at the end of a file in which its information stands


@dataclass(slots=True)
class PdfDocument:
    """Objects by number, from 1.

    Attributes:
        objects: Their bytes; empty where a number is reserved.
    """

    objects: list[bytes] = field(default_factory=list)

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self.objects.append(b"")
        return len(self.objects)

    def put(self, content: bytes, number: int | None = None) -> int:
        """An object; its number."""
        number = number or self.reserve()
        self.objects[number - 1] = content
        return number

    def stream(self, content: bytes, entries: str = "") -> int:
        """A deflated stream; its number."""
        packed = zlib.compress(content, 9)
        head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode("ascii")
        return self.put(head + packed + b"\nendstream")

    def finished(self, pages: Sequence[int], tree: int, information: Mapping[str, str]) -> bytes:
        """The file.

        Args:
            pages: Numbers of the page objects.
            tree: The number reserved for their parent.
            information: Title, language and recipe, by the keys of the document information.
        """
        kids = " ".join(f"{number} 0 R" for number in pages)
        self.put(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("ascii"), tree)
        told = dict(information)
        language = told.pop("Lang")
        catalog = self.put(
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>"
            .encode("ascii")
        )  # fmt: skip
        said = " ".join(f"/{key} {_text(value)}" for key, value in told.items())
        about = self.put(f"<< {said} >>".encode("ascii"))
        return self._written(catalog, about)

    def _written(self, catalog: int, about: int) -> bytes:
        body, places = bytearray(_HEADER), []
        for number, content in enumerate(self.objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        start, name = len(body), hashlib.sha256(bytes(body)).hexdigest()[:32]
        lines = ["0000000000 65535 f ", *(f"{place:010d} 00000 n " for place in places)]
        body += f"xref\n0 {len(lines)}\n".encode("ascii") + "".join(f"{line}\n" for line in lines).encode("ascii")
        body += (
            f"trailer\n<< /Size {len(lines)} /Root {catalog} 0 R /Info {about} 0 R /ID [<{name}> <{name}>] >>\n"
            f"startxref\n{start}\n%%EOF\n"
        ).encode("ascii")
        return bytes(body)


def _text(value: str) -> str:
    """A text string: as it is where it is a plain hash, else UTF-16."""
    if re.fullmatch(r"[0-9a-f]{64}", value):
        return f"({value})"
    return f"<{utf16(value).hex()}>"


def utf16(value: str) -> bytes:
    """A text as PDF has it outside page content (ISO 32000-1, 7.9.2.2)."""
    return b"\xfe\xff" + value.encode("utf-16-be", "replace")


def recipe_in_pdf(path: Path) -> str | None:
    """The recipe a file was made by; None when it is not one of ours."""
    try:
        with path.open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - _TAIL))
            found = _RECIPE.search(stream.read())
    except OSError:
        return None
    return found.group(1).decode("ascii") if found else None
