"""Options of what is spoken: who speaks, how loud, how long, and how abbreviations are said."""

from __future__ import annotations

from typing import Any

import typer

from pbgdpl_cli.i18n import _


def _option(*names: str, **settings: Any) -> Any:
    return typer.Option(*names, rich_help_panel=_("Sound"), **settings)


def voice_option() -> Any:
    """`--voice`, in the language of this run."""
    return _option(
        "--voice",
        metavar="NAME[:DETAIL]",
        help=_(
            "Who speaks: espeak (or espeak:vi-vn-x-south), recorded:FOLDER with a list.tsv, or "
            "command:PROGRAM, which takes words and gives WAV."
        ),
    )


def no_voice_option() -> Any:
    """`--no-voice`, in the language of this run."""
    return _option("--no-voice", help=_("Videos without a voice; captions are timed for reading."))


def loudness_option() -> Any:
    """`--loudness`, in the language of this run."""
    return _option(
        "--loudness",
        metavar="podcast|broadcast",
        help=_("−16 LUFS for telephones and the web, −23 LUFS for broadcasting; peaks stay below −1 dBTP."),
    )


def abbreviations_option() -> Any:
    """`--abbreviations`, in the language of this run."""
    return _option(
        "--abbreviations",
        metavar="FILE",
        help=_("Your own abbreviations and how they are said: as written, a tab, in words."),
    )


def station_option() -> Any:
    """`--station`, in the language of this run."""
    return _option(
        "--station",
        metavar="FILE",
        help=_("Profile of the loudspeaker station (TOML): name, opening, closing, minutes, readings, loudness."),
    )


def minutes_option() -> Any:
    """`--minutes`, in the language of this run."""
    return _option(
        "--minutes", metavar="N", min=0.5, max=60, help=_("Length of the loudspeaker bulletin with all its readings.")
    )


def whole_text_option() -> Any:
    """`--whole-text`, in the language of this run."""
    return _option("--whole-text", help=_("The audio book reads all of the text, not only its key points."))
