"""The tesseract library in a process of its own, asked over pipes by `library_process`. Run as a script.

It imports next to nothing, so that it starts in 20 ms. What crashes the library ends this process and no other.

A request is three numbers (images, segmentation mode, 1 if other readings are wanted), then for each image its width,
its height and its bytes, one a pixel. The answer has for each image a length and so many bytes of hOCR; a length of
-1, and nothing more, says that the library failed. The first thing written is the library's version, in the same form.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_void_p
from typing import BinaryIO

NUMBERS, IMAGE, LENGTH = struct.Struct("<3i"), struct.Struct("<2i"), struct.Struct("<i")
FAILED = LENGTH.pack(-1)
LSTM_ONLY = 1  # tesseract's --oem


def main(library: str, folder: str, language: str, *settings: str) -> None:
    """Answer requests until there are no more.

    Args:
        library: Name or path, as the loader takes it.
        folder: In which the model is.
        language: Name of the model.
        settings: NAME=VALUE of tesseract's variables.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program to answer; the end of the pipe ends this
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    tesseract = Library(library, folder, language, settings)
    answers.write(_with_length(tesseract.version()))
    answers.flush()
    while header := asked.read(NUMBERS.size):
        count, mode, alternatives = NUMBERS.unpack(header)
        images = [_image(asked) for _ in range(count)]  # all, before any answer: else both would wait for the other
        tesseract.set_up(mode, alternatives=bool(alternatives))
        for width, height, pixels in images:
            text = tesseract.read(width, height, pixels)
            answers.write(FAILED if text is None else _with_length(text))
            if text is None:
                break
        answers.flush()


def _image(asked: BinaryIO) -> tuple[int, int, bytes]:
    width, height = IMAGE.unpack(asked.read(IMAGE.size))
    return width, height, asked.read(width * height)


def _with_length(text: bytes) -> bytes:
    return LENGTH.pack(len(text)) + text


class Library:
    """The few functions of tesseract's C interface that reading takes.

    Raises:
        OSError: There is no such library, or no such model in the folder.
        AttributeError: The library is another one.
    """

    def __init__(self, library: str, folder: str, language: str, settings: tuple[str, ...]) -> None:
        loaded = ctypes.CDLL(library)

        def function(name: str, answer: object, *arguments: object) -> Callable[..., object]:
            found = getattr(loaded, name)
            found.restype, found.argtypes = answer, arguments
            return found  # type: ignore[no-any-return]

        self._version = function("TessVersion", c_char_p)
        self._set = function("TessBaseAPISetVariable", c_int, c_void_p, c_char_p, c_char_p)
        self._mode = function("TessBaseAPISetPageSegMode", None, c_void_p, c_int)
        self._image = function("TessBaseAPISetImage", None, c_void_p, c_char_p, c_int, c_int, c_int, c_int)
        self._recognize = function("TessBaseAPIRecognize", c_int, c_void_p, c_void_p)
        self._hocr = function("TessBaseAPIGetHOCRText", c_void_p, c_void_p, c_int)
        self._delete = function("TessDeleteText", None, c_void_p)
        self._clear = function("TessBaseAPIClear", None, c_void_p)
        self._api = function("TessBaseAPICreate", c_void_p)()
        texts, none = POINTER(c_char_p), c_void_p()
        start = function(
            "TessBaseAPIInit4", c_int,
            c_void_p, c_char_p, c_char_p, c_int, c_void_p, c_int, texts, texts, c_size_t, c_int,
        )  # fmt: skip
        names, values = zip(*(setting.encode().split(b"=", 1) for setting in settings), strict=True)
        count = len(names)
        several = c_char_p * count
        failed = start(
            self._api, os.fsencode(folder), language.encode(), LSTM_ONLY, none, 0, several(*names), several(*values),
            count, 0,
        )  # fmt: skip
        if failed:
            raise OSError(f"no model {language} in {folder}")

    def version(self) -> bytes:
        """As the program tells it."""
        return bytes(self._version())  # type: ignore[call-overload, no-any-return]

    def set_up(self, mode: int, *, alternatives: bool) -> None:
        """How the next images are read."""
        self._set(self._api, b"lstm_choice_mode", b"2" if alternatives else b"0")
        self._mode(self._api, mode)

    def read(self, width: int, height: int, pixels: bytes) -> bytes | None:
        """What stands in an image, hOCR; None when the library cannot tell."""
        self._image(self._api, pixels, width, height, 1, width)
        if self._recognize(self._api, None):
            return None
        text = self._hocr(self._api, 0)
        if not text:
            return None
        try:
            return ctypes.string_at(text)  # type: ignore[arg-type]
        finally:
            self._delete(text)
            self._clear(self._api)


if __name__ == "__main__":
    main(*sys.argv[1:])
