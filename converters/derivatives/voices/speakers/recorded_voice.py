"""A person's recording: one file a section, and a small list that ties each file to the words it was read from.

The list is a text of two columns parted by a tab: the mark of a section, as the script shows it, and a file beside the
list. A mark is made of the words: when they change, the recording is no longer taken for them. A line `# name: …` says
who reads.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.voices.speakers.protocol import Recording, UnknownVoice
from converters.derivatives.voices.speakers.sound import Sound, read_wav
from converters.externals.ffmpeg import run_ffmpeg
from validators.problems import say

LIST = "list.tsv"
RATE = 48_000  # samples a second to which recordings are brought
_NAME = "# name:"
_LARGEST = 1 << 20  # bytes of a list


@dataclass(frozen=True, slots=True)
class RecordedVoice:
    """Files by the marks of their sections.

    Attributes:
        name: Who read; may be empty.
        files: By mark.
        identity: A hash of all files.
    """

    name: str
    files: Mapping[str, Path]
    identity: str

    def section(self, mark: str) -> Sound | None:
        """See `Recording.section`.

        Raises:
            EncoderFailed: The file is no sound that ffmpeg can read.
        """
        path = self.files.get(mark)
        if path is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "plain.wav"
            run_ffmpeg(("-i", path, "-map", "a:0", "-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", plain))
            return read_wav(plain.read_bytes())


def open_voice(detail: str) -> Recording:
    """The recording of a list.

    Args:
        detail: The list, or the folder it lies in.

    Raises:
        UnknownVoice: There is none, or it names a file that is not beside it.
    """
    path = Path(detail) / LIST if Path(detail).is_dir() else Path(detail)
    if not detail or not path.is_file() or path.stat().st_size > _LARGEST:
        raise UnknownVoice(
            say("There is no list of recordings at {path}.", path=path),
            hint=say("Write one: the mark of a section as the script shows it, a tab, its sound file."),
        )
    name = ""
    files: dict[str, Path] = {}
    for line in path.read_text("utf-8-sig").splitlines():
        if line.lower().startswith(_NAME):
            name = line[len(_NAME) :].strip()
        elif line.strip() and not line.startswith("#"):
            mark, _, written = line.partition("\t")
            files[mark.strip()] = _beside(path, written.strip())
    digest = hashlib.sha256()
    for mark, file in sorted(files.items()):
        digest.update(mark.encode() + hashlib.sha256(file.read_bytes()).digest())
    return RecordedVoice(name, files, f"recorded {digest.hexdigest()}")


def _beside(path: Path, name: str) -> Path:
    file = path.parent / name
    if not name or Path(name).name != name or not file.is_file():
        raise UnknownVoice(say("The list of recordings names “{file}”, which is not beside it.", file=name), path=path)
    return file
