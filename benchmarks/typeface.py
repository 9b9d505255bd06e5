"""Reduce Noto Sans to what Vietnamese needs, for `converters/derivatives/drawing/typefaces`.

python benchmarks/typeface.py /usr/share/fonts/truetype/noto
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

import converters.derivatives.drawing as drawing

# Latin with every mark, both kinds of digits raised, money, measures, arrows, quotation marks, and combining marks.
WANTED = (
    "U+0020-007E,U+00A0-017F,U+01A0-01A1,U+01AF-01B0,U+0300-0304,U+0306-0309,U+0323,U+1EA0-1EF9,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2070-2079,U+2080-2089,U+20AB,U+2103,U+2116,U+2190-2193,U+2212,"
    "U+2260,U+2264-2265,U+25A0,U+25CF,U+2713"
)


def reduce(folder: Path) -> None:
    for weight in ("Regular", "Bold"):
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
        options.hinting = False
        options.notdef_outline = True
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        font = subset.load_font(str(folder / f"NotoSans-{weight}.ttf"), options)
        letters = subset.Subsetter(options)
        letters.populate(unicodes=subset.parse_unicodes(WANTED))
        letters.subset(font)
        target = Path(drawing.__file__).with_name("typefaces") / f"NotoSans-{weight}.ttf"
        subset.save_font(font, str(target), options)
        print(target, target.stat().st_size)


if __name__ == "__main__":
    reduce(Path(sys.argv[1]))
