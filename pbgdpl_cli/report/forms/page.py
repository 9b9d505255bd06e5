"""The report as one HTML page that needs nothing else: to read, to print on A4, to hear read aloud.

Bars are drawn by the width of a box beside each number. The number itself stands in the table, so that the bar is
hidden from whoever listens, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pbgdpl_cli.report.forms.cells import is_number, shown
from pbgdpl_cli.report.numbers import OfficeNumbers
from pbgdpl_cli.report.sections import Cell, Section, sections, subtitle_of, title_of
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say

_KEPT_TOGETHER = 12  # rows of a table that is not parted over two printed pages
_NARROW = 4  # columns that fit into any window
_LONG = 30  # letters of a cell that needs room
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--soft:#4f5b6b;--line:#d3d9e2;--paper:#fff;--band:#f3f6fa;--bar:#2d5f9a}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a9b3c0;--line:#39424f;--paper:#161b22;--band:#1f2630;
--bar:#8db9f2}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI","Noto Sans",Arial,sans-serif}
main,nav{max-width:64rem;margin:0 auto;padding:0 1.25rem}main{padding-bottom:4rem}
header{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 0}h1{font-size:1.7rem;line-height:1.25;margin:0}
h2{font-size:1.15rem;margin:2.25rem 0 .5rem;break-after:avoid}p{margin:.25rem 0 .5rem;color:var(--soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:1rem 0 0}
a{color:var(--bar)}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
font-weight:400;overflow-wrap:break-word}
thead th,thead td{background:var(--band);font-weight:600;border-bottom:2px solid var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}.t{min-width:11rem}
.b{width:40%;min-width:8rem;vertical-align:middle}.b i{display:block;height:.85rem;background:var(--bar);min-width:2px;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
@page{size:A4;margin:16mm 14mm}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--paper:#fff;--band:#eee;--bar:#456}
body{font-size:10.5pt}nav,.skip{display:none}main,header{padding:0;max-width:none}
thead{display:table-header-group;break-after:avoid}tr,.short{break-inside:avoid}
tbody tr:first-child{break-before:avoid}.wide{overflow:visible}}
"""


def page(numbers: OfficeNumbers, tell: PageLanguage) -> str:
    """The report as one HTML page, in UTF-8."""
    title = escape(tell(title_of(numbers)))
    made = sections(numbers)
    links = "".join(f'<li><a href="#{one.key}">{escape(tell(one.heading))}</a></li>' for one in made)
    body = "".join(_section(one, tell) for one in made)
    skip = escape(tell(say("To the numbers")))
    return (
        f'<!doctype html>\n<html lang="{tell.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f'<style>{_STYLE}</style></head><body><a class="skip" href="#overview">{skip}</a>'
        f"<header><h1>{title}</h1><p>{escape(tell(subtitle_of(numbers)))}</p></header>"
        f'<nav aria-label="{escape(tell(say("Parts of the report")))}"><ul>{links}</ul></nav>'
        f"<main>{body}</main></body></html>\n"
    )


def _section(section: Section, tell: PageLanguage) -> str:
    heading = escape(tell(section.heading))
    notes = "".join(f"<p>{escape(tell(note))}</p>" for note in section.notes)
    numeric = [all(is_number(row[place]) for row in section.rows) for place in range(len(section.columns))]
    heads = "".join(
        f'<th scope="col"{_class(right)}>{escape(tell(column))}</th>'
        for column, right in zip(section.columns, numeric, strict=True)
    )
    bars = _bars(section)
    # A table that may be wider than the window is moved sideways by keys, too.
    moved = f' tabindex="0" role="region" aria-labelledby="{section.key}"' if len(section.columns) > _NARROW else ""
    short = ' class="short"' if len(section.rows) <= _KEPT_TOGETHER else ""
    heads += '<td class="b" aria-hidden="true"></td>' if bars else ""
    rows = "".join(_row(row, numeric, bars[number] if bars else None, tell) for number, row in enumerate(section.rows))
    return (
        f'<section aria-labelledby="{section.key}"{short}><h2 id="{section.key}">{heading}</h2>{notes}'
        f'<div class="wide"{moved}><table><caption>{heading}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _class(right: bool, text: str = "") -> str:
    if right:
        return ' class="n"'
    return ' class="t"' if len(text) > _LONG else ""


def _bars(section: Section) -> list[float]:
    """How long each bar is, in percent of the longest; none where nothing is drawn."""
    if section.bar is None:
        return []
    values = [value if isinstance(value := row[section.bar], int | float) else 0 for row in section.rows]
    most = max(values, default=0)
    return [100 * value / most for value in values] if most else []


def _row(row: Sequence[Cell], numeric: Sequence[bool], bar: float | None, tell: PageLanguage) -> str:
    head = f'<th scope="row">{escape(shown(row[0], tell))}</th>'
    cells = "".join(
        f"<td{_class(right, text)}>{escape(text)}</td>"
        for text, right in zip((shown(cell, tell) for cell in row[1:]), numeric[1:], strict=True)
    )
    drawn = "" if bar is None else f'<td class="b" aria-hidden="true">{_bar(bar)}</td>'
    return f"<tr>{head}{cells}{drawn}</tr>"


def _bar(percent: float) -> str:
    return f'<i style="width:{percent:.1f}%"></i>' if percent else ""
