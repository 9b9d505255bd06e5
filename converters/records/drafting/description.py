"""What a material is about: title, kind, description, language, subjects, audiences, keywords."""

from __future__ import annotations

from collections.abc import Sequence

from converters.reading.document import Document
from converters.records.citations.basis import Entry
from converters.records.doubts.doubt import doubt
from converters.records.drafting.draft_values import DraftValues
from converters.records.metadata.grounds import ground
from converters.records.metadata.head.letterhead import Letterhead
from converters.records.metadata.kinds.kind_found import KindFound
from converters.records.metadata.summary import summarise
from converters.records.metadata.titles import find_title
from converters.records.metadata.topics import find_audiences, find_keywords, find_language, find_subjects
from converters.records.passages.passage import Passage, ReadValue
from validators.problems import say

_OPENING = 12  # passages in which a material says whom it is for
_LAWS = frozenset({"luat", "bo-luat", "phap-lenh"})  # whose titles are keywords


def describe(
    draft: DraftValues, document: Document, text: Sequence[Passage], head: Letterhead, kind: KindFound
) -> ReadValue | None:
    """Title, kind and description.

    Args:
        draft: Is given them.
        document: As read.
        text: Its passages.
        head: Its head.
        kind: As chosen.

    Returns:
        Where the title was read; None when it stands nowhere in the text.
    """
    title = find_title(document, text, head)
    draft.put("title", title.text, title.reads, inferred=title.guessed or len(title.reads) > 1)
    if title.guessed:
        guess = say("No title is printed as such; this one is a guess.")
        draft.doubts.append(doubt("title", guess, pointer="/title", text=title.text))
    shown = kind.passage or next(iter(text), None)
    read = [] if shown is None else [ReadValue(shown.text, shown, 0, len(shown.text))]
    draft.put("kind", kind.kind, read, inferred=kind.inferred)
    if kind.kind == "khac":
        draft.doubts.append(doubt("kind", kind.reason, pointer="/kind", text=kind.kind))
    excerpts = summarise(title.text, text[head.end :])
    if excerpts:
        sources = [ReadValue(excerpt.text, excerpt.passage, excerpt.start, excerpt.end) for excerpt in excerpts]
        draft.put("description", " ".join(excerpt.text for excerpt in excerpts), sources, inferred=True)
    return title.reads[0] if title.reads else None


def classify(draft: DraftValues, text: Sequence[Passage], body: Sequence[Passage], entries: Sequence[Entry]) -> None:
    """Language, subjects, audiences and keywords.

    Args:
        draft: Is given them.
        text: All passages.
        body: Those between head and closing.
        entries: The legal basis.
    """
    whole = "\n".join(passage.text for passage in text)
    title = str(draft.values["title"])
    cited = [entry.citation.act.title for entry in entries if entry.citation.act.title]
    language = find_language(whole)
    if language is not None:
        draft.values["language"] = language
    else:
        draft.doubts.append(
            doubt("language", say("Too little text to tell the language; Vietnamese is assumed."), pointer="/language")
        )
    subjects = find_subjects(title, whole, cited)
    audiences = find_audiences(title, "\n".join(passage.text for passage in body[:_OPENING]))
    acts = [entry.citation.act for entry in entries]
    keywords = find_keywords([act.title for act in acts if act.title and act.type in _LAWS])
    draft.values |= {"subjects": subjects, "audiences": audiences, "keywords": keywords}
    ground(draft.evidence, text, subjects=subjects, audiences=audiences, keywords=keywords)
