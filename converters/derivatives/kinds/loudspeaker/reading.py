"""What is read over a loudspeaker, whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.telling.bulletin import Bulletin, bulletin
from converters.derivatives.telling.points import Manner
from converters.derivatives.telling.section import Section
from converters.derivatives.voices.narration import BETWEEN_SECTIONS
from converters.derivatives.voices.scripts import SectionScript, scripts_of
from validators.problems import Message, say
from validators.sharing.record import Record


def bulletin_of(record: Record, options: DeriveOptions, *, synthetic: bool) -> Bulletin:
    """The bulletin of a material for the station of these options.

    Raises:
        NothingToShow: No passage names its provision.
        CannotBeSaid: Something in the text is not known to be said.
    """
    table = options.speaking.table()

    def length(sections: Sequence[Section]) -> float:
        said = sum(script.seconds for script in scripts_of(sections, table))
        return said + BETWEEN_SECTIONS * (len(sections) - 1)

    points = points_to_show(record, options.plan, draft=options.draft)
    manner = Manner(options.draft, synthetic)
    return bulletin(record, points, options.speaking.station, manner, length)


def notes_of(told: Bulletin, options: DeriveOptions) -> tuple[Message, ...]:
    """What a person should know: that it is longer than the station wants, that there is little."""
    notes = [told.points.note] if told.points.note else []
    minutes = options.speaking.station.minutes
    if told.seconds > minutes * 60:
        notes.append(
            say(
                "The bulletin takes about {length}, longer than the {minutes} minutes of the station: "
                "no fine is left out.",
                length=length_told(told.seconds), minutes=f"{minutes:g}",
            )
        )  # fmt: skip
    return tuple(notes)


def script_text(told: Bulletin, scripts: Sequence[SectionScript], title: str) -> str:
    """The script: every section as printed and as it is said, with the mark of its recording.

    What is read again is named by its mark alone.
    """
    head = f"KỊCH BẢN BẢN TIN TRUYỀN THANH\n{title}\nThời lượng: khoảng {length_told(told.seconds)}"
    return "\n\n".join((head, *_parts(scripts))) + "\n"


def _parts(scripts: Sequence[SectionScript]) -> Iterator[str]:
    numbers: dict[str, int] = {}
    for number, script in enumerate(scripts, 1):
        if script.mark in numbers:
            yield f"[{number}] Đọc lại phần [{numbers[script.mark]}] · mã {script.mark}"
            continue
        numbers[script.mark] = number
        said = " ".join(one.punctuated for one in script.scripts).replace("\n", " ")
        yield f"[{number}] mã {script.mark}\n{script.section.printed}\nĐọc là: {said}"


def length_told(seconds: float) -> str:
    """A length as people say it: "3 phút 20 giây"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
