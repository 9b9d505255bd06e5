"""The review page served as people reach it, in this process or in one of its own that can be killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cited_packages
from review_packages import TOKEN

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.web.serving import server_for
from pbgdpl_cli.web.sockets import address_of, listening
from validators.options import CheckOptions

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\?token=(\S+)")
UNNAMED = """(() => {
  const shown = (one) => one.getClientRects().length > 0 && !one.closest("[aria-hidden=true]");
  const named = (one) => (one.labels && [...one.labels].some((label) => label.textContent.trim()))
    || (one.getAttribute("aria-label") || one.textContent || one.alt || one.title || "").trim();
  const controls = [...document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea")];
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [
    ...controls.filter((one) => shown(one) && !named(one)),
    ...[...document.querySelectorAll("img:not([alt])")],
    ...[...document.querySelectorAll("[aria-controls], [aria-describedby], label[for]")].filter((one) =>
      ["aria-controls", "aria-describedby", "for"].some((name) =>
        one.hasAttribute(name) && !document.getElementById(one.getAttribute(name)))),
  ].map((one) => one.outerHTML.slice(0, 120))
    .concat(ids.filter((id, at) => ids.indexOf(id) !== at))
    .concat(document.documentElement.lang && document.title && document.querySelectorAll("h1").length === 1
      ? [] : ["language, title or heading"]);
})()"""
"""What a screen reader could not tell: controls without a name, names of nothing, names given twice."""


@contextmanager
def served(package: Path, home: Path, register: Path | None, who: str) -> Iterator[tuple[str, PackageUnderReview]]:
    """A server in this process: its address, and the package as it sees it."""
    under_review = PackageUnderReview(package, home)
    checks = CheckOptions(day=cited_packages.DAY, register=register)
    application = build_application(ReviewQueue([under_review]), "vi", TOKEN, who, checks=lambda: checks)
    with listening("127.0.0.1", 0) as listener:
        listener.listen()
        server = server_for(application)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address_of("127.0.0.1", listener), under_review
        finally:
            server.should_exit = True
            thread.join()


def until(told: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for what the server will have soon, or fail."""
    end = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < end, "never"
        time.sleep(0.005)


class Program:
    """`pbgdpl review` in a process of its own.

    Args:
        package: What is reviewed.
        home: The program's own folder.
        who: Who reviews.
    """

    def __init__(self, package: Path, home: Path, who: str) -> None:
        command = [
            sys.executable,
            "-m",
            "pbgdpl_cli",
            "--lang",
            "vi",
            "review",
            "open",
            str(package),
            "--by",
            who,
            "--no-browser",
        ]
        self._process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PBGDPL_HOME": str(home)}
        )
        stream = self._process.stderr
        found = None if stream is None else next((hit for line in stream if (hit := _ADDRESS.search(line))), None)
        if found is None:
            raise AssertionError("the page did not start")
        self.address, self.token = found.groups()

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()
