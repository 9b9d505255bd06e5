"""What a person does in a tutorial between two commands: `python -m tests.docs.person DEED FILE`.

doubts FOLDER   looks at each doubtful place and answers it; the paper in his hand is here the example's true text.
sheet FILE      fills in the empty cells of a CSV sheet.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

MATERIALS = Path(__file__).parents[2] / "examples" / "materials"
BY = ("--by", "Lê Văn Khánh")
FILLED = {
    "/description": "Giới thiệu quy định và mức phạt, giúp người dân làm đúng pháp luật.",
    "/rights/statement": "Được sao chép khi ghi rõ nguồn.",
    "/rights/source": "Sở Tư pháp tỉnh Hưng Yên",
    "/rights/author": "Sở Tư pháp tỉnh Hưng Yên",
    "/subjects": "45",
    "/audiences": "general",
}


def doubts(folder: Path) -> None:
    """Answer every doubtful place: what stands in the true text is right, the other reading is where that one does."""
    listed = subprocess.run(["pbgdpl", "--json", "review", "doubts", str(folder)], capture_output=True, check=True)
    for doubt in json.loads(listed.stdout)["data"]["doubts"]:
        package = Path(doubt["path"])
        true = (MATERIALS / f"{package.name}.gt.txt").read_text("utf-8").split()
        printed = next((one for one in (doubt["text"], *doubt["candidates"]) if one in true), "")
        if printed == doubt["text"]:
            words = ["settle", str(package), doubt["key"], "--reads", printed]
        else:
            words = ["correct", str(package), "--page", str(doubt["page"]), "--text", doubt["text"], "--to", printed]
        subprocess.run(["pbgdpl", "review", *words, *BY], check=True)


def sheet(path: Path) -> None:
    """Fill in what is empty and known."""
    text = path.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))
    for row in rows[2:]:
        for place, name in enumerate(rows[0]):
            row[place] = row[place] or FILLED.get(name, "")
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


if __name__ == "__main__":
    {"doubts": doubts, "sheet": sheet}[sys.argv[1]](Path(sys.argv[2]))
