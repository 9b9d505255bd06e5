"""The answers of one screen, each with its picture and a button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.views.alike.carpet import picture_of
from pbgdpl_cli.review.views.frame import Frame, button, form, heading, shown_text
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say


def batch_page(frame: Frame, batch: str, given: Sequence[tuple[int, Answer]]) -> str:
    """The answers of a screen.

    Args:
        frame: What is around it.
        batch: Name of the screen.
        given: Its answers that still hold, with the indices of their packages.
    """
    tell = frame.tell
    return frame.page(
        tell(say("Answered on one screen")),
        heading(tell(say("Answered on one screen")), tell(say("{count} places", count=len(given)))),
        form(f"/batch/{batch}/undo", button(tell(say("Take all of them back")))),
        element("div", *(_answer(frame, batch, *one) for one in given), class_="tiles"),
        element("p", element("a", tell(say("Go on")), href="/carpet", id="begin")),
    )


def _answer(frame: Frame, batch: str, index: int, answer: Answer) -> Html:
    tell = frame.tell
    item = frame.queue.packages[index].item(answer.key)
    return element(
        "div",
        picture_of(tell, index, item) if item is not None and item.box is not None else None,
        element("span", shown_text(tell, answer.text), class_="reading", lang="vi"),
        form(
            f"/batch/{batch}/drop",
            element("input", type="hidden", name="spot", value=f"{index}:{answer.key}:"),
            button(tell(say("Take it back"))),
        ),
        class_="tile",
    )
