"""Options of what is spoken and filmed: who speaks, how loud, how long; the shape and size of a video."""

from __future__ import annotations

from typing import Any

import typer

from pbgdpl_cli.i18n import _


def voice_option() -> Any:
    """`--voice`, in the language of this run."""
    return typer.Option(
        "--voice",
        metavar="NAME[:DETAIL]",
        help=_(
            "Who speaks: espeak (or espeak:vi-vn-x-south), recorded:FOLDER with a list.tsv, or "
            "command:PROGRAM, which takes words and gives WAV."
        ),
    )


def no_voice_option() -> Any:
    """`--no-voice`, in the language of this run."""
    return typer.Option("--no-voice", help=_("Videos without a voice; captions are timed for reading."))


def loudness_option() -> Any:
    """`--loudness`, in the language of this run."""
    return typer.Option(
        "--loudness",
        metavar="podcast|broadcast",
        help=_("−16 LUFS for telephones and the web, −23 LUFS for broadcasting; peaks stay below −1 dBTP."),
    )


def abbreviations_option() -> Any:
    """`--abbreviations`, in the language of this run."""
    return typer.Option(
        "--abbreviations",
        metavar="FILE",
        help=_("Your own abbreviations and how they are said: as written, a tab, in words."),
    )


def station_option() -> Any:
    """`--station`, in the language of this run."""
    return typer.Option(
        "--station",
        metavar="FILE",
        help=_("Profile of the loudspeaker station (TOML): name, opening, closing, minutes, readings, loudness."),
    )


def minutes_option() -> Any:
    """`--minutes`, in the language of this run."""
    return typer.Option(
        "--minutes", metavar="N", min=0.5, max=60, help=_("Length of the loudspeaker bulletin with all its readings.")
    )


def whole_text_option() -> Any:
    """`--whole-text`, in the language of this run."""
    return typer.Option("--whole-text", help=_("The audio book reads all of the text, not only its key points."))


def shape_option() -> Any:
    """`--video-shape`, in the language of this run."""
    return typer.Option(
        "--video-shape", metavar="9:16|1:1|16:9", help=_("Shape of the video: upright, square or wide.")
    )


def music_option() -> Any:
    """`--music`, in the language of this run."""
    return typer.Option("--music", metavar="FILE", help=_("Music under the voice of a video, softer while it speaks."))


def size_option() -> Any:
    """`--max-size`, in the language of this run."""
    return typer.Option("--max-size", metavar="MB", min=0.3, help=_("Largest size of a video."))


def preview_option() -> Any:
    """`--preview`, in the language of this run."""
    return typer.Option(
        "--preview",
        metavar="FILE",
        help=_("Only the first ten seconds of the video, into this file; no package changes."),
    )
