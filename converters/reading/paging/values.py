"""Texts that are values rather than words: counts, amounts, dates, and short names of provisions."""

from __future__ import annotations

import re

_VALUE = re.compile(
    r"""
    [-–—+]?
    (?: đồng | triệu | tháng | năm                 # the unit of an amount that was broken after its number
      | \(?\d[\d.,/%:]*\)?[.)]?                  # 3   12.  1.500.000   05/03/2026   2,5%
      | \d{3,4}(?:[ .]\d{3,4}){1,3}              # 1900 1234   0200 000 113
      | [IVXLC]{1,7}[.)]?                        # IV.
      | [a-zđ][.)]                               # a)
    )
    (?: \s? [-–—] \s? \d[\d.,]* )?               # 2 – 3 triệu đồng
    (?: \s (?:đồng|triệu|nghìn|tỷ|đ|VNĐ|VND|USD|%|năm|tháng|ngày|giờ|lần|người|m²|km|ha|kg)\b \S* ){0,2}
    """,
    re.VERBOSE,
)


def is_value(text: str) -> bool:
    """Whether a text is a count, an amount, a date or the like, and nothing else."""
    return _VALUE.fullmatch(text.strip()) is not None
