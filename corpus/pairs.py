"""Parallel text: pairs of Vietnamese and English for training and measuring, from the shapes in which people keep them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encoding import BinaryError, UndecodableError, decode
from corpus.load import DatasetError, read_sentence_rows
from corpus.readers import InputError
from corpus.readers.unpack import DamagedError, unpack
from corpus.types import ParallelPair

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_pairs(path: Path) -> Iterator[ParallelPair]:
    """Read pairs from a tab-separated file or from a dataset that ``songngu run`` made.

    A line of the file has two columns, Vietnamese and English, or three, the first naming the source; the file may be packed
    (gzip, zstd, bzip2, xz). Of a dataset the sentences without a flag are read: a doubtful pair teaches and proves nothing. Where nothing
    names the source it is the file's or folder's name.

    Raises:
        InputError: There is no such file or dataset, it is damaged, or a line has neither two nor three columns.
    """
    if path.is_dir():
        yield from _dataset(path)
        return
    source = path.name.split(".")[0]
    for number, line in enumerate(read_lines(path), 1):
        columns = line.split("\t")
        if len(columns) not in (2, 3):
            raise InputError(
                f"{path}, line {number}: two columns are needed (Vietnamese, English), or three (source, Vietnamese,"
                f" English), separated by tabs; there are {len(columns)}."
            )
        yield ParallelPair(columns[-2], columns[-1], columns[0] if len(columns) == 3 else source)


def read_parallel(vietnamese: Path, english: Path) -> Iterator[ParallelPair]:
    """Read pairs from two files, one text a line, the same number of lines in both.

    Raises:
        InputError: A file is missing, or one of them has more lines than the other.
    """
    source = vietnamese.name.split(".")[0]
    for number, (vi, en) in enumerate(zip_longest(read_lines(vietnamese), read_lines(english)), 1):
        if vi is None or en is None:
            longer, shorter = (vietnamese, english) if en is None else (english, vietnamese)
            raise InputError(
                f"{shorter} ends before line {number}, {longer} goes on: parallel files have the same number of lines."
            )
        yield ParallelPair(vi, en, source)


def read_lines(path: Path) -> Iterator[str]:
    """Read the lines of a text file, packed or not, in any encoding that is known here; UTF-8 is read as it is needed.

    Raises:
        InputError: There is no such file, or it is damaged or cannot be decoded.
    """
    try:
        with path.open("rb") as file:
            head, stream, _ = unpack(file)
            with stream:
                try:
                    head.decode("utf-8")
                    utf8 = True
                except UnicodeDecodeError as error:
                    utf8 = error.start > len(head) - 4  # a letter that the head's end cuts
                text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n") if utf8 else None
                for line in text or decode(stream.read()).text.removesuffix("\n").split("\n"):
                    yield line.rstrip("\r\n")
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.") from error
    except (UnicodeDecodeError, UndecodableError) as error:
        raise InputError(f"{path} cannot be decoded: {error}. Pairs are read as UTF-8.") from error
    except BinaryError as error:
        raise InputError(f"{path} is {error}. Pairs are read as text.") from error
    except DamagedError as error:
        raise InputError(f"{path} is damaged: {error}.") from error


def write_pairs(path: Path, pairs: Iterable[ParallelPair]) -> int:
    """Write pairs as three columns (source, Vietnamese, English), packed where the name ends in ``.zst``; return their number."""
    import zstandard

    count = 0
    with path.open("wb") as file:
        packed = zstandard.ZstdCompressor(level=12).stream_writer(file) if path.suffix == ".zst" else file
        with io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text:
            for pair in pairs:
                text.write("\t".join(" ".join(part.split()) for part in (pair.source, pair.vi, pair.en)) + "\n")
                count += 1
    return count


def _dataset(folder: Path) -> Iterator[ParallelPair]:
    try:
        for row in read_sentence_rows(folder, ["translation", "flags"]):
            if not row["flags"] and row["translation"]["en"]:
                yield ParallelPair(row["translation"]["vi"], row["translation"]["en"], folder.name)
    except DatasetError as error:
        raise InputError(str(error)) from error
