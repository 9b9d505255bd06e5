"""Do a package's seal and the pages it was read from belong to its record?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from validators.packages.bag import manifest_entries, read_bag_info
from validators.packages.package import Package
from validators.problems import Message, say
from validators.rules.agreeing.printed_text import letters_of
from validators.rules.pages import READ_PAGES, read_from
from validators.rules.rule import BAGIT, ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Record

_INFO = "bag-info.txt"
_SENDER = "Internal-Sender-Identifier"


def _other_label(subject: Subject) -> Iterator[Hit]:
    """What the bag says of itself (RFC 8493, 2.2.2), and the record does not."""
    if subject.package is None or subject.record is None or subject.faults:
        return
    told = read_bag_info(subject.package.place, whole=True)
    yield from _other_sender(subject.record, dict(told))
    yield from _not_in_tags(subject.package)
    for name, value in told:
        if (why := _why_not(name, value.strip(), subject.record, subject.day)) is not None:
            yield hit("", file=_INFO, name=name, value=value[:120], why=why)


def _not_in_tags(package: Package) -> Iterator[Hit]:
    """A list of the bag's own files that leaves one of them out lets it be changed by anybody (RFC 8493, 2.2.1)."""
    for tags in sorted(package.place.glob("tagmanifest-*.txt")):
        listed = {name for _, name in manifest_entries(tags)}
        for name in (*_OF_BAGS, tags.name.removeprefix("tag")):
            if name not in listed and package.place.joinpath(name).is_file():
                yield hit("", file=tags.name, name=tags.name, value=name, why=say("it is not listed there"))


_OF_BAGS = ("bagit.txt", _INFO)


def _other_sender(record: Record, told: Mapping[str, str]) -> Iterator[Hit]:
    """What this program sealed bears the name of its source, by which the sender knows it."""
    said = told.get(_SENDER, "").strip()
    sources = [entry.path for entry in record.files if entry.role == "source"]
    if said and len(sources) == 1 and told.get("Bag-Software-Agent", "").startswith("pbgdpl"):
        name = sources[0].rpartition("/")[2]
        if not _is_name_of(said, name):
            yield hit("", file=_INFO, name=_SENDER, value=said[:120], why=say("the source is “{name}”", name=name))


def _is_name_of(said: str, name: str) -> bool:
    """Whether a file may have been stored under a name: marks and capitals are lost, and the end of a long one."""
    stem, ending = (letters_of(part) for part in (name.rpartition(".")[0] or name, name.rpartition(".")[2]))
    letters = letters_of(said)
    return (letters.startswith(stem) and (letters.endswith(ending) or not ending)) or not stem


def _why_not(name: str, value: str, record: Record, day: dt.date) -> Message | None:
    if name == "External-Identifier" and value != record.identifier.strip():
        return say("the record has the identifier “{identifier}”", identifier=record.identifier)
    organ = record.publisher.name if record.publisher else ""
    if name == "Source-Organization" and organ and letters_of(value) != letters_of(organ):
        return say("the record names “{organ}”", organ=organ)
    if name == "External-Description" and letters_of(value) != letters_of(record.title):
        return say("the title is “{title}”", title=record.title)
    if name == "Bagging-Date" and _is_after(value, max(day, dt.datetime.now(dt.UTC).date())):  # judged as of a past day
        return say("that day is still to come")
    if name == "Bagging-Date" and record.date_issued and _is_after(str(record.date_issued.first), _day(value)):
        return say("it was issued on {date}", date=record.date_issued)
    return None


def _is_after(value: str, day: dt.date | None) -> bool:
    said = _day(value)
    return said is not None and day is not None and said > day + dt.timedelta(days=1)  # elsewhere it may be tomorrow


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _read_from_other(subject: Subject) -> Iterator[Hit]:
    """The pages were read from a file that is none of the sources: it was exchanged, and nobody read the new one."""
    record, package = subject.record, subject.package
    if record is None or package is None or subject.faults:
        return
    digest = read_from(package)
    sources = [(index, entry) for index, entry in enumerate(record.files) if entry.role == "source"]
    if digest and sources and all(entry.sha256 != digest for _, entry in sources):
        index, entry = sources[0]
        yield hit(json_pointer("files", index), name=entry.path, pages=READ_PAGES)


RULES = (
    Rule("DUNG086", "bag-says-other", WARNING, WARNING,
         say("The bag says “{value}” ({name}): {why}."), BAGIT,
         say("Seal it again: change the record with the program, which writes both."), _other_label),
    Rule("DU246", "read-from-other-file", ERROR, WARNING,
         say("“{name}” is not the file that was read (“{pages}”)."), EVIDENCE,
         say("Convert it again: pbgdpl convert SOURCE -o FOLDER --again"), _read_from_other),
)  # fmt: skip
