"""What was put right in earlier material of the same publishers, and how often it was taken and declined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pbgdpl_cli.review.alike.suggestions import Suggestion
from pbgdpl_cli.review.views.frame import Frame, button, form
from pbgdpl_cli.review.words.scopes import KINDS, ScopeKind, name_of_scope
from pbgdpl_cli.web.markup import Html, element
from validators.problems import say


def suggestions_page(frame: Frame, offered: Sequence[tuple[Suggestion, int]]) -> str:
    """The suggestions that have places in the packages under review.

    Args:
        frame: What is around it.
        offered: Each with the number of its places.
    """
    tell = frame.tell
    title = tell(say("What was put right in earlier material"))
    headings = (say("Holds for"), say("Read"), say("Printed"), say("Taken"), say("Declined"), say("Places here"))
    table = element(
        "table",
        element("thead", element("tr", *(element("th", tell(one), scope="col") for one in headings), element("td"))),
        element("tbody", *(_row(frame, *one) for one in offered)),
    )
    return frame.page(
        title,
        element("h1", title),
        element("p", tell(say("Nothing of it is put right by itself: look at the places, and tick them."))),
        table if offered else element("p", tell(say("None of it stands in this material."))),
        *_faceless(frame),
        element("p", element("a", tell(say("Go on with the worst place")), href="/next")),
    )


def _faceless(frame: Frame) -> Iterator[Html]:
    """Where nothing can be offered by typeface, that is said: else an empty list would seem to say that nothing is."""
    packages = frame.queue.packages
    titles = [one.title for one in packages if not any(scope.kind is ScopeKind.FACE for scope in one.scopes)]
    if titles:
        told = say("Too few plain words, or several typefaces: what was put right in material of the same typeface is "
                   "not offered for: {titles}", titles="; ".join(titles))  # fmt: skip
        yield element("p", frame.tell(told), class_="count")


def _row(frame: Frame, one: Suggestion, places: int) -> Html:
    change, tell = one.change, frame.tell
    name = name_of_scope(change.scope)
    whose = f"{tell(KINDS[change.scope.kind])}: {name if isinstance(name, str) else tell(name)}"
    cells = (whose, change.before, change.after, str(one.taken), str(one.declined), str(places))
    hidden = (
        ("before", change.before),
        ("after", change.after),
        ("kind", change.scope.kind.value),
        ("scope", change.scope.name),
    )
    return element(
        "tr",
        *(element("td", cell) for cell in cells),
        element(
            "td",
            form(
                "/suggestions",
                *(element("input", type="hidden", name=name, value=value) for name, value in hidden),
                button(tell(say("Look at the places"))),
            ),
        ),
    )
