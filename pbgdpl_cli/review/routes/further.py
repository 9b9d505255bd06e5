"""All pages but the overview and the places themselves, which are there before any of these is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Route

from pbgdpl_cli.review.routes.alike.batch import BatchRoutes
from pbgdpl_cli.review.routes.alike.carpet import CarpetRoutes
from pbgdpl_cli.review.routes.alike.series import SeriesRoutes
from pbgdpl_cli.review.routes.alike.suggestions import SuggestionRoutes
from pbgdpl_cli.review.routes.alike.words import WordRoutes
from pbgdpl_cli.review.routes.anew import AnewRoutes
from pbgdpl_cli.review.routes.arranging import ArrangingRoutes
from pbgdpl_cli.review.routes.document import DocumentRoutes
from pbgdpl_cli.review.routes.metadata.citations import CitationRoutes
from pbgdpl_cli.review.routes.metadata.findings import FindingsRoutes
from pbgdpl_cli.review.routes.metadata.form import FormRoutes
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.routes.steps import StepRoutes
from pbgdpl_cli.review.routes.trust import TrustRoutes

_PARTS = (
    DocumentRoutes, ArrangingRoutes, AnewRoutes, TrustRoutes, CarpetRoutes, BatchRoutes, SeriesRoutes,
    SuggestionRoutes, WordRoutes, FormRoutes, FindingsRoutes, CitationRoutes, StepRoutes,
)  # fmt: skip


def further_routes(sitting: Sitting) -> Sequence[Route]:
    """The addresses.

    Args:
        sitting: What all routes share.
    """
    return [route for part in _PARTS for route in part(sitting).routes()]
