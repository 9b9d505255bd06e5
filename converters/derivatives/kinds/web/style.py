"""The look of the page: light and dark, phone and paper, in the colours of the subject."""

from __future__ import annotations

from converters.derivatives.drawing.palette import DRAFT, INK_COLOUR, QUIET_INK, WHITE, Colour, Palette, mix

_NIGHT: Colour = (17, 22, 30)  # the ground of the dark page
_NIGHT_INK: Colour = (228, 233, 240)


def colours(palette: Palette, *, dark: bool) -> dict[str, Colour]:
    """What each part of the page is coloured, by the names of the style sheet."""
    if not dark:
        return {
            "ground": WHITE, "ink": INK_COLOUR, "quiet": QUIET_INK, "panel": palette.page, "line": palette.tint,
            "link": palette.accent, "head": palette.deep, "on-head": WHITE,
        }  # fmt: skip
    return {
        "ground": _NIGHT, "ink": _NIGHT_INK, "quiet": mix(_NIGHT_INK, _NIGHT, 0.25),
        "panel": mix(_NIGHT, palette.accent, 0.12), "line": mix(_NIGHT, palette.accent, 0.35),
        "link": palette.bright, "head": palette.deep, "on-head": WHITE,
    }  # fmt: skip


def style_sheet(palette: Palette) -> str:
    """The whole style sheet of a page."""
    light, dark = (_variables(colours(palette, dark=night)) for night in (False, True))
    return (
        f":root{{color-scheme:light dark;--draft:{_written(DRAFT)};{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{_RULES}"
        f"@media print{{:root{{{_variables(colours(palette, dark=False))}}}{_PRINT}}}\n"
    )


def _variables(named: dict[str, Colour]) -> str:
    return "".join(f"--{name}:{_written(colour)};" for name, colour in named.items())


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)


_RULES = """\
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,
"Noto Sans","Segoe UI",Arial,sans-serif;
overflow-wrap:break-word}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.bo-qua{position:absolute;left:-999rem}.bo-qua:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem}
.nhap{margin:0;background:var(--draft);color:#fff;font-weight:700;text-align:center;padding:.6rem 1rem}
.dau,main,.cuoi{padding-inline:max(1rem,calc((100% - 46rem)/2))}
.dau{background:var(--head);color:var(--on-head);padding-block:1.6rem}
.dau p{margin:.3rem 0}.dau .co-quan{display:flex;gap:.8rem;align-items:center;font-weight:700;margin-bottom:1rem}
.co-quan img{max-height:3rem;max-width:40%;background:#fff;padding:.25rem;border-radius:.3rem}
h1{font-size:clamp(1.45rem,5vw,2.1rem);line-height:1.25;margin:.2rem 0 .6rem;text-wrap:balance}
h2,h3,h4,h5,h6{line-height:1.3;margin:1.6em 0 .5em;scroll-margin-top:1rem}
h2{font-size:1.35rem}h3{font-size:1.18rem}h4,h5,h6{font-size:1.05rem}
p{margin:.6em 0}
main{padding-block:1rem 2rem}
details{background:var(--panel);border-radius:.6rem;padding:.6rem 1rem;margin:1rem 0}
summary{font-weight:700;cursor:pointer;min-height:1.6rem}
details ol{list-style:none;margin:.4rem 0;padding-inline-start:0}
details li{margin:.35rem 0}
.muc-2{padding-inline-start:1.2rem}.muc-3{padding-inline-start:2.4rem}
.diem-chinh{display:grid;gap:.9rem;padding:0;list-style:none}
.diem-chinh>li{background:var(--panel);border:1px solid var(--line);border-inline-start:.35rem solid var(--link);
border-radius:.6rem;padding:.8rem 1rem}
.diem-chinh p{margin:.2rem 0}
.tieu-de{color:var(--quiet);font-weight:600}
.so{font-size:1.45rem;font-weight:800;line-height:1.25}
.can-cu{color:var(--quiet);font-size:.95rem}
.chung{border:2px solid var(--line);border-radius:.6rem;padding:.6rem 1rem}
.in-dau{list-style:none;padding:0}.in-dau li{margin:.35em 0 .35em 1rem}
.khoan,.diem{margin-inline-start:1rem}
.tra-loi{border-inline-start:.25rem solid var(--line);padding-inline-start:1rem}
.cuon{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;min-width:100%;font-size:.97rem}
caption{text-align:start;font-weight:700;padding-bottom:.3rem}
th,td{border:1px solid var(--line);padding:.45rem .6rem;text-align:start;vertical-align:top;min-width:6rem}
th{background:var(--panel)}
figure{margin:1rem 0;border:1px dashed var(--quiet);border-radius:.6rem;padding:.4rem 1rem}
.ghi-chu li{margin:.6rem 0;scroll-margin-top:1rem}.ghi-chu li:target{background:var(--panel)}
.cuoi{border-top:1px solid var(--line);color:var(--quiet);padding-block:1rem 2rem;font-size:.95rem}
body:has(.nhap)::before{content:"BẢN NHÁP";position:fixed;inset:0;display:grid;place-items:center;pointer-events:none;
font-size:20vmin;font-weight:800;color:var(--draft);opacity:.13;rotate:-28deg;z-index:1}
"""
_PRINT = (
    "body{font-size:11pt}.dau{background:none;color:var(--ink);padding-block:0}details,.bo-qua{display:none}"
    ".cuon{overflow:visible}h2,h3,h4{break-after:avoid}.diem-chinh>li,tr{break-inside:avoid}"
    ".nhap{border:2pt solid var(--draft);color:var(--draft);background:none}"
    "a.cited{color:inherit;text-decoration:none}@page{margin:18mm 16mm}"
)
