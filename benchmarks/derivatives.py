"""How much moviepy costs: the project's video against ffmpeg fed directly, in one run, interleaved.

    python benchmarks/derivatives.py PACKAGE [ROUNDS]

Two ways to the same cards, as many as are spoken in half a minute, 1080 × 1920, x264 veryfast:

    project   `converters.derivatives.kinds.video.video`: frames through moviepy, with voice, captions and cover
    piped     the same frames, without sound, written to ffmpeg's standard input by ourselves

Prints CPU seconds (ours and ffmpeg's together) and the ratio to `piped`, with the range over the rounds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.video import video
from converters.derivatives.kinds.video.cards import cards
from converters.derivatives.kinds.video.film import FRAMES_PER_SECOND, Film
from converters.derivatives.kinds.video.frames import Look, pages_of
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.kinds.video.timeline import scripts_for, spoken_seconds, timed_by_voice
from converters.derivatives.saying.key_points import require_key_points
from converters.derivatives.saying.planned import points_to_show
from converters.derivatives.wording.plan import Plan, PlanRow, Show
from converters.externals.ffmpeg import require_ffmpeg
from validators.packages.package import open_package
from validators.sharing.record import Record

FFMPEG_BINARY = str(require_ffmpeg())
RATE = str(FRAMES_PER_SECOND)
OUTPUT = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-threads", "2", "-pix_fmt", "yuv420p")
QUIET = ("-hide_banner", "-loglevel", "error", "-y")
LENGTH = 30.0  # seconds: what is measured takes about 70 CPU seconds a round, whatever the material


def plan_of(record: Record, options: DeriveOptions) -> Plan:
    """A plan that keeps as many cards, the best first, as are spoken in half a minute."""
    points, look = require_key_points(record), Look(SHAPES["9:16"], Typeface(options.fonts()), draft=True)
    for count in range(len(points.points), 0, -1):
        kept = points.fewer(count)
        made = cards(record, [(point, pages_of(record, point, look)) for point in kept.points], draft=True)
        if spoken_seconds(scripts_for(made, options.speaking.table())) <= LENGTH:
            break
    shown = set(kept.points)
    return Plan(tuple(PlanRow(one.pointer, one.text, Show.NO) for one in points.points if one not in shown), b"")


def film_of(record: Record, options: DeriveOptions) -> Film:
    """The film as the project makes it, narrated: what comes before the first frame."""
    look = Look(SHAPES["9:16"], Typeface(options.fonts()), draft=True)
    points = points_to_show(record, options.plan, draft=True)
    made = cards(record, [(point, pages_of(record, point, look)) for point in points.points], draft=True)
    scripts, speaker = scripts_for(made, options.speaking.table()), options.speaking.speaker()
    with tempfile.TemporaryDirectory() as folder:
        segments, _ = timed_by_voice(made, scripts, speaker, options.speaking, Path(folder) / "spoken.wav")
    return Film(record, segments, replace(look, parts=len(segments)))


def project(film: Film, options: DeriveOptions, folder: Path) -> None:
    video.make(film.record, folder / "video.mp4", options)


def piped(film: Film, _: DeriveOptions, folder: Path) -> None:
    size = f"{film.look.shape.width}x{film.look.shape.height}"
    source = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", RATE, "-i", "-")
    command = [FFMPEG_BINARY, *QUIET, *source, *OUTPUT, str(folder / "piped.mp4")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for number in range(round(film.duration * FRAMES_PER_SECOND)):
            process.stdin.write(film.at(number / FRAMES_PER_SECOND).tobytes())


def cpu_seconds(work: Callable[[Film, DeriveOptions, Path], None], record: Record, options: DeriveOptions) -> float:
    """CPU seconds of one way, drawing and ffmpeg included; what each way must have before is made anew."""
    film = film_of(record, options)
    with tempfile.TemporaryDirectory() as folder:
        before = os.times()
        work(film, options, Path(folder))
        after = os.times()
    return sum(after[:4]) - sum(before[:4])


def main(package: Path, rounds: int) -> None:
    ways = (project, piped)
    record, options = open_package(package).record(), DeriveOptions(draft=True)
    options = replace(options, plan=plan_of(record, options))
    film = film_of(record, options)
    film.at(0.0)  # fonts and modules are loaded outside the measurement
    spent: dict[str, list[float]] = {way.__name__: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            spent[way.__name__].append(cpu_seconds(way, record, options))
    base = statistics.median(spent["piped"])
    print(f"{film.duration:.0f} s of video, {rounds} rounds, {os.cpu_count()} cores")
    for name, values in spent.items():
        middle = statistics.median(values)
        print(f"{name:8} {middle:6.1f} CPU-s ({min(values):.1f}–{max(values):.1f})  ×{middle / base:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
