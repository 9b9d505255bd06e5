"""What RTF's control words mean to a reader of text (RTF 1.9.1)."""

from __future__ import annotations

from converters.reading.document import BlockKind

# Windows code pages by \fcharset (RTF 1.9.1, "Font Family").
CHARSETS = {
    0: "cp1252", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 238: "cp1250", 222: "cp874", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950",
}  # fmt: skip
SYMBOLS = {
    "~": "\u00a0", "_": "-", "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "\\": "\\", "{": "{", "}": "}", "lbr": "\n",
}  # fmt: skip
SKIPPED = {
    "stylesheet", "colortbl", "info", "pict", "object", "objdata", "fldinst", "listtable", "listoverridetable",
    "rsidtbl", "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "filetbl",
    "revtbl", "pnseclvl", "bkmkstart", "bkmkend", "nonshppict", "atnid", "atnauthor", "annotation", "template", "xe",
    "tc", "sp", "nonesttables", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "userprops", "mmathPr", "wgrffmtfilter",
}  # fmt: skip
# Destinations marked "skip if unknown" that hold text all the same.
ENTERED = {"shpinst", "ud", "listtext", "shptxt"}
RUNNING = {
    "header": BlockKind.HEADER, "headerl": BlockKind.HEADER, "headerr": BlockKind.HEADER, "headerf": BlockKind.HEADER,
    "footer": BlockKind.FOOTER, "footerl": BlockKind.FOOTER, "footerr": BlockKind.FOOTER, "footerf": BlockKind.FOOTER,
}  # fmt: skip


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
