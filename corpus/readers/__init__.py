"""Everything that turns INPUT arguments into documents.

A reader is one file here and one line in ``READERS``. It gets an open file and yields a :class:`~corpus.types.Document`
or a :class:`~corpus.types.Rejected` for each record; what goes wrong inside a file never stops the others.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from corpus.encoding import BinaryError, UndecodableError
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, InputError, Opened, Reader, Refused
from corpus.readers.columns import Records
from corpus.readers.delimited import read_delimited
from corpus.readers.hub import PREFIX, parse, read_hub
from corpus.readers.jsonlines import read_json
from corpus.readers.parquet import read_parquet
from corpus.readers.saved import is_saved_dataset, read_saved
from corpus.readers.sniff import true_extension
from corpus.readers.unpack import stream_of, unpack
from corpus.readers.walk import printable, walk
from corpus.readers.warc import read_warc
from corpus.readers.whole import read_html, read_text
from corpus.types import Document, Reason, Rejected

__all__ = ["MAX_DOCUMENT_BYTES", "READERS", "InputError", "read_documents"]

READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_json,
    ".ndjson": read_json,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
    ".warc": read_warc,
}
_PACKED: Final = (".gz", ".zst", ".zstd", ".bz2", ".xz")
_ARCHIVES: Final = (".zip", ".tar", ".tgz", ".7z", ".rar")


def read_documents(inputs: Sequence[str], *, text_column: str | None = None) -> Iterator[Document | Rejected]:
    """Read files, folders, Hub datasets (``hf://org/name[:config][:split]``) and standard input (``-``), in this order.

    Args:
        text_column: The column of tables that holds the text, where its name does not tell.

    Yields:
        One document or one refusal for each file, page or record; at most one record is in memory.

    Raises:
        InputError: An input does not exist (before anything is read), a Hub dataset cannot be opened, or no record of an
            input has ``text_column``.
    """
    for name in inputs:
        if name.startswith(PREFIX):
            parse(name)
        elif name != "-" and not os.path.lexists(name):
            raise InputError(
                f"{printable(name)}: there is no such file or folder. Check the spelling and where you are."
            )
    return _read_inputs(inputs, text_column)


def _read_inputs(inputs: Sequence[str], text_column: str | None) -> Iterator[Document | Rejected]:
    for name in inputs:
        records = Records(text_column)
        if name == "-":
            stdin = stream_of(iter(lambda: sys.stdin.buffer.read(1 << 16), b""))
            yield from _guarded("-", _read_stream(stdin, "-", "", None, records))
        elif name.startswith(PREFIX):
            yield from _guarded(name, read_hub(name, records))
        elif (path := Path(name)).is_dir() and not is_saved_dataset(path):
            yield from _read_folder(path, records)
        else:
            yield from _read_path(path, records, given=True)
        if records.missing is not None:
            columns = ", ".join(records.missing[:12])
            shown = name if name.startswith(PREFIX) else printable(name)  # which would take a slash out of hf://
            raise InputError(f"{shown}: no record has a column {text_column!r}. There are: {columns}.")


def _read_folder(folder: Path, records: Records) -> Iterator[Document | Rejected]:
    empty = True
    for found in walk(folder):
        empty = False
        if isinstance(found, Rejected):
            yield found
        else:
            yield from _read_path(found, records, given=False)
    if empty:
        yield Rejected(printable(folder), Reason.EMPTY, "There is no file in the folder.")


def _read_path(path: Path, records: Records, *, given: bool) -> Iterator[Document | Rejected]:
    source = printable(path)
    if path.is_dir():
        yield from _guarded(source, read_saved(path, source, records))
        return
    if problem := _not_a_file(path):
        yield Rejected(source, Reason.UNREADABLE, problem)
        return
    extension = _extension(path)
    if extension not in READERS:
        if not given:
            detail = f"No reader takes {extension or 'files without an extension'}; there are {', '.join(READERS)}."
            if extension in _ARCHIVES:
                detail = f"Archives of files ({extension}) are not read: unpack it, and give the files or their folder."
            yield Rejected(source, Reason.UNSUPPORTED, detail)
            return
        extension = ""
    try:
        file = path.open("rb")
    except OSError as error:
        yield Rejected(source, Reason.UNREADABLE, f"It cannot be opened: {error.strerror}.")
        return
    with file:
        yield from _guarded(source, _read_stream(file, source, extension, path, records))


def _extension(path: Path) -> str:
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def _not_a_file(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            return f"It is a link to {printable(path.readlink())}, where nothing can be opened ({error.strerror})."
        return f"It cannot be opened: {error.strerror}."
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISFIFO(mode):
        return "It is a named pipe; send its content to standard input and give '-'."
    return "It is a socket or a device, not a file."


def _read_stream(
    stream: io.BufferedReader, source: str, extension: str, path: Path | None, records: Records
) -> Iterator[Document | Rejected]:
    head, unpacked, packed = unpack(stream)
    if not head:
        unpacked.read1(1)  # raises where the emptiness is damage
        raise Refused(Reason.EMPTY, "It unpacks to nothing." if packed else "The file is empty.")
    if packed and not head.strip(b"\0") and len(unpacked.read(MAX_DOCUMENT_BYTES)) == MAX_DOCUMENT_BYTES:
        raise Refused(Reason.TOO_LARGE, f"It unpacks to zeros without end; {LIMIT}.")
    opened = Opened(source, unpacked, head, packed, None if packed else path, records)
    yield from READERS[true_extension(opened, extension)](opened)


def _guarded(source: str, items: Iterable[Document | Rejected]) -> Iterator[Document | Rejected]:
    """What the reader of one file yields, and one refusal for what stops it."""
    documents = 0
    try:
        for item in items:
            documents += isinstance(item, Document)
            yield item
        return
    except Refused as refused:
        reason, detail = refused.reason, refused.detail
    except BinaryError as error:
        reason, detail = Reason.BINARY, f"It is {error}."
    except UndecodableError as error:
        reason, detail = Reason.UNDECODABLE, f"It cannot be decoded: {error}."
    except OSError as error:
        reason, detail = Reason.UNREADABLE, f"It cannot be read: {error.strerror or error}."
    except (InputError, ImportError, MemoryError):
        raise
    except Exception as error:  # a bug costs the file, not the run
        failed = Rejected.failed(source, error)
        reason, detail = failed.reason, failed.detail
    if documents:
        count = (
            f"{documents} record{'s' if documents > 1 else ''} before that {'were' if documents > 1 else 'was'} read"
        )
        detail = f"{detail.removesuffix('.')}; {count}."
    yield Rejected(source, reason, detail)
