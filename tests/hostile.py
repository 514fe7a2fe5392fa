"""A folder of everything that goes wrong with real inputs, and what has to become of each.

Used by the tests of the readers, of the cleaner and of a whole run: none of these may stop a run, none may be lost
silently, and the good ones among them have to come out as if nothing were wrong with them.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import random
import stat
import unicodedata
from pathlib import Path

import zstandard

from corpus.types import Reason
from tests.legacy import to_tcvn3, to_vni, to_windows_1258

OK = "ok"

TITLE = "Cầu mới nối hai bờ sông ở xã Phước Lộc"
ARTICLE = f"""{TITLE}

Sáng 14/3/2023, UBND xã Phước Lộc tổ chức lễ khánh thành cây cầu bê tông bắc qua sông Cái, thay cho chiếc cầu gỗ đã dùng \
hơn 30 năm. Cầu dài 86,5 m, rộng 4 m, tổng kinh phí gần 7,2 tỷ đồng, trong đó người dân đóng góp 1,4 tỷ đồng và hàng nghìn \
ngày công.

Ông Trần Văn Lâm, chủ tịch xã, cho biết trước đây mỗi mùa mưa lũ, hơn 400 học sinh của ba thôn phía nam phải đi đò hoặc \
vòng thêm 12 km mới tới được trường. "Từ hôm nay các cháu chỉ mất mười phút đạp xe", ông nói.

Bà Nguyễn Thị Hạnh, 67 tuổi, là người đầu tiên bước qua cầu. Bà kể rằng năm 1998 nước lũ đã cuốn trôi một phần chiếc cầu cũ \
và cả xã phải chờ gần hai tháng mới có lối đi lại.

Theo kế hoạch, trong quý II xã sẽ lắp đèn chiếu sáng và trồng cây dọc hai bên đường dẫn. Những xe có tải trọng trên 5 tấn \
không được phép qua cầu."""

ENGLISH = """The commune opened its new bridge on 14 March 2023. It is 86.5 metres long and four metres wide, and it replaces \
a wooden one that had been in use for more than thirty years. The work cost about 7.2 billion dong, of which the villagers \
themselves gave 1.4 billion and thousands of days of labour. Before that, more than four hundred pupils had to take a boat or \
a detour of twelve kilometres whenever the river rose. "From today it takes ten minutes by bicycle", said the chairman of the \
commune. Street lamps and trees will follow in the second quarter, and lorries of more than five tonnes must stay away."""
FRENCH = """La commune a inauguré mardi son nouveau pont, long de 86 mètres et large de quatre mètres, qui remplace une \
passerelle en bois utilisée depuis plus de trente ans. Les travaux ont coûté près de sept milliards de dongs, dont une partie \
a été donnée par les habitants. Auparavant, plus de quatre cents élèves devaient prendre une barque ou faire un détour de \
douze kilomètres à chaque crue. « Dès aujourd'hui, dix minutes à vélo suffisent », a déclaré le maire, très ému, devant les \
familles rassemblées au bord de la rivière."""
CHINESE = "本报讯 富禄乡新桥于三月十四日正式通车。新桥全长八十六点五米，宽四米，取代了使用三十多年的旧木桥。" * 8


def page(body: str, charset: str = "utf-8") -> str:
    """A page with a title, a menu and the paragraphs of a text."""
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="{charset}"><title>{TITLE}</title></head>\n'
        f'<body><nav><a href="/">Trang</a> <a href="/xa">Tin xã</a></nav>\n<article><h1>{TITLE}</h1>\n{paragraphs}\n'
        f"</article></body></html>\n"
    )


def _record(text: object, **others: object) -> str:
    return json.dumps({"text": text, **others}, ensure_ascii=False)


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _readable() -> dict[str, bytes]:
    """Files that are odd and have to be read all the same."""
    article, mebibyte = ARTICLE.encode(), 1 << 20
    middle = article.index("kể".encode())
    return {
        "plain.txt": article,
        "windows-newlines.TXT": ARTICLE.replace("\n", "\r\n").encode(),
        "bom.txt": ARTICLE.encode("utf-8-sig"),
        "utf-16-le-bom.txt": b"\xff\xfe" + ARTICLE.encode("utf-16-le"),
        "utf-16-be-bom.txt": b"\xfe\xff" + ARTICLE.encode("utf-16-be"),
        "utf-16-le.txt": ARTICLE.encode("utf-16-le"),
        "utf-16-be.txt": ARTICLE.encode("utf-16-be"),
        "utf-32.txt": ARTICLE.encode("utf-32"),
        "windows-1258.txt": to_windows_1258(ARTICLE),
        "tcvn3.txt": to_tcvn3(ARTICLE),
        "vni.txt": to_vni(ARTICLE),
        "mojibake.txt": article.decode("latin-1").encode(),
        "vni-saved-as-utf-8.txt": to_vni(ARTICLE).decode("cp1252").encode(),
        "nfd.txt": unicodedata.normalize("NFD", ARTICLE).encode(),
        "brackets-above.md": f"---\ntitle: {TITLE}\ntags: {'[' * 2000}\n---\n\n{ARTICLE}".encode(),
        "some-nuls.txt": article.replace(b".", b".\0\0"),
        "cut-inside-a-letter.txt": article[: middle + 3],
        "page-called.txt": page(ARTICLE).encode(),
        "utf-16-called.html": page(ARTICLE).encode("utf-16"),
        "tcvn3-declared-latin-1.html": to_tcvn3(page(ARTICLE, "iso-8859-1")),
        "gzip-called.txt": gzip.compress(article),
        "zstd-called.html": zstandard.compress(page(ARTICLE).encode()),
        "packed.txt.gz": gzip.compress(article),
        "two\nlines.txt": article,
        "nearly-too-large.txt.gz": gzip.compress(article + b"\n" * 4 * mebibyte),
    }


