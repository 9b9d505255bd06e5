"""A document none of whose pages could be read is no document: better one sentence than an empty product."""

from __future__ import annotations

from converters.reading.document import Document
from validators.problems import Message, UnreadableInput, say


class NoPageRead(UnreadableInput):
    """Every page failed."""

    code = "no-page-read"


def refuse_unread(document: Document) -> None:
    """Make sure that something was read.

    Raises:
        NoPageRead: Every page failed; the sentence is the first page's reason.
    """
    failures = [page.failure for page in document.pages if page.failure]
    if failures and len(failures) == len(document.pages):
        raise NoPageRead(_sentence(failures), hint=say("Copy or scan it again."), path=document.source)


def _sentence(failures: list[Message]) -> Message:
    if len(failures) == 1:
        return failures[0]
    return say("None of the {count} pages could be read. {reason}", count=len(failures), reason=failures[0])
