"""A real browser for tests: Debian's Chromium, spoken to over two pipes in its own protocol; nothing to install."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROGRAM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
"""The browser; None on a machine without one."""
_KEYS = {
    "Enter": 13, "Escape": 27, " ": 32, "Delete": 46, "Tab": 9, "F2": 113, "ArrowLeft": 37, "ArrowUp": 38,
    "ArrowRight": 39, "ArrowDown": 40, "PageUp": 33, "PageDown": 34,
}  # fmt: skip
_TYPED = {"Enter": "\r", " ": " "}
_PATIENCE = 30.0  # seconds
_ALT, _SHIFT = 1, 8
# A pipe of ours becomes what the browser reads commands from (3), another what it answers into (4).
_START = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for pipe, wanted in zip(pipes, (3, 4)):
    os.dup2(pipe, wanted)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Chromium:
    """One window, without a screen.

    Args:
        profile: An empty folder for what it keeps.
        width: Of the window, pixels.
        height: Pixels.
        text: Size of letters, 1.0 being what people have who changed nothing.
        dark: Whether the person prefers dark pages.
    """

    def __init__(
        self, profile: Path, width: int = 1366, height: int = 768, *, text: float = 1.0, dark: bool = False
    ) -> None:
        reads, self._to = os.pipe()
        self._from, writes = os.pipe()
        options = (
            "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
            f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank",
        )  # fmt: skip
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(reads), str(writes), PROGRAM or "", *options],
            pass_fds=(reads, writes),
            stdout=quiet,
            stderr=quiet,
        )
        os.close(reads)
        os.close(writes)
        self._read = b""
        self._count = 0
        self.pressed = 0
        target = self._send("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.say("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.say("Emulation.setEmulatedMedia", features=scheme)
        self._style = f"document.documentElement.style.fontSize = '{text * 100}%'" if text != 1 else ""

    def __enter__(self) -> Self:
        """The window."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        os.close(self._to)
        os.close(self._from)
        self._process.terminate()
        self._process.wait(_PATIENCE)

    def say(self, method: str, **values: object) -> Any:
        """A command to the page of the window, and its answer."""
        return self._send(method, values, self._session)

    def tell(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.say("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def open(self, address: str) -> None:
        """Go to an address, and wait for its pictures."""
        self.tell("window.isOld = true")
        self.say("Page.navigate", url=address)
        self.wait("!window.isOld && document.readyState === 'complete'")
        self._enlarge()

    def press(
        self, key: str, *, leads_on: bool = False, alt: bool = False, shift: bool = False, repeat: bool = False
    ) -> None:
        """Press a key.

        Args:
            key: As browsers call it ("Enter", "x").
            leads_on: Whether another page comes of it, to be waited for.
            alt: With Alt.
            shift: With Shift.
            repeat: As it comes from a key that is held down.
        """
        self.pressed += 1
        if leads_on:
            self.tell("window.isOld = true")
        code = _KEYS.get(key, ord(key[0].upper()))
        text = {} if alt else {"text": _TYPED.get(key, key if len(key) == 1 else "")}
        held = _ALT * alt + _SHIFT * shift
        values = {"key": key, "windowsVirtualKeyCode": code, "modifiers": held, "autoRepeat": repeat}
        self.say("Input.dispatchKeyEvent", type="keyDown", **values, **text)
        self.say("Input.dispatchKeyEvent", type="keyUp", **values)
        if leads_on:
            self.wait("!window.isOld && document.readyState === 'complete'")
            self._enlarge()

    def type(self, text: str) -> None:
        """Type a text into what has the focus; as many strokes as it has letters."""
        self.pressed += len(text)
        self.say("Input.insertText", text=text)

    def click(self, selector: str, *, leads_on: bool = False) -> None:
        """Click the middle of an element."""
        if leads_on:
            self.tell("window.isOld = true")
        found = f"document.querySelector({json.dumps(selector)})"
        x, y = self.tell(
            f"(() => {{ {found}.scrollIntoView({{block: 'center'}}); const b = {found}.getBoundingClientRect();"
            " return [b.left + b.width / 2, b.top + b.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.say("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        if leads_on:
            self.wait("!window.isOld && document.readyState === 'complete'")

    def wait(self, script: str) -> None:
        """Until an expression in the page is true."""
        end = time.monotonic() + _PATIENCE
        while not self._is_so(script):
            if time.monotonic() > end:
                raise AssertionError(f"never: {script}; {self.tell('document.body.innerText')}")
            time.sleep(0.005)

    def _is_so(self, script: str) -> bool:
        """Whether an expression is true; it is not while a page gives way to the next one."""
        try:
            return bool(self.tell(script))
        except AssertionError as error:
            if "navigated" not in str(error):
                raise
            return False

    def picture(self, path: Path) -> None:
        """What the window shows, as PNG."""
        path.write_bytes(base64.b64decode(self.say("Page.captureScreenshot", format="png")["data"]))

    def _enlarge(self) -> None:
        if self._style:
            self.tell(self._style)

    def _send(self, method: str, values: Mapping[str, object], session: str | None = None) -> Any:
        self._count += 1
        message = {"id": self._count, "method": method, "params": values}
        if session is not None:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise AssertionError(answer["error"])
                return answer["result"]

    def _next(self) -> Any:
        while b"\0" not in self._read:
            part = os.read(self._from, 1 << 16)
            if not part:
                raise AssertionError("the browser ended")
            self._read += part
        message, _, self._read = self._read.partition(b"\0")
        return json.loads(message)