def _refused() -> dict[str, tuple[bytes, Reason]]:
    """Files that have to end in the quarantine as a whole."""
    noise = random.Random(1).randbytes(5000)
    zeros = bytes(1 << 20)
    article = ARTICLE.encode()
    headlines = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate([TITLE, "Tin xã"] * 8))
    return {
        "empty.txt": (b"", Reason.EMPTY),
        "white-space.txt": (" \n\t\r\n\u00a0\u3000\n".encode(), Reason.EMPTY),
        "nothing-packed.txt.gz": (gzip.compress(b""), Reason.EMPTY),
        "no-records.json": (b"[]", Reason.EMPTY),
        "header-only.csv": (b"title,text\n", Reason.EMPTY),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + noise, Reason.BINARY),
        "noise.txt": (noise, Reason.BINARY),
        "zeros.txt": (zeros, Reason.BINARY),
        "scan.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n", Reason.BINARY),
        "picture.jsonl": (b"\x89PNG\r\n\x1a\n" + noise, Reason.BINARY),
        "scan.pdf": (b"%PDF-1.7\n", Reason.UNSUPPORTED),
        "no-extension": (article, Reason.UNSUPPORTED),
        "gb18030.txt": (CHINESE.encode("gb18030"), Reason.UNDECODABLE),
        "one-line.txt": (b"x " * 10_000_000, Reason.TOO_LARGE),
        "bomb.txt.gz": (gzip.compress(zeros) * 1024, Reason.TOO_LARGE),
        "bomb.txt.zst": (zstandard.compress(zeros) * 1024, Reason.TOO_LARGE),
        "bomb.jsonl.gz": (gzip.compress(b'{"text": "') + gzip.compress(b"x" * len(zeros)) * 1024, Reason.TOO_LARGE),
        "blank-bomb.jsonl.gz": (gzip.compress(b"\n" * len(zeros)) * 1024, Reason.TOO_LARGE),
        "bomb.csv.gz": (gzip.compress(b'text\n"') + gzip.compress(b"x" * len(zeros)) * 1024, Reason.TOO_LARGE),
        "bomb.warc.gz": (gzip.compress(b"WARC/1.0\r\n") + gzip.compress(b"x" * len(zeros)) * 1024, Reason.TOO_LARGE),
        "cut.txt.gz": (gzip.compress(article)[:-40], Reason.UNREADABLE),
        "cut.txt.bz2": (bz2.compress(article)[:-40], Reason.UNREADABLE),
        "cut.txt.xz": (lzma.compress(article)[:-40], Reason.UNREADABLE),
        "damaged.txt.bz2": (_damaged(bz2.compress(article)), Reason.UNREADABLE),
        "damaged.txt.xz": (_damaged(lzma.compress(article)), Reason.UNREADABLE),
        "bomb.txt.bz2": (bz2.compress(zeros) * 1024, Reason.TOO_LARGE),
        "bomb.txt.xz": (lzma.compress(zeros) * 1024, Reason.TOO_LARGE),
        "damaged.txt.zst": (
            _damaged(zstandard.ZstdCompressor(write_checksum=True).compress(article)),
            Reason.UNREADABLE,
        ),
        "cut.txt.zst": (zstandard.compress(article)[:-40], Reason.UNREADABLE),
        "never-closed.csv": (b'text,url\n"' + article.replace(b'"', b"'") + b"\n" + article + b"\n", Reason.BAD_RECORD),
        "called.json": (article, Reason.BAD_RECORD),
        "headers-only.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nx", Reason.UNREADABLE),
        "called.parquet": (article, Reason.UNREADABLE),
        "called.warc": (article, Reason.UNREADABLE),
        "no-text-column.csv": (b"a,b\n1,2\n", Reason.BAD_RECORD),
        "chinese.txt": (CHINESE.encode(), Reason.NOT_VIETNAMESE),
        "english.txt": (ENGLISH.encode(), Reason.NOT_VIETNAMESE),
        "french.txt": (FRENCH.encode("cp1252"), Reason.NOT_VIETNAMESE),
        "too-short.txt": ("Cầu mới đã xong.".encode(), Reason.TOO_SHORT),
        "section.html": (f"<html><body><h1>Tin xã</h1><ul>{headlines}</ul></body></html>".encode(), Reason.NO_ARTICLE),
    }


