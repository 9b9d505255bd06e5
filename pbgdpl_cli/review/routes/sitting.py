"""One person's sitting: the packages, who reviews, what was put off, and what is told on the next page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from pbgdpl_cli.review.alike.series import Change
from pbgdpl_cli.review.answers.cited import answer_key
from pbgdpl_cli.review.answers.items import ReviewItem, Said
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.answers.values import field_of_key
from pbgdpl_cli.review.lines.anew import PlacesReadAnew, may_be_shown
from pbgdpl_cli.review.metadata.findings import Findings
from pbgdpl_cli.review.pictures import PicturesAhead
from pbgdpl_cli.review.routes.http import html, not_found, to
from pbgdpl_cli.review.tiles import Tiles
from pbgdpl_cli.review.trust.steps import TakeStep
from pbgdpl_cli.review.views.anew import Anew
from pbgdpl_cli.review.views.frame import Frame
from pbgdpl_cli.review.views.overview import overview
from pbgdpl_cli.review.views.place import Shown, other_readings
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message

if TYPE_CHECKING:
    from validators.options import CheckOptions

_DRAWN_AHEAD = 3  # places whose pictures are drawn while the person reads the one before them


class Sitting:
    """What all routes share.

    Args:
        queue: All packages.
        tell: The language of the pages.
        who: Who reviews; empty to ask.
        checks: Tells how validation judges, when somebody wants to know; None for today, without an office's settings.
        take_step: Takes a step with a package; None where none can be taken.

    Attributes:
        queue: All packages.
        take_step: The same.
        findings: What validation says of them.
        who: Who reviews; empty while nobody has said so.
        anew: Places that are read anew.
        tiles: The small pictures of places.
        series: Words that were put right, to be looked for elsewhere.
    """

    def __init__(
        self,
        queue: ReviewQueue,
        tell: PageLanguage,
        who: str,
        checks: Callable[[], CheckOptions] | None = None,
        take_step: TakeStep | None = None,
    ) -> None:
        self.queue = queue
        self.take_step = take_step
        self.findings = Findings(checks)
        self.who = who
        self._tell = tell
        self._later: dict[tuple[int, str], None] = {}
        # Told on the page that the browser is sent to: a page that answers a form itself is an error behind "back".
        self._notices: list[Message] = []
        self._on_page: list[Message] = []
        self._again: dict[tuple[int, str], tuple[Shown, str | None]] = {}
        self._ahead = PicturesAhead()
        self._behind: list[tuple[int, ReviewItem]] = []
        self._typed: set[tuple[int, str]] = set()
        self.anew = PlacesReadAnew()
        self.tiles = Tiles()
        self.series: list[Change] = []

    @property
    def frame(self) -> Frame:
        """What every page has around it."""
        return Frame(self._tell, self.queue, self.who)

    def package(self, request: Request) -> PackageUnderReview:
        """The package an address names, as it is by now.

        Raises:
            HTTPException: 404: there is none.
        """
        index = int(request.path_params["package"])
        if index >= len(self.queue.packages):
            not_found()
        package = self.queue.packages[index]
        package.refresh()
        return package

    def first_read(self, request: Request) -> PackageUnderReview:
        """The package an address names, for pages that show what was read: a second reader is told none of it.

        Raises:
            HTTPException: 404: there is none, or a second reader asks.
        """
        package = self.package(request)
        return not_found() if package.work.second_reader is not None else package

    def place(self, request: Request) -> ReviewItem:
        """The place an address names.

        Raises:
            HTTPException: 404: there is none.
        """
        item = self.package(request).item(request.path_params["key"])
        return item if item is not None else not_found()

    def tell_next(self, *notices: Message) -> None:
        """Something to be told on the next page that tells."""
        self._notices += notices

    def tell_on_page(self, notice: Message) -> None:
        """Something to be told on the page of a document that is shown next."""
        self._on_page.append(notice)

    def told_on_page(self) -> tuple[Message, ...]:
        """What is to be told on a page of a document, once."""
        notices, self._on_page = self._on_page, []
        return tuple(notices)

    def notices(self) -> list[Message]:
        """What is to be told, told once."""
        notices, self._notices = self._notices, []
        return notices

    def overview(self) -> HTMLResponse:
        """The overview, with what is to be told."""
        return html(overview(self.frame, *self.notices()))

    def told(self, notice: Message, status: int) -> HTMLResponse:
        """The overview with one sentence, in answer to what could not be done."""
        return html(overview(self.frame, notice), status)

    def put_off(self, package: int, key: str) -> None:
        """A place comes again at the end."""
        self._later[package, key] = None

    def onward(self) -> RedirectResponse:
        """To the worst place left; what was put off comes again at the end."""
        for_others = self._for_others()
        found = self.queue.next_waiting(self._later.keys() | for_others, count=_DRAWN_AHEAD + 1)
        if not found and self._later:
            self._later.clear()
            found = self.queue.next_waiting(for_others, count=_DRAWN_AHEAD + 1)
        self._behind = found[1:]
        return to("/" if not found else address_of_place(*found[0]))

    def draw_behind(self) -> None:
        """Draw the pictures of the places behind the one that was just shown: before, they would hold up its own."""
        for index, item in self._behind:
            self._ahead.draw(self.queue.packages[index].source, item)
        self._behind = []

    def look_ahead(self) -> None:
        """Draw the picture that is wanted first, before a browser is there to ask for it."""
        for index, item in self.queue.next_waiting(self._for_others()):
            self._ahead.draw(self.queue.packages[index].source, item)

    def _for_others(self) -> frozenset[tuple[int, str]]:
        """Places that this person has read, and that wait for a second one."""
        packages = enumerate(self.queue.packages)
        return frozenset((index, key) for index, package in packages for key in package.waits_for_another(self.who))

    def show_again(self, index: int, item: ReviewItem, shown: Shown, said: Said) -> RedirectResponse:
        """To the same place once more, with the reason and what was typed."""
        self._again[index, item.key] = (shown, said.text)
        if shown in (Shown.DIFFERS, Shown.ONCE_MORE):
            self._typed.add((index, item.key))
        return to(address_of_place(index, item))

    def read_anew(self, index: int, item: ReviewItem) -> Anew:
        """What a place reads with other settings, as far as its person may see it by now."""
        source, others = self.queue.packages[index].source, other_readings(item)
        readings = self.anew.readings(source, item)
        new = None if readings is None else [one.text for one in readings if one.text not in others]
        shown = None if new is None else may_be_shown(item, new, typed=(index, item.key) in self._typed)
        by = {one.text: one.engines for one in readings or ()}
        return Anew(self.anew.is_reading(source, item), shown, bool(new) and not shown, len(others), by)

    def shown_again(self, index: int, item: ReviewItem) -> tuple[Shown | None, str | None]:
        """Why a place is shown again, and what was typed there; told once."""
        return self._again.pop((index, item.key), (None, None))


def address_of_key(index: int, key: str) -> str:
    """Where an answer with a key is given: at its place, on the form of the metadata, or among the citations."""
    if key.startswith(answer_key("")):
        return f"/p/{index}/citations#citation-{key.removeprefix(answer_key(''))}"
    return f"/p/{index}/item/{key}" if field_of_key(key) is None else f"/p/{index}/form#{key}"


def address_of_place(index: int, item: ReviewItem) -> str:
    """Where a place is answered."""
    return f"/p/{index}/item/{item.key}"
