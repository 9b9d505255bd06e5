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
from pbgdpl_cli.terminal.help.examples import examples_of
from pbgdpl_cli.terminal.options import derive as chosen
from pbgdpl_cli.terminal.options import sound
from pbgdpl_cli.terminal.options.waiting import lock_wait, wait_option


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
        draft: Annotated[bool, chosen.draft_option()] = False,
        portal_address: Annotated[str | None, chosen.portal_option()] = None,
        plan: Annotated[Path | None, chosen.plan_option()] = None,
        formats: Annotated[list[str] | None, chosen.format_option()] = None,
        theme: Annotated[Path | None, chosen.theme_option()] = None,
        out: Annotated[Path | None, chosen.out_option()] = None,
        jobs: Annotated[int, chosen.jobs_option()] = 0,
        reviewed_by: Annotated[str | None, chosen.reviewed_by_option()] = None,
        register_file: Annotated[Path | None, chosen.register_option()] = None,
        model: Annotated[str | None, chosen.model_option()] = None,
        limits: Annotated[list[str] | None, chosen.limit_option()] = None,
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
            tuple(formats or ()), theme, jobs, model, register_file,
        ))  # fmt: skip


def _run_plan(session: Session, places: list[str], out: Path | None) -> OperationResult[object]:
    from pbgdpl_cli.runs.derive_plan import PlanChoice, run

    return run(session, PlanChoice(tuple(places), out))
