"""Every kind of input, from real files: what comes out, under which name, and what is said of what cannot."""

from __future__ import annotations

import bz2
import csv
import datetime
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from corpus.clean import clean
from corpus.readers import MAX_DOCUMENT_BYTES, READERS, InputError, read_documents
from corpus.readers.base import Opened
from corpus.types import Document, Reason, Rejected
from tests.hostile import ARTICLE, OK, TITLE, make_hostile, page
from tests.legacy import to_vni, to_windows_1258

ROOT = Path(__file__).parents[2]
RECORD = {
    "id": 7,
    "Noi_Dung": ARTICLE,
    "Tiêu đề": TITLE,
    "link": "https://xa.vn/cau",
    "Ngày đăng": "14/3/2023",
    "tac_gia": "Lê An",
}
DECIDED_LATER = {Reason.NOT_VIETNAMESE, Reason.TOO_SHORT, Reason.NO_ARTICLE}


def read(*inputs: Path | str, text_column: str | None = None) -> list[Document | Rejected]:
    return list(read_documents([str(name) for name in inputs], text_column=text_column))


def only(*inputs: Path | str, text_column: str | None = None) -> Document:
    (document,) = read(*inputs, text_column=text_column)
    assert isinstance(document, Document), document
    return document


def refusal(*inputs: Path | str) -> Rejected:
    rejected = read(*inputs)[-1]
    assert isinstance(rejected, Rejected), rejected
    return rejected


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


# --- one file, one document


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_a_text_file(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, ARTICLE)
    assert only(path) == Document(path.as_posix(), ARTICLE)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "saved.txt"])
def test_a_page_keeps_its_markup(tmp_path: Path, name: str) -> None:
    document = only(put(tmp_path / name, page(ARTICLE)))
    assert (document.content, document.format) == (page(ARTICLE), "html")


def test_prose_about_markup_is_text(tmp_path: Path) -> None:
    prose = ARTICLE + "\n\nThẻ <p> mở một đoạn, thẻ <br> ngắt dòng.\n" + ARTICLE
    assert only(put(tmp_path / "a.txt", prose)).format == "text"
    assert only(put(tmp_path / "b.html", ARTICLE)).format == "text"


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    path = put(tmp_path / "a.html", to_windows_1258(page(ARTICLE, "windows-1258")))
    assert only(path).content == page(ARTICLE, "windows-1258")


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        zstandard.compress,
        bz2.compress,
        lzma.compress,
        lambda data: gzip.compress(gzip.compress(data)),
    ],
)
@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst", "a.txt.bz2", "a.txt.xz", "a.txt"])
def test_packed_files_are_unpacked_whatever_they_are_called(tmp_path: Path, pack: object, name: str) -> None:
    assert callable(pack)
    assert only(put(tmp_path / name, pack(ARTICLE.encode()))).content == ARTICLE


def test_archives_of_several_members(tmp_path: Path) -> None:
    half = len(ARTICLE) // 2
    for pack in (gzip.compress, zstandard.compress, bz2.compress, lzma.compress):
        data = pack(ARTICLE[:half].encode()) + pack(ARTICLE[half:].encode())
        assert only(put(tmp_path / "a.txt", data)).content == ARTICLE
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        assert only(put(tmp_path / "padded.txt", pack(ARTICLE.encode()) + bytes(512))).content == ARTICLE


def test_archives_of_files_say_that_they_have_to_be_unpacked(tmp_path: Path) -> None:
    for name in ("a.zip", "a.tar.xz", "a.tgz"):
        put(tmp_path / name, b"PK\3\4" + bytes(range(256)))
    for refused in read(tmp_path):
        assert isinstance(refused, Rejected)
        assert refused.reason == Reason.UNSUPPORTED
        assert "unpack it, and give the files or their folder" in refused.detail
    [refused] = read(tmp_path / "a.zip")
    assert isinstance(refused, Rejected)
    assert "a ZIP archive, which has to be unpacked" in refused.detail


