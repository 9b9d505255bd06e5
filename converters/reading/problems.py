"""What can be wrong with a source as given. Each has a code of its own; all are `UnreadableInput`."""

from __future__ import annotations

from validators.problems import UnreadableInput, say


class EmptyFile(UnreadableInput):
    """The file holds no bytes, or nothing that could be read."""

    code = "empty-file"


class WrongFormat(UnreadableInput):
    """The content is not what the name says, or is nothing we read."""

    code = "wrong-format"


class Encrypted(UnreadableInput):
    """A password is needed."""

    code = "encrypted"


class TooLarge(UnreadableInput):
    """More pixels, pages, files or bytes than can be read safely."""

    code = "too-large"


class Damaged(UnreadableInput):
    """The format is right, but the content is broken or cut off."""

    code = "damaged"


class Unsafe(UnreadableInput):
    """The content is built to harm: entity bombs, archives that climb out of their folder."""

    code = "unsafe"


class NoMaterials(UnreadableInput):
    """A folder or archive without any file that could be read."""

    code = "no-materials"


class NotFound(UnreadableInput):
    """There is no such file or folder."""

    code = "not-found"


class PagesOutOfRange(UnreadableInput):
    """The file has no page of a number that was asked for."""

    code = "pages-out-of-range"


class NoPagesToChoose(UnreadableInput):
    """Pages were chosen of a file that has none of its own."""

    code = "no-pages"


class ChangedWhileRead(UnreadableInput):
    """Somebody wrote to the file while it was being read."""

    code = "changed"


def damaged(what: str = "") -> Damaged:
    """The usual sentence for a broken file; `what` is the detail a technician would want."""
    if what:
        return Damaged(
            say("The file is damaged or incomplete ({detail}).", detail=what), hint=say("Copy or scan it again.")
        )
    return Damaged(say("The file is damaged or incomplete."), hint=say("Copy or scan it again."))


def encrypted() -> Encrypted:
    """The usual sentence for a file with a password."""
    return Encrypted(
        say("The file is protected by a password."),
        hint=say("Open it with the password, save a copy without one, and use the copy."),
    )
