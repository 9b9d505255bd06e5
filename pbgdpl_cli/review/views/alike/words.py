"""The good and bad words of the publishers under review, and what answers propose."""

from __future__ import annotations

from collections.abc import Sequence

from pbgdpl_cli.review.views.frame import Frame, button, form
from pbgdpl_cli.review.words.word_lists import ListedWord, Proposal, Sort
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_NAMES = {Sort.GOOD: say("good: no doubt"), Sort.BAD: say("bad: always looked at")}


def words_page(frame: Frame, lists: Sequence[tuple[str, Sequence[ListedWord], Sequence[Proposal]]], *told: str) -> str:
    """The lists.

    Args:
        frame: What is around them.
        lists: By publisher: its words, and what is proposed.
        told: What has to be said first.
    """
    tell = frame.tell
    title = tell(say("Good and bad words"))
    passed = [one.text for package in frame.queue.packages for one in package.passed_over]
    return frame.page(
        title,
        element("h1", title),
        *(element("p", one, class_="notice", role="status") for one in told),
        element("p", tell(say("A good word is no doubt in material of its publisher. A bad word is always looked at, "
                              "for there it mostly is a misreading. Nothing gets on a list by itself."))),
        _passed_over(tell, passed),
        *(_of_publisher(tell, *one) for one in lists),
        None if lists else element("p", tell(say("No material here names its publisher."))),
        element("p", element("a", tell(say("Go on with the worst place")), href="/next")),
    )  # fmt: skip


def _passed_over(tell: PageLanguage, passed: Sequence[str]) -> Html | None:
    """What nobody is asked for, for it is never left out in silence."""
    if not passed:
        return None
    told = say("{count} doubts are passed over here, because their words are good ones:", count=len(passed))
    return element("p", tell(told), " ", element("span", ", ".join(sorted(set(passed))), lang="vi"))


def _of_publisher(
    tell: PageLanguage, publisher: str, words: Sequence[ListedWord], proposed: Sequence[Proposal]
) -> Html:
    off = say("Take it off")
    rows = [
        _row(tell, one.word, _NAMES[one.sort], one.printed, _change(tell, publisher, one.word, Sort.NONE, off))
        for one in words
    ]
    for one in proposed:
        change = _change(tell, publisher, one.word, one.sort, _TAKE[one.sort], one.printed)
        rows.append(_row(tell, one.word, say("proposed by {count} answers", count=one.count), one.printed, change))
    headings = (say("Word"), say("List"), say("Mostly printed"))
    head = element("tr", *(element("th", tell(one), scope="col") for one in headings), element("td"))
    table = element("table", element("thead", head), element("tbody", *rows)) if rows else None
    return element("section", element("h2", publisher), table, _new_word(tell, publisher))


_TAKE = {Sort.GOOD: say("Put it on the list of good words"), Sort.BAD: say("Put it on the list of bad words")}


def _row(tell: PageLanguage, word: str, sort: Message, printed: str, change: Html) -> Html:
    return element(
        "tr", element("td", word, lang="vi"), element("td", tell(sort)), element("td", printed, lang="vi"),
        element("td", change),
    )  # fmt: skip


def _change(tell: PageLanguage, publisher: str, word: str, sort: Sort, says: Message, printed: str = "") -> Html:
    hidden = (("publisher", publisher), ("word", word), ("list", sort.value), ("printed", printed))
    fields = (element("input", type="hidden", name=name, value=value) for name, value in hidden)
    return form("/words", *fields, button(tell(says)))


def _new_word(tell: PageLanguage, publisher: str) -> Html:
    def field(words: Message, name: str, *, needed: bool = False) -> Html:
        entry = element("input", type="text", name=name, autocomplete="off", required=needed, spellcheck="false")
        return element("label", tell(words), entry)

    return form(
        "/words",
        element("input", type="hidden", name="publisher", value=publisher),
        field(say("Word"), "word", needed=True),
        field(say("What is mostly printed there (for a bad word)"), "printed"),
        *(button(tell(says), name="list", value=sort.value) for sort, says in _TAKE.items()),
        class_="answer",
    )