@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_around_a_list_of_records_says_how_to_take_them_out(tmp_path: Path, indent: int | None) -> None:
    answer = {"status": "ok", "articles": [{"text": ARTICLE}, {"text": ARTICLE}]}
    refused = refusal(put(tmp_path / "a.json", json.dumps(answer, indent=indent)))
    assert refused.reason == Reason.BAD_RECORD
    assert f"""jq -c '."articles"[]' {tmp_path}/a.json""" in refused.detail
    whole = {"text": ARTICLE, "images": [{"src": "a.jpg"}]}
    assert only(put(tmp_path / "b.json", json.dumps(whole, indent=indent))).content == ARTICLE


def test_an_xz_file_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    packed = bytearray(lzma.compress(ARTICLE.encode()))
    packed[16] = 40  # in the header of the block: a dictionary of 4 GiB
    packed[20:24] = zlib.crc32(packed[12:20]).to_bytes(4, "little")
    refused = refusal(put(tmp_path / "a.txt.xz", bytes(packed)))
    assert (refused.reason, "Memory usage limit" in refused.detail) == (Reason.UNREADABLE, True)


# --- folders and names


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ["b/2.txt", "b/10.txt", "a.txt", "c.txt", ".git/x.txt", ".DS_Store", "b/._2.txt"]:
        put(tmp_path / name, ARTICLE)
    sources = [item.source for item in read(f"{tmp_path}//./")]
    assert sources == [f"{tmp_path.as_posix()}/{name}" for name in ["a.txt", "b/10.txt", "b/2.txt", "c.txt"]]


def test_a_source_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(Path("tin/a.txt"), ARTICLE)
    assert [item.source for item in read("tin", "./tin/a.txt", "tin/../tin")] == ["tin/a.txt"] * 3


def test_links_are_followed_once_and_only_out_of_the_folder(tmp_path: Path) -> None:
    put(tmp_path / "in/a.txt", ARTICLE)
    put(tmp_path / "out/b.txt", ARTICLE)
    for name, target in {"circle": ".", "up": "..", "other": "../out", "again": "../out", "same.txt": "a.txt"}.items():
        (tmp_path / "in" / name).symlink_to(target)
    folder = (tmp_path / "in").as_posix()
    assert [item.source for item in read(folder)] == [
        f"{folder}/{name}" for name in ["a.txt", "again/b.txt", "same.txt"]
    ]


def test_what_runs_wrote_is_left_out_unless_it_is_named(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", ARTICLE)
    put(tmp_path / "out/articles/train.jsonl", jsonl({"text_vi": ARTICLE}))
    put(tmp_path / "other/run/run.json", jsonl({"text": ARTICLE}))
    put(tmp_path / "out/run/run.json", '{"settings": {"songngu": "1.0"}}')
    assert [item.source.removeprefix(f"{tmp_path.as_posix()}/") for item in read(tmp_path)] == [
        *("a.txt", "other/run/run.json#1")
    ]
    assert any(item.source.endswith("articles/train.jsonl#1") for item in read(tmp_path / "out"))


def test_names_that_cannot_be_printed(tmp_path: Path) -> None:
    put(tmp_path / "hai\ndòng\t.txt", ARTICLE)
    assert only(tmp_path).source.endswith("/hai\\ndòng\\t.txt")


def test_unknown_extensions_are_refused_in_a_folder_and_sniffed_when_given(tmp_path: Path) -> None:
    path = put(tmp_path / "article.news", ARTICLE)
    assert refusal(tmp_path).reason is Reason.UNSUPPORTED
    assert only(path).content == ARTICLE
    assert only(put(tmp_path / "dump", jsonl({"text": ARTICLE}))).source.endswith("/dump#1")
    assert only(put(tmp_path / "saved", page(ARTICLE))).format == "html"


def test_an_input_that_does_not_exist_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        read_documents([str(put(tmp_path / "a.txt", ARTICLE)), str(tmp_path / "b.txt")])


def test_an_empty_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).reason is Reason.EMPTY


