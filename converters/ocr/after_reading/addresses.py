"""Addresses of mail and of the web, which an underline beneath them spoils in the same few ways.

They are written in the letters of ASCII (RFC 1035, RFC 5321): a g whose foot runs into the underline is read as "ø",
an @ as "(2" or "(Q". Schemes are few (RFC 3986): "hffps" can only be https.
"""

from __future__ import annotations

import re

from converters.ocr.after_reading.mending import WordToMend, marked_word, mended_text
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable

_LETTERS = str.maketrans("øØ", "gg")
_MAIL = re.compile(
    r"(?P<name>[\w.+-]{1,64})(?:[(][2Qa@]\)?|©|®)(?P<host>(?:[\w-]{1,63}\.){1,4}(?:vn|com|org|net)\W{0,3})"
)
_SCHEME = re.compile(r"h[tf]{1,4}p(s?)://(?=\S)")
_HOST = re.compile(r"(?P<host>(?:\S{0,99}[\w-]\.)?[øØgG][oO][vV]\.[vV])[nNmMiI](?P<rest>\W\S{0,99})?")
_ADDRESS = re.compile(r"(?:\w{3,6}://|www\.)\S{3,}|[\w.+-]{1,64}@\S{3,}|\S{1,99}\.(?:vn|com|org|net)\W{0,3}")


def mend_address(word: Word) -> Word:
    """The word with its address put right; the engine's reading is kept beside it."""
    if word.text.isalpha():  # most words; no address is letters only
        return word
    return word.mended(mended_text(ADDRESSES, WordToMend(word.text, (word,), 0)))


def _scheme(word: WordToMend) -> str | None:
    text = _SCHEME.sub(r"http\1://", word.text, count=1)
    return text if text != word.text else None


def _mail(word: WordToMend) -> str | None:
    mail = _MAIL.fullmatch(word.text)
    return f"{mail['name']}@{mail['host']}" if mail else None


def _government_host(word: WordToMend) -> str | None:
    host = _HOST.fullmatch(word.text)
    if host is None or (word.text.isascii() and word.text.isupper()):  # a heading in capitals
        return None
    text = host["host"].lower() + "n" + (host["rest"] or "")
    return text if text != word.text else None


def _foreign_letter(word: WordToMend) -> str | None:
    text = word.text.translate(_LETTERS) if _ADDRESS.fullmatch(word.text) else word.text
    return text if text != word.text else None


ADDRESSES: DetectorTable[WordToMend, str] = DetectorTable(
    "after-reading/addresses",
    (
        Detector(
            name="scheme of the web",
            source="RFC 3986; underlined addresses in notices",
            gains="“hffps://” is https://",
            positive=("<hffps://dichvucong.>", "<hftp://an-phu.vn>"),
            negative=("<https://an-phu.gov.vn/van-ban,>", "<http>"),
            find=_scheme,
        ),
        Detector(
            name="at sign of a mail address",
            source="RFC 5321; underlined addresses in notices",
            gains="“lan(Q)an-phu.vn” is lan@an-phu.vn",
            positive=("<trucsian(2epu.edu.vn>", "<lan(Q)an-phu.vn;>"),
            negative=("<5.000đ(2a.b>", "<lan@an-phu.vn>"),
            find=_mail,
        ),
        Detector(
            name="host of the government",
            source="hosts of state organs end in gov.vn",
            gains="“ØOV.VI;” is gov.vn;",
            positive=("<ØOV.VI;>", "<baclieu.GOV.vn>"),
            negative=("<Gov>", "<TUYENSINH.GOV.VN)>", "<baclieu.gov.vn>"),
            find=_government_host,
        ),
        Detector(
            name="letters no address has",
            source="RFC 1035: letters of ASCII",
            gains="“trucsianø@epu.edu.vn” is trucsiang@…",
            positive=("<trucsianø@epu.edu.vn>", "<baclieu.øov.vn>"),
            negative=("<Ø30>", "<trucsiang@epu.edu.vn>"),
            find=_foreign_letter,
        ),
    ),
    example=marked_word,
)
