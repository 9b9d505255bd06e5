"""Making the posts and messages: what each channel has room for, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kinds.social.posts import Post, Unfit, Writer, limits_with, tags
from converters.derivatives.kinds.social.sms import Message, measured, parts, without_marks
from converters.derivatives.kinds.social.social import KIND, RECIPE_LINE
from converters.derivatives.saying import words
from converters.derivatives.saying.account import Account, LeftOut, Reason
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints
from converters.derivatives.saying.planned import points_to_show
from validators.packages.durable import write_text
from validators.problems import Message as Told
from validators.problems import say
from validators.sharing.record import Record

_CHANNELS = ("facebook", "zalo", "notice")
_RULE = "=" * 8


def written(record: Record, target: Path, options: DeriveOptions, recipe: str) -> Derived:
    """Write the posts and messages of a record.

    Args:
        record: The material.
        target: The text file; the JSON goes beside it.
        options: Whether it is a draft, a plan, and length limits.
        recipe: By which it is made.

    Raises:
        NothingToShow: No passage names its provision.
        WrongLimit: A limit does not exist.
        OSError: A file cannot be written.
    """
    points = points_to_show(record, options.plan, draft=options.draft)
    made = _Made.of(record, points, options)
    write_text(target.with_suffix(".json"), json.dumps(made.as_data(recipe), ensure_ascii=False, indent=1) + "\n")
    write_text(target, "\n\n".join(made.sections(recipe)) + "\n")
    told = [points.note] if points.note else []
    told += [made.note] if made.note else []
    return Derived(KIND.name, target, draft=options.draft, notes=tuple(told), account=made.account(points))


@dataclass(frozen=True, slots=True)
class _Made:
    record: Record
    draft: bool
    limits: dict[str, int]
    posts: tuple[Post, ...]
    messages: tuple[tuple[KeyPoint, Message], ...]
    unfit: tuple[Unfit, ...]

    @classmethod
    def of(cls, record: Record, points: KeyPoints, options: DeriveOptions) -> _Made:
        limits = limits_with(options.limits)
        writer = Writer(record, options.draft, limits)
        posts: list[Post] = []
        unfit: list[Unfit] = []
        for channel in _CHANNELS:
            made, too_long = writer.posts(channel, points.points)
            posts += made
            unfit += too_long
        messages, too_long = writer.messages(points.points)
        return cls(record, options.draft, limits, tuple(posts), tuple(messages), (*unfit, *too_long))

    @property
    def note(self) -> Told | None:
        """How many statements some channel has no room for."""
        if not self.unfit:
            return None
        count = sum(one.channel == "sms" for one in self.unfit)
        others = len(self.unfit) - count
        return say(
            "Too long, whole with all that holds for it: {count} statements for a short message, {others} for a post. "
            "The file names them.", count=count, others=others,
        )  # fmt: skip

    def account(self, points: KeyPoints) -> Account:
        """What is shown somewhere; a statement that fits nowhere is left out."""
        shown = {id(point) for post in self.posts for point in post.points} | {id(one) for one, _ in self.messages}
        kept = [point for point in points.points if id(point) in shown]
        gone = [point for point in points.points if id(point) not in shown]
        return points.with_points(kept, [LeftOut(one.pointer, Reason.NO_ROOM, one.text) for one in gone]).account

    def sections(self, recipe: str) -> Iterator[str]:
        """The text file, a section a post."""
        if self.draft:
            yield words.DRAFT_BANNER
        yield self.record.title.strip()
        for path, alt in _pictures(self.record):
            yield "\n".join(part for part in (f"{words.IMAGE}: {path}", alt) if part)
        for post in self.posts:
            head = f"{_RULE} {post.title} ({len(post.text)}/{self.limits[post.channel]}) {_RULE}"
            yield f"{head}\n\n{post.text}"
        for number, (_, message) in enumerate(self.messages, 1):
            size = f"{message.encoding} {message.length}, {words.PARTS} {self._parts(message)}"
            head = f"{_RULE} SMS {number}/{len(self.messages)} ({size}) {_RULE}"
            yield f"{head}\n\n{message.text}"
        if self.unfit:
            lines = (f"- {one.channel} ({self._length(one)}/{one.limit}): {one.text}" for one in self.unfit)
            yield f"{_RULE} {words.DOES_NOT_FIT} {_RULE}\n\n" + "\n".join(lines)
        yield f"{words.IDENTIFIER}: {self.record.identifier}\n{RECIPE_LINE}{recipe}"

    def _parts(self, message: Message) -> int:
        return parts(message, self.limits["sms" if message.encoding == "GSM-7" else "sms-unicode"])

    def _length(self, one: Unfit) -> int:
        """In the unit of its limit."""
        return self._parts(measured(without_marks(one.text))) if one.channel == "sms" else len(one.text)

    def as_data(self, recipe: str) -> dict[str, Any]:
        """The same for programs."""
        return {
            "identifier": self.record.identifier,
            "title": self.record.title.strip(),
            "draft": self.draft,
            "ai_generated": bool(self.record.ai.generated),
            "recipe": recipe,
            "limits": self.limits,
            "tags": list(tags(self.record)),
            "pictures": [{"path": path, "alt": alt} for path, alt in _pictures(self.record)],
            "posts": [
                {"channel": post.channel, "text": post.text, "length": len(post.text), "says": _said(post.points)}
                for post in self.posts
            ],
            "sms": [
                {"text": one.text, "encoding": one.encoding, "length": one.length, "parts": self._parts(one),
                 "without_marks": one.plain, "says": _said([point])}
                for point, one in self.messages
            ],
            "does_not_fit": [
                {"channel": one.channel, "text": one.text, "length": self._length(one), "limit": one.limit,
                 "says": _said([one.point])}
                for one in self.unfit
            ],
        }  # fmt: skip


def _said(points: Sequence[KeyPoint]) -> list[dict[str, str]]:
    return [{"pointer": point.pointer, "provision": point.citation} for point in points]


def _pictures(record: Record) -> list[tuple[str, str]]:
    """Pictures of the package to post with it, and what is told of each to those who cannot see it."""
    alt = record.accessibility.alt_texts
    pictures = (file for file in record.files if file.role == "infographic" and file.media_type.startswith("image/"))
    return [(file.path, alt.get(file.path, "")) for file in pictures]  # a PDF for print is none that can be posted