# --- tables


def as_json_lines(path: Path) -> Path:
    return put(path.with_suffix(".jsonl"), jsonl(RECORD))


def as_packed_json_lines(path: Path) -> Path:
    return put(path.with_suffix(".ndjson.zst"), zstandard.compress(jsonl(RECORD).encode()))


def as_json_list(path: Path) -> Path:
    return put(path.with_suffix(".json"), json.dumps([RECORD]))


def as_indented_json(path: Path) -> Path:
    return put(path.with_suffix(".json"), json.dumps(RECORD, indent=2, ensure_ascii=False))


def as_json_called_text(path: Path) -> Path:
    return put(path.with_suffix(".txt"), jsonl(RECORD))


def _csv(delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(RECORD), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(RECORD)
    return text.getvalue()


def as_csv(path: Path) -> Path:
    return put(path.with_suffix(".csv"), _csv(","))


def as_excel_csv(path: Path) -> Path:
    return put(path.with_suffix(".csv"), _csv(";").encode("utf-8-sig"))


def as_utf_16_tsv(path: Path) -> Path:
    return put(path.with_suffix(".tsv.gz"), gzip.compress(_csv("\t").encode("utf-16")))


def as_old_csv(path: Path) -> Path:
    return put(path.with_suffix(".csv"), to_windows_1258(_csv(",")))


def as_very_old_csv(path: Path) -> Path:
    return put(path.with_suffix(".csv"), to_vni(_csv(",").replace("Tiêu đề", "title").replace("Ngày đăng", "date")))


def as_parquet(path: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist([RECORD]), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet")


def as_saved_dataset(path: Path) -> Path:
    import datasets

    datasets.Dataset.from_list([RECORD]).save_to_disk(path)
    return path


@pytest.mark.parametrize(
    "write",
    [
        *(as_json_lines, as_packed_json_lines, as_json_list, as_indented_json, as_json_called_text),
        *(as_csv, as_excel_csv, as_utf_16_tsv, as_old_csv, as_very_old_csv, as_parquet, as_saved_dataset),
    ],
)
def test_a_record_keeps_what_its_table_says_of_it(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = write(tmp_path / "news")
    assert only(path) == Document(
        f"{path.as_posix()}#1",
        ARTICLE,
        url="https://xa.vn/cau",
        title=TITLE,
        published="14/3/2023",
        author="Lê An",
    )


@pytest.mark.parametrize(
    ("column", "value", "format"),
    [
        ("TEXT", ARTICLE, "text"),
        ("content", page(ARTICLE), "html"),
        ("html", "<p>Một đoạn.</p>", "html"),
        ("articleBody", ARTICLE, "text"),
        ("Nội dung", ARTICLE, "text"),
    ],
)
def test_the_text_column_is_found(tmp_path: Path, column: str, value: str, format: str) -> None:
    document = only(put(tmp_path / "a.jsonl", jsonl({"id": 1, column: value})))
    assert (document.content, document.format) == (value, format)


def test_what_else_a_record_can_say(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    when = datetime.datetime(2023, 3, 14, 7, 30)
    record = {"text": ARTICLE, "published_at": when, "authors": ["Lê An", "Trần Bình"], "title": None, "date": None}
    pq.write_table(pa.Table.from_pylist([record]), tmp_path / "a.parquet")
    document = only(tmp_path / "a.parquet")
    assert (document.title, document.author) == (None, "Lê An, Trần Bình")
    record = {
        "text": ARTICLE,
        "published_at": "2023-03-14T07:30:00",
        "author": {"name": "Lê An"},
        "headline": "  Cầu\n mới ",
    }
    document = only(put(tmp_path / "a.jsonl", jsonl(record)))
    assert (document.published, document.author, document.title) == ("2023-03-14T07:30:00", "Lê An", "Cầu mới")
    evening = when.replace(hour=18, tzinfo=datetime.UTC)
    pq.write_table(pa.Table.from_pylist([{"text": ARTICLE, "date": evening}]), tmp_path / "c.parquet")
    assert clean(only(tmp_path / "c.parquet")).published == "2023-03-15"  # in Vietnam
    del record["published_at"]
    pq.write_table(pa.Table.from_pylist([{"text": ARTICLE, "ngay_cap_nhat": when}]), tmp_path / "b.parquet")
    assert only(tmp_path / "b.parquet").published == "2023-03-14T07:30:00"


def test_the_user_names_the_text_column(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", jsonl({"text": "không phải", "bai": ARTICLE}, {"text": "thiếu"}))
    good, bad = read(path, text_column="Bai")
    assert isinstance(good, Document)
    assert good.content == ARTICLE
    assert bad == Rejected(
        f"{path.as_posix()}#2", Reason.BAD_RECORD, "There is no column 'Bai'; the columns are 'text'."
    )


def test_a_column_that_no_record_has_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "title,text\nt,x\n")
    with pytest.raises(InputError, match=r"no record has a column 'bai'\. There are: title, text"):
        read(path, text_column="bai")
    assert only(put(tmp_path / "a.txt", ARTICLE), text_column="bai").content == ARTICLE


def test_records_are_numbered_by_line_or_place(tmp_path: Path) -> None:
    lines = put(tmp_path / "a.jsonl", "\n" + jsonl({"text": ARTICLE}) + "\n\n" + jsonl({"text": ARTICLE}))
    listed = put(tmp_path / "b.json", json.dumps([{"text": ARTICLE}] * 3, indent=1))
    following = put(tmp_path / "c.json", json.dumps({"text": ARTICLE}, indent=1) * 2)
    table = put(tmp_path / "d.csv", f'text\n"{ARTICLE.replace(chr(34), chr(39))}"\n\nhai\n')
    assert [item.source.rpartition("#")[2] for item in read(lines)] == ["2", "5"]
    assert [item.source.rpartition("#")[2] for item in read(listed)] == ["1", "2", "3"]
    assert [item.source.rpartition("#")[2] for item in read(following)] == ["1", "2"]
    assert [item.source.rpartition("#")[2] for item in read(table)] == ["1", "2"]


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (["1\tmột", '2\t"hai', "3\tba", "4\tbốn", '5\t"năm', "6\tsáu"], ["một", '"hai', "ba", "bốn", '"năm', "sáu"]),
        (['1\t"một', "2\thai", '3\tba"', "4\tbốn"], ['"một', "hai", 'ba"', "bốn"]),  # closed, but two rows later
        (['1\t"Một" rồi hai', "2\thai", '3\t"ba'], ['"Một" rồi hai', "hai", '"ba']),
        (['1\t"một\n\nMột\tlại ""một"""', '2\t"hai"', '"3"\t"ba\nbốn"'], ['một\n\nMột\tlại "một"', "hai", "ba\nbốn"]),
    ],
)
def test_a_quote_in_a_tab_separated_file_may_be_one_of_the_text(
    tmp_path: Path, rows: list[str], texts: list[str]
) -> None:
    items = read(put(tmp_path / "a.tsv", "\n".join(["id\ttext", *rows, ""])))
    assert [item.content for item in items if isinstance(item, Document)] == texts
    assert len(items) == len(texts)


def test_a_quoted_tab_separated_file_that_is_cut(tmp_path: Path) -> None:
    bad = refusal(put(tmp_path / "a.tsv", 'text\turl\n"một"\ta\n"hai\nba\nbốn'))
    assert (bad.reason, "never closed" in bad.detail) == (Reason.BAD_RECORD, True)


def test_broken_first_lines_cost_those_lines(tmp_path: Path) -> None:
    good = jsonl({"text": ARTICLE})
    items = read(put(tmp_path / "a.jsonl", '{"text": "a\n"text": "b"}\n' + good + "oops\n" + good))
    assert [item.source.rpartition("#")[2] for item in items] == list("12345")
    assert [isinstance(item, Document) for item in items] == [False, False, True, False, True]
    several = json.dumps({"text": ARTICLE}, indent=1) + "\n" + good
    assert all(isinstance(item, Document) for item in read(put(tmp_path / "b.jsonl", several)))


def test_a_json_list_larger_than_the_limit_streams(tmp_path: Path) -> None:
    count = 2 * MAX_DOCUMENT_BYTES // len(ARTICLE.encode())
    path = put(
        tmp_path / "a.json", json.dumps([{"text": f"{ARTICLE} {number}"} for number in range(count)], indent=None)
    )
    documents = read(path)
    assert len(documents) == count
    assert all(isinstance(each, Document) and each.content == f"{ARTICLE} {n}" for n, each in enumerate(documents))


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ('{"text": "a" "b": 1}\n', "Record 1 is not valid JSON: Expecting ',' delimiter at column 14."),
        ('[{"text": 1}, {"a" 1}, {}]', "Record 2 is not valid JSON: Expecting ':' delimiter at its character 6."),
        ('[{"text": "a"}, {"text": "b', "The file ends in the middle of record 2; 1 record before that was read."),
        ('{\n "text": "a",\n "b": nothing\n}', "Record 1 is not valid JSON: Expecting value at its character 23."),
    ],
)
def test_broken_json_is_explained(tmp_path: Path, content: str, detail: str) -> None:
    assert refusal(put(tmp_path / "a.json", content)).detail == detail


