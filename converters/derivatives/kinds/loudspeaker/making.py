"""Speaking the bulletin: what the script says, with tags and chapters, and the script beside it."""

from __future__ import annotations

from pathlib import Path

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kinds.loudspeaker.reading import bulletin_of, length_told, notes_of, script_text
from converters.derivatives.voices.loudness import Loudness
from converters.derivatives.voices.producing import produce, tags_of, voice_line
from converters.derivatives.voices.speaking import is_synthetic
from validators.packages.durable import write_text
from validators.problems import say
from validators.sharing.record import Record


def spoken(record: Record, target: Path, options: DeriveOptions, made_by: str) -> Derived:
    """Speak the bulletin of a record; raises what `loudspeaker.make` says.

    Args:
        record: The material.
        target: The MP3 file.
        options: Whether it is a draft, which station, which voice.
        made_by: The recipe, kept in the file.
    """
    station, speaker = options.speaking.station, options.speaking.speaker()
    told = bulletin_of(record, options, synthetic=is_synthetic(speaker))
    tags = tags_of(record, speaker, draft=options.draft, recipe=made_by)
    tags |= {"album": station.name} if station.name else {}
    made = produce(told.sections, speaker, target, options.speaking, Loudness(station.loudness), tags, options.progress)
    script = target.with_suffix(".txt")
    said = script_text(told, made.scripts, record.title.strip())
    write_text(script, f"{said}\n{voice_line(speaker)}\n")
    length = say("The bulletin takes {length}.", length=length_told(made.narration.seconds))
    return Derived(
        "loudspeaker",
        target,
        draft=options.draft,
        companions={"transcript": script},
        notes=(*notes_of(told, options), length),
        account=told.points.account,
        voice=voice_line(speaker) or None,
    )
