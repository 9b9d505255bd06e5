"""One HTML file that needs nothing else: to read, to print, to pass on by mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from validators.problems import say
from validators.report import Report
from validators.reports.form import GATE_NAMES, Translator, account, alike
from validators.reports.plain import plain
from validators.rules.finding import Finding, Severity

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6676;--line:#d9dee6;--paper:#fff;--bar:#f4f6f9;
--error:#b3261e;--warning:#8a5a00;--note:#2d5f9a}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a3adba;--line:#39424f;--paper:#161b22;--bar:#1f2630;
--error:#ff8a80;--warning:#f2c063;--note:#8db9f2}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,"Segoe UI","Noto Sans",sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1{font-size:1.6rem;margin:0 0 .25rem}
h2{font-size:1.05rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}p.sum{color:var(--soft);margin:.25rem 0 1.25rem}
.counts{display:flex;gap:.75rem;flex-wrap:wrap;margin:1rem 0}
.counts div{background:var(--bar);
border:1px solid var(--line);border-radius:.5rem;
padding:.6rem 1rem;min-width:7rem}.counts b{display:block;font-size:1.5rem;line-height:1.2}
ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
li{padding:.7rem 1rem;border-top:1px solid var(--line);border-left:4px solid var(--note)}li:first-child{border-top:0}
li.error{border-left-color:var(--error)}li.warning{border-left-color:var(--warning)}
.error b.code{color:var(--error)}.warning b.code{color:var(--warning)}.note b.code{color:var(--note)}
.code{font-variant-numeric:tabular-nums;margin-right:.5rem}.where{color:var(--soft);font-size:.85rem}
.remedy{color:var(--soft);display:block}.fine{color:var(--soft)}
@media print{li{break-inside:avoid}main{padding:0}}
"""


def html_page(report: Report, translator: Translator) -> str:
    """A report as one HTML page."""
    tell = translator.translate
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_path[finding.path].append(finding)
    heading = tell(say("Validation report"))
    summary = [tell(say("{count} materials were checked.", count=report.checked)), *account(report, translator)]
    body = "".join(_group(path, findings, translator) for path, findings in by_path.items())
    if not report.findings:
        body = f'<p class="fine">{escape(tell(say("Nothing to complain about.")))}</p>'
    return (
        f'<!doctype html>\n<html lang="{translator.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(heading)}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(heading)}</h1>"
        f"{_paragraphs(summary)}{_counts(report, translator)}{body}</main></body></html>\n"
    )


def _paragraphs(lines: list[str]) -> str:
    return "".join(f'<p class="sum">{escape(line)}</p>' for line in lines)


def _counts(report: Report, translator: Translator) -> str:
    names = {Severity.ERROR: say("errors"), Severity.WARNING: say("warnings"), Severity.NOTE: say("notes")}
    boxes = "".join(
        f"<div><b>{report.count(severity)}</b>{escape(translator.translate(name))}</div>"
        for severity, name in names.items()
    )
    return f'<div class="counts">{boxes}</div>'


def _group(path: str, findings: list[Finding], translator: Translator) -> str:
    items = "".join(_item(same, translator) for same in alike(findings, translator))
    return f"<h2>{escape(plain(path))}</h2><ul>{items}</ul>"


def _item(same: Sequence[Finding], translator: Translator) -> str:
    first = same[0]
    remedy = f'<span class="remedy">→ {escape(translator.said(first.remedy))}</span>' if first.remedy else ""
    where = plain(", ".join(map(_where, same)))
    return (
        f'<li class="{first.severity}"><b class="code">{first.code}</b>'
        f"{escape(translator.sentence(first))}{remedy}"
        f'<span class="where">{escape(GATE_NAMES[first.gate])} · {escape(where)}</span></li>'
    )


def _where(finding: Finding) -> str:
    return f"{finding.line}:{finding.column} {finding.pointer}" if finding.line else finding.pointer