def _damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 20]) + data[middle + 20 :]


def _mixed() -> dict[str, tuple[bytes, dict[str, Reason | str]]]:
    """Tables in which good records stand between bad ones: what becomes of each, by its number."""
    good = _record(ARTICLE)
    many = _lines(*(_record(f"{ARTICLE}\n\n{number}") for number in range(200)))
    return {
        "bad-line.jsonl": (
            _lines(good, good, '{"text": "Thiếu dấu phẩy" "url": 1}', good),
            {"#1": OK, "#2": OK, "#3": Reason.BAD_RECORD, "#4": OK},
        ),
        "odd-records.jsonl": (
            _lines("[1, 2]", "null", _record(["a"]), _record(""), _record(None), '{"a": 1}', good),
            {
                **dict.fromkeys(["#1", "#2", "#3", "#5", "#6"], Reason.BAD_RECORD),
                "#4": Reason.EMPTY,
                "#7": OK,
            },
        ),
        "large-line.jsonl": (
            _lines(good, _record("x" * 6_000_000), good),
            {"#1": OK, "#2": Reason.TOO_LARGE, "#3": OK},
        ),
        "mixed-encodings.jsonl": (
            _lines(good) + to_vni(good) + b"\n" + CHINESE.encode("gb18030") + b"\n" + _lines(good),
            {"#1": OK, "#2": OK, "#3": Reason.UNDECODABLE, "#4": OK},
        ),
        "deep.jsonl": (_lines('{"text": ' + "[" * 100_000, good), {"#1": Reason.BAD_RECORD, "#2": OK}),
        "surrogates.jsonl": (_lines('{"text": "\\ud800 \\ud83d\\ude00 ' + json.dumps(ARTICLE)[1:] + "}"), {"#1": OK}),
        "null-text.json": (
            f"[{good},\n{_record(None)},\n{good}]".encode(),
            {"#1": OK, "#2": Reason.BAD_RECORD, "#3": OK},
        ),
        "never-closed.json": (f"[{good},\n{good}".encode(), {"#1": OK, "#2": OK, "": Reason.UNREADABLE}),
        "cut.jsonl.gz": (gzip.compress(many)[:-300], {"#1": OK, "#150": OK, "": Reason.UNREADABLE}),
        "too-many-fields.csv": (
            ('text,url\n"' + ARTICLE.replace('"', '""') + '",u\na,b,c\n').encode(),
            {"#1": OK, "#2": Reason.BAD_RECORD},
        ),
    }


def make_hostile(folder: Path) -> dict[str, Reason | str]:
    """Fill a folder with hostile inputs.

    Returns:
        By source relative to ``folder`` (with ``#N`` for a record, control characters and bytes escaped), why it has to
        be refused, or ``"ok"`` for one that has to come out as an article. A table with broken records is listed by its
        record numbers, and by its name alone if reading it ends early.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, Reason | str] = {}
    for name, data in _readable().items():
        (folder / name).write_bytes(data)
        expected[name.replace("\n", "\\n")] = OK
    for name, (data, reason) in _refused().items():
        (folder / name).write_bytes(data)
        expected[name] = reason
    for name, (data, records) in _mixed().items():
        (folder / name).write_bytes(data)
        expected |= {name + number: outcome for number, outcome in records.items()}

    table = folder / "good.parquet"
    pq.write_table(pa.table({"Nội dung": [ARTICLE, None]}), table)
    expected |= {"good.parquet#1": OK, "good.parquet#2": Reason.BAD_RECORD}
    (folder / "cut.parquet").write_bytes(table.read_bytes()[:-20])
    (folder / "table-called.txt").write_bytes(table.read_bytes())
    expected |= {"cut.parquet": Reason.UNREADABLE, "table-called.txt#1": OK, "table-called.txt#2": Reason.BAD_RECORD}

    os.mkfifo(folder / "pipe.txt")
    os.mknod(folder / "socket.txt", stat.S_IFSOCK | 0o600)
    (folder / "nowhere.txt").symlink_to("missing.txt")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "folder.txt").mkdir()
    expected |= dict.fromkeys(["pipe.txt", "socket.txt", "nowhere.txt", "itself.txt", "folder.txt"], Reason.UNREADABLE)
    # These are passed over without a word: what the links lead to is read under its own name.
    (folder / "circle").symlink_to(".")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "back").symlink_to("..")
    (folder / "deeper" / "plain.txt").write_text(ARTICLE, encoding="utf-8")
    expected["deeper/plain.txt"] = OK
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("[core]\n", encoding="utf-8")

    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(ARTICLE, encoding="utf-8")
        expected["caf\\udce9.txt"] = OK
    except OSError:  # a file system that takes UTF-8 only
        pass
    return expected
