"""The two one-page leaflets: the firecracker leaflet (A5, photographed) and the questions and answers (A4, scanned)."""

from __future__ import annotations

from dataclasses import replace

from examples.typeset.pamphlet import Column, Look
from examples.typeset.sheet import Sheet, Style
from examples.typeset.texts import Block

INK, WHITE = "#1d2430", "#ffffff"
CRIMSON, GOLD, GREEN = "#a8181f", "#ffd66b", "#1c7a43"
INDIGO, PALE_INDIGO = "#2b3a8c", "#e8ebf8"


def draw_firecrackers(blocks: tuple[Block, ...]) -> Sheet:
    """The A5 leaflet for Tết: a crimson head with gold letters, what one may do, what is fined."""
    sheet = Sheet(148, 210)
    sheet.box(0, 0, 148, 49, CRIMSON)
    sheet.box(0, 49, 148, 1.4, GOLD)
    for x, y, radius in ((12, 40, 1.6), (20, 33, 1.0), (135, 38, 1.6), (128, 44, 1.0), (138, 28, 1.0), (9, 26, 0.9)):
        sheet.disc((x, y), radius, GOLD)
    sheet.box(0, 50.4, 148, 159.6, "#fffdf7")
    head = {
        "organ": (Style(points=10.5, bold=True, colour=WHITE, align="centre"), 6.0),
        "title": (Style(points=21, bold=True, colour=GOLD, align="centre", leading=1.24), 13.0),
        "subtitle": (Style(points=11, colour=WHITE, align="centre"), 38.0),
    }
    column = Column(sheet, 9, 55, 130, Look(GREEN, "#fdecec", 1.7))
    for block in blocks:
        if block.kind in head:
            style, top = head[block.kind]
            inset = 24.0 if block.kind == "title" else 10.0
            sheet.paragraph(block.text, inset, top, 148 - 2 * inset, style)
            continue
        if block.text == "BỊ PHẠT":
            column.look = replace(column.look, band=CRIMSON)
            column.top += 2.5
        column.fill((block,))
    return sheet


def _answers(sheet: Sheet, blocks: tuple[Block, ...], top: float, spread: float) -> float:
    """Questions in a tinted bar, answers under them; returns the millimetre below the last."""
    question = Style("narrow", 12.2, INDIGO, bold=True, leading=1.28)
    answer = Style("narrow", 11.6, INK, leading=1.33, align="justify")
    for block in blocks:
        if block.kind == "question":
            height = sheet.measure(block.text, question, 168) + 2.6
            top += spread
            sheet.box(17, top, 176, height, PALE_INDIGO, radius=1.5)
            sheet.box(17, top, 2.0, height, INDIGO)
            sheet.paragraph(block.text, 22, top + 1.4, 168, question)
            top += height + 1.2
        elif block.kind == "answer":
            top = sheet.paragraph(block.text, 19, top, 172, answer) + 1.0
        elif block.kind == "item":
            top = sheet.paragraph(block.text, 27, top, 164, replace(answer, align="left")) + 0.6
    return top


def draw_questions(blocks: tuple[Block, ...]) -> Sheet:
    """The A4 leaflet of questions and answers with a coloured head and a contact box at the foot."""
    sheet = Sheet(210, 297)
    sheet.box(0, 0, 210, 42, INDIGO)
    sheet.box(0, 42, 210, 1.6, "#f0a830")
    styles = {
        "organ": Style("narrow", 11, WHITE, bold=True, align="centre", leading=1.25),
        "title": Style("narrow", 20, "#ffe08a", bold=True, align="centre", leading=1.35),
        "subtitle": Style("narrow", 11.5, WHITE, align="centre", leading=1.3),
    }
    top = 8.5
    for block in blocks:
        if block.kind in styles:
            top = sheet.paragraph(block.text, 12, top, 186, styles[block.kind]) + (
                1.2 if block.kind == "title" else 0.4
            )
    height = _answers(Sheet(210, 297), blocks, 0.0, 0.0)
    count = sum(block.kind == "question" for block in blocks)
    end = _answers(sheet, blocks, 44.0, min(6.0, (262 - 46 - height) / count))
    foot = Column(sheet, 17, max(end + 3, 268), 176, Look("#c06a00", PALE_INDIGO, 1.5))
    foot.fill(tuple(block for block in blocks if block.kind == "box"))
    return sheet
