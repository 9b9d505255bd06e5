"""The bookshelf of a stick finds in a browser what `pbgdpl search` finds, and is whole without a server."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest

from converters.exports.material import Mark, Material
from converters.progress import Silent
from pbgdpl_cli.bookshelf.index import ShelfIndex, for_browsers
from pbgdpl_cli.bookshelf.site import Bookshelf
from pbgdpl_cli.search.finding import find_words
from pbgdpl_cli.search.question import ASKING, question_of
from pbgdpl_cli.search.readings import Looking
from pbgdpl_cli.search.words import unmarked
from tests.search.shelf import MATERIALS, Shelf, entry
from tests.upload.package_factory import APPROVED, make_package
from validators.packages.package import open_package

pytestmark = pytest.mark.real  # every index holds all syllables, which takes a second
QUESTIONS = (
    "bạo lực gia đình", "bao luc gia dinh", "bao luc gia dình", "boa luc", "datdai", "ddaats", "thuê đất", "thue dat",
    "thuế", "an", "án", "án treo là gì", "nghị định 815", "NĐ 815/2025", "815/2025/NĐ-CP", "314/2021",
    "pháo phạt bao nhiêu",
    '"bảo vệ tại nơi"', '"gia đình" bao luc', "hoa pháo", "hòa giải", "hoà giải", "thủy lợi", "hộ tịch khai sinh",
    "hô tịch", "an toàn giao thông", "zzz", "bạo gia", "đạt chuẩn xã", "phạt cỏ", "số 815", "12/5", "", "kê khai ngày",
    "nghi dinh so 815/2025/nd-cp phao", "dân quân khai sinh", "ano toan", "ai được bảo vệ tại nơi", "815-2025-NĐ-CP",
    "315_2021_nd-cp", "bao luc co khong", "khai sinh có cần hộ tịch không", "khi nào kê khai được",
    "gia đình nào bị phạt", "người bạo lực có phải bảo vệ nơi tạm lánh không", "đất đai thuê zzz luật", "zzz đất",
    "nộp tiền thuê sổ đỏ hằng năm", "làm giấy khai sinh", "lam giay khai sinh cho con", "người thuê đất nộp tiền tết",
    "phạt 2 triệu đồng", "phạt 2tr", "phat hai trieu", "từ 2 đến 3 triệu", "mức phạt 3.000.000đ", "2,5 triệu", "500k",
    "hai triệu năm trăm nghìn đồng phạt", "điều 5 luật đất đai", "dieu 5 luat dat dai", "khoản 2 điều 5 luật đất đai",
    "luật hôn nhân gia đình", "luật hngđ", "luật bhxh", "blhs năm 2015", "luật hôn nhân", "đăng kí hộ tịch", "mĩ thuật",
    "bị bạo lực gia đình ở khu dân cư", "phạt từ một triệu rưỡi đến hai triệu", "điểm a khoản 1 điều 5", "2tr5 đồng",
    "bạo lưc gia đình", "hộ tịhc khai sính", "thuê đất ở khu dân cử", "một trăm hai mươi lăm nghìn", "5 tỷ", "danh vo",
    "luật đất đai năm 2024", "tôi muốn hỏi về đất đai và hộ tịch", "đi tù vì pháo nổ", "bạo hành", "đánh vợ tạm lánh",
)  # fmt: skip
RUN = """
const fs = require("fs"), vm = require("vm");
for (const path of process.argv.slice(2, 5)) vm.runInThisContext(fs.readFileSync(path, "utf8"), path);
const asked = JSON.parse(fs.readFileSync(process.argv[5], "utf8"));
process.stdout.write(JSON.stringify(asked.map(([words, wide]) => globalThis.PBGDPL_SEARCH.search(words, wide))));
"""
STATIC = Path(__file__).parents[2] / "pbgdpl_cli" / "bookshelf" / "static"
SCRIPTS = (STATIC / "forms.js", STATIC / "search.js")
APPROVED_LEAFLET = {"kind": "to-gap", "title": "Tờ gấp <b>pháo</b>", **APPROVED}


def spoiled(words: str, chance: random.Random) -> str:
    """A question as people type it: without marks, two letters changed, a word out of its place."""
    letters = list(words)
    place = chance.randrange(max(1, len(letters) - 1))
    letters[place : place + 2] = reversed(letters[place : place + 2])
    ways = (words, unmarked(words), unmarked("".join(letters)), " ".join(reversed(words.split())), f'"{words}"')
    return chance.choice(ways)


def asked_for() -> list[tuple[str, bool]]:
    chance = random.Random(20)  # noqa: S311  (the same every time is the point)
    stretches = []
    for _ in range(200):
        words = chance.choice(list(MATERIALS.values()))[chance.randrange(2)].split()
        start = chance.randrange(len(words))
        stretches.append(spoiled(" ".join(words[start : start + chance.randint(1, 8)]), chance))
    over = ("ngày pháp luật 9 tháng 11", "đất " * 30, "đất đai và luật và luật và luật đất đai", f"“{'đất ' * 9}” luật")
    return [(words, wide) for words in (*QUESTIONS, *over, *stretches) for wide in (False, True)]


@pytest.mark.skipif(shutil.which("node") is None, reason="no program here runs JavaScript without a browser")
def test_the_browser_finds_what_the_command_line_finds(tmp_path: Path) -> None:
    shelf, index, asked = Shelf(), ShelfIndex(tmp_path / "index.sqlite3"), asked_for()
    for number, (title, text) in enumerate(MATERIALS.values(), 1):
        index.put(number, entry(title, text))
    with (tmp_path / "index.js").open("w", encoding="utf-8") as script:
        index.write(script)
    index.close()
    (tmp_path / "run.js").write_text(RUN, "utf-8")
    (tmp_path / "asked.json").write_text(json.dumps(asked), "utf-8")
    line: list[str | Path] = ["node", tmp_path / "run.js", tmp_path / "index.js", *SCRIPTS, tmp_path / "asked.json"]
    told = json.loads(subprocess.run(line, capture_output=True, check=True, timeout=60).stdout)
    for (words, wide), found in zip(asked, told, strict=True):
        wanted = find_words(Looking(shelf.connection, None), question_of(words), wide=wide)
        expected = (list(wanted.numbers), wanted.how.value, [list(one) for one in wanted.sought], wanted.apart)
        assert (found["numbers"], found["how"], found["sought"], found["apart"]) == expected, words
        assert (found["filled"], [tuple(one) for one in found["widened"]]) == (wanted.filled, list(wanted.widened)), (
            words
        )
    assert {found["how"] for found in told} == {"close", "apart", "unmarked", "repaired", "mostly"}
    assert any(found["filled"] for found in told)
    assert any(found["widened"] for found in told)


def unpacked(places: str) -> dict[int, list[tuple[int, int]]]:
    """What the script reads out of the places of a word: material → column and position of each."""
    numbers, value, shift = [], 0, 0
    for byte in base64.b64decode(places):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    found: dict[int, list[tuple[int, int]]] = {}
    document, rest = 0, iter(numbers)
    for distance in rest:
        document += distance
        found[document] = []
        column, offset = 0, 0
        for _ in range(next(rest)):
            said = next(rest)
            offset = (offset if said & 7 == column else 0) + (said >> 3)
            column = said & 7
            found[document].append((column, offset))
    return found


def test_the_index_holds_every_place_of_every_word(tmp_path: Path) -> None:
    index, written = ShelfIndex(tmp_path / "index.sqlite3"), StringIO()
    index.put(1, entry("Đất đai", "đất " * 300 + "của dân"))
    index.put(3, entry("Án treo", "đất"))
    index.write(written)
    index.close()
    members = dict(re.findall(r'^"(words|folded|places)": "(.*)",$', written.getvalue(), re.MULTILINE))
    words = members["words"].split()
    assert members["folded"].split()[words.index("đất")] == "dat"
    places = unpacked(members["places"].split()[words.index("đất")])
    assert places == {1: [(0, 0), *((5, at) for at in range(300))], 3: [(5, 0)]}
    assert json.loads(re.findall(r'^"sizes": (.*),$', written.getvalue(), re.MULTILINE)[0]) == {
        "exact": [304, 0, 3], "plain": [304, 0, 3],
    }  # fmt: skip


def test_expressions_are_told_in_the_browsers_way() -> None:
    assert for_browsers(re.compile(r"(?<!\w)(?P<serial>\d+)[^\W_][\"“]")) == (
        r'(?<![\p{L}\p{N}_])(?<serial>\d+)[\p{L}\p{N}]["“]'
    )
    assert "\n" not in for_browsers(ASKING)
    assert "bao nhieu" in for_browsers(ASKING)


class Links(HTMLParser):
    """Everything a page leads to or takes in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value for name, value in attrs
            if (name in {"href", "src", "action"} and value and tag != "link") or ((name, tag) == ("href", "link")
            and dict(attrs).get("rel") == "stylesheet" and value)
        ]  # fmt: skip


