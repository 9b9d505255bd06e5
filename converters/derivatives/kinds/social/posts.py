"""Statements as posts: each with its provision, what holds for it in the same post, and no post longer than allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.derivatives.kinds.social.sms import Message, fitting, without_marks
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint
from validators.problems import Problem, say
from validators.sharing.record import Record

LIMITS = {"facebook": 2000, "zalo": 2000, "notice": 3000, "sms": 160, "sms-unicode": 70, "sms-parts": 3}
"""Letters at most, by channel: posts as people still read them, a sheet of A4, what one message holds, and how many
messages may be joined to one."""
_BOARDS = {"facebook": "FACEBOOK", "zalo": "ZALO", "notice": "BẢNG TIN"}
_MOST_TAGS = 5
_TAG_OF_ALL = "#PBGDPL"


class WrongLimit(Problem):
    """A length limit that does not exist or is no length."""

    code = "wrong-limit"


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a channel.

    Attributes:
        channel: Its name in `LIMITS`.
        text: As it is posted.
        points: What it says.
    """

    channel: str
    text: str
    points: tuple[KeyPoint, ...]

    @property
    def title(self) -> str:
        """What its section is headed with."""
        return _BOARDS[self.channel]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A statement that a channel has no room for, whole: it is not shortened but left out, and said.

    `limit` is in letters; of short messages, in parts.
    """

    channel: str
    point: KeyPoint
    text: str
    limit: int


def limits_with(chosen: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The limits, with those a person chose.

    Raises:
        WrongLimit: There is none of that name, or it is no length.
    """
    for name, length in chosen:
        if name not in LIMITS or length < 1:
            raise WrongLimit(
                say("There is no length limit “{name}={length}”.", name=name, length=length),
                hint=say("Known limits: {names}", names=", ".join(LIMITS)),
            )
    return {**LIMITS, **dict(chosen)}


def sentence(point: KeyPoint) -> str:
    """A point in one line: heading, number, text, provision."""
    heading = f"{point.heading.rstrip(':. ')}:" if point.heading and not point.is_answer else point.heading
    figure = f"{point.figure}." if point.unsaid_figure else None
    return " ".join(part for part in (heading, figure, point.text, f"({point.citation}).") if part)


def tags(record: Record) -> tuple[str, ...]:
    """Tags of the subjects and keywords, in letters every network takes: "#GiaoThongVanTai"."""
    names = [words.subject_name(record), *record.keywords] if record.subjects else list(record.keywords)
    made = ("#" + "".join(part.capitalize() for part in re.findall(r"[^\W_]+", without_marks(name))) for name in names)
    return tuple(dict.fromkeys((_TAG_OF_ALL, *(tag for tag in made if len(tag) > 1))))[:_MOST_TAGS]


@dataclass(frozen=True)
class Writer:
    """Writes the posts of one record."""

    record: Record
    draft: bool
    limits: dict[str, int]

    def posts(self, channel: str, points: Sequence[KeyPoint]) -> tuple[list[Post], list[Unfit]]:
        """The points as posts of a channel, as many as it takes, and what does not fit into one."""
        limit = self.limits[channel]
        groups: list[list[KeyPoint]] = []
        unfit: list[Unfit] = []
        for point in points:
            if self._length(channel, [point]) > limit:
                unfit.append(Unfit(channel, point, self._text(channel, [point], "0/0"), limit))
            elif groups and self._length(channel, [*groups[-1], point]) <= limit:
                groups[-1].append(point)
            else:
                groups.append([point])
        places = [f"{number}/{len(groups)}" if len(groups) > 1 else "" for number in range(1, len(groups) + 1)]
        texts = (self._text(channel, group, place) for group, place in zip(groups, places, strict=True))
        return [Post(channel, text, tuple(group)) for text, group in zip(texts, groups, strict=True)], unfit

    def messages(self, points: Sequence[KeyPoint]) -> tuple[list[tuple[KeyPoint, Message]], list[Unfit]]:
        """A short message a point, whole with all that holds for it, and the points too long for one."""
        fit: list[tuple[KeyPoint, Message]] = []
        unfit: list[Unfit] = []
        for point in points:
            text = self._message(point)
            made = fitting(
                text,
                most=self.limits["sms"],
                most_with_marks=self.limits["sms-unicode"],
                most_parts=self.limits["sms-parts"],
            )
            if made is None:
                unfit.append(Unfit("sms", point, text, self.limits["sms-parts"]))
            else:
                fit.append((point, made))
        return fit, unfit

    def _message(self, point: KeyPoint) -> str:
        marks = f"({words.DRAFT_SHORT}) " if self.draft else ""
        notice = [f"{words.AI_NOTICE}."] if self.record.ai.generated else []
        return " ".join([marks + sentence(point), *point.pinned_texts, *notice])

    def _length(self, channel: str, points: Sequence[KeyPoint]) -> int:
        return len(self._text(channel, points, "99/99"))

    def _text(self, channel: str, points: Sequence[KeyPoint], place: str) -> str:
        record = self.record
        issuer = words.issuer(record)
        shared = set.intersection(*(set(point.pinned_texts) for point in points))
        lines = [words.DRAFT_BANNER] if self.draft else []
        lines.append(f"{record.title.strip()} ({place})" if place else record.title.strip())
        pinned = [text for text in points[0].pinned_texts if text in shared]
        lines += [f"{words.READ_ALONG}: {' '.join(pinned)}"] if pinned else []
        first = 1
        for number, point in enumerate(points, 1):
            own = tuple(text for text in point.pinned_texts if text not in shared)
            lines.append(f"{number}. {sentence(point)}")
            if number < len(points) and own == tuple(
                text for text in points[number].pinned_texts if text not in shared
            ):
                continue  # said once, behind the last of those it holds for
            if own:
                which = f"{first}–{number}" if first < number else str(number)
                lines.append(f"{words.READ_ALONG} ({which}): {' '.join(own)}")
            first = number + 1
        foot = [f"{issuer[0]}: {issuer[1]}"] if issuer else []
        foot += [line for line in (words.issued_line(record), words.AI_NOTICE if record.ai.generated else "") if line]
        lines += ["\n".join(foot)] if foot else []
        lines += [" ".join(tags(record))] if channel != "notice" else []
        return "\n\n".join(lines)
