"""What libraries and the system say in English, as sentences that are translated: a report speaks one language.

Tables of what they are known to say. What stands in none of them is told in general words of ours, never passed on.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

from validators.problems import Message, say

_JSON: Mapping[str, Message] = {
    "Expecting property name": say("the name of a field in quotation marks has to stand here"),
    "Expecting ',' delimiter": say("a comma has to stand here"),
    "Expecting ':' delimiter": say("a colon has to stand here"),
    "Expecting value": say("a value has to stand here"),
    "Extra data": say("something stands behind the end"),
    "Invalid control character": say("a control sign stands in a text"),
    "Invalid \\": say("the sign behind “\\” means nothing there"),
    "Illegal trailing comma": say("there is a comma behind the last value"),
}
_BAG: Mapping[str, Message] = {
    "Missing required tag": say("bagit.txt does not say its version and encoding"),
    "Bag version numbers": say("bagit.txt names a version that is none"),
    "Unsupported bag version": say("bagit.txt names a version that is not known"),
    "Unsupported encoding": say("bagit.txt names an encoding that is not known"),
    "Expected data directory": say("the folder “data” is missing"),
    "No manifest files": say("there is no list of files with checksums"),
    "bagit.txt must not contain": say("bagit.txt begins with a byte-order mark"),
    "Malformed Payload-Oxum": say("bag-info.txt gives number and size of the files in no form known"),
    "Malformed URL": say("fetch.txt names an address that is none"),
}
_TYPES: Mapping[str, Message] = {
    "string": say("text"), "integer": say("a whole number"), "number": say("a number"), "boolean": say("true or false"),
    "null": say("nothing (null)"), "object": say("a group of fields"), "array": say("a list"), "date": say("a day"),
    "date-time": say("a moment"),
}  # fmt: skip
_SYSTEM: Mapping[int, Message] = {
    errno.EACCES: say("permission is denied"), errno.EPERM: say("permission is denied"),
    errno.ENOENT: say("it is no longer there"), errno.ENOSPC: say("no space is left on the disk"),
    errno.EIO: say("the disk does not answer as it should"), errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a file stands where a folder should be"), errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("links lead in a circle"), errno.EMFILE: say("too many files are open"),
    errno.ENFILE: say("too many files are open"), errno.EROFS: say("the disk is read-only"),
    errno.EBUSY: say("another program uses it"), errno.ETIMEDOUT: say("it took too long"),
}  # fmt: skip


def _known(words: str, table: Mapping[str, Message], other: Message) -> Message:
    return next((ours for beginning, ours in table.items() if beginning in words), other)


def of_json(words: str) -> Message:
    """Why a text is no JSON, as `json` words it."""
    return _known(words, _JSON, say("what stands here has no place in JSON"))


def of_bag(words: str) -> Message:
    """Why a folder is no bag, as `bagit` words it."""
    return _known(words, _BAG, say("the files that describe it do not follow the form"))


def of_type(name: str) -> Message:
    """A type or a form of the schema; a form of its own (a pattern) stays what it is."""
    return _TYPES.get(name) or say("{form}", form=name)


def of_types(names: str) -> Message:
    """Types of the schema, where several are right: commas part them."""
    first, *others = map(of_type, names.split(", "))
    for other in others:
        first = say("{first} or {other}", first=first, other=other)
    return first


def of_system(error: OSError) -> Message:
    """Why the system refused."""
    told = _SYSTEM.get(error.errno or 0)
    return told or say("the system refused ({number})", number=errno.errorcode.get(error.errno or 0, "OSError"))