class TestPages:
    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        files = {"source/goc.pdf": b"%PDF-1.7 goc", "access/Tờ gấp.pdf": b"%PDF-1.7 tim"}
        for name, values in (("goi a", APPROVED_LEAFLET), ("b", {"title": "Bài khác", "subjects": [11, 22]})):
            make_package(tmp_path / "goi", name, files, **values)
        materials = [
            Material(open_package(place).record(), place, marks)
            for place, marks in ((tmp_path / "goi" / "goi a", ()), (tmp_path / "goi" / "b", (Mark.DRAFT,)))
        ]
        Bookshelf().write(materials, tmp_path / "site", Silent())
        return tmp_path / "site"

    def test_every_link_leads_to_a_file_of_the_folder(self, site: Path) -> None:
        pages = sorted(site.rglob("*.html"))
        assert len(pages) >= 7
        for page in pages:
            links = Links()
            links.feed(page.read_text("utf-8"))
            for link in links.found:
                assert not re.match(r"\w+:|/", link), link
                target = page.parent / unquote(link.partition("#")[0])
                assert link.startswith("#") or target.is_file(), (page.name, link)

    def test_a_page_says_what_the_record_says_and_what_readers_must_know(self, site: Path) -> None:
        draft = (site / "tai-lieu" / "b.html").read_text("utf-8")
        assert Mark.DRAFT.caution in draft
        assert 'lang="vi"' in draft
        approved = (site / "tai-lieu" / "goi-a.html").read_text("utf-8")
        assert "Tờ gấp &lt;b&gt;pháo&lt;/b&gt;" in approved
        assert "Lưu ý" not in approved
        assert (site / "tep" / "goi-a" / "access" / "Tờ gấp.pdf").read_bytes() == b"%PDF-1.7 tim"

    def test_a_damaged_file_is_left_out_and_told(self, tmp_path: Path) -> None:
        place = make_package(tmp_path, "goi", **APPROVED)
        (place / "data" / "source" / "goc.pdf").write_bytes(b"other")
        written = Bookshelf().write([Material(open_package(place).record(), place)], tmp_path / "site", Silent())
        assert [note.values for note in written.notes] == [{"number": 1}]
        assert not list((tmp_path / "site" / "tep").rglob("*.pdf"))