def test_a_damaged_row_group_costs_that_row_group(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"{ARTICLE}{n}" for n in range(30)]})
    pq.write_table(table, path, row_group_size=10, compression="snappy", use_dictionary=False)
    start = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 200] = bytes(200)
    path.write_bytes(data)
    items = read(path)
    assert [item.source.rpartition("#")[2] for item in items if isinstance(item, Document)] == [
        str(n) for n in [*range(1, 11), *range(21, 31)]
    ]
    (bad,) = (item for item in items if isinstance(item, Rejected))
    assert (bad.reason, bad.source.endswith("#11")) == (Reason.UNREADABLE, True)


def test_a_damaged_name_of_a_column_costs_the_row_group(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [ARTICLE], "another": [1]}), path, store_schema=False)
    data = path.read_bytes()
    first, second = data.index(b"another"), data.rindex(b"another")  # in the schema, and with the column's pages
    assert first != second
    outcomes = set()
    for place in (first, second):
        path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])
        outcomes.add(refusal(path).reason)
    assert outcomes == {Reason.UNREADABLE}


def test_a_date_that_is_none_costs_the_date(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    dates = pa.array([0, 10**18], pa.int64()).cast(pa.timestamp("us"))
    pq.write_table(pa.table({"text": [ARTICLE, ARTICLE], "date": dates}), tmp_path / "a.parquet")
    items = read(tmp_path / "a.parquet")
    assert [item.published for item in items if isinstance(item, Document)] == ["1970-01-01T00:00:00", None]


def test_a_damaged_byte_of_a_saved_dataset_costs_the_record(tmp_path: Path) -> None:
    import datasets

    datasets.Dataset.from_dict({"text": [f"{ARTICLE}{n}" for n in range(4)]}).save_to_disk(tmp_path / "news")
    (path,) = (tmp_path / "news").glob("*.arrow")
    path.write_bytes(path.read_bytes().replace(f"{ARTICLE}1".encode(), f"{ARTICLE}".encode() + b"\xff"))
    put(tmp_path / "z.txt", ARTICLE)
    items = read(tmp_path)
    assert [item.reason if isinstance(item, Rejected) else OK for item in items] == [OK, Reason.UNDECODABLE, OK, OK, OK]


def test_a_bug_in_a_reader_costs_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(opened: Opened) -> Iterator[Document | Rejected]:
        yield Document(f"{opened.source}#1", ARTICLE)
        raise KeyError("x" * 1000)

    monkeypatch.setitem(READERS, ".tsv", broken)
    put(tmp_path / "a.tsv", "text\n")
    put(tmp_path / "b.txt", ARTICLE)
    first, bad, last = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Rejected)
    assert (bad.reason, len(bad.detail) < 400) == (Reason.FAILED, True)
    assert "a bug (KeyError: 'xxx" in bad.detail
    assert bad.detail.endswith("; 1 record before that was read.")


