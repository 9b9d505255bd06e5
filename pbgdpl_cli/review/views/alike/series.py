"""Like places of words that were put right: each with its picture and what stands beside it, as in a concordance."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.review.alike.series import Change, Occurrence
from pbgdpl_cli.review.views.alike.carpet import box_on_page, spoken
from pbgdpl_cli.review.views.frame import Frame, answered_count, button, form, heading, undo_form
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say


def series_page(frame: Frame, address: str, change: Change, shown: Sequence[Occurrence], count: int) -> str:
    """The like places.

    Args:
        frame: What is around it.
        address: Where the form goes.
        change: The words, and what they were put right to.
        shown: The places of this screen.
        count: How many places there are with those behind them.
    """
    tell = frame.tell
    title = tell(say("“{before}” → “{after}” elsewhere too?", before=change.before, after=change.after))
    headings = (say("Take"), say("Picture"), say("Before it"), say("Words"), say("Behind it"), say("Material"))
    return frame.page(
        title,
        heading(title, tell(say("{count} places", count=count))),
        element("p", tell(say("Ticked is what was doubted. Tick what is printed like that; the rest stays as it is."))),
        form(
            address,
            element("input", type="hidden", name="before", value=change.before),
            element("input", type="hidden", name="after", value=change.after),
            element("input", type="hidden", name="kind", value=change.scope.kind.value),
            element("input", type="hidden", name="scope", value=change.scope.name),
            element(
                "table",
                element("thead", element("tr", *(element("th", tell(one), scope="col") for one in headings))),
                element("tbody", *(_row(frame, one) for one in shown)),
                class_="series",
            ),
            element(
                "div",
                button(tell(say("Take those ticked (Enter)")), class_="first", id="confirm"),
                button(tell(say("None of them (Esc)")), id="later", name="skip", value="yes"),
                element("span", "", role="status", id="told", class_="count"),
                class_="ways",
            ),
            class_="carpet",
        ),
        undo_form(tell) if answered_count(frame.queue) else None,
        spoken(tell),
    )


def _row(frame: Frame, one: Occurrence) -> Html:
    tell, package = frame.tell, frame.queue.packages[one.package]
    where = tell(say("page {page}", page=one.at.page))
    name = f"{one.left}{one.place.text}{one.right}"
    tick = element(
        "input",
        type="checkbox",
        name="take",
        value=one.token,
        checked=one.doubt is not None and one.kept_apart is None,
        disabled=one.kept_apart is not None,
        aria_label=name,
    )
    apart = None if one.kept_apart is None else element("div", tell(one.kept_apart), class_="count")
    several = len(frame.queue.packages) > 1
    material = element("div", package.title, class_="count") if several else None
    return element(
        "tr",
        element("td", tick),
        element("td", _picture(frame, one)),
        element("td", one.left, class_="left", lang="vi"),
        element(
            "td", element("del", one.place.text), " ", element("ins", one.after), apart, class_="reading", lang="vi"
        ),
        element("td", one.right, lang="vi"),
        element("td", element("a", where, href=one.address, title=package.title), material),
        class_="spot",
        data_strip=f"{one.address}.jpg",
        data_page=f"/p/{one.package}/page/{one.at.page}.jpg",
        data_box=box_on_page(one.page_size, one.place.box),
        data_title=package.title,
    )


def _picture(frame: Frame, one: Occurrence) -> Html | None:
    if one.place.box is None:
        return None
    place = f"{one.at.page}-{one.at.at}-{one.place.start}-{one.place.stop}"
    alt = frame.tell(say("Page {page}, the place in a frame", page=one.at.page))
    return element("img", src=f"/p/{one.package}/words/{place}.jpg", alt=alt)
