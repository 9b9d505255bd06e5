"""Web pages saved whole (MHTML, RFC 2557) and mails (RFC 5322): their subject and the text of their main part."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import BlockKind, Method, Page
from converters.reading.office.flow import RichParagraph, RichRun, block_of
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.encodings import decode_bytes
from converters.reading.plain.html import html_page
from converters.reading.plain.text import pages_of, text_paragraphs
from converters.reading.problems import EmptyFile, TooLarge
from validators.problems import Message, say

_MAX_BYTES = 100_000_000
_REPLY = re.compile(r"(?:(?:re|fwd?|tl|trả lời|chuyển tiếp)\s?:\s*){1,9}", re.IGNORECASE)
_QUOTED = re.compile(r"(?:> ?){1,9}")
_FIRST = 3  # blocks among which a mail may repeat its subject


def read_mime(source: Path) -> PagesRead:
    """Read the first page, or failing that the first text, that such a file holds.

    Of its headers only a mail's subject is text: it names the mail as a title does.

    Raises:
        TooLarge, EmptyFile: It cannot be used.
    """
    if source.stat().st_size > _MAX_BYTES:
        raise TooLarge(say("The file has more than {megabytes} MB.", megabytes=_MAX_BYTES // 1_000_000), path=source)
    mail = email.message_from_bytes(source.read_bytes(), policy=email.policy.compat32)
    findings = Findings()
    pages = [part for part in mail.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if pages:
        read = html_page(_bytes_of(pages[0]), findings, _charset_of(pages[0]))
        page, title = read.page, read.title
    else:
        page, title = _plain_page(mail, findings), None
    if not page.blocks:
        raise EmptyFile(say("The file holds no text."), path=source)
    page = _under_its_subject(page, mail, findings)
    notes = (*findings.notes(), *_attached(mail))
    if len(pages) > 1:
        notes = (*notes, say("{number} frames of the saved page were left out.", number=len(pages) - 1))
    return PagesRead((page,), title, notes)


def _under_its_subject(page: Page, mail: Mail, findings: Findings) -> Page:
    """A mail's text below its subject; a page saved by a browser comes from nobody's address and has its own title."""
    if "@" not in str(mail["From"]):
        return page
    subject = _REPLY.sub("", " ".join(_as_meant(str(mail.get("Subject", ""))).split()))
    said = {" ".join(block.text.split()) for block in page.blocks[:_FIRST]}
    block = block_of(RichParagraph((RichRun(subject),), heading=1), findings) if subject not in said else None
    return page if block is None else replace(page, blocks=(block, *page.blocks))


def _attached(mail: Mail) -> tuple[Message, ...]:
    """What is told of files sent with a mail."""
    files = (part.get_filename() for part in mail.walk() if part.get_content_disposition() == "attachment")
    names = sorted({_as_meant(name) for name in files if name})
    if not names:
        return ()
    return (say("Files sent with the mail were left out: {names}. Save and convert them too.", names=", ".join(names)),)


def _as_meant(header: str) -> str:
    """A header's words (RFC 2047); as written where they name no code or break it."""
    try:
        return str(make_header(decode_header(header)))
    except (HeaderParseError, LookupError, ValueError):
        return header


def _plain_page(mail: Mail, findings: Findings) -> Page:
    texts = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    text = decode_bytes(_bytes_of(texts[0]), findings, _charset_of(texts[0])) if texts else ""
    own, beside = _parted(text.replace("\r\n", "\n").split("\n"))
    pages = pages_of("\n".join(own).replace("\f", "\n"), findings, text_paragraphs)
    paragraphs = (RichParagraph((RichRun(line),), kind=BlockKind.FOOTER) for line in beside)
    more = tuple(block for line in paragraphs if (block := block_of(line, findings)) is not None)
    said = pages[0].blocks if pages else ()
    return Page(1, None, None, None, (*said, *more), Method.PLAIN)


def _parted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What a mail says, and beside it who sent it and the mail it answers, where it says more than that one does.

    A mail that only passes another on is that other one: its signs of quotation go, its words stay.
    """
    quoted = [line for line in lines if line.startswith(">")]
    first = next((place for place, line in enumerate(lines) if line.startswith(">")), len(lines))
    above = max((place for place, line in enumerate(lines[:first]) if line.strip()), default=-1)
    introduces = above >= 0 and first < len(lines) and lines[above].rstrip().endswith(":")
    signed = next((place for place, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    own: list[str] = []
    beside: list[str] = []
    for place, line in enumerate(lines):
        told = signed <= place or line.startswith(">") or (introduces and place == above)
        if place != signed:
            (beside if told else own).append(line)
    if len("".join(own)) < len("".join(quoted)):
        return [_QUOTED.sub("", line) for line in lines], []
    return own, [_QUOTED.sub("", line) for line in beside]


def _bytes_of(part: Mail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset_of(part: Mail) -> str | None:
    charset = part.get_content_charset()
    return str(charset) if charset else None