def test_saved_splits(tmp_path: Path) -> None:
    import datasets

    split = datasets.Dataset.from_dict({"text": [ARTICLE, None], "picture": [1, 2]})
    datasets.DatasetDict({"train": split, "test": split.select([0])}).save_to_disk(tmp_path / "news")
    put(tmp_path / "z.txt", ARTICLE)
    assert [item.source.removeprefix(f"{tmp_path.as_posix()}/") for item in read(tmp_path)] == [
        *("news/train#1", "news/train#2", "news/test#1", "z.txt")
    ]


# --- web archives


def warc(path: Path, packed: bool) -> Path:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    responses = [
        ("https://xa.vn/cau", "200 OK", "text/html; charset=windows-1258", to_windows_1258(page(ARTICLE))),
        ("https://xa.vn/mat", "404 Not Found", "text/html", page(ARTICLE).encode()),
        ("https://xa.vn/anh", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n" * 1000),
        ("https://xa.vn/lon", "200 OK", "text/html", b"<html>" + b"x" * (MAX_DOCUMENT_BYTES + 1)),
        ("https://xa.vn/gzip", "200 OK", "text/html", gzip.compress(page(ARTICLE).encode())),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        for url, status, kind, body in responses:
            fields = [("Content-Type", kind)] + ([("Content-Encoding", "gzip")] if url.endswith("gzip") else [])
            headers = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_gives_the_pages_that_were_found(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, name.endswith("gz"))
    first, large, last = read(path)
    assert first == Document(f"{path.as_posix()}#2", page(ARTICLE), "html", url="https://xa.vn/cau")
    assert isinstance(large, Rejected)
    assert (large.source, large.reason) == (f"{path.as_posix()}#5", Reason.TOO_LARGE)
    assert last == Document(f"{path.as_posix()}#6", page(ARTICLE), "html", url="https://xa.vn/gzip")


def test_a_web_archive_that_is_cut(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc.gz", packed=True)
    path.write_bytes(path.read_bytes()[:-200])
    items = read(path)
    assert isinstance(items[0], Document)
    assert isinstance(items[-1], Rejected)
    assert items[-1].reason is Reason.UNREADABLE


# --- standard input and the Hub


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        (ARTICLE.encode(), ["-"]),
        (page(ARTICLE).encode("utf-16"), ["-"]),
        (gzip.compress(jsonl({"text": ARTICLE}, {"text": ARTICLE}).encode()), ["-#1", "-#2"]),
        (b"", ["-"]),
    ],
)
def test_standard_input_is_sniffed(data: bytes, sources: list[str]) -> None:
    code = "from corpus.readers import read_documents\nfor item in read_documents(['-']): print(item.source)"
    run = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True, cwd=ROOT)
    assert run.stdout.decode().split() == sources


