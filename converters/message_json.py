"""A sentence as JSON gives it back: a sentence inside a sentence comes back as its members, and is made one again."""

from __future__ import annotations

from validators.problems import Message

_MEMBERS = {"text", "values"}


def spoken(message: Message) -> Message:
    """The sentence with the sentences inside it, which JSON gives back as their members."""
    return Message(message.text, {name: _revived(value) for name, value in message.values.items()})


def message_of(members: object) -> Message | None:
    """The sentence that some members of JSON are of; None when they are of none."""
    found = _revived(members)
    return found if isinstance(found, Message) else None


def members_of(message: Message) -> dict[str, object]:
    """The members a sentence is written as; what JSON has no place for, as text."""
    return {"text": message.text, "values": {name: _plain(value) for name, value in message.values.items()}}


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return members_of(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _revived(value: object) -> object:
    if isinstance(value, dict) and value.keys() == _MEMBERS:
        text, values = value["text"], value["values"]
        if isinstance(text, str) and isinstance(values, dict):
            return spoken(Message(text, values))
    return value
