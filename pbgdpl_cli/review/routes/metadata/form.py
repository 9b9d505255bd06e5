"""The form of the metadata: shown, saved value by value, searched, taken back."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.review.metadata.choices import found
from pbgdpl_cli.review.metadata.form import (
    FormField,
    Saved,
    Typed,
    field_with,
    form_of,
    hiding,
    issued,
    mark_of,
    save,
)
from pbgdpl_cli.review.pictures import place_picture
from pbgdpl_cli.review.routes.http import fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.metadata.findings import findings_section
from pbgdpl_cli.review.views.metadata.form import TOLD, choices_page, form_page
from validators.problems import Message

_LONGEST_TYPED = 200  # letters of what is searched for


class FormRoutes:
    """What is done with the metadata of a package.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        # Told once, at the field it is about, on the page that the browser is sent to.
        self._told: dict[int, tuple[str, Message, str]] = {}

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/form", self._form),
            Route("/p/{package:int}/form/choices/{key}", self._choices),
            Route("/p/{package:int}/form/{key}.jpg", self._picture),
            Route("/p/{package:int}/form/{key}/drop", self._drop, methods=["POST"]),
            Route("/p/{package:int}/form/{key}", self._save, methods=["POST"]),
        ]

    async def _form(self, request: Request) -> Response:
        if not self._sitting.who:
            return to("/")
        package, index = self._sitting.first_read(request), request.path_params["package"]
        fields = await run_in_threadpool(form_of, package)
        hide = hiding(package)
        findings = findings_section(self._sitting.frame.tell, index, self._sitting.findings.of(package), hide)
        return html(form_page(self._sitting.frame, index, fields, self._told.pop(index, None), findings))

    def _field(self, request: Request) -> FormField:
        one = field_with(self._sitting.first_read(request), request.path_params["key"])
        return one if one is not None else not_found()

    async def _save(self, request: Request) -> Response:
        sent = await fields_of(request)
        package, index = self._sitting.first_read(request), request.path_params["package"]
        one = self._field(request)
        if not self._sitting.who or one.bears is not None:
            return to(f"/p/{index}/form")
        typed = Typed(sent.get("value", ""), sent.get("known", ""), sent.get("base", ""), sent.get("first"))
        try:
            state, refusal = save(package, one, typed, self._sitting.who)
            if state is not Saved.REFUSED:
                package.begun.sent(one.key)
        except OSError as error:
            state, refusal = Saved.REFUSED, not_kept(error)
        told = refusal or TOLD[state]
        if "application/json" in request.headers.get("accept", ""):
            return self._answered(self._field(request), state, told, typed)
        if state not in {Saved.SAVED, Saved.SAME}:
            self._told[index] = (one.key, told, typed.text)
        return to(f"/p/{index}/form#{one.key}")

    def _answered(self, one: FormField, state: Saved, told: Message, typed: Typed) -> Response:
        """For the script of the page: what became of it, and the marks the next answer has to bear."""
        values = {
            "state": state,
            "told": self._sitting.frame.tell(told),
            "known": mark_of(one.answer),
            "base": one.base,
            "first": typed.text if state is Saved.DIFFERS else None,
            "reload": state is Saved.MEANWHILE,
        }
        return JSONResponse(values, headers={"Cache-Control": "no-store"})

    async def _drop(self, request: Request) -> Response:
        one = self._field(request)
        try:
            self._sitting.first_read(request).take_back(one.key)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return to(f"/p/{request.path_params['package']}/form#{one.key}")

    async def _choices(self, request: Request) -> Response:
        one, package = self._field(request), self._sitting.first_read(request)
        typed = request.query_params.get("value", "")[:_LONGEST_TYPED]
        offers = await run_in_threadpool(found, one.field, typed, issued(package))
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse([{"value": offer.value, "label": offer.label} for offer in offers])
        return html(choices_page(self._sitting.frame, request.path_params["package"], one, typed, offers))

    async def _picture(self, request: Request) -> Response:
        one, package = self._field(request), self._sitting.first_read(request)
        if one.box is None or one.evidence is None or one.evidence.page is None:
            not_found()
        return await jpeg(place_picture, package.source, one.evidence.page, one.box)
