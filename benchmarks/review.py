"""What a review costs a person, and what it lets through: a scripted reviewer in a real browser, who knows the truth.

    python benchmarks/review.py [effort] [nodding] [--seed N]

effort   20 pages with misread words and numbers: keys pressed for the whole review, against retyping the wrong lines.
nodding  500 doubts, 10 of them wrong: screens until what is harmless is done, and what a reviewer approves who presses
         nothing but Enter.

    python benchmarks/review.py speed [start] [next] [carpet] [dense] [book] [--keep FOLDER]

How long a person waits, and what it costs (`review_speed`). Each part takes less than two minutes once its package is
made; with --keep it is made once.

The pages are typeset and printed here (`review_pages`). Chromium is the browser; keys are those that it is sent.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "review")]

from chromium import Chromium  # noqa: E402  (the browser of the tests)

from benchmarks.review_pages import Known, Planned, known_package  # noqa: E402
from benchmarks.review_served import served  # noqa: E402
from benchmarks.review_speed import speed  # noqa: E402
from converters.corrections.places import lines_of  # noqa: E402
from converters.corrections.rebuilding import pages_to_correct  # noqa: E402
from validators.packages.package import open_package  # noqa: E402

_MARKS = ".,;"


def main() -> None:
    """Run the parts named, or all."""
    parts = {"effort": effort, "nodding": nodding}
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("parts", nargs="*", help="effort, nodding; or speed and its parts")
    told.add_argument("--keep", type=Path, help="where packages to measure speed are kept")
    told.add_argument("--seed", type=int, default=0, help="of other inputs")
    chosen = told.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        if chosen.parts[:1] == ["speed"]:
            speed(chosen.parts[1:], chosen.keep or Path(place), Path(place))
            return
        for name in chosen.parts or parts:
            folder = Path(place) / name
            folder.mkdir()
            print(name, flush=True)
            parts[name](folder, chosen.seed)


def effort(folder: Path, seed: int) -> None:
    """Everything put right, with as few keys as the page allows; what is left wrong is counted in the package."""
    known = known_package(folder, Planned(20, 260, 60, 70, 12, unseen=110, seed=7 + seed))
    before = _words_wrong(known)
    with served(known.package, folder / "nha") as review, Chromium(folder / "ho-so") as browser:
        browser.open(review.address)
        browser.open(f"{review.base}/carpet")
        screens = _lay_carpet(browser, known)
        on_carpet = browser.pressed
        browser.open(f"{review.base}/next")
        _one_by_one(browser, known)
        browser.open(f"{review.base}/")
        browser.click("form[action$='/apply'] button", leads_on=True)
    left = _words_wrong(known)
    stands = _lines_of(known)
    mended = [place for place in known.misread if stands.get(place) == known.lines[place]]
    retyped = sum(len(known.lines[place]) + 1 for place in mended)
    print(f"  lines misread {len(known.misread)}, put right {len(mended)}, retyping those {retyped} keys")
    fewer = retyped / browser.pressed
    print(f"  review {browser.pressed} keys: {fewer:.1f} times fewer")
    print(f"  of them {on_carpet} on {screens} screens of like places")
    print(f"  words wrong before {before}, in the package afterwards {left}")


def nodding(folder: Path, seed: int) -> None:
    """A reviewer who accepts whatever is shown."""
    known = known_package(folder, Planned(20, 500, 60, 5, 5, seed=3 + seed))
    with served(known.package, folder / "nha") as review, Chromium(folder / "ho-so") as browser:
        browser.open(review.address)
        browser.open(f"{review.base}/carpet")
        screens = 0
        while browser.tell("!!document.querySelector('form.carpet')"):
            _confirm(browser)
            screens += 1
        browser.open(f"{review.base}/next")
        for _ in range(80):  # more than there are numbers
            browser.press("Enter", leads_on=True)
            if not browser.tell("!!document.getElementById('later')"):
                break
            browser.press("Escape", leads_on=True)
    answers = _answers(review.home)
    numbers = [key for key in known.wrong if any(sign.isdigit() for sign in known.printed[key])]
    words = known.wrong.difference(numbers)
    print(f"  doubts {len(known.printed)}, wrong numbers {len(numbers)}, wrong words {len(words)}")
    print(f"  screens {screens}, places answered {len(answers)}")
    print(f"  approved: wrong numbers {len(answers.intersection(numbers))}, wrong words {len(answers & words)}")


def _lay_carpet(browser: Chromium, known: Known) -> int:
    """Every screen of like places, the wrong ones marked."""
    screens = 0
    while browser.tell("!!document.querySelector('form.carpet')"):
        tokens = browser.tell("[...document.querySelectorAll('input[name=odd]')].map(one => one.value)")
        wrong = [at for at, token in enumerate(tokens) if token.split(":")[1] in known.wrong]
        _mark(browser, wrong)
        _confirm(browser)
        screens += 1
    return screens


def _mark(browser: Chromium, wanted: list[int]) -> None:
    """Go to places with arrows, by the shorter way, and mark them."""
    if not wanted:
        return
    browser.press("ArrowRight")
    for at in wanted:
        _walk(browser, at)
        browser.press("x")


def _walk(browser: Chromium, at: int) -> None:
    spots = "[...document.querySelectorAll('.spot')]"
    place = (
        f"{spots}.map(one => {{ const b = one.getBoundingClientRect(); return [b.left, b.top] }})"
        f".concat([[{spots}.indexOf(document.activeElement.closest('.spot')), 0]])"
    )
    *boxes, (here, _) = browser.tell(place)
    while boxes[at][1] != boxes[int(here)][1]:
        browser.press("ArrowDown" if boxes[at][1] > boxes[int(here)][1] else "ArrowUp")
        here = browser.tell(f"{spots}.indexOf(document.activeElement.closest('.spot'))")
    for _ in range(abs(at - int(here))):
        browser.press("ArrowRight" if at > here else "ArrowLeft")


def _confirm(browser: Chromium) -> None:
    """Enter, until everything was on the screen."""
    browser.tell("window.isOld = true")
    while browser.tell("!!window.isOld"):
        browser.press("Enter")
        time.sleep(0.15)
    browser.wait("document.readyState === 'complete'")


def _one_by_one(browser: Chromium, known: Known) -> None:
    """Every place that is left: the other reading where it is right, else the value typed; series ticked."""
    while browser.tell("location.pathname") != "/":
        path = browser.tell("location.pathname")
        if path.startswith("/series/"):
            _take_series(browser, known)
        elif (key := path.rsplit("/", 1)[1]) in known.printed:
            _answer(browser, known.printed[key].strip(_MARKS))
        else:
            browser.press("Enter", leads_on=True)  # a doubt about the document as a whole


def _answer(browser: Chromium, printed: str) -> None:
    shown = browser.tell("document.querySelector('input[name=text]').value")
    others = browser.tell("[...document.querySelectorAll('button[data-reading]')].map(one => one.dataset.reading)")
    if shown != printed and printed in others:
        browser.press(str(others.index(printed) + 1), alt=True)
    elif shown != printed:
        browser.tell("document.querySelector('input[name=text]').select()")
        browser.type(printed)
    browser.press("Enter", leads_on=True)
    if browser.tell("!!document.querySelector('input[name=first]')"):  # it reads otherwise: typed once more
        browser.type(printed)
        browser.press("Enter", leads_on=True)


def _take_series(browser: Chromium, known: Known) -> None:
    rows = browser.tell(
        "[...document.querySelectorAll('.spot')].map(one => { const mark = one.querySelector('input');"
        " return [mark.value, mark.checked, mark.disabled, one.querySelector('ins').textContent] })"
    )
    wrong = [at for at, row in enumerate(rows) if not row[2] and row[1] is not _is_misread(known, row[0], row[3])]
    _mark(browser, wrong)
    _confirm(browser)


def _is_misread(known: Known, token: str, after: str) -> bool:
    """Whether at the place of a row the paper bears what it would become."""
    _, page, at, start, _ = token.split(":")
    place = (int(page), int(at))
    read, printed = known.misread.get(place), known.lines[place]
    if read is None or len(read) != len(printed):
        return False
    begin = int(start)
    return read != printed and printed[begin : begin + len(after)] == after


def _answers(home: Path) -> set[str]:
    """Keys of what was answered."""
    lines = [line for file in (home / "review").glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return {values["key"] for values in map(json.loads, lines) if "text" in values}


def _lines_of(known: Known) -> dict[tuple[int, int], str]:
    """The lines of the package as they stand, by page and place."""
    pages = pages_to_correct(known.package, open_package(known.package).record()).pages
    return {(page.number, at): line.text for page in pages for at, line in enumerate(lines_of(page))}


def _words_wrong(known: Known) -> int:
    """Words of the corrected pages that are not those of the paper."""
    lines = _lines_of(known)
    pairs = [(text.split(), lines.get(place, "").split()) for place, text in known.lines.items()]
    return sum(sum(one != other for one, other in zip_longest(*pair)) for pair in pairs)


if __name__ == "__main__":
    main()
