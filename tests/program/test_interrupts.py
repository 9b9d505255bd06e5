"""Ctrl-C is answered as Ctrl-C, whatever a library makes of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pbgdpl_cli import app
from pbgdpl_cli.result import ExitCode
from pbgdpl_cli.terminal.interrupts import remembered_interrupts


@contextmanager
def answered_by(handler: signal.Handlers | Callable[..., object]) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def turned_into_another_error() -> None:
    """What pydantic does while it builds a validator."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        raise ValueError("validator not built") from error


def test_it_is_remembered_through_another_error() -> None:
    with answered_by(signal.default_int_handler):
        with remembered_interrupts() as interrupts, pytest.raises(ValueError, match="validator"):
            turned_into_another_error()
        assert interrupts.asked
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_nothing_pressed_is_nothing_remembered() -> None:
    with answered_by(signal.default_int_handler), remembered_interrupts() as interrupts:
        pass
    assert not interrupts.asked


def test_behind_nohup_it_stays_ignored() -> None:
    with answered_by(signal.SIG_IGN), remembered_interrupts() as interrupts:
        signal.raise_signal(signal.SIGINT)
    assert not interrupts.asked


def test_a_thread_leaves_it_alone() -> None:
    seen: list[object] = []

    def run() -> None:
        with remembered_interrupts():
            seen.append(signal.getsignal(signal.SIGINT))

    with answered_by(signal.default_int_handler):
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert seen == [signal.default_int_handler]


def test_the_program_says_that_it_was_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(console: object) -> Callable[..., None]:
        return lambda **_: turned_into_another_error()

    monkeypatch.setattr(app, "build", build)
    with answered_by(signal.default_int_handler):
        assert app.run(["--lang", "en", "doctor"]) == ExitCode.INTERRUPTED
    assert "[interrupted]" in capsys.readouterr().err
