"""Command lines as they are typed, shown at the end of each help page. A test parses every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# By command, or by group and command; those of the program itself under no name. Names of files are Vietnamese in both
# languages: so are the papers.
EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "": ("pbgdpl demo", "pbgdpl convert quet/ -o goi", "pbgdpl --lang en validate --help"),
    "demo": ("pbgdpl demo", "pbgdpl demo quet/ -o ket-qua --port 0"),
    "doctor": ("pbgdpl doctor", "pbgdpl --json doctor"),
    "diagnose": ("pbgdpl diagnose", "pbgdpl diagnose -o loi.zip"),
    "ocr": (
        "pbgdpl ocr to-gap.pdf anh-chup.jpg",
        "pbgdpl ocr quet/ -o ket-qua -j 2",
        "pbgdpl ocr sach.pdf --pages 1-5,8,20- --force-ocr --dpi 400",
    ),
    "convert": (
        "pbgdpl convert quet/ -o goi --dry-run",
        "pbgdpl convert quet/ -o goi --queue Z:/hang-doi",
        'pbgdpl convert to-gap.pdf --kind to-gap --title "Tìm hiểu Luật Đất đai" -o goi',
    ),
    "watch": (
        "pbgdpl watch may-quet/ -o goi",
        "pbgdpl watch may-quet/ -o goi --settled 30 --once",
    ),
    "review": (
        "pbgdpl review goi/to-gap",
        'pbgdpl review compare goi/to-gap --by "Trần Thị Bình Minh"',
        'pbgdpl review approve goi/to-gap --by "Lê Văn Mẫu"',
    ),
    "review waive": (
        'pbgdpl review waive goi/to-gap --code SACH320 --at /content/3/text --by "Lê Văn Mẫu" --why "Đường dây nóng"',
        'pbgdpl review waive goi/to-gap --code SACH320 --at /content/3/text --by "Lê Văn Mẫu" --undo',
    ),
    "review open": (
        "pbgdpl review goi/to-gap",
        'pbgdpl review open goi --by "Trần Thị Bình Minh" --sample 5% --plant 10',
        'pbgdpl review open goi --by "Lê Văn Mẫu" --second-reading',
    ),
    "review approve": (
        'pbgdpl review approve goi/to-gap --by "Trần Thị Bình Minh" --position "Trưởng phòng" --basis "21/QĐ-STP"',
        'pbgdpl review approve goi --by "Trần Thị Bình Minh" --two-persons --on 2026-03-15',
    ),
    "review sheet": ("pbgdpl review sheet goi/to-gap", "pbgdpl --json review sheet goi"),
    "review words": (
        "pbgdpl review words goi/to-gap",
        'pbgdpl review words goi/to-gap --bad tiên=tiền --good bản --by "Trần Thị Bình Minh"',
    ),
    "review doubts": ("pbgdpl review doubts goi/to-gap", "pbgdpl --json review doubts goi"),
    "review settle": (
        'pbgdpl review settle goi/to-gap 4f0c2a91 --by "Trần Thị Bình Minh"',
        'pbgdpl review settle goi/to-gap 4f0c2a91 --reads "800.000 đồng" --by "Trần Thị Bình Minh"',
    ),
    "review correct": (
        'pbgdpl review correct goi/to-gap --text "300.000 đồng" --to "800.000 đồng" --by "Trần Thị Bình Minh"',
        'pbgdpl review correct goi/to-gap --page 2 --text Điêu --to Điều --all --by "Trần Thị Bình Minh"',
    ),
    "review export": (
        "pbgdpl review export goi -o can-xem.xlsx",
        "pbgdpl review export goi --citations -o can-xem.xlsx",
        "pbgdpl review export goi/to-gap -o can-xem.pdf",
    ),
    "review import": (
        'pbgdpl review import can-xem.xlsx goi --by "Trần Thị Bình Minh"',
        'pbgdpl review import can-xem.md goi/to-gap --by "Trần Thị Bình Minh"',
    ),
    "derive": (
        "pbgdpl derive infographic video goi --draft",
        "pbgdpl derive plan goi/to-gap -o ke-hoach.xlsx",
        "pbgdpl derive infographic audio loudspeaker goi/to-gap --plan ke-hoach.xlsx --format a4 --station dai.toml",
    ),
    "validate": (
        "pbgdpl validate goi",
        "pbgdpl validate goi --for publishing --ignore SONG",
        "pbgdpl validate goi --format html -o bao-cao.html",
    ),
    "register": ("pbgdpl register build so-van-ban.xlsx", "pbgdpl register check goi"),
    "register build": (
        "pbgdpl register build so-van-ban.xlsx goi/ -o register.sqlite",
        "pbgdpl register build so-van-ban.csv --with-shipped -o register.csv",
    ),
    "register show": (
        'pbgdpl register show "Luật Trợ giúp pháp lý" --in goi',
        'pbgdpl register show 14/2019/QĐ-TTg --place "khoản 2 Điều 8"',
    ),
    "register check": ("pbgdpl register check goi", "pbgdpl register check goi --within 180"),
    "sheet": ("pbgdpl sheet export goi -o so-lieu.xlsx", "pbgdpl sheet import so-lieu.xlsx goi"),
    "sheet export": ("pbgdpl sheet export goi", "pbgdpl sheet export goi/to-gap goi/sach -o so-lieu.xlsx"),
    "sheet import": ("pbgdpl sheet import so-lieu.xlsx goi", "pbgdpl sheet import so-lieu.xlsx goi --reopen --wait"),
    "upload": (
        "pbgdpl upload goi --to https://pbgdpl.example.vn --dry-run",
        "pbgdpl upload --list danh-sach.xlsx --report bao-cao.xlsx --failed gui-lai.xlsx",
        "pbgdpl upload --undo 2026-03-01-1",
    ),
    "portal": ("pbgdpl portal serve", 'pbgdpl portal token add --office "Sở Tư pháp tỉnh Mẫu"', "pbgdpl portal check"),
    "portal harvest": (
        "pbgdpl portal harvest https://pbgdpl.tinh.example.vn",
        "pbgdpl portal harvest https://pbgdpl.tinh.example.vn --set collection.tin-tuc --dry-run",
    ),
    "portal serve": (
        "pbgdpl portal serve",
        "pbgdpl portal serve --home tu-sach --port 8080",
        "pbgdpl portal serve --address https://tusach.example.vn",
    ),
    "portal token": (
        'pbgdpl portal token add --office "Sở Tư pháp tỉnh Mẫu"',
        "pbgdpl portal token revoke 0123456789ab",
    ),
    "portal token add": (
        'pbgdpl portal token add --office "Sở Tư pháp tỉnh Mẫu"',
        'pbgdpl portal token add --office "Phòng Tin học" --role administrator --days 90',
    ),
    "portal token list": ("pbgdpl portal token list", "pbgdpl portal token list --home tu-sach"),
    "portal token revoke": (
        "pbgdpl portal token revoke 0123456789ab",
        "pbgdpl portal token revoke 0123456789ab --home tu-sach",
    ),
    "portal audit": ("pbgdpl portal audit", "pbgdpl portal audit --since 2026-11-01 --last 500"),
    "portal backup": ("pbgdpl portal backup /media/usb/tu-sach", "pbgdpl portal backup sao-luu --home tu-sach --copy"),
    "portal restore": (
        "pbgdpl portal restore /media/usb/tu-sach",
        "pbgdpl portal restore /media/usb/tu-sach --home tu-sach --replace",
    ),
    "portal check": ("pbgdpl portal check", "pbgdpl portal check --every-byte --no-mend"),
    "schema": ("pbgdpl schema", "pbgdpl schema --format md -o luoc-do.md"),
    "search": ("pbgdpl search bạo lực gia đình", "pbgdpl search 'NĐ 282/2025' --in goi"),
    "export": (
        "pbgdpl export chunks goi -o chunks.jsonl --register register.sqlite",
        "pbgdpl export qa goi -o hoi-dap.json --include draft",
        "pbgdpl export static-site goi -o tu-sach",
    ),
    "worker": ("pbgdpl worker Z:/hang-doi", "pbgdpl worker tls://may-chu:8786 -j 4"),
    "report": (
        "pbgdpl report goi -o bao-cao.xlsx",
        "pbgdpl report goi --from 2026-01-01 --to 2026-06-30 -o bao-cao.html",
        "pbgdpl report goi --template mau.xlsx -o bao-cao.xlsx",
    ),
    "status": ("pbgdpl status", "pbgdpl status goi --why", "pbgdpl status goi --portal"),
})  # fmt: skip


def examples_of(name: str) -> str:
    """The examples of a command, one a line.

    Args:
        name: Of the command ("convert"), or of one in a group ("sheet export", "review approve").
    """
    return "\n".join(EXAMPLES[name] if name in EXAMPLES else _of_step(name))


def _of_step(name: str) -> tuple[str, ...]:
    """The steps of a review differ in nothing but their name."""
    return (
        f'pbgdpl {name} goi/to-gap --by "Trần Thị Bình Minh"',
        f'pbgdpl {name} goi --by "Trần Thị Bình Minh" --on 2026-03-15',
    )
