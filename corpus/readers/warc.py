"""Web archives (WARC): the pages that were fetched with success, and nothing else of the crawl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from corpus.encoding import BinaryError, UndecodableError, declared_charset, decode
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused, looks_like_html, make_document
from corpus.types import Document, Reason, Rejected

_SLACK: Final = 1_000_000  # headers, and what is read ahead
_LARGEST_SKIP: Final = 100 * MAX_DOCUMENT_BYTES  # films are in crawls too
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class _Rationed:
    """A stream that ends the reading when a record is larger than it said: warcio itself looks for a header forever."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.allowance = _SLACK

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read1(size)
        self.allowance -= len(data)
        if self.allowance < 0:
            raise Refused(Reason.TOO_LARGE, f"A record has no end; {LIMIT}, and the rest was not read.")
        return data


def read_warc(opened: Opened) -> Iterator[Document | Rejected]:
    """The HTML responses with status 200. Their numbers count all records of the archive, whatever they are."""
    from warcio.archiveiterator import ArchiveIterator

    stream = _Rationed(opened.stream)
    records = iter(ArchiveIterator(stream))
    number = pages = 0
    while (record := _next_record(records, number)) is not None:
        number += 1
        stream.allowance = _SLACK + min(max(record.length or 0, 0), _LARGEST_SKIP)
        if _is_page(record):
            pages += 1
            yield _page(f"{opened.source}#{number}", record)
    if not pages:
        raise Refused(Reason.EMPTY, f"None of its {number} records is an HTML page that was fetched with success.")


def _next_record(records: Iterator[Any], number: int) -> Any:
    try:
        return next(records, None)
    except (Refused, OSError):
        raise
    except Exception as error:  # warcio takes headers on trust, and fails on bad ones in its own ways
        raise Refused(
            Reason.UNREADABLE, f"The archive is damaged: there is no good header after record {number}."
        ) from error


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = headers.get_header("Content-Type") or ""
    return not kind or "html" in kind.lower()


def _page(source: str, record: Any) -> Document | Rejected:
    try:
        data = record.content_stream().read(MAX_DOCUMENT_BYTES + 1)
    except (Refused, OSError):
        raise
    except Exception as error:  # the same for the encodings of the content
        return Rejected(source, Reason.UNREADABLE, f"The page cannot be unpacked ({type(error).__name__}: {error}).")
    if len(data) > MAX_DOCUMENT_BYTES:
        return Rejected(source, Reason.TOO_LARGE, f"The page is too large; {LIMIT}.")
    charset = _CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    try:
        content = decode(data, charset[1] if charset else declared_charset(data)).text
    except BinaryError as error:
        return Rejected(source, Reason.BINARY, f"The page is {error}.")
    except UndecodableError as error:
        return Rejected(source, Reason.UNDECODABLE, f"The page cannot be decoded: {error}.")
    url = record.rec_headers.get_header("WARC-Target-URI")
    named = record.http_headers.get_header("Content-Type")
    return make_document(source, content, "html" if named or looks_like_html(content) else "text", url=url)