def test_a_hub_dataset_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library takes a folder of the same name for the repository, which is all the network this test needs."""
    monkeypatch.chdir(tmp_path)
    put(Path("xa/tin/test.jsonl"), jsonl({"title": TITLE, "content": ARTICLE}, {"title": TITLE, "content": None}))
    good, bad = read("hf://xa/tin::test")
    assert good == Document("hf://xa/tin::test#1", ARTICLE, title=TITLE)
    assert isinstance(bad, Rejected)
    assert bad.reason is Reason.BAD_RECORD
    with pytest.raises(InputError, match=r"hf://xa/tin: the dataset cannot be opened: .*Check the name"):
        read("hf://xa/tin")


def test_a_hub_dataset_that_cannot_be_reached() -> None:
    code = "from corpus.readers import read_documents\nlist(read_documents(['hf://nobody/nothing']))"
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert "InputError: hf://nobody/nothing: the dataset cannot be opened" in run.stderr


@pytest.mark.parametrize("reference", ["hf://", "hf://a/b/c", "hf://a/b:c:d:e", "hf://a b", "hf://../b"])
def test_a_reference_to_the_hub_that_is_none(reference: str) -> None:
    with pytest.raises(InputError, match=r"Write hf://org/name\[:config\]\[:split\]"):
        read_documents([reference])


# --- hostile inputs


def test_comments_before_a_text_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!-- a -->\n" * 24 + ARTICLE, encoding="utf-8")
    began = time.process_time()
    [document] = read(tmp_path / "a.txt")
    assert isinstance(document, Document)
    assert time.process_time() - began < 3


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Reason | str]]:
    folder = tmp_path_factory.mktemp("hostile") / "in"
    return folder, make_hostile(folder)


@pytest.fixture(scope="module")
def outcomes(hostile: tuple[Path, dict[str, Reason | str]]) -> dict[str, Document | Rejected]:
    folder, _ = hostile
    items = read(folder)
    assert len({item.source for item in items}) == len(items)
    return {item.source.removeprefix(f"{folder.as_posix()}/"): item for item in items}


def test_each_hostile_input_becomes_what_it_must(
    hostile: tuple[Path, dict[str, Reason | str]], outcomes: dict[str, Document | Rejected]
) -> None:
    expected = {name: OK if reason in DECIDED_LATER else reason for name, reason in hostile[1].items()}
    got = {name: item.reason if isinstance(item, Rejected) else OK for name, item in outcomes.items()}
    assert {name: got.get(name) for name in expected} == expected
    assert {name for name in got.keys() - expected.keys() if not name.startswith("cut.jsonl.gz#")} == set()
    assert len(expected) >= 30


def test_what_is_read_from_hostile_inputs_is_the_article(
    hostile: tuple[Path, dict[str, Reason | str]], outcomes: dict[str, Document | Rejected]
) -> None:
    paragraph = ARTICLE.split("\n\n")[1]
    for name, outcome in hostile[1].items():
        if outcome == OK:
            item = outcomes[name]
            assert isinstance(item, Document)
            assert paragraph in item.content, name
            assert item.source.isprintable()
            item.content.encode("utf-8")


def test_each_refusal_is_a_sentence_of_its_own(outcomes: dict[str, Document | Rejected]) -> None:
    details = [item.detail for item in outcomes.values() if isinstance(item, Rejected)]
    assert all(detail[0].isupper() or detail[0] == "'" for detail in details)
    assert all(detail.endswith(".") and detail.isprintable() for detail in details)
    assert len(set(details)) > 25


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
def test_memory_stays_bounded(hostile: tuple[Path, dict[str, Reason | str]], tmp_path: Path) -> None:
    """60 MB of records, and bombs of a gibibyte, in a process that starts with 20 MB."""
    text = ARTICLE.replace('"', "'") * 20
    count = 30_000_000 // len(text.encode())
    with gzip.open(tmp_path / "large.jsonl.gz", "wb", compresslevel=1) as packed:
        packed.writelines(jsonl({"text": text}).encode() for _ in range(count))
    with (tmp_path / "large.csv").open("w", encoding="utf-8") as table:
        table.writelines(["text\n", *(f'"{text}"\n' for _ in range(count))])
    # Not getrusage: its peak counts the process that was forked as well.
    code = (
        "import re, sys; from corpus.readers import read_documents\n"
        "count = sum(1 for _ in read_documents(sys.argv[1:]))\n"
        "print(count, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, hostile[0], tmp_path], capture_output=True, text=True, cwd=ROOT, check=True
    )
    read_count, peak_kib = map(int, run.stdout.split())
    assert read_count > 2 * count
    assert peak_kib < 250 * 1024


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", jsonl({"text": ARTICLE}) + "{")
    items: Iterator[Document | Rejected] = read_documents([str(path)])
    assert isinstance(next(items), Document)
