"""Like doubts side by side: pictures with their readings, so that the odd one stands out."""

from __future__ import annotations

from dataclasses import dataclass

from converters.reading.boxes import Box
from pbgdpl_cli.review.alike.carpet import Group, Likeness, Section, Tile
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.views.frame import Frame, answered_count, button, form, heading, notice, undo_form
from pbgdpl_cli.review.views.place import anchor_of
from pbgdpl_cli.review.words.harmless import BLANK
from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the screen before.

    Attributes:
        batch: Its name.
        right: Places that are answered now.
        odd: Places that go item by item.
        later: Places that were put off.
        gone: Places that were left open, because they were answered or changed meanwhile, or bear no picture.
    """

    batch: str
    right: int
    odd: int
    later: int
    gone: int


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen shows.

    Attributes:
        sections: Groups, or parts of them.
        left: Places of the whole carpet that are still to be shown.
        aside: Places that were put off.
        odd: Places that were marked, and go item by item.
        done: What became of the screen before; None for the first.
    """

    sections: tuple[Section, ...]
    left: int
    aside: int
    odd: int
    done: Done | None = None

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All places of the screen."""
        return tuple(tile for section in self.sections for tile in section.tiles)


def carpet_page(frame: Frame, screen: Screen, *notices: Message) -> str:
    """A screen of like doubts, or what is left when there is none.

    Args:
        frame: What is around it.
        screen: What it shows.
        *notices: What is to be told.
    """
    tell = frame.tell
    told = [tell(one) for one in notices] + ([] if screen.done is None else _told(tell, screen.done))
    where = tell(say("{count} places", count=screen.left))
    again = None if screen.done is None or not screen.done.right else _look_again(tell, screen.done)
    return frame.page(
        tell(say("Like places side by side")),
        heading(tell(say("Like places side by side")), where),
        notice(joined(piece for one in told for piece in (one, " ")), again) if told else None,
        _grid(frame, screen) if screen.sections else _nothing_left(frame, screen),
    )


def picture_of(tell: PageLanguage, index: int, item: ReviewItem) -> Html:
    """The small picture of a place."""
    alt = tell(say("Page {page}, the place in a frame", page=item.page))
    return element("img", src=f"/p/{index}/tile/{item.key}.jpg", alt=alt)


def _told(tell: PageLanguage, done: Done) -> list[str]:
    told = []
    if done.right:
        told.append(tell(say("{count} places are answered.", count=done.right)))
    if done.odd:
        told.append(tell(say("{count} were marked and go one by one.", count=done.odd)))
    if done.later:
        told.append(tell(say("{count} were put off.", count=done.later)))
    if done.gone:
        told.append(
            tell(
                say(
                    "{count} were left open: they were answered or changed meanwhile, or have no picture.",
                    count=done.gone,
                )
            )
        )
    return told


def _look_again(tell: PageLanguage, done: Done) -> Html:
    return element("a", tell(say("Look at them again, or take back some of them")), href=f"/batch/{done.batch}")


def _grid(frame: Frame, screen: Screen) -> Html:
    tell = frame.tell
    is_blank = screen.sections[0].group.likeness is Likeness.BLANK
    asked = (
        say("Mark where nothing is to be read. What you leave unmarked goes one by one.")
        if is_blank
        else say("Under each picture stands what the program reads. Mark what is not printed so.")
    )
    confirm = say("Nothing is to be read in those marked (Enter)") if is_blank else say("The others are right (Enter)")
    return element(
        "div",
        form(
            "/carpet",
            element("p", tell(asked), class_="asked"),
            element("div", *(cell for one in screen.sections for cell in _cells(frame, one)), class_="tiles"),
            element(
                "div",
                button(tell(confirm), class_="first", id="confirm"),
                button(tell(say("The whole screen later (Esc)")), id="later", name="all_later", value="yes"),
                element("span", "", role="status", id="told", class_="count"),
                class_="ways",
            ),
            class_="carpet",
        ),
        undo_form(tell) if answered_count(frame.queue) else None,
        spoken(tell),
    )


def spoken(tell: PageLanguage) -> Html:
    """What the keys say aloud, in the language of the page."""
    return element(
        "div",
        id="words",
        hidden=True,
        data_odd=tell(say("Marked")),
        data_later=tell(say("Later")),
        data_plain=tell(say("Not marked")),
        data_loading=tell(say("The pictures are not there yet.")),
        data_unseen=tell(say("Some places were not on the screen yet. Look at them, then press Enter.")),
        data_close=tell(say("Close")),
        data_page=tell(say("The whole page")),
    )


def _cells(frame: Frame, section: Section) -> list[Html]:
    tell, group = frame.tell, section.group
    shown = len(section.tiles)
    count = (
        say("{shown} of {count} places", shown=shown, count=len(group.spots))
        if shown < len(group.spots)
        else say("{count} places", count=shown)
    )
    mark_all = (
        None if group.likeness is Likeness.BLANK else button(tell(say("Mark all")), type="button", data_all="odd")
    )
    head = element(
        "div", element("h2", _name(tell, group)), element("p", tell(count), class_="count"), mark_all, class_="group"
    )
    return [head, *(_tile(frame, tile) for tile in section.tiles)]


def _name(tell: PageLanguage, group: Group) -> str:
    if group.likeness is Likeness.BLANK or not any(group.name):
        return tell(group.reason) if not group.reason.values else tell(say("Several readings"))
    return " ↔ ".join(one or "∅" for one in group.name)


def _tile(frame: Frame, tile: Tile) -> Html:
    tell, item, index = frame.tell, tile.item, tile.package
    package = frame.queue.packages[index]
    mark = "blank" if item.kind == BLANK else "odd"
    words = say("Nothing to read") if mark == "blank" else say("Odd")
    name = f"mark-{index}-{item.key}"
    place = f"/p/{index}/page/{item.page}"
    reading = element("span", item.text, class_="reading", lang="vi") if item.text else None
    later = element("input", type="checkbox", name="later", value=tile.token)
    return element(
        "div",
        element("input", type="hidden", name="tile", value=tile.token),
        element("label", picture_of(tell, index, item), reading, for_=name),
        element(
            "div",
            element("label", element("input", type="checkbox", name=mark, value=tile.token, id=name), tell(words)),
            element("label", later, tell(say("Later"))),
            element(
                "a",
                tell(say("p. {page}", page=item.page)),
                href=f"{place}{anchor_of(item)}",
                title=package.title,
            ),
            class_="marks",
        ),
        class_="tile spot",
        data_strip=f"/p/{index}/item/{item.key}.jpg",
        data_page=f"{place}.jpg",
        data_box=box_on_page(item.page_size, item.box),
        data_title=package.title,
    )


def box_on_page(size: tuple[int, int] | None, box: Box | None) -> str | None:
    """Left, top, width and height of a place in thousandths of its page; None without geometry."""
    if size is None or box is None:
        return None
    shares = (box.left / size[0], box.top / size[1], box.width / size[0], box.height / size[1])
    return " ".join(str(round(1000 * one)) for one in shares)


def _nothing_left(frame: Frame, screen: Screen) -> Html:
    tell = frame.tell
    aside = (
        form(
            "/carpet/again", button(tell(say("Show the {count} that were put off", count=screen.aside)), class_="first")
        )
        if screen.aside
        else None
    )
    return element(
        "div",
        element("p", tell(say("Nothing is left that can be looked at side by side."))),
        aside,
        element("p", element("a", tell(say("Go on with the worst place")), href="/next", id="begin")),
        undo_form(tell) if answered_count(frame.queue) else None,
    )
