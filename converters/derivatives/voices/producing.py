"""From sections to sound files: words, voice, loudness, MP3 and Opus with tags and chapters."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.saying import words
from converters.derivatives.telling.section import Section
from converters.derivatives.voices.loudness import Level, Loudness, brought_to
from converters.derivatives.voices.narration import Narration, narrate
from converters.derivatives.voices.scripts import SectionScript, scripts_of
from converters.derivatives.voices.sound_files import RECIPE, write_sound
from converters.derivatives.voices.speakers.protocol import Recording, Speaker
from converters.derivatives.voices.speaking import Speaking
from converters.progress import Progress, under_way
from validators.problems import say
from validators.sharing.record import Record

_ENDINGS = (".mp3", ".opus")
_STEPS_BESIDE_SPEAKING = 1 + len(_ENDINGS)


@dataclass(frozen=True, slots=True)
class Produced:
    """What was made.

    Attributes:
        narration: What is heard when; its file is gone.
        scripts: What was said.
        level: Loudness reached, before encoding.
    """

    narration: Narration
    scripts: tuple[SectionScript, ...]
    level: Level


def produce(
    sections: Sequence[Section],
    speaker: Speaker,
    target: Path,
    speaking: Speaking,
    loudness: Loudness,
    tags: Mapping[str, str],
    progress: Progress,
) -> Produced:
    """Speak sections and write them as an MP3 file, with an Opus file of the same name beside it.

    Args:
        sections: What is said.
        speaker: Who says it.
        target: The MP3 file.
        speaking: Table of abbreviations, kept sounds.
        loudness: For whom, unless `speaking` says so.
        tags: Of both files.
        progress: Told of every section.

    Raises:
        CannotBeSaid: Something in the text is not known to be said; nothing was written.
        VoiceFailed: The voice did not speak.
        EncoderFailed: ffmpeg failed.
        OSError: A file cannot be written.
    """
    scripts = scripts_of(sections, speaking.table())
    steps = len(scripts) + _STEPS_BESIDE_SPEAKING
    with (
        tempfile.TemporaryDirectory() as folder,
        under_way(progress, say("Speaking “{title}”", title=tags.get("title", "")[:40]), steps),
    ):
        narration = narrate(scripts, speaker, Path(folder) / "spoken.wav", speaking.kept, progress)
        loud = Path(folder) / "loud.wav"
        level = brought_to(narration.path, loud, speaking.loudness or loudness)
        progress.advance()
        for ending in _ENDINGS:
            write_sound(loud, target.with_suffix(ending), tags, narration.chapters)
            progress.advance()
    return Produced(narration, scripts, level)


def tags_of(record: Record, speaker: Speaker | None, *, draft: bool, recipe: str) -> dict[str, str]:
    """The tags of a sound file or a video: what it is, from whom, who speaks, and that it is a draft."""
    title = record.title.strip()
    tags = {"title": f"{words.DRAFT_BANNER}: {title}" if draft else title}
    if named := words.issuer(record):
        tags["artist"] = named[1]
    tags["album"] = words.FIELD
    tags["genre"] = "Speech"
    if record.date_issued:
        tags["date"] = str(record.date_issued.year)
    tags["language"] = "vie"
    voice = voice_line(speaker) if speaker else ""
    notes = (words.DRAFT_BANNER if draft else "", voice, words.AI_NOTICE if record.ai.generated else "")
    tags["comment"] = " · ".join(note for note in (*notes, record.identifier) if note)
    return {**tags, RECIPE: recipe}


def voice_line(speaker: Speaker) -> str:
    """Who speaks, for those who see it; empty for a person without a name."""
    if isinstance(speaker, Recording):
        return f"Người đọc: {speaker.name}" if speaker.name else ""
    return f"{words.SYNTHETIC_VOICE} ({speaker.name})"
