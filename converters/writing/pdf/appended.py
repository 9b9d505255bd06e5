"""Changes appended to a PDF, every byte before them as it was (incremental update, ISO 32000-1, 7.5.6).

Whoever signed a scan signed its bytes. Rewritten, the signature is broken; with our text appended it stays valid for
the file as it was signed, which viewers offer to show, and the first part of the file is that file.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TAIL = 2048  # bytes within which the last cross-reference is named
_ENTRY = 10  # digits of an offset in a cross-reference table


class CannotAppend(Exception):
    """The file is not built so that something could be appended safely."""


def appended(source: bytes, pdf: pikepdf.Pdf) -> bytes:
    """The source with the changed pages, and all they newly lead to, after its end.

    Args:
        source: The bytes `pdf` was opened from.
        pdf: The file with changes in its pages and in new objects; other old objects must not be changed.

    Raises:
        CannotAppend: The source is encrypted or ends in an unusual way.
    """
    found = _START.search(source[-_TAIL:])
    if found is None or pdf.is_encrypted:
        raise CannotAppend
    previous = int(found[1])
    with pikepdf.open(BytesIO(source)) as before:
        first_new = 1 + max((item.objgen[0] for item in before.objects if isinstance(item, pikepdf.Object)), default=0)
    objects = _changed(pdf, first_new)
    body = bytearray(source if source.endswith(b"\n") else source + b"\n")
    places: dict[int, int] = {}
    for number in sorted(objects):
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + _written(objects[number]) + b"\nendobj\n"
    start = len(body)
    size = max(first_new, *places) + 1
    if source[previous : previous + 4] == b"xref":
        body += _table(places) + b"trailer\n" + _trailer(pdf, source, previous, size).unparse() + b"\n"
    else:
        body += _cross_reference_stream(_trailer(pdf, source, previous, size + 1), {**places, size: start}, size)
    return bytes(body) + b"startxref\n%d\n%%%%EOF\n" % start


def _changed(pdf: pikepdf.Pdf, first_new: int) -> Mapping[int, pikepdf.Object]:
    """The pages, and every object they lead to that the source did not have."""
    found: dict[int, pikepdf.Object] = {}
    waiting: list[pikepdf.Object] = []
    for page in pdf.pages:
        number, generation = page.obj.objgen
        if not 0 < number < first_new or generation:  # a page put in another's place would change the tree of pages
            raise CannotAppend
        found[number] = page.obj
        waiting += _inside(page.obj)
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Object):
            continue
        if item.is_indirect:
            number = item.objgen[0]
            if number < first_new or number in found:
                continue
            found[number] = item
        waiting += _inside(item)
    return found


def _inside(item: pikepdf.Object) -> Iterable[pikepdf.Object]:
    if isinstance(item, Array):
        return list(item)
    if isinstance(item, Dictionary | Stream):
        return [value for key, value in item.items() if key != "/Parent"]
    return []


def _written(item: pikepdf.Object) -> bytes:
    if not isinstance(item, Stream):
        return bytes(item.unparse(resolved=True))
    values = Dictionary({key: value for key, value in item.stream_dict.items() if key != "/Length"})
    data = item.read_raw_bytes()
    if "/Filter" not in values:
        data = zlib.compress(data, 9)
        values.Filter = Name.FlateDecode
    values.Length = len(data)
    return bytes(values.unparse()) + b"\nstream\n" + data + b"\nendstream"


def _table(places: Mapping[int, int]) -> bytes:
    """A cross-reference table (7.5.4), one section a run of numbers."""
    table = bytearray(b"xref\n")
    for run in _runs(places):
        table += b"%d %d\n" % (run[0], len(run))
        for number in run:
            table += b"%0*d 00000 n \n" % (_ENTRY, places[number])
    return bytes(table)


def _runs(places: Mapping[int, int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in sorted(places):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _trailer(pdf: pikepdf.Pdf, source: bytes, previous: int, size: int) -> pikepdf.Object:
    kept = {key: pdf.trailer[key] for key in ("/Root", "/Info") if key in pdf.trailer}
    digest = hashlib.sha256(source).digest()[:16]
    old = pdf.trailer.get("/ID")
    first = old[0] if isinstance(old, Array) and len(old) else pikepdf.String(digest)
    return Dictionary(
        {**kept, "/Size": size, "/Prev": previous, "/ID": Array([first, pikepdf.String(digest)])},
    )


def _cross_reference_stream(values: pikepdf.Object, places: Mapping[int, int], number: int) -> bytes:
    """A cross-reference stream (7.5.8), for files whose own is one; it is object `number` itself."""
    values.Type = Name.XRef
    values.W = Array([1, 8, 2])
    values.Index = Array([part for run in _runs(places) for part in (run[0], len(run))])
    data = b"".join(b"\1" + places[entry].to_bytes(8, "big") + b"\0\0" for entry in sorted(places))
    values.Length = len(data)
    return b"%d 0 obj\n" % number + bytes(values.unparse()) + b"\nstream\n" + data + b"\nendstream\nendobj\n"
