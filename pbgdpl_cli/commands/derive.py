"""`pbgdpl derive`: pictures, videos, sound and more from approved packages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pbgdpl_cli.commands import help_of
from pbgdpl_cli.extras import require_extra
from pbgdpl_cli.i18n import _
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import Session, session_of
from pbgdpl_cli.terminal import sound_options as sound
from pbgdpl_cli.terminal.help.examples import examples_of
from pbgdpl_cli.terminal.waiting import lock_wait, wait_option


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(help=help_of("derive"), epilog=examples_of("derive"))
    def derive(
        context: typer.Context,
        words: Annotated[
            list[str],
            typer.Argument(
                metavar="KIND... PACKAGE...",
                help=_(
                    "What to make (such as infographic or video), then packages or folders of packages; or plan, "
                    "then one package, for a sheet in which a person chooses."
                ),
            ),
        ],
        draft: Annotated[
            bool, typer.Option("--draft", help=_("Also from text that is not approved; marked as a draft."))
        ] = False,
        portal_address: Annotated[
            str | None, typer.Option("--portal-address", metavar="URL", help=_("Portal the QR code leads to."))
        ] = None,
        plan: Annotated[
            Path | None,
            typer.Option(
                "--plan", metavar="FILE", help=_("A filled-in plan of one package; it is kept in the package.")
            ),
        ] = None,
        formats: Annotated[
            list[str] | None,
            typer.Option(
                "--format",
                metavar="NAME",
                help=_("Form of an infographic: portrait, square, story, wide, a4, a3 or trifold; may be repeated."),
            ),
        ] = None,
        theme: Annotated[
            Path | None,
            typer.Option(
                "--theme", metavar="FILE", help=_("Colours, logo, name and font of the office; kept in the package.")
            ),
        ] = None,
        out: Annotated[
            Path | None, typer.Option("--out", "-o", metavar="FILE", help=_("Where “derive plan” writes the plan."))
        ] = None,
        jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=_("Processes; 0 chooses for you."))] = 0,
        reviewed_by: Annotated[
            str | None,
            typer.Option(
                "--reviewed-by", metavar="NAME", help=_("Who looked at the wrong answers of a quiz; the quiz says so.")
            ),
        ] = None,
        limits: Annotated[
            list[str] | None,
            typer.Option(
                "--limit",
                metavar="NAME=LETTERS",
                help=_(
                    "Longest post or message: facebook, zalo, notice, sms, sms-unicode, sms-parts; may be repeated."
                ),
            ),
        ] = None,
        wait: Annotated[bool, wait_option()] = False,
        voice: Annotated[str | None, sound.voice_option()] = None,
        no_voice: Annotated[bool, sound.no_voice_option()] = False,
        loudness: Annotated[str | None, sound.loudness_option()] = None,
        abbreviations: Annotated[Path | None, sound.abbreviations_option()] = None,
        station: Annotated[Path | None, sound.station_option()] = None,
        minutes: Annotated[float | None, sound.minutes_option()] = None,
        whole_text: Annotated[bool, sound.whole_text_option()] = False,
        video_shape: Annotated[str | None, sound.shape_option()] = None,
        music: Annotated[Path | None, sound.music_option()] = None,
        max_size: Annotated[float | None, sound.size_option()] = None,
        preview: Annotated[Path | None, sound.preview_option()] = None,
    ) -> OperationResult[object]:
        require_extra("media")
        session = session_of(context)
        if words[0] == "plan" or plan is not None:
            require_extra("sheet")
        if words[0] == "plan":
            return _run_plan(session, words[1:], out)
        from pbgdpl_cli.runs.derive import DeriveChoice, run
        from pbgdpl_cli.runs.derive_sound import FilmChoice, SoundChoice

        wish = lock_wait(session.console, wait=wait)
        heard = SoundChoice(voice, no_voice, loudness, abbreviations, station, minutes, whole_text)
        seen = FilmChoice(video_shape, music, max_size, preview)
        return run(session, DeriveChoice(
            tuple(words), draft, portal_address, plan, wish, heard, seen, reviewed_by, tuple(limits or ()),
            tuple(formats or ()), theme, jobs,
        ))  # fmt: skip


def _run_plan(session: Session, places: list[str], out: Path | None) -> OperationResult[object]:
    from pbgdpl_cli.runs.derive_plan import PlanChoice, run

    return run(session, PlanChoice(tuple(places), out))
